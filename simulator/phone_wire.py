"""What the phone page may ask for; anything else ends its connection."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, model_validator

from simulator.content import PLAIN, AnyContent, Body
from simulator.model import Kind

Name = Annotated[str, Field(min_length=1, max_length=200)]
Id = Annotated[str, Field(min_length=1, max_length=60)]
Emoji = Annotated[str, Field(min_length=1, max_length=20)]
MOST_MEMBERS = 200


class Asked(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Look(Asked):
    """Opens a chat, or none; `limit` is how many of its newest messages are wanted."""

    t: Literal["look"]
    chat: Id | None
    limit: Annotated[int, Field(ge=1, le=2_000)] = 120


class Find(Asked):
    """How much of the list is wanted, and of which names."""

    t: Literal["find"]
    query: Annotated[str, Field(max_length=200)] = ""
    end: Annotated[int, Field(ge=1, le=1_000)] = 60


class Said(Asked):
    chat: Id
    text: Annotated[str, Field(max_length=65_536)] = ""
    content: AnyContent = PLAIN
    quote: Id | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Said:
        self.body()
        return self

    def body(self) -> Body:
        return Body(text=self.text, content=self.content, quote=self.quote)


class Write(Said):
    """A contact writes; `sender` None: the person of the chat, or the first of a group."""

    t: Literal["write"]
    sender: Name | None = None


class Own(Said):
    """The owner of the number writes on their own phone."""

    t: Literal["own"]


class Typing(Asked):
    t: Literal["typing"]
    chat: Id
    on: bool
    sender: Name | None = None
    recording: bool = False


class React(Asked):
    """`by` None is the owner; `emoji` None takes it back."""

    t: Literal["react"]
    message: Id
    by: Name | None
    emoji: Emoji | None


class Edit(Asked):
    t: Literal["edit"]
    message: Id
    text: Annotated[str, Field(min_length=1, max_length=65_536)]


class Delete(Asked):
    t: Literal["delete"]
    message: Id


class Seen(Asked):
    """The contacts have seen what the owner wrote, or the owner, on their phone, what the contacts wrote."""

    t: Literal["seen"]
    chat: Id
    by: Literal["contact", "owner"]


class Meet(Asked):
    """A new contact or group. Somebody with a push name is not saved: their number is their name."""

    t: Literal["meet"]
    name: Name
    kind: Kind = Kind.PERSON
    members: Annotated[tuple[Name, ...], Field(max_length=MOST_MEMBERS)] = ()
    push_name: Name | None = None


class Online(Asked):
    """Whether the owner's phone is on the network."""

    t: Literal["online"]
    on: bool


class Confirm(Asked):
    """The owner types the eight characters that a page shows; spaces and dashes do not matter."""

    t: Literal["confirm"]
    code: Annotated[str, Field(min_length=1, max_length=20)]


class Do(Asked):
    t: Literal["scan", "unlink"]


Word = Look | Find | Write | Own | Typing | React | Edit | Delete | Seen | Meet | Online | Confirm | Do
WORDS: TypeAdapter[Word] = TypeAdapter(Annotated[Word, Field(discriminator="t")])
