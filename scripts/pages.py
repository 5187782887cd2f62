"""How well saved pages are read, by generation: compares `switchboard doctor --page` with a yardstick file.

Usage: python3 -m scripts.pages FOLDER
FOLDER holds `pages/*.html`, `pages-truth.json` and, if it likes, `pages-index.md`, which names the pages
that show no chats. The second table is of the same pages without what older builds gave away: the classes of
own and foreign bubbles and the beginning of their ids.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

MARKS = {"screens": 100.0, "rows": 99.0, "ids": 99.0, "directions": 99.5, "texts": 98.0}
INVISIBLE = re.compile(r"[\u200e\u200f\u202a-\u202e\u2066-\u2069\s*_~`]+")
SIDES = re.compile(r"\bmessage-(?:in|out)\b")
FULL_ID = re.compile(r'data-id="(?:true|false)_[^_"]+@[a-z.]+_([0-9A-Za-z]+)[^"]*"')
NO_CHATS = {"QR login": "qr", "boot shell": "splash", "not supported": "unsupported"}
INDEX_ROW = re.compile(r"^\| (?P<name>[\w.-]+) \|(?P<facts>.*)\|$", re.MULTILINE)


@dataclass
class Score:
    """What was read rightly, out of how much; `wrong` directions are worse than unknown ones."""

    right: Counter[str] = field(default_factory=Counter)
    all: Counter[str] = field(default_factory=Counter)
    wrong: int = 0

    def add(self, other: Score) -> None:
        self.right += other.right
        self.all += other.all
        self.wrong += other.wrong

    def share(self, what: str) -> float:
        return 100.0 * self.right[what] / self.all[what] if self.all[what] else 100.0

    def words(self) -> str:
        parts = [f"{what} {self.share(what):.1f}%" for what in MARKS]
        parts[3] += f" (wrong {100.0 * self.wrong / max(1, self.all['directions']):.1f}%)"
        return ", ".join(parts)


def main(arguments: list[str]) -> int:
    """0 where every share reaches its mark and no direction is wrong in either table."""
    if len(arguments) != 1 or not (Path(arguments[0]) / "pages").is_dir():
        print(f"name a folder with pages/*.html and pages-truth.json{_got(arguments)}", file=sys.stderr)
        return 2
    folder = Path(arguments[0])
    truth = _truth(folder)
    plain = _table("as they were saved", truth, _read(folder / "pages"))
    with tempfile.TemporaryDirectory() as place:
        bare = _table("without classes and id prefixes", truth, _read(_without_hints(folder, Path(place))))
    print(f"pages: {len(truth)} pages, {plain.words()}")
    return 0 if all(plain.share(what) >= mark for what, mark in MARKS.items()) and not bare.wrong else 1


def compared(truth: dict[str, Any], read: dict[str, Any]) -> Score:
    """One page; `read` is a line of the doctor."""
    score = Score()
    _count(score, "screens", truth["screen"] in ("other", read.get("screen")))
    found = Counter((_essence(chat["name"]), chat.get("unread") or 0) for chat in read.get("chats", []))
    for chat in truth["chats"]:
        key = (_essence(chat["name"]), chat["unread"])
        _count(score, "rows", found[key] > 0)
        found[key] -= 1
    by_id = {message["id"]: message for message in read.get("messages", [])}
    for message in truth["messages"]:
        there = by_id.get(message["id"], {})
        _count(score, "ids", bool(there))
        if "direction" in message:
            _count(score, "directions", there.get("direction") == message["direction"])
            score.wrong += there.get("direction") not in (message["direction"], "unknown", None)
        if message.get("text"):
            _count(score, "texts", _essence(there.get("text")) == _essence(message["text"]))
    return score


def without_hints(html: str) -> str:
    """The page as a build would have drawn it that names neither side nor chat."""
    return FULL_ID.sub(r'data-id="\1"', SIDES.sub("", html))


def _got(arguments: list[str]) -> str:
    return f"; {arguments[0]} has no pages folder" if arguments else ""


def _truth(folder: Path) -> dict[str, Any]:
    truth: dict[str, Any] = json.loads((folder / "pages-truth.json").read_text("utf-8"))
    index = folder / "pages-index.md"
    rows = INDEX_ROW.finditer(index.read_text("utf-8")) if index.is_file() else ()
    for row in rows:
        page = truth.get(f"{row['name']}.html")
        shown = next((screen for words, screen in NO_CHATS.items() if words in row["facts"]), None)
        if page is not None and shown is not None:
            page["screen"] = shown
    return truth


def _read(pages: Path) -> dict[str, Any]:
    """Raises CalledProcessError where the doctor could not work at all."""
    command = [sys.executable, "-m", "app", "doctor", "--page", str(pages), "--json"]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, encoding="utf-8", check=False)
    if done.returncode not in (0, 1):
        raise subprocess.CalledProcessError(done.returncode, command)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    return {line["page"]: line for line in lines}


def _without_hints(folder: Path, place: Path) -> Path:
    for page in sorted((folder / "pages").glob("*.html")):
        html = page.read_text("utf-8", errors="replace")
        (place / page.name).write_text(without_hints(html), "utf-8")
    return place


def _table(title: str, truth: dict[str, Any], read: dict[str, Any]) -> Score:
    by_generation: dict[str, Score] = {}
    for name, page in truth.items():
        score = compared(page, read.get(name, {}))
        by_generation.setdefault(name.partition("-")[0], Score()).add(score)
    total = Score()
    print(title)
    for generation, score in sorted(by_generation.items()):
        print(f"  {generation:6} {score.all['screens']:4} pages   {score.words()}")
        total.add(score)
    print(f"  {'all':6} {total.all['screens']:4} pages   {total.words()}\n")
    return total


def _count(score: Score, what: str, is_right: bool) -> None:
    score.all[what] += 1
    score.right[what] += is_right


def _essence(text: str | None) -> str:
    return INVISIBLE.sub("", text or "")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
