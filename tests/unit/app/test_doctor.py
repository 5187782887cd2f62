"""What the doctor says: one line for each saved page, or for each thing that the product needs."""

from __future__ import annotations

import asyncio
import json
import shutil
import subprocess
import sys
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from app.cli import main
from conversation.db import open_database
from conversation.secrets import load_keys
from core.clock import SystemClock
from detector import browser

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conversation.secrets import Keys

pytestmark = pytest.mark.timeout(
    180
)  # processes of their own, each with a browser, on a machine that may be busy

ROOT = Path(__file__).resolve().parents[3]

CHATS = """\
<!doctype html><html id="whatsapp-web" lang="en"><body><script>document.title = 'a script ran'</script>
<img src="https://elsewhere.test/x.png"><div id="app"><div id="side"><div id="pane-side"><div role="grid">
<div role="row"><div role="gridcell" aria-colindex="2"><span dir="auto" title="Ana">Ana</span></div>
<span aria-label="3 unread messages">3</span></div></div></div></div></div></body></html>"""


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[dict[str, Any]]]:
    with pytest.raises(SystemExit) as ended:
        main(["doctor", *arguments, "--json"])
    assert isinstance(ended.value.code, int)
    return ended.value.code, [json.loads(line) for line in capsys.readouterr().out.splitlines()]


@pytest.fixture(autouse=True)
def needs_browser() -> None:
    if browser.find() is None:
        pytest.skip("no Chromium, Chrome or Edge on this machine; run `make setup`")


def test_a_saved_page_is_one_line_with_its_chats(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "list.html").write_text(CHATS, "utf-8")
    code, (line,) = told(capsys, "--page", str(tmp_path / "list.html"))
    assert (code, line["page"], line["screen"]) == (0, "list.html", "main")
    assert line["chats"] == [{"name": "Ana", "unread": 3}]
    assert (line["open_chat"], line["messages"]) == (None, [])
    assert line["strategies"]["chat_row"] == {"matched": 0, "tried": 1}
    assert line["strategies"]["row_preview"]["matched"] is None


def test_a_page_that_cannot_be_read_has_its_line_and_the_others_are_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.html").symlink_to(tmp_path / "gone.html")
    (tmp_path / "b.html").write_text(CHATS, "utf-8")
    code, (lost, read) = told(capsys, "--page", str(tmp_path))
    assert code == 1
    assert "No such file" in lost["error"]
    assert (read["page"], read["screen"]) == ("b.html", "main")


def test_a_page_that_leads_elsewhere_is_read_where_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    away = '<meta http-equiv="refresh" content="0; url=/elsewhere"><form action="/x"></form>'
    (tmp_path / "a.html").write_text(CHATS.replace("<body>", f"<body>{away}"), "utf-8")
    code, (line,) = told(capsys, "--page", str(tmp_path))
    assert (code, line["screen"], line["chats"]) == (0, "main", [{"name": "Ana", "unread": 3}])


@pytest.mark.parametrize(("place", "words"), [("nowhere", "no file and no folder"), (".", "no saved page")])
def test_a_place_without_pages_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], place: str, words: str
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["doctor", "--page", str(tmp_path / place)])
    assert ended.value.code == 2
    assert words in capsys.readouterr().err


def examined(folder: Path, settings: dict[str, Any]) -> tuple[int, dict[str, dict[str, str]]]:
    """The doctor as a process of its own, with all that it said by name."""
    file = written(folder, settings)
    done = subprocess.run(
        [sys.executable, "-m", "app", "doctor", "--settings", str(file), "--json"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    return done.returncode, {line["name"]: line for line in lines}


def written(folder: Path, settings: dict[str, Any]) -> Path:
    file = folder / "settings.yaml"
    whole = {"data": str(folder / "data"), "selectors": str(ROOT / "selectors.yaml"), **settings}
    file.write_text(yaml.safe_dump(whole), "utf-8")
    return file


def knowledge(folder: Path) -> dict[str, Any]:
    file = folder / "knowledge.md"
    file.write_text("We open at nine.\n", "utf-8")
    return {"kind": "offline", "knowledge": str(file)}


def test_a_fresh_installation_has_nothing_to_mend(tmp_path: Path) -> None:
    llm = {"providers": {"offline": knowledge(tmp_path)}}
    code, said = examined(tmp_path, {"llm": llm, "dashboard": {"port": 0}})
    assert [line for line in said.values() if line["state"] == "failed"] == []
    assert code == 0
    assert said["browser"]["detail"].startswith("Version ")
    assert {"settings", "sandbox", "selectors", "profile", "disk", "keys", "database", "clock"} <= set(said)
    assert said["running"]["detail"] == "Switchboard does not run here now."
    assert not (tmp_path / "data").exists()


class Strict(BaseHTTPRequestHandler):
    """A vendor that takes no key, and whose clock is a year behind."""

    def do_GET(self) -> None:
        self.send_response_only(401)
        self.send_header("date", "Fri, 21 Nov 2025 10:00:00 GMT")
        self.send_header("content-length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Requests are nobody's business here."""


@contextmanager
def served() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Strict)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()


def test_whatever_must_be_mended_has_a_line_that_says_how(tmp_path: Path) -> None:
    data = tmp_path / "data"
    (data / "profile").mkdir(parents=True)
    (data / "profile" / "SingletonLock").symlink_to("another-machine-4711")
    (data / "switchboard.db").touch()
    with served() as port:
        cloud = {
            "kind": "openai_compatible",
            "base_url": f"http://127.0.0.1:{port}/v1",
            "model": "m",
            "api_key_env": None,
        }
        code, said = examined(
            tmp_path,
            {
                "browser": {"executable": str(tmp_path / "no-browser")},
                "selectors": str(tmp_path / "settings.yaml"),
                "llm": {"chain": ["cloud"], "providers": {"cloud": cloud}},
                "dashboard": {"port": port},
            },
        )
    assert code == 1
    words = {
        "browser": "does not exist; run `make setup`",
        "selectors": "line 1: browser: Extra inputs",
        "profile": "'another-machine'; stop Switchboard there",
        "keys": "put the files back from a backup",
        "provider cloud": "refuses the key (401)",
        "clock": "set it right",
        "dashboard": "is in use; stop the other program",
    }
    assert {name: said[name]["state"] for name in words} == dict.fromkeys(words, "failed")
    assert {
        name: said[name]["detail"] for name, part in words.items() if part not in said[name]["detail"]
    } == {}


def test_keys_of_another_installation_are_told_and_the_database_stays_as_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = tmp_path / "data"
    keys = load_keys(data / "keys", may_create=True)
    asyncio.run(made(data, keys))
    before = (data / "switchboard.db").read_bytes()
    shutil.rmtree(data / "keys")
    load_keys(data / "keys", may_create=True)
    llm = {"providers": {"offline": knowledge(tmp_path)}}
    file = written(tmp_path, {"llm": llm, "dashboard": {"port": 0}})
    code, lines = told(capsys, "--settings", str(file))
    said = {line["name"]: line for line in lines}
    assert code == 1
    assert said["keys"]["state"] == "ok"
    assert "put the right data.key back from a backup" in said["database"]["detail"]
    assert (data / "switchboard.db").read_bytes() == before


async def made(data: Path, keys: Keys) -> None:
    async with open_database(f"sqlite:///{data / 'switchboard.db'}", keys, SystemClock()):
        pass


def test_a_fault_in_the_settings_is_told_as_a_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, (line, *_) = told(capsys, "--settings", str(written(tmp_path, {"dashbord": {}})))
    assert (code, line["name"], line["state"]) == (1, "settings", "failed")
    assert "did you mean dashboard?" in line["detail"]
