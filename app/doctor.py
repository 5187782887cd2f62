"""`switchboard doctor`: what is wrong, in plain words; with `--page`, what saved pages show."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

from app import installation, machine
from core import settings_source
from core.clock import SystemClock
from core.errors import CannotStart
from dashboard.checkup import Finding
from detector import saved, selectors

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from core.settings import Settings
    from detector.saved import SavedPage

SUFFIXES = {".html", ".htm"}
MARKS = {"ok": "ok", "degraded": "note", "failed": "MEND"}


async def examine(file: Path | None, *, as_json: bool) -> int:
    """Prints a line for each thing that the product needs; 1 when one of them must be mended."""
    write = _print_json if as_json else _print_words
    failed = False
    async for finding in _findings(file):
        failed = failed or finding.state == "failed"
        write(finding)
    return 1 if failed else 0


async def _findings(file: Path | None) -> AsyncIterator[Finding]:
    """Without settings that can be read, only what can be said of the machine itself."""
    try:
        settings = settings_source.load(file)
    except CannotStart as error:
        yield Finding("settings", "failed", f"{error}.")
        settings = settings_source.isolated({})
        for finding in machine.shared_memory(settings.browser):
            yield finding
        return
    warning = settings_source.env_file_warning()
    yield Finding("settings", "degraded" if warning else "ok", f"{warning or 'The settings can be read'}.")
    clock = SystemClock()
    for finding in await machine.starting_browser(settings, clock):
        yield finding
    for finding in machine.shared_memory(settings.browser):
        yield finding
    process = installation.running_process(settings.data)
    yield machine.profile_lock(settings.data / "profile", is_running=process is not None)
    yield machine.disk(settings.data)
    for finding in await installation.store(settings):
        yield finding
    lines, dates = await installation.providers(settings)
    for finding in lines:
        yield finding
    yield machine.time_of_day(clock, settings.data, dates)
    for finding in await installation.running(settings, process):
        yield finding


def _print_json(finding: Finding) -> None:
    _print(json.dumps(asdict(finding)))


def _print_words(finding: Finding) -> None:
    _print(f"{MARKS[finding.state]:5} {finding.name:22} {finding.detail}")


def _print(line: str) -> None:
    """A name in letters that the terminal does not know must not end the rest."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


async def read_pages(settings: Settings, place: Path, *, as_json: bool) -> int:
    """Reads one saved page or all of a folder; 1 when one of them could not be read."""
    files = saved_pages(place)
    table = selectors.load(settings.selectors)
    failed = False
    async with saved.opened(settings.browser, table, SystemClock().utc()) as pages:
        for file in files:
            page = await pages.read(file)
            failed = failed or page.error is not None
            _print(_line(page) if as_json else _words(page))
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
    return json.dumps(facts)


def _words(page: SavedPage) -> str:
    if page.error is not None:
        return f"{page.page}: cannot be read: {page.error}"
    opened = f", {page.open_chat['name']} is open" if page.open_chat else ""
    return f"{page.page}: {page.screen}; {len(page.chats)} chats{opened}; {len(page.messages)} messages"
