"""What travels between the page, the store and the dashboard; all frozen, all made of plain data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from core.content import NOTHING
from core.eyesight import LifeChanged, SafeModeChanged, StrategyUsed, Swept, TableRead

if TYPE_CHECKING:
    from datetime import datetime

    from core.content import Details, Reaction
    from core.files import File
    from core.linking import Pairing


class ChatKind(StrEnum):
    """What a row of the chat list is; the page does not always tell."""

    PERSON = "person"
    GROUP = "group"
    UNKNOWN = "unknown"


class Direction(StrEnum):
    """Whether a bubble is ours; `UNKNOWN` where the page's markers are missing or contradict."""

    IN = "in"
    OUT = "out"
    UNKNOWN = "unknown"


class Author(StrEnum):
    """Who wrote a message. `PHONE` is the owner typing on their own phone."""

    CONTACT = "contact"
    BOT = "bot"
    OPERATOR = "operator"
    PHONE = "phone"
    UNKNOWN = "unknown"


class MessageKind(StrEnum):
    """What a bubble holds. `VOICE` was spoken for the chat, `AUDIO` is a file; calls and notices are
    `SYSTEM`; a message that was not decrypted yet is `UNKNOWN`."""

    TEXT = "text"
    IMAGE = "image"
    ALBUM = "album"
    VIDEO = "video"
    GIF = "gif"
    VOICE = "voice"
    AUDIO = "audio"
    DOCUMENT = "document"
    STICKER = "sticker"
    VIEW_ONCE = "view_once"
    LOCATION = "location"
    LIVE_LOCATION = "live_location"
    CONTACT = "contact"
    POLL = "poll"
    SYSTEM = "system"
    DELETED = "deleted"
    UNKNOWN = "unknown"


class Seen(StrEnum):
    """How a message was met: as it arrived, read up after a gap, or too old to be answered."""

    LIVE = "live"
    CAUGHT_UP = "caught_up"
    TOO_OLD = "too_old"


class Access(StrEnum):
    """Whether a chat may be opened and answered."""

    ALLOWED = "allowed"
    PENDING = "pending"
    BLOCKED = "blocked"


class Mode(StrEnum):
    """Who answers in a chat. `SUGGEST` drafts wait for approval, `HUMAN` leaves it to people."""

    AUTO = "auto"
    SUGGEST = "suggest"
    HUMAN = "human"
    OFF = "off"


class OutboxState(StrEnum):
    """How far a message to be sent has got; see docs/decisions/0001."""

    DRAFT = "draft"
    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    DELIVERED = "delivered"
    READ = "read"
    UNKNOWN = "unknown"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Tick(StrEnum):
    """What the marks beside an own bubble say."""

    PENDING = "pending"
    SENT = "sent"
    DELIVERED = "delivered"
    READ = "read"
    FAILED = "failed"


class Screen(StrEnum):
    """What the whole page shows; each is a state with one next action."""

    STARTING = "starting"
    SPLASH = "splash"
    LOADING = "loading"
    QR = "qr"
    PHONE_NUMBER = "phone_number"
    MAIN = "main"
    RESTRICTED = "restricted"
    CONFLICT = "conflict"
    OFFLINE = "offline"
    LOGGED_OUT = "logged_out"
    UNSUPPORTED = "unsupported"
    OTHER = "other"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class ChatRef:
    """A chat as the page names it: evidence of which chat it is, never a key."""

    account: str
    name: str
    kind: ChatKind = ChatKind.UNKNOWN


@dataclass(frozen=True, slots=True)
class Quoted:
    """What a message answers: words that are not its own. `kind` is a guess where nothing was written."""

    text: str
    author: str | None = None
    kind: MessageKind = MessageKind.TEXT


@dataclass(frozen=True, slots=True)
class Incoming:
    """One bubble of the page, ours or theirs, as it was read.

    `wa_id` is WhatsApp's own message id (the last part where the page shows a full one). `sent_at` is
    what the bubble says (minutes only), None where the page does not tell. `sender` is set in groups.
    `reactions` are those of now.
    """

    chat: ChatRef
    wa_id: str
    direction: Direction
    kind: MessageKind
    text: str
    seen: Seen
    sender: str | None = None
    sent_at: datetime | None = None
    quoted: Quoted | None = None
    tick: Tick | None = None
    details: Details = NOTHING
    edited: bool = False
    reactions: tuple[Reaction, ...] = ()


@dataclass(frozen=True, slots=True)
class RowSeen:
    """A row of the chat list that was read without being opened."""

    chat: ChatRef
    unread: int
    preview: str


@dataclass(frozen=True, slots=True)
class TickSeen:
    """The marks beside one of our bubbles advanced."""

    chat: ChatRef
    wa_id: str
    tick: Tick


@dataclass(frozen=True, slots=True)
class LinkView:
    """What an operator must know of the link to the phone.

    `qr` is the text to be drawn as a QR code, only on `Screen.QR`; `qr_expired` tells that the page asks
    for a click before it shows a fresh one. `pairing` is there only on `Screen.PHONE_NUMBER`, `code` (eight
    characters to be typed on the phone until `code_until`) only with `Pairing.CODE`. `next_action` is one
    sentence for a person.
    """

    screen: Screen
    since: datetime
    qr: str | None = None
    qr_expired: bool = False
    pairing: Pairing | None = None
    code: str | None = None
    code_until: datetime | None = None
    next_action: str | None = None


@dataclass(frozen=True, slots=True)
class LinkChanged:
    """The page moved to another screen, or shows another QR code."""

    account: str
    link: LinkView


Sighting = (
    Incoming
    | RowSeen
    | TickSeen
    | LinkChanged
    | StrategyUsed
    | TableRead
    | SafeModeChanged
    | LifeChanged
    | Swept
)


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message on its way to the page; with a `file`, `text` is its caption.

    `mark` holds the ids of the last bubbles that were on screen when the row moved to `sending`; None
    before that. `claimed` holds the ids of own bubbles that cannot be this one: other outbox rows own them,
    or they were read before this row moved. `reply_to` is the id of the message that it answers, `typing`
    how many seconds the text takes to be typed.
    """

    outbox_id: int
    chat: ChatRef
    text: str
    mark: tuple[str, ...] | None = None
    claimed: frozenset[str] = frozenset()
    file: File | None = None
    reply_to: str | None = None
    typing: float = 0.0


@dataclass(frozen=True, slots=True)
class SentProof:
    """The own bubble that proves a send."""

    wa_id: str
    tick: Tick


class Found(StrEnum):
    """What a look at the page said about an earlier send."""

    SENT = "sent"
    ABSENT = "absent"
    UNCERTAIN = "uncertain"


@dataclass(frozen=True, slots=True)
class Search:
    """Result of looking for a bubble that may have been sent before a crash."""

    found: Found
    proof: SentProof | None = None
