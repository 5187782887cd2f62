"""The comparison of what was read with the yardstick."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from scripts import pages

ROOT = Path(__file__).parents[3]
TRUTH: dict[str, Any] = {
    "screen": "main",
    "chats": [{"name": "Ana", "unread": 2}, {"name": "Tom", "unread": 0}],
    "messages": [
        {"id": "3A01", "direction": "in", "text": "good  day"},
        {"id": "3A02", "direction": "out"},
        {"id": "3A03", "direction": "out", "text": "bye"},
    ],
}
PAGE = """\
<!doctype html><html id="whatsapp-web"><body><div id="app">
<div id="side"><div id="pane-side"><div role="grid"><div role="row">
<div role="gridcell" aria-colindex="2"><span dir="auto" title="Ana">Ana</span></div>
</div></div></div></div>
<div id="main"><header><span dir="auto">Ana</span></header>
<div data-testid="conversation-panel-messages"><div role="row">
<div data-id="true_5550@c.us_3EB0AAAAAAAAAAAAAAAA"><div class="message-out">
<div class="copyable-text" data-pre-plain-text="[10:00, 1/2/2026] Me: ">
<span class="selectable-text copyable-text" dir="ltr">hello</span></div><span>10:00</span>
</div></div></div></div></div>
</div></body></html>"""


def test_every_kind_of_difference_is_counted() -> None:
    read = {
        "screen": "main",
        "chats": [{"name": "\u202aAna\u202c", "unread": 2}, {"name": "Tom", "unread": 1}],
        "messages": [
            {"id": "3A01", "direction": "unknown", "text": "good day"},
            {"id": "3A02", "direction": "in", "text": ""},
        ],
    }
    score = pages.compared(TRUTH, read)
    assert dict(score.right) == {"screens": 1, "rows": 1, "ids": 2, "directions": 0, "texts": 1}
    assert dict(score.all) == {"screens": 1, "rows": 2, "ids": 3, "directions": 3, "texts": 2}
    assert score.wrong == 1


def test_a_page_that_could_not_be_read_has_nothing_right() -> None:
    score = pages.compared(TRUTH, {"error": "too slow"})
    assert (score.right.total(), score.wrong) == (0, 0)


def test_what_older_builds_gave_away_can_be_taken_out() -> None:
    bare = pages.without_hints(PAGE)
    assert 'data-id="3EB0AAAAAAAAAAAAAAAA"' in bare
    assert "message-out" not in bare
    assert "hello" in bare


def test_a_folder_is_read_by_the_product_and_compared(tmp_path: Path) -> None:
    if shutil.which("chromium") is None and shutil.which("google-chrome") is None:
        pytest.skip("no Chromium or Chrome on this machine")
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "one.html").write_text(PAGE, "utf-8")
    message = {"id": "3EB0AAAAAAAAAAAAAAAA", "direction": "out", "text": "hello"}
    truth = {"one.html": {"screen": "main", "chats": [{"name": "Ana", "unread": 0}], "messages": [message]}}
    (tmp_path / "pages-truth.json").write_text(json.dumps(truth), "utf-8")
    command = [sys.executable, "-m", "scripts.pages", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout.splitlines()[-1] == (
        "pages: 1 pages, screens 100.0%, rows 100.0%, ids 100.0%, "
        "directions 100.0% (wrong 0.0%), texts 100.0%"
    )
    assert done.returncode == 0


def test_a_folder_without_pages_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert pages.main([str(tmp_path)]) == 2
    assert "has no pages folder" in capsys.readouterr().err
