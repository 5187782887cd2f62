"""Writes into a chat, once: the right conversation, the text read back, one press, one bubble seen."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, NamedTuple

from core.errors import ChatUnreachable, DetectorError, SelectorMissing, SendUnconfirmed
from core.texts import begins, same_text
from core.types import Found, Search, SentProof, Tick
from core.wa_ids import bare
from detector import proof
from detector.attaching import Attaching
from detector.proof import Likeness
from detector.quoting import Quoting
from detector.typist import Typist

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.ports import Checkpoint, Clock
    from core.types import ChatRef, Outgoing
    from detector.eyes import Eyes
    from detector.pane import Pane
    from detector.probe import Probe
    from detector.reader import BubbleReport

MARK = 5  # bubbles remembered before typing
BUTTON_TIMEOUT = 5.0  # seconds for the button that sends; measured: there after 0.5 s
PROOF_TIMEOUT = 20.0  # seconds from the press to a bubble that left the clock
SETTLE = 3.0  # seconds that a page gets after a start to draw what it still has to send
FIND_LIMIT = 400  # bubbles read back in search of a mark
LOOK = 0.1


class Place(NamedTuple):
    """Where a message is written, and what sends it."""

    editor: str
    button: str


COMPOSER = Place("composer", "send_button")
PREVIEW = Place("caption_box", "media_send")


class Sender:
    """Whoever uses it must hold the keyboard."""

    def __init__(self, probe: Probe, pane: Pane, eyes: Eyes, clock: Clock, checkpoint: Checkpoint) -> None:
        self._probe = probe
        self._pane = pane
        self._eyes = eyes
        self._clock = clock
        self._checkpoint = checkpoint
        self._typist = Typist(probe, clock)
        self._quoting = Quoting(probe, pane, clock)
        self._attaching = Attaching(probe, clock)

    async def mark(self, chat: ChatRef) -> tuple[str, ...]:
        """Opens the chat and returns the ids of its last bubbles. Raises SafeMode."""
        self._eyes.make_sure()
        await self._pane.open(chat)
        return tuple(bare(id_) for id_ in (await self._probe.ids())[-MARK:])

    async def send(self, outgoing: Outgoing) -> SentProof:
        """Types and presses once, and waits for the bubble.

        Raises ChatUnreachable, CannotSend, SelectorMissing or SafeMode while nothing was pressed,
        SendUnconfirmed after.
        """
        self._eyes.make_sure()
        await self._pane.open(outgoing.chat)
        try:
            place = await self._write(outgoing)
            self._checkpoint("typed")
            await self._press(outgoing, place)
        except DetectorError:
            await self._tidy_up(outgoing.chat)
            raise
        self._checkpoint("pressed")
        return await self._proof(outgoing)

    async def find_sent(self, outgoing: Outgoing) -> Search:
        """Looks for the bubble of an interrupted send; what was typed but not sent is removed.

        Raises SafeMode, for what cannot be found does not say that it is not there.
        """
        self._eyes.make_sure()
        if outgoing.mark is None:
            return Search(Found.UNCERTAIN)
        await self._pane.open(outgoing.chat)
        await self._clock.sleep(SETTLE)
        read = await self._pane.read_back(outgoing.mark, FIND_LIMIT)
        met = any(id_ in outgoing.mark for id_ in read.ids)
        if outgoing.mark and not met:
            return Search(Found.UNCERTAIN)
        new = [bubble for bubble in read.after(outgoing.mark) if bare(bubble.id) not in outgoing.mark]
        alike, seen = self._best(outgoing, new)
        if seen is not None and alike in (Likeness.SAME, Likeness.CUT):
            return Search(Found.SENT, seen)
        draft = await self._probe.editor_text(COMPOSER.editor)
        if alike is Likeness.UNSURE or not read.complete or draft is None:
            return Search(Found.UNCERTAIN)
        await self._attaching.give_up()
        await self._quoting.give_up()
        await self._typist.empty(COMPOSER.editor)
        return Search(Found.ABSENT)

    async def _write(self, outgoing: Outgoing) -> Place:
        await self._attaching.give_up()
        if outgoing.reply_to is None:
            await self._quoting.give_up()
        else:
            await self._quoting.begin(outgoing.reply_to)
        if outgoing.file is None:
            await self._typist.put(COMPOSER.editor, outgoing.text, outgoing.typing)
            return COMPOSER
        await self._typist.empty(COMPOSER.editor)  # what stands there would become the caption
        await self._attaching.begin(outgoing.file)
        await self._typist.put(PREVIEW.editor, outgoing.text, outgoing.typing)
        return PREVIEW

    async def _press(self, outgoing: Outgoing, place: Place) -> None:
        """Presses when everything is as it should be in one and the same look."""
        deadline = self._clock.monotonic() + BUTTON_TIMEOUT
        while True:
            ready = await self._probe.readiness(place.button, place.editor)
            self._eyes.make_sure()
            if ready is None or not ready.is_for(outgoing.chat, has_file=outgoing.file is not None):
                raise ChatUnreachable("another conversation came to the front")
            if not same_text(outgoing.text, ready.text or ""):
                raise ChatUnreachable("the editor shows another text than was put in")
            if (ready.answered is not None) != (outgoing.reply_to is not None):
                raise ChatUnreachable("the page quotes what it should not, or nothing")
            if ready.point and ready.point["visible"]:
                await self._probe.press_at(ready.point)
                return
            if self._clock.monotonic() > deadline:
                raise SelectorMissing(place.button)
            await self._clock.sleep(LOOK)

    async def _tidy_up(self, chat: ChatRef) -> None:
        """Leaves nothing behind in the chat, as far as that goes; in another one nothing is touched."""
        with contextlib.suppress(DetectorError):
            await self._attaching.give_up()
            await self._pane.make_sure(chat)
            await self._quoting.give_up()
            await self._typist.empty(COMPOSER.editor)

    async def _proof(self, outgoing: Outgoing) -> SentProof:
        deadline = self._clock.monotonic() + PROOF_TIMEOUT
        await self._probe.ask("scrollPane", False)
        seen: SentProof | None = None
        while self._clock.monotonic() < deadline:
            view = await self._pane.read()
            alike, found = self._best(outgoing, proof.below(view.bubbles, outgoing.mark or ()))
            if alike is Likeness.CUT and seen is None:
                found = await self._opened(outgoing, view.bubbles, found)
            seen = found if alike in (Likeness.SAME, Likeness.CUT) and found is not None else seen
            if seen is not None and seen.tick is not Tick.PENDING:
                return seen
            await self._clock.sleep(LOOK)
        if seen is None:
            raise SendUnconfirmed("the send button was pressed, but no bubble with the text appeared")
        return seen

    async def _opened(
        self, outgoing: Outgoing, bubbles: Sequence[BubbleReport], found: SentProof | None
    ) -> SentProof | None:
        """The same once its text was opened; None where the rest is another text."""
        bubble = next((one for one in bubbles if found is not None and bare(one.id) == found.wa_id), None)
        if bubble is None:
            return found
        whole = await self._pane.whole(bubble)
        if whole.truncated:
            return found if begins(outgoing.text, whole.text, proof.LEAST) else None
        return found if same_text(outgoing.text, whole.text) else None

    @staticmethod
    def _best(outgoing: Outgoing, bubbles: Sequence[BubbleReport]) -> tuple[Likeness, SentProof | None]:
        """The first bubble that is surely ours, else the first that may be."""
        best, seen = Likeness.NONE, None
        for bubble in bubbles:
            alike = proof.likeness(outgoing, bubble)
            if alike.value > best.value:
                best, seen = alike, SentProof(bare(bubble.id), bubble.tick or Tick.SENT)
        return best, seen
