"""What the page may say to the world; anything else ends the connection."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from simulator.content import PLAIN, AnyContent

MessageId = Annotated[str, Field(pattern=r"^[0-9A-F]{16,40}$")]
Text = Annotated[str, Field(max_length=65_536)]


class Said(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Hello(Said):
    """The first word; `is_back` marks a page that only lost its connection."""

    t: Literal["hello"]
    key: str | None = None
    is_back: bool = False
    chat: str | None = None
    after: str | None = None


class Rows(Said):
    t: Literal["rows"]
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    query: Annotated[str, Field(max_length=200)] = ""
    only: Literal["all", "unread", "favorites", "groups", "archived"] = "all"


class Contacts(Said):
    """Whom the new-chat drawer may offer."""

    t: Literal["contacts"]
    query: Annotated[str, Field(max_length=200)] = ""


class Open(Said):
    t: Literal["open"]
    chat: str


class Close(Said):
    t: Literal["close"]


class Older(Said):
    t: Literal["older"]
    chat: str
    before: str


class Send(Said):
    """Words, or a file with its caption; `quote` is the id of what is answered."""

    t: Literal["send"]
    chat: str
    id: MessageId
    text: Text
    content: AnyContent = PLAIN
    quote: MessageId | None = None


class Edit(Said):
    t: Literal["edit"]
    chat: str
    id: MessageId
    text: Text


class Delete(Said):
    t: Literal["delete"]
    chat: str
    id: MessageId


class React(Said):
    """`emoji` None takes the owner's reaction back."""

    t: Literal["react"]
    chat: str
    id: MessageId
    emoji: Annotated[str, Field(max_length=20)] | None


class Viewed(Said):
    """A photo that can be seen once was opened, or a voice note was played."""

    t: Literal["viewed"]
    chat: str
    id: MessageId


class Lookup(Said):
    """A deep link or the new-chat drawer asks whether a number has an account."""

    t: Literal["lookup"]
    number: Annotated[str, Field(pattern=r"^\d{1,20}$")]
    by: Literal["link", "drawer"] = "link"


class Press(Said):
    """A control of a screen, dialog, banner or menu was pressed; the diary keeps it."""

    t: Literal["press"]
    what: Annotated[str, Field(pattern=r"^[a-z_]{1,40}$")]
    value: Annotated[str, Field(max_length=60)] | None = None


class Draft(Said):
    t: Literal["draft"]
    chat: str
    text: Text


class Drawn(Said):
    t: Literal["drawn"]
    ids: list[MessageId]


class Keys(Said):
    """Keys pressed in the composer: the named ones by name, the others as a count."""

    t: Literal["keys"]
    chat: str
    named: list[str]
    count: int


class Visible(Said):
    t: Literal["visible"]
    on: bool


Word = (
    Hello
    | Rows
    | Contacts
    | Open
    | Close
    | Older
    | Send
    | Edit
    | Delete
    | React
    | Viewed
    | Lookup
    | Press
    | Draft
    | Drawn
    | Keys
    | Visible
)
WORDS: TypeAdapter[Word] = TypeAdapter(Annotated[Word, Field(discriminator="t")])
