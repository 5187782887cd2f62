"""Begins an answer that quotes a message: its menu, or a double press beside it; and gives one up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from core.errors import CannotSend, ChatUnreachable
from core.wa_ids import bare

if TYPE_CHECKING:
    from core.ports import Clock
    from detector.pane import Pane
    from detector.probe import Probe

QUOTE_TIMEOUT = 5.0  # seconds for a menu, or for the quote above the composer
LOOK = 0.1
FAR = 1000  # bubbles read back in search of the message


class Quoting:
    """Whoever uses it must hold the keyboard, and have opened the chat."""

    def __init__(self, probe: Probe, pane: Pane, clock: Clock) -> None:
        self._probe = probe
        self._pane = pane
        self._clock = clock

    async def begin(self, wa_id: str) -> None:
        """Leaves the composer answering this message and no other.

        Raises CannotSend when it is no longer in the chat, ChatUnreachable when the page offers no answer.
        """
        await self.give_up()
        id_ = await self._bring_into_view(wa_id)
        point = await self._probe.ask("bubblePoint", id_)
        if not point:
            raise ChatUnreachable("the message to be answered is not drawn")
        await self._probe.hover(point)
        if not await self._wait_for_menu(id_):
            await self._probe.press_at(point, button="right")
        if not await self._press("reply_item"):
            raise ChatUnreachable("the menu of the message offers no answer")
        if await self._until_answered(there=True) is None:
            raise ChatUnreachable("the page shows no quote above the composer")

    async def give_up(self) -> None:
        """Raises ChatUnreachable when the page goes on answering something."""
        if await self._probe.ask("answered") is None:
            return
        await self._press("reply_cancel")
        if await self._until_answered(there=False) is not None:
            raise ChatUnreachable("the page keeps quoting another message")

    async def _bring_into_view(self, wa_id: str) -> str:
        ids = await self._probe.ids()
        if not any(bare(id_) == wa_id for id_ in ids):
            read = await self._pane.read_back([wa_id], FAR)
            if wa_id not in read.ids:
                raise CannotSend("the message to be answered is no longer in this chat")
            ids = await self._probe.ids()
        found = next((id_ for id_ in ids if bare(id_) == wa_id), None)
        if found is None:
            raise ChatUnreachable("the message to be answered is not drawn")
        await self._probe.ask("showBubble", found)
        await self._clock.sleep(2 * LOOK)
        return found

    async def _wait_for_menu(self, id_: str) -> bool:
        deadline = self._clock.monotonic() + QUOTE_TIMEOUT / 2
        while self._clock.monotonic() < deadline:
            point: dict[str, Any] | None = await self._probe.ask("menuPoint", id_)
            if point and point["visible"]:
                await self._probe.press_at(point)
                return True
            await self._clock.sleep(LOOK)
        return False

    async def _press(self, target: str) -> bool:
        deadline = self._clock.monotonic() + QUOTE_TIMEOUT
        while not await self._probe.press_target(target):
            if self._clock.monotonic() > deadline:
                return False
            await self._clock.sleep(LOOK)
        return True

    async def _until_answered(self, *, there: bool) -> str | None:
        deadline = self._clock.monotonic() + QUOTE_TIMEOUT
        answered: str | None = await self._probe.ask("answered")
        while (answered is not None) is not there and self._clock.monotonic() < deadline:
            await self._clock.sleep(LOOK)
            answered = await self._probe.ask("answered")
        return answered
