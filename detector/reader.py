"""What the page script reports, checked and turned into values; pure, the only judge of a direction."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from pydantic import BaseModel, Field, ValidationError

from core.errors import SelectorMissing
from core.types import ChatKind, ChatRef, Direction, Incoming, MessageKind, Screen, Seen, Tick
from core.wa_ids import bare
from detector import content
from detector.content import ContentReport, Reported
from detector.page import VERSION
from detector.stamp import day_first, parse_day, parse_stamp

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import tzinfo

STRONG = ("status", "side", "class", "prefix")
FAINT = ("run", "tickless")  # what other rows say, and what is not there
SKEW = timedelta(hours=1)  # bubbles are in the order of their arrival, stamped by the clocks of their senders
PRE_PLAIN = re.compile(r"^\[(?P<stamp>[^\]]*)\]\s?(?P<name>.*?):\s*$", re.DOTALL)


R = TypeVar("R", bound=BaseModel)


class DialogReport(Reported):
    """An `announcement` has a cross; a `question` wants an answer; `use_here` would end another session."""

    kind: Literal["announcement", "question", "use_here"]
    title: str


class BannerReport(Reported):
    """The thin line above the chat list."""

    kind: Literal["phone", "network", "update", "notifications", "sync", "language", "loading", "other"]
    text: str


class ScreenReport(Reported):
    """`heading` is what an unknown screen says first. `expired` and `refused` speak of the code shown."""

    name: Screen
    qr: str | None = None
    code: str | None = None
    expired: bool = False
    refused: bool = False
    dialog: DialogReport | None = None
    banner: BannerReport | None = None
    heading: str | None = None
    missing: list[str] = Field(default_factory=list)


class RowReport(Reported):
    name: str
    community: str | None = None  # of a group inside one; only read from saved pages
    kind: ChatKind
    unread: int = Field(ge=0)
    preview: str
    time: str
    top: float
    selected: bool
    unique: bool = True


class BubbleReport(ContentReport):
    """Evidence about one bubble. A `shell` is a row that the page emptied, far from the view. `day` is what
    the last divider above it names."""

    id: str
    previous: str | None
    day: str | None = None
    shell: bool = False
    text: str = ""
    pre: str | None = None
    time: str | None = None
    author: str | None = None
    tick: Tick | None = None
    votes: dict[str, Literal["in", "out"] | None] = Field(default_factory=dict)


class ConversationReport(Reported):
    token: int
    lang: str
    bubbles: list[BubbleReport]


class Report(Reported):
    """One batch of changes. `beat` is the number that came back by way of the observer."""

    version: Literal[1]
    rows: list[RowReport]
    screen: ScreenReport | None
    conversation: ConversationReport | None
    beat: int | None = None


class Glance(Reported):
    """Who is open, by header (`title`) and composer (`names`: each way to read its label), and which ids.

    `fresh`: the composer is not the one of the chat that was left last.
    """

    title: str | None
    composer: bool
    names: list[str]
    group: bool
    ids: list[str] = Field(default_factory=list)
    fresh: bool = True

    def is_chat(self, ref: ChatRef) -> bool:
        """Whether header and composer both name this chat, and neither contradicts its kind."""
        if self.title != ref.name or not self.composer:
            return False
        if self.names and ref.name not in self.names:
            return False
        if ref.kind is ChatKind.UNKNOWN or not self.names:
            return True
        return self.group == (ref.kind is ChatKind.GROUP)


class Readiness(Glance):
    """What stands in an editor at the moment of a press, what is being answered, and where to press.

    The preview of a file may cover the composer; then the header alone names the chat.
    """

    text: str | None
    answered: str | None
    point: dict[str, Any] | None

    def is_for(self, ref: ChatRef, *, has_file: bool) -> bool:
        return self.is_chat(ref) or (has_file and not self.composer and self.title == ref.name)


class PaneReport(Reported):
    """The open conversation, oldest bubble first. `ids`, where asked for, names bubbles left out as well."""

    title: str | None
    composer: bool
    names: list[str]
    group: bool
    lang: str
    bubbles: list[BubbleReport]
    ids: list[str] = Field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Reading:
    """What the reader must know besides the page: which chat, its time zone, the time now, how it is met.

    `day_first` is what was found out earlier about the order of day and month on this page.
    """

    chat: ChatRef
    zone: tzinfo
    now: datetime
    answer_window: float
    seen: Seen
    lang: str = "en"
    day_first: bool | None = None


def parse(text: str) -> Report:
    """Checks a report. Raises SelectorMissing when the page said something that cannot be understood."""
    try:
        return Report.model_validate_json(text)
    except ValidationError as error:
        raise SelectorMissing(f"report version {VERSION}: {error.errors()[0]['loc']}") from error


def glance(raw: Any) -> Glance:
    """Checks an answer of the page about who is open. Raises SelectorMissing."""
    return _checked(Glance, raw)


def readiness(raw: Any) -> Readiness:
    """Checks an answer of the page about what would be sent now. Raises SelectorMissing."""
    return _checked(Readiness, raw)


def screen(raw: Any) -> ScreenReport:
    """Checks an answer of the page about what it shows. Raises SelectorMissing."""
    return _checked(ScreenReport, raw)


def pane(raw: Any) -> PaneReport:
    """Checks an answer of the page about the open conversation. Raises SelectorMissing."""
    return _checked(PaneReport, raw)


def direction(bubble: BubbleReport, chat: ChatRef) -> Direction:
    """Judges by vote: one strong or two weaker signs that agree, and none that contradicts.

    Strong are the delivery status (own bubbles only), the side of the panel, and in older builds class and
    id prefix; weaker are the hidden name, the bubble's tail, and in 1:1 chats the contact's name. That last
    one speaks only where no strong sign does: an owner may bear the name of a contact. So do the faint ones:
    the run that a bubble stands in, and that it bears no tick where own ones do.
    """
    votes = {name: vote for name, vote in bubble.votes.items() if vote is not None}
    is_strong = any(strong in votes for strong in STRONG)
    name = _pre(bubble)[1]
    if is_strong:
        votes = {sign: vote for sign, vote in votes.items() if sign not in FAINT}
    elif chat.kind is ChatKind.PERSON and name is not None and name == chat.name:
        votes["name"] = "in"
    said = set(votes.values())
    if len(said) == 1 and (is_strong or len(votes) >= 2):
        return Direction(said.pop())
    return Direction.UNKNOWN


def messages(bubbles: Iterable[BubbleReport], reading: Reading) -> Iterator[Incoming]:
    """Bubbles as messages, in the given order; empty shells are left out."""
    drawn = [bubble for bubble in bubbles if not bubble.shell]
    order = settled_order(drawn, reading)
    last_date: datetime | None = None
    for bubble in drawn:
        sent_at = _sent_at(bubble, reading, last_date, order)
        last_date = sent_at or last_date
        way = direction(bubble, reading.chat) if bubble.kind is not MessageKind.SYSTEM else Direction.UNKNOWN
        yield Incoming(
            chat=reading.chat,
            wa_id=bare(bubble.id),
            direction=way,
            kind=bubble.kind,
            text=bubble.text,
            seen=_seen(sent_at, reading),
            sender=_sender(bubble, reading.chat, way),
            sent_at=sent_at,
            quoted=content.quoted(bubble.quoted),
            tick=bubble.tick,
            details=content.details(bubble),
            edited=bubble.edited,
            reactions=content.reactions(bubble.reactions),
        )


def settled_order(bubbles: Iterable[BubbleReport], reading: Reading) -> bool | None:
    """Whether the dates of a page begin with the day, as all of them together tell; None: they do not."""
    dated = [(stamp, bubble.day) for bubble in bubbles if (stamp := _pre(bubble)[0]) is not None]
    found = day_first(dated, reading.now.astimezone(reading.zone))
    return reading.day_first if found is None else found


def _checked(model: type[R], raw: Any) -> R:
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        raise SelectorMissing(f"conversation: {error.errors()[0]['loc']}") from error


def _pre(bubble: BubbleReport) -> tuple[str | None, str | None]:
    match = PRE_PLAIN.match(bubble.pre) if bubble.pre else None
    if not match:
        return None, None
    name = re.sub(r"[\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", match["name"]).strip()
    return match["stamp"], name or None


def _sender(bubble: BubbleReport, chat: ChatRef, way: Direction) -> str | None:
    """The name on the bubble itself is surer than one that may have been inherited from the run."""
    if chat.kind is ChatKind.PERSON or way is not Direction.IN:
        return None
    return _pre(bubble)[1] or bubble.author


def _sent_at(
    bubble: BubbleReport, reading: Reading, last_date: datetime | None, order: bool | None
) -> datetime | None:
    stamp = _pre(bubble)[0]
    local_now = reading.now.astimezone(reading.zone)
    if stamp is not None:
        return parse_stamp(stamp, lang=reading.lang, now=local_now, order=order)
    if bubble.time is None:
        return None
    # What was not there a moment ago is of today, or of just before midnight.
    is_live = reading.seen is Seen.LIVE
    divider = parse_day(bubble.day, lang=reading.lang, now=local_now, order=order) if bubble.day else None
    day = local_now if is_live else divider or last_date
    moment = parse_stamp(bubble.time, lang=reading.lang, now=local_now, day=day) if day else None
    if moment is None or (divider and not is_live):
        return moment
    if is_live:
        return moment - timedelta(days=1) if moment > local_now + SKEW else moment
    crossed = last_date is not None and moment < last_date - SKEW and moment + timedelta(days=1) <= local_now
    return moment + timedelta(days=1) if crossed else moment


def _seen(sent_at: datetime | None, reading: Reading) -> Seen:
    if sent_at is not None and reading.now - sent_at > timedelta(seconds=reading.answer_window):
        return Seen.TOO_OLD
    return reading.seen
