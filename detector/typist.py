"""Puts text into an editor of the page, as a person's hands would in time, and reads it back."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from core.errors import ChatUnreachable
from core.texts import same_text

if TYPE_CHECKING:
    from core.ports import Clock
    from detector.probe import Probe

READ_BACK_TIMEOUT = 5.0  # seconds; measured on WhatsApp: stable after less than 2 s for 3000 characters
PER_LETTER = 0.001  # seconds more for each letter
LOOK = 0.1
STROKE = 0.8  # seconds between two pieces of a text that is typed in time
MOST_STROKES = 30
HEAD = 12  # letters at the start of a line that are put in together, so that no list begins by itself


class Typist:
    """Whoever uses it must hold the keyboard."""

    def __init__(self, probe: Probe, clock: Clock) -> None:
        self._probe = probe
        self._clock = clock

    async def put(self, editor: str, text: str, seconds: float) -> None:
        """Leaves the editor with this text and nothing else; WhatsApp shows "typing…" meanwhile.

        Raises ChatUnreachable when the editor does not take it as it is.
        """
        await self.empty(editor)
        pieces = strokes(text, min(MOST_STROKES, int(seconds / STROKE)))
        for number, piece in enumerate(pieces):
            if number:
                await self._clock.sleep(seconds / len(pieces))
                await self._make_sure_of_focus(editor)
            await self._probe.insert_text(piece)
        deadline = self._clock.monotonic() + READ_BACK_TIMEOUT + PER_LETTER * len(text)
        while not same_text(text, await self._probe.editor_text(editor) or ""):
            if self._clock.monotonic() > deadline:
                raise ChatUnreachable("the editor shows another text than was put in")
            await self._clock.sleep(LOOK)

    async def empty(self, editor: str) -> None:
        """Raises ChatUnreachable when the editor cannot be pressed or keeps something."""
        await self._focus(editor)
        if not (await self._probe.editor_text(editor) or "").strip():
            return
        await self._probe.key("ControlOrMeta+a")
        await self._probe.key("Backspace")
        deadline = self._clock.monotonic() + READ_BACK_TIMEOUT
        while (await self._probe.editor_text(editor) or "").strip():
            if self._clock.monotonic() > deadline:
                raise ChatUnreachable("the editor could not be emptied")
            await self._clock.sleep(LOOK)

    async def _focus(self, editor: str) -> None:
        deadline = self._clock.monotonic() + READ_BACK_TIMEOUT
        while not await self._probe.press_target(editor):
            if self._clock.monotonic() > deadline:
                raise ChatUnreachable("the editor cannot be pressed")
            await self._clock.sleep(LOOK)
        await self._make_sure_of_focus(editor)

    async def _make_sure_of_focus(self, editor: str) -> None:
        """Keys go where the focus is, which may be another conversation by now."""
        if not await self._probe.ask("editorHasFocus", editor):
            raise ChatUnreachable("the editor does not have the focus")


def strokes(text: str, most: int) -> list[str]:
    """The text in at most `most` pieces that are put in one after the other; joined they are the text.

    None begins or ends near the head of a line: there a dash or a number alone would start a list.
    """
    if most < 2:
        return [text]
    places = [
        match.start()
        for match in re.finditer(r"(?<=\S) (?=\S)|\n", text)
        if match[0] == "\n" or match.start() - (text.rfind("\n", 0, match.start()) + 1) >= HEAD
    ]
    step = max(1, -(-len(places) // (most - 1)))
    cuts = [0, *places[step - 1 :: step], len(text)]
    return [text[start:end] for start, end in itertools.pairwise(cuts) if start < end]
