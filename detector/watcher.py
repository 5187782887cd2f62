"""What is new on the page: the observer's reports first, a slow look at everything as the net under them."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from core.errors import ChatUnreachable
from core.types import Access, ChatKind, ChatRef, Direction, RowSeen, Seen, TickSeen
from core.wa_ids import bare
from detector import reader
from detector.reader import Reading

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from core.ports import Clock, Ledger
    from core.settings import Settings
    from core.types import Incoming, Sighting
    from detector.keyboard import Keyboard
    from detector.pane import Pane
    from detector.probe import Probe
    from detector.reader import BubbleReport, ConversationReport, Report, RowReport

log = logging.getLogger(__name__)

READ_BACK_LIMIT = 5000  # bubbles read in one visit
RECENT = 200  # of those, how many end the reading back
REMEMBERED = 4000  # message ids kept per chat, to tell new bubbles from changed ones
LIST_PAUSE = 0.15  # seconds for a view of the chat list to be drawn


class Told(NamedTuple):
    """What was told of a message: its text, and a hash of everything else."""

    text: str
    rest: int


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
        self._visited: dict[ChatRef, tuple[int, str]] = {}
        self._wake = asyncio.Event()

    async def take(self, report: Report) -> None:
        """One report of the observer."""
        for row in report.rows:
            await self._row(row)
        if report.conversation is not None:
            self._conversation(report.conversation)

    async def visits(self, keyboard: Keyboard) -> None:
        """Opens the chats that wait to be read, one after the other, for ever."""
        while True:
            await self._wake.wait()
            self._wake.clear()
            while self._waiting:
                chat = next(iter(self._waiting))
                del self._waiting[chat]
                async with keyboard:
                    await self._visit(chat)

    async def sweep(self, keyboard: Keyboard) -> None:
        """Walks once through the whole chat list, then looks at everything drawn at a slow pace, for ever."""
        async with keyboard:
            page = 0
            place = await self._probe.ask("scrollList", page)
            while place is not None and place["more"]:
                page += 1
                await self._clock.sleep(LIST_PAUSE)
                place = await self._probe.ask("scrollList", page)
            await self._clock.sleep(LIST_PAUSE)
            await self._probe.ask("scrollList", 0)
        while True:
            await self._clock.sleep(self._settings.whatsapp.sweep)
            await self._probe.ask("reportAll")
            await self._look_at_open_chat(keyboard)
            for chat in self._behind:
                self._plan_visit(chat)

    async def _look_at_open_chat(self, keyboard: Keyboard) -> None:
        """Reads the open conversation whole, in case the observer missed something."""
        async with keyboard:
            chat = self._pane.chat
            if chat is None or chat not in self._known:
                return
            view = await self._pane.read()
        self._take_bubbles(chat, view.bubbles, view.lang)

    async def _row(self, row: RowReport) -> None:
        chat = ChatRef(self._settings.account.name, row.name, row.kind)
        now = (row.unread, row.preview)
        if self._rows.get(chat) != now:
            self._rows[chat] = now
            self._tell(RowSeen(chat, row.unread, row.preview))
        if not row.unique:
            log.warning("two rows of the chat list bear one name; neither is opened")
            return
        if self._pane.chat == chat or self._visited.get(chat) == now:
            return
        if await self._ledger.access(chat) is not Access.ALLOWED:
            return
        if row.unread or not _shows(row, await self._ledger.last_preview(chat)):
            self._plan_visit(chat)

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
        unbroken = [] if known is None else _unbroken(bubbles, known)
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
            if bubble.truncated and not _was_told(bubble, known):
                self._cut.setdefault(chat, set()).add(bare(bubble.id))
                self._plan_visit(chat)
                return bubbles[:place]
        return bubbles

    async def _visit(self, chat: ChatRef) -> None:
        stored = list(await self._ledger.last_ids(chat))
        first_time = chat not in self._known
        told = list(self._known.get(chat, ()))[-RECENT:]
        row = self._rows.get(chat, (0, ""))
        try:
            await self._pane.open(chat)
            cut = self._cut.pop(chat, set())
            read = await self._pane.read_back([*stored, *told], READ_BACK_LIMIT, cut)
        except ChatUnreachable as error:
            log.warning("a chat could not be opened", extra={"reason": str(error)})
            self._behind.add(chat)
            return
        self._behind.discard(chat)
        self._visited[chat] = (0, row[1])
        known = {*stored, *told}
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
        seen = Seen.CAUGHT_UP if first_time else Seen.LIVE
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
            self._tell_message(message, known)
        while len(known) > REMEMBERED:
            known.popitem(last=False)

    def _tell_message(self, message: Incoming, known: OrderedDict[str, Told | None]) -> None:
        is_known, before = message.wa_id in known, known.get(message.wa_id)
        message = _unfolded(message, before)
        looks = Told(message.text, _rest_of(message))
        known[message.wa_id] = looks
        if before != looks:
            self._tell(message)
        if is_known and message.tick is not None and message.direction is Direction.OUT:
            self._tell(TickSeen(message.chat, message.wa_id, message.tick))


def _unbroken(
    bubbles: Sequence[BubbleReport], known: OrderedDict[str, Told | None]
) -> Sequence[BubbleReport]:
    """The bubbles up to the first new one that does not stand directly below one that was read."""
    read: set[str] = set()
    for place, bubble in enumerate(bubbles):
        if bubble.shell:
            continue
        above = None if bubble.previous is None else bare(bubble.previous)
        is_first = not known and not read
        if not is_first and bare(bubble.id) not in known and above not in known and above not in read:
            return bubbles[:place]
        read.add(bare(bubble.id))
    return bubbles


def _was_told(bubble: BubbleReport, known: OrderedDict[str, Told | None]) -> bool:
    """Whether a text that is cut short is the beginning of the one that was told."""
    if bare(bubble.id) not in known:
        return False
    told = known[bare(bubble.id)]
    return told is None or told.text.startswith(_beginning(bubble.text))


def _unfolded(message: Incoming, before: Told | None) -> Incoming:
    """A text that was told whole may be drawn short again, because its row came and went."""
    if before is None or not message.details.truncated or len(before.text) <= len(message.text):
        return message
    if not before.text.startswith(_beginning(message.text)):
        return message
    return replace(message, text=before.text, details=replace(message.details, truncated=False))


def _beginning(text: str) -> str:
    return text.rstrip().removesuffix("…").rstrip()


def _rest_of(message: Incoming) -> int:
    about = (message.kind, message.direction, message.edited, message.details, message.reactions)
    return hash((*about, message.quoted))


def _shows(row: RowReport, last_text: str | None) -> bool:
    """Whether the row's preview is the last stored message (a group's preview names its sender first)."""
    if last_text is None:
        return False
    shown, stored = " ".join(row.preview.split()), " ".join(last_text.split())
    return shown.endswith(stored) if len(stored) < 60 else stored[:60] in shown
