"""What is new on the page: the observer's reports first, a slow look at everything as the net under them."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from dataclasses import replace
from typing import TYPE_CHECKING

from core.errors import ChatUnreachable, SelectorMissing
from core.eyesight import Trouble
from core.types import (
    Access,
    ChatKind,
    ChatRef,
    Direction,
    RowSeen,
    Seen,
    TickSeen,
)
from core.wa_ids import bare
from detector import reader, told
from detector.debts import Debts
from detector.login import LINKED
from detector.reader import Reading
from detector.told import Told

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from contextlib import AbstractAsyncContextManager
    from datetime import datetime

    from core.ports import Clock, Ledger
    from core.settings import Settings
    from core.types import Incoming, Sighting
    from detector.keyboard import Keyboard
    from detector.pane import Pane
    from detector.probe import Probe
    from detector.reader import BubbleReport, ConversationReport, Report, RowReport, ScreenReport

log = logging.getLogger(__name__)

READ_BACK_LIMIT = 5000  # bubbles read in one visit
RECENT = 200  # of those, how many end the reading back
REMEMBERED = 4000  # message ids kept per chat, to tell new bubbles from changed ones


class Watcher:
    """Turns reports into sightings, and visits the allowed chats that have something new."""

    def __init__(
        self,
        probe: Probe,
        pane: Pane,
        ledger: Ledger,
        clock: Clock,
        settings: Settings,
        tell: Callable[[Sighting], None],
    ) -> None:
        self._probe = probe
        self._pane = pane
        self._ledger = ledger
        self._clock = clock
        self._settings = settings
        self._tell = tell
        self._rows: dict[ChatRef, tuple[int, str]] = {}
        self._known: dict[ChatRef, OrderedDict[str, Told | None]] = {}
        self._cut: dict[ChatRef, set[str]] = {}
        self._day_first: dict[str, bool] = {}
        self._waiting: dict[ChatRef, None] = {}
        self._behind: set[ChatRef] = set()
        self._visiting: ChatRef | None = None
        self._debts = Debts(clock)
        self._gap: datetime | None = clock.utc()
        self._has_chats = False
        self.is_there = False  # chats on the screen, a line to WhatsApp, no question in the way
        self._wake = asyncio.Event()

    async def take(self, report: Report) -> None:
        """One report of the observer."""
        if report.screen is not None:
            self._notice(report.screen)
        for row in report.rows:
            await self._row(row)
        if report.conversation is not None:
            self._conversation(report.conversation)

    async def visits(self, keyboard: Keyboard) -> None:
        """Opens the chats that wait to be read, one after the other, for ever."""
        while True:
            await self._wake.wait()
            self._wake.clear()
            while self._waiting and self._has_chats:
                chat = next(iter(self._waiting))
                self._visiting = chat
                del self._waiting[chat]
                async with keyboard:
                    await self._visit(chat)
                self._visiting = None

    def _notice(self, screen: ScreenReport) -> None:
        self._has_chats = screen.name in LINKED
        if self._has_chats:
            self._wake.set()
        is_cut_off = screen.banner is not None and screen.banner.kind == "network"
        asks = screen.dialog is not None and screen.dialog.kind == "question"
        was_there, self.is_there = self.is_there, self._has_chats and not is_cut_off and not asks
        if self.is_there and not was_there:
            self.gap()

    # What the sweep needs

    def gap(self) -> None:
        """The page was away until now: what it brings from before is caught up, not live."""
        self._gap = self._clock.utc()

    def end_gap(self) -> None:
        """Everything that is shown is stored."""
        self._gap = None

    @property
    def is_caught_up(self) -> bool:
        """Whether no chat waits to be read any more."""
        return not self._waiting and self._visiting is None

    def begin_sweep(self) -> None:
        self._debts.forget_rows()

    async def look_at_open_chat(self, keyboard: AbstractAsyncContextManager[None]) -> None:
        """Reads the open conversation whole, in case the observer missed something."""
        async with keyboard:
            chat = self._pane.chat
            if chat is None or chat not in self._known:
                return
            try:
                view = await self._pane.read()
            except SelectorMissing:  # it was closed, or cannot be read; its row tells whether that matters
                self._pane.forget()
                return
        self._take_bubbles(chat, view.bubbles, view.lang)

    def visit_what_is_behind(self) -> None:
        for chat in self._behind:
            self._plan_visit(chat)

    async def trouble(self) -> Trouble | None:
        """Whether an allowed chat shows what the store does not hold, and nothing is being done about it."""
        for chat in self._debts.shown():
            if chat in self._waiting or chat == self._visiting:
                continue
            if await self._ledger.access(chat) is Access.ALLOWED:
                return Trouble.UNSTORED
        return None

    def read_again(self) -> None:
        for chat in self._debts.shown():
            self._plan_visit(chat)

    async def _row(self, row: RowReport) -> None:
        chat = ChatRef(self._settings.account.name, row.name, row.kind)
        now = (row.unread, row.preview)
        if self._rows.get(chat) != now:
            self._rows[chat] = now
            self._tell(RowSeen(chat, row.unread, row.preview))
        self._debts.show(chat)
        if not row.unique:
            log.warning("two rows of the chat list bear one name; neither is opened")
            return
        if self._debts.is_settled(chat, now) or await self._ledger.access(chat) is not Access.ALLOWED:
            return
        is_open = self._pane.chat == chat
        if await self._is_accounted_for(chat, row, is_open=is_open):
            self._debts.settle(chat, now)
        else:
            self._debts.owe(chat, now)
            if not is_open:
                self._plan_visit(chat)

    async def _is_accounted_for(self, chat: ChatRef, row: RowReport, *, is_open: bool) -> bool:
        if is_open and self._debts.take_told(chat, (row.unread, row.preview)):
            return True
        stored = await self._ledger.last_preview(chat)
        return (is_open or not row.unread) and stored is not None and told.shows(row.preview, stored)

    def _plan_visit(self, chat: ChatRef) -> None:
        self._waiting[chat] = None
        self._wake.set()

    def _conversation(self, report: ConversationReport) -> None:
        chat = self._pane.chat
        if chat is None or report.token != self._pane.token:
            return
        self._take_bubbles(chat, report.bubbles, report.lang)

    def _take_bubbles(self, chat: ChatRef, bubbles: Sequence[BubbleReport], lang: str) -> None:
        """Tells what is new, up to where something was drawn and gone, or emptied, before it was read."""
        known = self._known.get(chat)
        unbroken = [] if known is None else told.unbroken(bubbles, known)
        if known is None or len(unbroken) < len(bubbles):
            self._behind.add(chat)
            self._plan_visit(chat)
        if known is not None:
            self._tell_bubbles(chat, self._uncut(chat, unbroken, known), lang, Seen.LIVE)

    def _uncut(
        self, chat: ChatRef, bubbles: Sequence[BubbleReport], known: OrderedDict[str, Told | None]
    ) -> Sequence[BubbleReport]:
        """What stands above the first new text that the page cut short: a visit opens that one."""
        for place, bubble in enumerate(bubbles):
            if bubble.truncated and not told.was_told(bubble, known):
                self._cut.setdefault(chat, set()).add(bare(bubble.id))
                self._plan_visit(chat)
                return bubbles[:place]
        return bubbles

    async def _visit(self, chat: ChatRef) -> None:
        stored = list(await self._ledger.last_ids(chat))
        first_time = chat not in self._known
        recent = list(self._known.get(chat, ()))[-RECENT:]
        row = self._rows.get(chat, (0, ""))
        is_drawn_anew = self._pane.chat != chat
        try:
            await self._pane.open(chat)
            cut = self._cut.pop(chat, set())
            read = await self._pane.read_back([*stored, *recent], READ_BACK_LIMIT, cut)
        except (ChatUnreachable, SelectorMissing) as error:
            log.warning("a chat could not be opened", extra={"reason": str(error)})
            self._behind.add(chat)
            return
        self._behind.discard(chat)
        known = {*stored, *recent}
        if is_drawn_anew and read.complete:
            self._debts.settle(chat, (0, row[1]))
        if stored and read.complete and known.isdisjoint(read.ids):
            log.error("a chat shares no message with what is stored under its name; it is left alone")
            await self._pane.leave()
            return
        if not read.complete:
            log.warning("a chat was not read back to its end", extra={"bubbles": len(read.ids)})
            self._behind.add(chat)
        log.info("a chat was read back", extra={"bubbles": len(read.bubbles)})
        self._remember_stored(chat, stored)
        kind = ChatKind.GROUP if read.is_group else ChatKind.PERSON
        named = chat if chat.kind is not ChatKind.UNKNOWN else ChatRef(chat.account, chat.name, kind)
        seen = Seen.CAUGHT_UP if first_time or self._gap is not None else Seen.LIVE
        self._tell_bubbles(chat, read.after(known), read.lang, seen, named)

    def _remember_stored(self, chat: ChatRef, stored: Sequence[str]) -> None:
        known = self._known.setdefault(chat, OrderedDict())
        for id_ in stored:
            known.setdefault(id_, None)

    def _tell_bubbles(
        self,
        chat: ChatRef,
        bubbles: Sequence[BubbleReport],
        lang: str,
        seen: Seen,
        named: ChatRef | None = None,
    ) -> None:
        reading = Reading(
            chat=named or chat,
            zone=self._settings.account.zone,
            now=self._clock.utc(),
            answer_window=self._settings.conversation.answer_window,
            seen=seen,
            lang=lang,
            day_first=self._day_first.get(lang),
        )
        order = reader.settled_order((bubble for bubble in bubbles if not bubble.shell), reading)
        if order is not None:
            self._day_first[lang] = order
        known = self._known.setdefault(chat, OrderedDict())
        for message in reader.messages(bubbles, reading):
            self._tell_message(chat, message, known)
        while len(known) > REMEMBERED:
            known.popitem(last=False)

    def _tell_message(self, row: ChatRef, message: Incoming, known: OrderedDict[str, Told | None]) -> None:
        is_known, before = message.wa_id in known, known.get(message.wa_id)
        message = self._with_gap(told.unfolded(message, before))
        looks = Told(message.text, told.rest_of(message))
        known[message.wa_id] = looks
        if before != looks:
            self._tell(message)
            self._debts.tell(row, None if is_known else told.in_the_row(message))
        if is_known and message.tick is not None and message.direction is Direction.OUT:
            self._tell(TickSeen(message.chat, message.wa_id, message.tick))

    def _with_gap(self, message: Incoming) -> Incoming:
        """What was written before the page was back is caught up, also where the observer saw it come."""
        is_late = self._gap is not None and (message.sent_at is None or message.sent_at < self._gap)
        return replace(message, seen=Seen.CAUGHT_UP) if is_late and message.seen is Seen.LIVE else message
