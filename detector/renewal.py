"""Reads selectors.yaml again whenever it changes: a good one is used at once, a bad one is refused."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from watchfiles import awatch

from core.errors import CannotStart
from detector import selectors

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from detector.selectors import Table

LOOK = 5000  # milliseconds between looks where the system does not tell of changes (mounted files)
SETTLE = 200  # milliseconds that a burst of changes may last


class Renewal:
    """A part. `use` takes a table and says what the browser refuses of it, `refuse` tells of a fault."""

    def __init__(
        self, path: Path, use: Callable[[Table], Awaitable[list[str]]], refuse: Callable[[str], None]
    ) -> None:
        self._path = path
        self._use = use
        self._refuse = refuse
        self._known = _content(path)
        self._is_gone = False

    async def run(self, stop: asyncio.Event) -> None:
        """The folder is watched, not the file: editors put another file in its place."""
        changes = awatch(
            self._path.absolute().parent,
            watch_filter=lambda _, changed: changed.endswith(self._path.name),
            debounce=SETTLE,
            stop_event=stop,
            rust_timeout=LOOK,
            yield_on_timeout=True,
            recursive=False,
        )
        async for _ in changes:
            await self.look()

    async def look(self) -> None:
        """Reads the file if it holds anything else than when last read."""
        content = await asyncio.to_thread(_content, self._path)
        was_gone, self._is_gone = self._is_gone, content is None
        if content == self._known or (content is None and not was_gone):  # editors take it away for a moment
            return
        self._known = content
        try:
            table = await asyncio.to_thread(_table, self._path)
        except CannotStart as error:
            self._refuse(str(error).removeprefix(f"{self._path}").lstrip(", :"))
            return
        faults = await self._use(table)
        if faults:
            self._refuse(faults[0])


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _table(path: Path) -> Table:
    return selectors.load(path)
