"""Which rows of the chat list show something that was not stored yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detector import told

if TYPE_CHECKING:
    from core.ports import Clock
    from core.types import ChatRef

TOGETHER = 2.0  # seconds within which a bubble and its row of the chat list change

Row = tuple[int, str]
"""What counts of a row: its unread messages and its preview."""


class Debts:
    """A row is settled when its words are those of the last stored message, when its conversation was read
    to the end after the page drew it anew, or when that conversation told something as the row changed."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._owed: dict[ChatRef, Row] = {}
        self._settled: dict[ChatRef, Row] = {}
        self._told: dict[ChatRef, tuple[float, str | None]] = {}
        self._shown: set[ChatRef] = set()

    def forget_rows(self) -> None:
        """A sweep begins: only what it finds on the screen counts."""
        self._shown.clear()

    def show(self, chat: ChatRef) -> None:
        self._shown.add(chat)

    def shown(self) -> list[ChatRef]:
        """The chats of the last sweep that owe something."""
        return [chat for chat in self._owed if chat in self._shown]

    def owe(self, chat: ChatRef, row: Row) -> None:
        self._owed[chat] = row

    def settle(self, chat: ChatRef, row: Row) -> None:
        """That row is accounted for; a debt of another one stays."""
        self._settled[chat] = row
        if self._owed.get(chat) == row:
            del self._owed[chat]

    def is_settled(self, chat: ChatRef, row: Row) -> bool:
        """Also where only the count went down: somebody read them."""
        unread, preview = self._settled.get(chat, (-1, ""))
        if preview != row[1] or row[0] > unread:
            return False
        self._settled[chat] = row
        self._owed.pop(chat, None)
        return True

    def tell(self, chat: ChatRef, text: str | None) -> None:
        """The conversation told something, which is what a row that changes now speaks of. `text`: the words
        that such a row must show, None where they cannot be foreseen."""
        row = self._owed.get(chat)
        if row is not None and row[0] == 0 and _speaks_of(row, text):
            self.settle(chat, row)
        else:
            self._told[chat] = (self._clock.monotonic(), text)

    def take_told(self, chat: ChatRef, row: Row) -> bool:
        """Whether this row speaks of what was told just now; that can be said of one row only."""
        at, text = self._told.get(chat, (-TOGETHER, None))
        if self._clock.monotonic() - at >= TOGETHER or not _speaks_of(row, text):
            return False
        del self._told[chat]
        return True


def _speaks_of(row: Row, text: str | None) -> bool:
    return text is None or told.shows(row[1], text)
