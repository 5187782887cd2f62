"""Reading saved pages by command: one line a page, also for a page that cannot be read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from app.cli import main
from detector import browser

if TYPE_CHECKING:
    from pathlib import Path

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


@pytest.mark.parametrize(("place", "words"), [("nowhere", "no file and no folder"), (".", "no saved page")])
def test_a_place_without_pages_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], place: str, words: str
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["doctor", "--page", str(tmp_path / place)])
    assert ended.value.code == 2
    assert words in capsys.readouterr().err
