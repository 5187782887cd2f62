"""The commands that keep, move, give out and erase data do so, and refuse in one sentence."""

from __future__ import annotations

import asyncio
import json
import os
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from app.cli import main
from app.wiring import open_store
from conversation import audit, history, inbox
from core import settings_source
from core.clock import SystemClock
from tests.contract.store import ALLOW, postgres, says, why_no_postgres

if TYPE_CHECKING:
    from pathlib import Path

    from core.settings import Settings


class Command:
    """`switchboard` in a folder with a settings.yaml."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capsys = folder, capsys
        self.use({})

    def use(self, settings: dict[str, Any]) -> None:
        (self.folder / "settings.yaml").write_text(yaml.safe_dump({"data": "data", **settings}))

    def __call__(self, *words: str) -> str:
        with pytest.raises(SystemExit) as ended:
            main(words)
        assert ended.value.code == 0
        return self._capsys.readouterr().out

    def refusal(self, *words: str) -> str:
        with pytest.raises(SystemExit) as ended:
            main(words)
        assert ended.value.code == 2
        return self._capsys.readouterr().err

    @property
    def settings(self) -> Settings:
        return settings_source.load()

    def say(self, words: str) -> None:
        async def accept() -> None:
            async with open_store(self.settings, SystemClock()) as store, store.db.transaction() as session:
                await inbox.accept(session, says(words), ALLOW, 4, 20)

        (self.folder / "data").mkdir(exist_ok=True)
        asyncio.run(accept())

    def texts(self) -> list[str]:
        async def read() -> list[str]:
            async with open_store(self.settings, SystemClock()) as store, store.db.reading() as session:
                return [one.text for one in await history.page(session, 1)]

        return asyncio.run(read())

    def actions(self) -> list[str]:
        async def read() -> list[str]:
            async with open_store(self.settings, SystemClock()) as store, store.db.reading() as session:
                return [one.action for one in await audit.listing(session)]

        return asyncio.run(read())


@pytest.fixture
def switchboard(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Command:
    for name in list(os.environ):  # noqa: TID251 (the environment is the input here)
        if name.startswith(("SWITCHBOARD_", "BACKUP_")) or name == "DATABASE_URL":
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    return Command(tmp_path, capsys)


def test_a_backup_is_made_verified_and_restored(
    switchboard: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    switchboard.say("hello")
    assert "set BACKUP_PASSPHRASE" in switchboard.refusal("backup", "create")
    monkeypatch.setenv("BACKUP_PASSPHRASE", "several words")
    assert "one.backup is written" in switchboard("backup", "create", "--to", "one.backup")
    assert "is whole" in switchboard("backup", "verify", "one.backup")
    assert "empty data folder only" in switchboard.refusal("backup", "restore", "one.backup")
    switchboard.use({"data": "elsewhere"})
    assert "are back" in switchboard("backup", "restore", "one.backup")
    assert switchboard.texts() == ["hello"]


def test_what_is_kept_needs_a_place_and_a_passphrase_that_nobody_guesses(
    switchboard: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BACKUP_PASSPHRASE", "short")
    assert "shorter than 12 letters" in switchboard.refusal("backup", "create")
    monkeypatch.setenv("BACKUP_PASSPHRASE", "several words")
    assert "holds no database yet" in switchboard.refusal("backup", "create")
    switchboard.say("hello")
    assert "cannot be written" in switchboard.refusal("backup", "create", "--to", "nowhere/one.backup")
    assert not (switchboard.folder / "nowhere").exists()


def test_a_command_beside_a_running_process_makes_nothing_and_brings_nothing_up_to_date(
    switchboard: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "holds no database yet" in switchboard.refusal("queue", "list")
    assert not (switchboard.folder / "data").exists()
    switchboard.say("hello")
    with closing(sqlite3.connect(switchboard.folder / "data" / "switchboard.db")) as raw, raw:
        raw.execute("UPDATE alembic_version SET version_num = '0005'")
        raw.execute("DROP TABLE schedules")
    monkeypatch.setenv("BACKUP_PASSPHRASE", "several words")
    for words in (["queue", "list"], ["schedule", "list"], ["export", "Ann"], ["backup", "create"]):
        assert "run: switchboard db upgrade" in switchboard.refusal(*words)
    switchboard("db", "upgrade")
    assert "nothing is scheduled" in switchboard("schedule", "list")


def test_a_contact_is_given_out_and_erased(switchboard: Command) -> None:
    switchboard.say("<b>hello</b>")
    switchboard("export", "ann", "--to", "given")
    given = json.loads((switchboard.folder / "given" / "contact.json").read_text(encoding="utf-8"))
    assert given["rows"]["messages"][0]["text"] == "<b>hello</b>"
    page = (switchboard.folder / "given" / "contact.html").read_text(encoding="utf-8")
    assert "&lt;b&gt;hello&lt;/b&gt;" in page
    assert "name a new folder" in switchboard.refusal("export", "ann", "--to", "given")
    assert "--yes" in switchboard.refusal("erase", "Ann")
    assert "Erased: " in switchboard("erase", "Ann", "--yes")
    assert switchboard.texts() == []
    assert switchboard.actions() == ["contact_erased", "contact_exported"]
    assert "no chat is called 'Ann'" in switchboard.refusal("erase", "Ann", "--yes")


def test_the_key_is_changed_and_the_old_one_is_refused_by_name(switchboard: Command) -> None:
    assert "holds no database yet" in switchboard.refusal("keys", "rotate")
    switchboard.say("before")
    key = switchboard.folder / "data" / "keys" / "data.key"
    old = key.read_bytes()
    said = switchboard("keys", "rotate")
    assert switchboard.texts() == ["before"]
    new = said.split("The data key is now ")[1][:8]
    key.write_bytes(old)
    assert f"was written with the data key {new}" in switchboard.refusal("db", "check")


def test_every_row_is_read_by_a_check(switchboard: Command) -> None:
    assert "up to date" in switchboard("db", "upgrade")
    switchboard.say("hello")
    assert "can be read" in switchboard("db", "check")


def test_what_is_too_old_is_counted_before_it_is_deleted(switchboard: Command) -> None:
    switchboard.use({"retention": {"days": {"messages": 1e-9}}})
    switchboard.say("first")
    switchboard.say("second")
    assert switchboard("db", "retention") == "messages: 1 to be deleted\n"
    assert switchboard("db", "retention", "--delete") == "messages: 1 deleted\n"
    assert switchboard.texts() == ["second"]


@pytest.mark.skipif(why_no_postgres() is not None, reason=str(why_no_postgres()))
def test_an_installation_moves_to_a_server(switchboard: Command) -> None:
    switchboard.say("hello")
    with postgres() as url:
        assert "compared" in switchboard("db", "copy", "--to", url)
        switchboard.use({"database": url})
        assert switchboard.texts() == ["hello"]
