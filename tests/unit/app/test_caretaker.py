"""Old rows go and backups come when they are due, and a backup that fails stops nothing else."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest

from app import backup
from app.caretaker import Caretaker
from app.wiring import open_store
from conversation import history, inbox
from core import settings_source
from core.errors import CannotStart
from tests.contract.store import ALLOW, says
from tests.fakes import FakeClock

if TYPE_CHECKING:
    from pathlib import Path

HOUR = 3600.0


def with_backups(data: Path, **backups: Any) -> Any:
    backups = {"every_hours": 6, "keep": 2, **backups}
    return settings_source.isolated({"data": data, "backup": backups, "retention": {"days": {"messages": 1}}})


async def test_backups_are_made_in_time_and_only_the_newest_stay(
    tmp_path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BACKUP_PASSPHRASE", "several words")
    settings = with_backups(tmp_path)
    made: list[list[str]] = []
    async with open_store(settings, clock) as store:
        for hours in (0, 5, 1, 6):
            await clock.advance(hours * HOUR)
            # A new one each time, as after a new start.
            await Caretaker(store.db, settings, clock).look()
            made.append(sorted(file[:11] for file in os.listdir(tmp_path / "backups")))
    assert made == [
        ["20261121-09"],
        ["20261121-09"],
        ["20261121-09", "20261121-15"],
        ["20261121-15", "20261121-21"],
    ]
    newest = max((tmp_path / "backups").iterdir())
    assert (await backup.verify(newest, "several words")).made_at.startswith("2026-11-21T21")


async def test_old_rows_go_once_a_day_although_backups_fail(
    tmp_path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BACKUP_PASSPHRASE", "several words")
    (tmp_path / "file").touch()
    settings = with_backups(tmp_path, folder=tmp_path / "file" / "in the way")
    async with open_store(settings, clock) as store:
        caretaker = Caretaker(store.db, settings, clock)
        async with store.db.transaction() as session:
            for words in ("first", "second"):
                chat = (await inbox.accept(session, says(words), ALLOW, 4, 20)).chat.id
        left = []
        for hours in (0, 23.5, 1):
            await clock.advance(hours * HOUR)
            await caretaker.look()
            async with store.db.reading() as session:
                left.append(len(await history.page(session, chat)))
    assert left == [2, 2, 1]


async def test_backups_without_a_passphrase_stop_the_start(
    tmp_path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("BACKUP_PASSPHRASE", raising=False)
    settings = with_backups(tmp_path)
    async with open_store(settings, clock) as store:
        with pytest.raises(CannotStart, match=r"set BACKUP_PASSPHRASE \(or BACKUP_PASSPHRASE_FILE\)"):
            Caretaker(store.db, settings, clock)
