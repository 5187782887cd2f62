"""An archive holds all that is needed to go on, is whole or refused, and never overwrites anything."""

from __future__ import annotations

import asyncio
import os
from typing import TYPE_CHECKING, Any

import pytest

from app import backup
from app.wiring import open_store
from conversation import history, inbox
from core import settings_source
from core.clock import SystemClock
from core.errors import CannotStart
from tests.contract.store import ALLOW, postgres, says, why_no_postgres

if TYPE_CHECKING:
    from pathlib import Path

    from core.settings import Settings

PASSPHRASE = "correct horse battery staple"


def installation(folder: Path, **other: Any) -> Settings:
    return settings_source.isolated({"data": folder, **other})


async def say(settings: Settings, words: str) -> None:
    settings.data.mkdir(exist_ok=True)
    async with open_store(settings, SystemClock()) as store, store.db.transaction() as session:
        await inbox.accept(session, says(words), ALLOW, 4, 20)


async def texts(settings: Settings) -> list[str]:
    async with open_store(settings, SystemClock()) as store, store.db.reading() as session:
        return [one.text for one in await history.page(session, 1)]


async def test_an_installation_goes_on_elsewhere_and_the_archive_shows_nothing(tmp_path: Path) -> None:
    ours, theirs = installation(tmp_path / "ours"), installation(tmp_path / "theirs")
    await say(ours, "Zebra crossing")
    async with open_store(ours, SystemClock()):  # a process is at work
        file = await backup.create(ours, PASSPHRASE, SystemClock())
    assert (file.stat().st_mode & 0o777, os.listdir(file.parent)) == (0o600, [file.name])
    key = (ours.data / "keys" / "data.key").read_bytes().strip()
    content = file.read_bytes()
    assert [word for word in (b"Zebra", b"main", b"SQLite", key) if word in content] == []
    assert (await backup.verify(file, PASSPHRASE)).rows["messages"] == 1
    assert (await backup.restore(theirs, file, PASSPHRASE)).rows["chats"] == 1
    assert await texts(theirs) == ["Zebra crossing"]
    await say(theirs, "Onwards")
    assert (await texts(theirs), await texts(ours)) == (["Zebra crossing", "Onwards"], ["Zebra crossing"])
    with pytest.raises(CannotStart, match="restored into an empty data folder only"):
        await backup.restore(ours, file, PASSPHRASE)


async def test_a_damaged_archive_or_a_wrong_passphrase_leaves_the_folder_empty(tmp_path: Path) -> None:
    ours, theirs = installation(tmp_path / "ours"), installation(tmp_path / "theirs")
    await say(ours, "hello")
    file = await backup.create(ours, PASSPHRASE, SystemClock(), tmp_path / "one")
    with pytest.raises(CannotStart, match="passphrase is wrong"):
        await backup.restore(theirs, file, "another")
    whole = file.read_bytes()
    file.write_bytes(whole[:-20])
    with pytest.raises(CannotStart, match="cannot be used"):
        await backup.restore(theirs, file, PASSPHRASE)
    assert [name for name in os.listdir(theirs.data) if name != "switchboard.lock"] == []
    with pytest.raises(CannotStart, match="exists already"):
        await backup.create(ours, PASSPHRASE, SystemClock(), file)


@pytest.mark.skipif(why_no_postgres() is not None, reason=str(why_no_postgres()))
def test_an_installation_on_a_server_goes_on_in_a_file_and_back(tmp_path: Path) -> None:
    with postgres() as url:
        served = installation(tmp_path / "served", database=url)
        filed = installation(tmp_path / "filed")
        asyncio.run(say(served, "From a server"))
        file = asyncio.run(backup.create(served, PASSPHRASE, SystemClock()))
        asyncio.run(backup.restore(filed, file, PASSPHRASE))
        assert asyncio.run(texts(filed)) == ["From a server"]
        with pytest.raises(CannotStart, match="holds rows already"):
            asyncio.run(backup.restore(installation(tmp_path / "again", database=url), file, PASSPHRASE))


def test_only_the_newest_archives_stay(tmp_path: Path) -> None:
    for day in ("20260101-000000", "20260102-000000", "20260103-000000"):
        (tmp_path / f"{day}{backup.SUFFIX}").touch()
    (tmp_path / "notes.txt").touch()
    assert [file.name[:8] for file in backup.forget_old(tmp_path, 2)] == ["20260101"]
    assert len(os.listdir(tmp_path)) == 3
