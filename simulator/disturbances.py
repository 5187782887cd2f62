"""Spoils what one page is told of its open chat: news held back, told twice, in the wrong order, or again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.model import Message

Frame = dict[str, Any]


class Disturbances:
    """Counts say how many of the next pieces of news go wrong; in the world itself nothing is wrong."""

    def __init__(self) -> None:
        self.lost = 0
        self.doubled = 0
        self.swapped = 0
        self.resent = 0
        self._held: list[Frame] = []

    def spoil(self, frames: list[Frame]) -> list[Frame]:
        """The frames as the page gets them."""
        told: list[Frame] = []
        for frame in frames:
            if frame["t"] == "new":
                told += self._spoil_news(frame)
            elif frame["t"] in ("ticks", "changed", "older"):
                told += [*self._release(), frame]
            else:
                told.append(frame)
        return told

    def forget(self) -> None:
        """Another chat was opened, or another page came: what was held back is in its history."""
        self._held.clear()

    def again(self, messages: Sequence[Message]) -> Sequence[Message]:
        """The newest messages, which the server sends a second time after a reconnection."""
        count, self.resent = self.resent, 0
        return messages[-count:] if count else ()

    def _spoil_news(self, frame: Frame) -> list[Frame]:
        if self.lost > 0:
            self.lost -= 1
            self._held.append(frame)
            return []
        if self.swapped > 0:
            if not self._held and len(frame["messages"]) < 2:
                self._held.append(frame)
                return []
            self.swapped -= 1
            earlier = [message for held in self._held for message in held["messages"]]
            self._held.clear()
            return [frame | {"messages": _swapped([*earlier, *frame["messages"]])}]
        before = self._release()
        if self.doubled > 0:
            self.doubled -= 1
            ids = [message["id"] for message in frame["messages"]]
            return [*before, frame, frame, {"t": "reinsert", "ids": ids}]
        return [*before, frame]

    def _release(self) -> list[Frame]:
        if self.swapped > 0:
            return []
        held, self._held = self._held, []
        return held


def _swapped(messages: list[Frame]) -> list[Frame]:
    first, second, *rest = messages
    return [second, first, *rest]
