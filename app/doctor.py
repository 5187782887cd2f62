"""`switchboard doctor`: what is wrong, in plain words; with `--page`, what saved pages show."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

from core.clock import SystemClock
from core.errors import CannotStart
from detector import saved, selectors

if TYPE_CHECKING:
    from pathlib import Path

    from core.settings import Settings
    from detector.saved import SavedPage

SUFFIXES = {".html", ".htm", ".mhtml"}


async def read_pages(settings: Settings, place: Path, *, as_json: bool) -> int:
    """Reads one saved page or all of a folder; 1 when one of them could not be read."""
    files = saved_pages(place)
    table = selectors.load(settings.selectors)
    failed = False
    async with saved.opened(settings.browser, table, SystemClock().utc()) as pages:
        for file in files:
            page = await pages.read(file)
            failed = failed or page.error is not None
            sys.stdout.write(f"{_line(page) if as_json else _words(page)}\n")
            sys.stdout.flush()
    return 1 if failed else 0


def saved_pages(place: Path) -> list[Path]:
    """The saved page, or those of a folder. Raises CannotStart where there is none."""
    if place.is_file():
        return [place]
    if not place.is_dir():
        raise CannotStart(f"{place} is no file and no folder; name a saved page or a folder of them")
    files = sorted(file for file in place.iterdir() if file.suffix.lower() in SUFFIXES)
    if not files:
        raise CannotStart(f"{place} holds no saved page (*.html); save one from the browser first")
    return files


def _line(page: SavedPage) -> str:
    facts = {name: value for name, value in asdict(page).items() if name != "error" or value is not None}
    return json.dumps(facts, ensure_ascii=False)


def _words(page: SavedPage) -> str:
    if page.error is not None:
        return f"{page.page}: cannot be read: {page.error}"
    opened = f", {page.open_chat['name']} is open" if page.open_chat else ""
    return f"{page.page}: {page.screen}; {len(page.chats)} chats{opened}; {len(page.messages)} messages"
