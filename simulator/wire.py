"""What the page may say to the world; anything else ends the connection."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

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
    only: Literal["all", "unread", "favorites", "groups"] = "all"


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
    t: Literal["send"]
    chat: str
    id: MessageId
    text: Text


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


class RefreshCode(Said):
    t: Literal["refresh_code"]


class Visible(Said):
    t: Literal["visible"]
    on: bool


Word = Hello | Rows | Open | Close | Older | Send | Draft | Drawn | Keys | RefreshCode | Visible
WORDS: TypeAdapter[Word] = TypeAdapter(Annotated[Word, Field(discriminator="t")])
