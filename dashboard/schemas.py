"""The shapes of the API: what is accepted is checked here, what is answered is written down here."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from core.pacing import Reason
from core.types import Access, Author, ChatKind, Direction, MessageKind, Mode, OutboxState, Screen
from dashboard.access import Role

HealthState = Literal["ok", "degraded", "failed"]


class Shape(BaseModel):
    """A body: immutable, and a field it does not know is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Credentials(Shape):
    """What a person types to sign in."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=64, strip_whitespace=True)]
    password: Annotated[str, StringConstraints(min_length=1, max_length=1024)]


class Operator(Shape):
    """A person who uses the dashboard."""

    id: int
    name: str
    role: Role


class Session(Shape):
    """A signed-in person and the token to send as `Authorization: Bearer`; it is kept in memory only."""

    access_token: str
    expires_in: int = Field(description="seconds")
    operator: Operator


class Provider(Shape):
    """One provider of the chain: closed works, half_open is being tried, open rests until `until`."""

    name: str
    state: str
    reason: str | None
    until: datetime | None


class Today(Shape):
    """Counts since midnight in the account's time zone."""

    received: int
    answered: int
    waiting: int
    failed: int


class Check(Shape):
    """One line of health."""

    name: str
    state: HealthState
    detail: str


class Overview(Shape):
    """Everything the first screen shows."""

    state: HealthState
    sentence: str
    checks: list[Check]
    account: str
    version: str
    screen: Screen
    linked: bool
    next_action: str | None
    providers: list[Provider]
    today: Today
    pending_chats: int
    last_message_at: datetime | None
    last_answer_at: datetime | None
    server_time: datetime


class Chat(Shape):
    """One conversation, as a row of the inbox shows it."""

    id: int
    account: str
    name: str
    kind: ChatKind
    access: Access
    mode: Mode
    unread: int
    last_text: str | None
    last_author: Author | None
    last_at: datetime | None
    created_at: datetime


class Chats(Shape):
    """One page of chats, newest activity first."""

    items: list[Chat]
    next: str | None


class ChatChange(Shape):
    """What may be changed about a chat; absent fields stay as they are."""

    access: Access | None = None
    mode: Mode | None = None


class Quote(Shape):
    """What a message answers."""

    text: str
    author: str | None
    kind: MessageKind


class Reaction(Shape):
    """`count` is absent where WhatsApp only tells the total of several."""

    emoji: str
    count: int | None


class Held(Shape):
    """What a message holds besides its words, as far as WhatsApp tells it; the bytes are never kept."""

    name: str | None = Field(None, description="of a file, a place or a contact card")
    type: str | None = None
    size: int | None = Field(None, description="in bytes, as WhatsApp rounds it")
    pages: int | None = None
    seconds: int | None = None
    items: int | None = Field(None, description="pictures of an album")
    emoji: str | None = Field(None, description="the label of a sticker")
    latitude: float | None = None
    longitude: float | None = None
    options: list[str] = Field([], description="the answers of a poll")
    link: str | None = Field(None, description="the title of a link")
    once: str | None = Field(None, description="what can be viewed once")
    state: str | None = Field(None, description="waiting, unopened, opened or expired")
    by: str | None = Field(None, description="who deleted it: us, admin or sender")
    forwarded: str | None = Field(None, description="once or many")
    truncated: bool = Field(False, description="the text goes on, but WhatsApp did not show it")


class Bubble(Shape):
    """One message of a thread: stored (`message_id`), still on its way out (`outbox_id`), or both."""

    key: str
    message_id: int | None
    outbox_id: int | None
    direction: Direction
    author: Author
    sender: str | None = Field(description="who wrote, in groups")
    by: str | None = Field(description="the operator who wrote it here")
    kind: MessageKind
    text: str
    holds: Held | None = Field(None, description="what it holds besides its words")
    quote: Quote | None = Field(None, description="what it answers")
    reactions: list[Reaction] = []
    at: datetime
    edited: bool
    state: OutboxState | None = Field(description="how far an own message got")
    hold: Reason | None = Field(None, description="why it waits")
    held_until: datetime | None = None
    error: str | None


class Bubbles(Shape):
    """One page of a thread, oldest first; `before` asks for the page that comes before it."""

    items: list[Bubble]
    before: int | None


class Outgoing(Shape):
    """One row of the outbox."""

    id: int
    chat_id: int
    text: str
    author: Author
    by: str | None
    state: OutboxState
    hold: Reason | None = Field(None, description="why it waits")
    held_until: datetime | None = None
    file: str | None = Field(None, description="the name of its file")
    error: str | None
    attempts: int
    created_at: datetime
    updated_at: datetime


class Event(Shape):
    """One thing that happened; ids only."""

    id: int
    at: datetime
    kind: str
    account: str
    chat_id: int | None
    message_id: int | None
    outbox_id: int | None
    turn_id: int | None
    detail: str | None


class AuditLine(Shape):
    """Who changed what, from what, to what."""

    id: int
    at: datetime
    actor: str
    action: str
    target: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None


class AuditPage(Shape):
    """Newest first; `next` is the `before` of the following page, None at the end."""

    items: list[AuditLine]
    next: int | None


class OutgoingList(Shape):
    """The newest rows of the outbox."""

    items: list[Outgoing]


class Health(Shape):
    """The answer of `/healthz`."""

    state: HealthState
    checks: list[Check]
    version: str
    uptime_seconds: int


class Events(Shape):
    """Activity after an id; `oldest` and `newest` say what is still kept."""

    items: list[Event]
    oldest: int
    newest: int


class Problem(BaseModel):
    """RFC 9457: `detail` is one sentence for a person."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[dict[str, str]] = []
