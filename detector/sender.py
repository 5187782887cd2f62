"""Writes into a chat, once: the right conversation, the text read back, one press, one bubble seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.errors import ChatUnreachable, SelectorMissing, SendUnconfirmed
from core.texts import same_text
from core.types import Direction, Found, Search, SentProof, Tick
from core.wa_ids import bare
from detector.reader import direction

if TYPE_CHECKING:
    from core.ports import Checkpoint, Clock
    from core.types import ChatRef, Outgoing
    from detector.eyes import Eyes
    from detector.pane import Pane
    from detector.probe import Probe
    from detector.reader import BubbleReport

MARK = 5  # bubbles remembered before typing
READ_BACK_TIMEOUT = 5.0  # seconds; measured on WhatsApp: stable after less than 2 s for 3000 characters
PROOF_TIMEOUT = 20.0  # seconds from the press to a bubble that left the clock
SETTLE = 3.0  # seconds that a page gets after a start to draw what it still has to send
FIND_LIMIT = 400  # bubbles read back in search of a mark
LOOK = 0.1


class Sender:
    """Whoever uses it must hold the keyboard."""

    def __init__(self, probe: Probe, pane: Pane, eyes: Eyes, clock: Clock, checkpoint: Checkpoint) -> None:
        self._probe = probe
        self._pane = pane
        self._eyes = eyes
        self._clock = clock
        self._checkpoint = checkpoint

    async def mark(self, chat: ChatRef) -> tuple[str, ...]:
        """Opens the chat and returns the ids of its last bubbles. Raises SafeMode."""
        self._eyes.make_sure()
        await self._pane.open(chat)
        view = await self._pane.read()
        return tuple(bare(bubble.id) for bubble in view.bubbles[-MARK:])

    async def send(self, outgoing: Outgoing) -> SentProof:
        """Types and presses once, and waits for the bubble.

        Raises ChatUnreachable, SelectorMissing or SafeMode while nothing was pressed, SendUnconfirmed after.
        """
        self._eyes.make_sure()
        await self._pane.open(outgoing.chat)
        await self._put_in(outgoing.text)
        await self._pane.make_sure(outgoing.chat)
        self._eyes.make_sure()
        self._checkpoint("typed")
        await self._press()
        self._checkpoint("pressed")
        return await self._proof(outgoing)

    async def find_sent(self, outgoing: Outgoing) -> Search:
        """Looks for the bubble of an interrupted send; a draft that was typed but not sent is removed.

        Raises SafeMode, for what cannot be found does not say that it is not there.
        """
        self._eyes.make_sure()
        if outgoing.mark is None:
            return Search(Found.UNCERTAIN)
        await self._pane.open(outgoing.chat)
        await self._clock.sleep(SETTLE)
        read = await self._pane.read_back(outgoing.mark, FIND_LIMIT)
        met = any(id_ in outgoing.mark for id_ in read.ids)
        proof = self._bubble_of(outgoing, read.after(outgoing.mark))
        if proof is not None:
            return Search(Found.SENT, proof)
        if not met and (outgoing.mark or not read.complete):
            return Search(Found.UNCERTAIN)
        draft = await self._probe.composer_text()
        if draft is None:
            return Search(Found.UNCERTAIN)
        if draft.strip():
            await self._clear()
        return Search(Found.ABSENT)

    async def _put_in(self, text: str) -> None:
        if not await self._probe.press_target("composer"):
            raise ChatUnreachable("the composer cannot be pressed")
        if not await self._probe.ask("composerHasFocus"):
            raise ChatUnreachable("the composer did not take the focus")
        if (await self._probe.composer_text() or "").strip():
            await self._clear()
        await self._probe.insert_text(text)
        deadline = self._clock.monotonic() + READ_BACK_TIMEOUT
        while not same_text(text, await self._probe.composer_text() or ""):
            if self._clock.monotonic() > deadline:
                await self._clear()
                raise ChatUnreachable("the composer shows another text than was put in")
            await self._clock.sleep(LOOK)

    async def _clear(self) -> None:
        await self._probe.press_target("composer")
        await self._probe.key("ControlOrMeta+a")
        await self._probe.key("Backspace")
        if (await self._probe.composer_text() or "").strip():
            raise ChatUnreachable("the composer could not be emptied")

    async def _press(self) -> None:
        deadline = self._clock.monotonic() + READ_BACK_TIMEOUT
        while not await self._probe.press_target("send_button"):
            if self._clock.monotonic() > deadline:
                await self._clear()
                raise SelectorMissing("send_button")
            await self._clock.sleep(LOOK)

    async def _proof(self, outgoing: Outgoing) -> SentProof:
        deadline = self._clock.monotonic() + PROOF_TIMEOUT
        seen: SentProof | None = None
        while self._clock.monotonic() < deadline:
            view = await self._pane.read()
            seen = self._bubble_of(outgoing, view.bubbles) or seen
            if seen is not None and seen.tick is not Tick.PENDING:
                return seen
            await self._clock.sleep(LOOK)
        if seen is None:
            raise SendUnconfirmed("the send button was pressed, but no bubble with the text appeared")
        return seen

    def _bubble_of(self, outgoing: Outgoing, bubbles: list[BubbleReport]) -> SentProof | None:
        """The first own bubble after the mark that holds the text and that no other send claims."""
        mark = outgoing.mark or ()
        after = 0
        for index, bubble in enumerate(bubbles):
            if bare(bubble.id) in mark:
                after = index + 1
        for bubble in bubbles[after:]:
            id_ = bare(bubble.id)
            if bubble.shell or id_ in outgoing.claimed or not same_text(outgoing.text, bubble.text):
                continue
            if direction(bubble, outgoing.chat) is Direction.OUT:
                return SentProof(id_, bubble.tick or Tick.SENT)
        return None
