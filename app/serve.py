"""`switchboard run`: everything up, the QR code in the terminal, until somebody stops it."""

from __future__ import annotations

import asyncio
import logging
import sys
from typing import TYPE_CHECKING

from rich.console import Console

from app.runtime import run_parts, stop_on_signals
from app.terminal import Terminal
from app.wiring import build
from conversation import operators
from core import observe, settings_source
from core.types import Screen
from core.waiting import first_set

if TYPE_CHECKING:
    from app.numbers import Number
    from app.wiring import Switchboard
    from core.settings import Settings

log = logging.getLogger(__name__)

LOOK = 0.5  # seconds between looks at the link, for the terminal
LOOKS_FOR_BROWSER = 20  # before the dashboard is announced although no page was seen yet


async def run(settings: Settings) -> None:
    """Runs until SIGINT or SIGTERM; raises CannotStart with one sentence when something must be changed."""
    observe.configure(settings.log)
    warning = settings_source.env_file_warning()
    if warning:
        log.warning(warning)
    with stop_on_signals() as stop:
        async with build(settings) as switchboard:
            terminals = {
                f"{number.name}: terminal": _Watch(switchboard, number).run for number in switchboard.numbers
            }
            parts = {**switchboard.parts, **terminals}
            await run_parts(parts, stop)


class _Watch:
    """Shows what must be done about the link of one number where somebody is looking."""

    def __init__(self, switchboard: Switchboard, number: Number) -> None:
        self._switchboard = switchboard
        self._whatsapp = number.whatsapp
        self._is_first = number is switchboard.numbers[0]
        self._whose = f"{number.name}: " if len(switchboard.numbers) > 1 else ""
        self._console = Console(stderr=True, highlight=False)

    async def run(self, stop: asyncio.Event) -> None:
        terminal = Terminal(self._console, self._whose, draws=sys.stderr.isatty(), spells=sys.stderr.isatty())
        await self._greet(stop)
        while not stop.is_set():
            terminal.show(self._whatsapp.link())
            await first_set(stop, after=asyncio.sleep(LOOK))

    async def _greet(self, stop: asyncio.Event) -> None:
        """Only once the browser is up: where it cannot start, that sentence is all there is to say."""
        for _ in range(LOOKS_FOR_BROWSER):
            if stop.is_set() or self._whatsapp.link().screen is not Screen.STARTING:
                break
            await first_set(stop, after=asyncio.sleep(LOOK))
        if stop.is_set() or not self._is_first:
            return
        self._console.print(f"Dashboard: {self._switchboard.address}")
        async with self._switchboard.store.db.reading() as session:
            if not await operators.count(session):
                self._console.print(
                    "Nobody may sign in yet; let yourself in with: switchboard operator add NAME"
                )
