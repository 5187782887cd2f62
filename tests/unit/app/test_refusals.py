"""Every bad input stops the start with one sentence and exit code 2, and loses nothing."""

from __future__ import annotations

import asyncio
import os
import socket
import sqlite3
from pathlib import Path
from typing import Any

import pytest
import yaml

from app.cli import main
from app.hold import data_folder
from app.wiring import open_store
from conversation import operators
from core import settings_source
from core.clock import SystemClock

ROOT = Path(__file__).resolve().parents[3]
BROWSERLESS = {"executable": "/nowhere/chromium"}


class Installation:
    """A folder with settings and knowledge that would start, if it had a browser."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.data = folder / "data"
        self._capsys = capsys
        (folder / "knowledge.md").write_text("We open at nine.\n", encoding="utf-8")
        self.settings: dict[str, Any] = {
            "data": str(self.data),
            "whatsapp": {"url": "http://127.0.0.1:9"},
            "browser": BROWSERLESS,
            "dashboard": {"port": 0},
            "llm": {"providers": {"offline": {"kind": "offline", "knowledge": str(folder / "knowledge.md")}}},
        }

    @property
    def file(self) -> Path:
        return self.folder / "settings.yaml"

    def write(self, text: str | None = None) -> None:
        self.file.write_text(text or yaml.safe_dump(self.settings), encoding="utf-8")

    def refusal(self) -> str:
        """What `switchboard run` says before it ends with exit code 2."""
        if not self.file.exists():
            self.write()
        with pytest.raises(SystemExit) as ended:
            main(["run", "--settings", str(self.file)])
        assert ended.value.code == 2
        said = [
            line for line in self._capsys.readouterr().err.splitlines() if line.startswith("switchboard: ")
        ]
        assert len(said) == 1
        return said[0].removeprefix("switchboard: ")

    def make_database(self) -> None:
        """A database with somebody in it, as an earlier run left it."""
        self.write()

        async def make() -> None:
            async with (
                open_store(settings_source.load(self.file), SystemClock()) as store,
                store.db.transaction() as session,
            ):
                await operators.create(session, "anna", "a hash", "admin")

        self.data.mkdir()
        asyncio.run(make())

    def names(self) -> list[str]:
        """Who may sign in, read back after everything."""

        async def read() -> list[str]:
            async with (
                open_store(settings_source.load(self.file), SystemClock()) as store,
                store.db.reading() as session,
            ):
                found = await operators.by_name(session, "anna")
                return [found[0].name] if found else []

        return asyncio.run(read())


@pytest.fixture
def installation(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Installation:
    for name in list(os.environ):  # noqa: TID251 (the environment is the input here)
        if name.startswith("SWITCHBOARD_") or name in {"DATABASE_URL", "OPENAI_API_KEY"}:
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "selectors.yaml").write_text(
        (ROOT / "selectors.yaml").read_text(encoding="utf-8"), encoding="utf-8"
    )
    return Installation(tmp_path, capsys)


def test_an_unknown_key_names_the_key_and_the_nearest_one(installation: Installation) -> None:
    installation.settings["dashbord"] = {}
    said = installation.refusal()
    assert "settings.yaml: dashbord" in said
    assert "did you mean dashboard?" in said


def test_a_wrong_value_names_its_place(installation: Installation) -> None:
    installation.settings["dashboard"]["port"] = "many"
    assert "dashboard.port" in installation.refusal()


def test_an_empty_model_chain_is_refused(installation: Installation) -> None:
    installation.settings["llm"]["chain"] = []
    assert "llm.chain is empty" in installation.refusal()


def test_a_provider_without_its_key_names_the_variable(installation: Installation) -> None:
    installation.settings["llm"] = {
        "chain": ["big"],
        "providers": {"big": {"kind": "openai_compatible", "model": "m", "api_key_env": "BIG_KEY"}},
    }
    assert "BIG_KEY" in installation.refusal()


def test_an_unknown_time_zone_is_refused(installation: Installation) -> None:
    installation.settings["account"] = {"time_zone": "Mars/Olympus"}
    assert "'Mars/Olympus' is not a known time zone" in installation.refusal()


@pytest.mark.parametrize(
    "content", ["targets: [", "version: 1\nlabels: {}\ntargets: {app: {}}\n", "\x00", "- no"]
)
def test_malformed_selectors_name_the_file(installation: Installation, content: str) -> None:
    (installation.folder / "selectors.yaml").write_text(content, encoding="utf-8")
    assert installation.refusal().startswith("selectors.yaml")


def test_missing_selectors_name_the_file(installation: Installation) -> None:
    (installation.folder / "selectors.yaml").unlink()
    assert "selectors.yaml cannot be read" in installation.refusal()


def test_a_port_in_use_names_the_address(installation: Installation) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        installation.settings["dashboard"] = {"port": port}
        assert f"127.0.0.1:{port} is in use" in installation.refusal()


def test_a_second_process_on_the_same_data_folder_is_refused(installation: Installation) -> None:
    with data_folder(installation.data):
        said = installation.refusal()
    assert "another Switchboard" in said
    assert str(os.getpid()) in said


@pytest.mark.parametrize("executable", ["/nowhere/chromium", "/bin/false"])
def test_a_browser_that_cannot_start_is_named(installation: Installation, executable: str) -> None:
    installation.settings["browser"] = {"executable": executable}
    assert executable in installation.refusal()


def test_a_database_newer_than_the_code_is_left_alone(installation: Installation) -> None:
    installation.make_database()
    file = installation.data / "switchboard.db"
    with sqlite3.connect(file) as raw:
        (revision,) = raw.execute("select version_num from alembic_version").fetchone()
        raw.execute("update alembic_version set version_num = 'ffff'")
    raw.close()
    assert "newer Switchboard" in installation.refusal()
    with sqlite3.connect(file) as raw:
        raw.execute("update alembic_version set version_num = ?", (revision,))
    raw.close()
    assert installation.names() == ["anna"]


def test_a_missing_key_is_named_and_not_replaced(installation: Installation) -> None:
    installation.make_database()
    key = installation.data / "keys" / "data.key"
    content = key.read_bytes()
    key.unlink()
    assert "data.key" in installation.refusal()
    assert not key.exists()
    key.write_bytes(content)
    assert installation.names() == ["anna"]


def test_a_wrong_key_is_refused_and_nothing_is_overwritten(installation: Installation) -> None:
    installation.make_database()
    key = installation.data / "keys" / "data.key"
    content = key.read_text(encoding="utf-8")
    key.write_text("x" * 43 + "=\n", encoding="utf-8")
    assert "key" in installation.refusal()
    key.write_text(content, encoding="utf-8")
    assert installation.names() == ["anna"]


def test_a_file_that_is_no_database_is_left_as_it_is(installation: Installation) -> None:
    installation.make_database()
    file = installation.data / "switchboard.db"
    for part in installation.data.glob("switchboard.db*"):
        part.unlink()
    file.write_bytes(b"these are somebody's notes, not a database" * 50)
    before = file.read_bytes()
    assert "switchboard.db" in installation.refusal()
    assert file.read_bytes() == before


def test_a_number_without_its_country_is_told_before_anything_starts(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "settings.yaml"
    file.write_text(yaml.safe_dump({"data": str(tmp_path / "data")}), encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        main(["login", "--phone", "0151 23456789", "--settings", str(file)])
    assert ended.value.code == 2
    assert "country" in capsys.readouterr().err
    assert not (tmp_path / "data").exists()


def test_a_profile_without_a_link_is_not_imported(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "settings.yaml"
    file.write_text(yaml.safe_dump({"data": str(tmp_path / "data")}), encoding="utf-8")
    (tmp_path / "empty").mkdir()
    with pytest.raises(SystemExit) as ended:
        main(["profile", "import", str(tmp_path / "empty"), "--settings", str(file)])
    assert ended.value.code == 2
    assert "no link to a number" in capsys.readouterr().err
