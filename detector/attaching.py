"""Brings a file before its caption: attach menu, file chooser, preview; and takes it away again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.errors import ChatUnreachable, SelectorMissing
from core.files import FileKind

if TYPE_CHECKING:
    from core.files import File
    from core.ports import Clock
    from detector.probe import Probe

PREVIEW_TIMEOUT = 12.0  # seconds; a film is read before it is shown
LOOK = 0.1


class Attaching:
    """Whoever uses it must hold the keyboard, and have opened the chat."""

    def __init__(self, probe: Probe, clock: Clock) -> None:
        self._probe = probe
        self._clock = clock

    async def begin(self, file: File) -> None:
        """Leaves the page showing the file with an editor for its caption.

        The input exists only while it is needed, so the chooser that it opens is answered instead.
        Raises SelectorMissing, ChatUnreachable.
        """
        await self.give_up()
        async with self._probe.asked_for(file):
            await self._press("attach")
            await self._press("attach_document" if file.kind is FileKind.DOCUMENT else "attach_media")
        await self._wait_for("caption_box")

    async def give_up(self) -> None:
        """Closes a preview that was left open, and a menu over it."""
        if not await self._probe.ask("pointOf", "caption_box"):
            return
        await self._probe.press_target("preview_close")
        deadline = self._clock.monotonic() + PREVIEW_TIMEOUT
        while await self._probe.ask("pointOf", "caption_box"):
            if self._clock.monotonic() > deadline:
                raise ChatUnreachable("a preview of a file could not be closed")
            await self._clock.sleep(LOOK)

    async def _press(self, target: str) -> None:
        await self._probe.press_at(await self._wait_for(target))

    async def _wait_for(self, target: str) -> dict[str, float]:
        deadline = self._clock.monotonic() + PREVIEW_TIMEOUT
        while True:
            point = await self._probe.ask("pointOf", target)
            if point and point["visible"]:
                found: dict[str, float] = point
                return found
            if self._clock.monotonic() > deadline:
                raise SelectorMissing(target)
            await self._clock.sleep(LOOK)
