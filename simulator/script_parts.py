"""The parts of a script that are there at its start: people, chats, and what was said in them."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated, Literal

from pydantic import (
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    field_validator,
    model_validator,
)

from simulator.content import PLAIN, SYSTEM_KINDS, AnyContent, Body, Traits
from simulator.model import Kind
from simulator.people import refuse_twins
from simulator.reasons import MOMENT
from simulator.strict import Name, Strict

ME = "me"
SYSTEM = "system"
LONGEST_AGO = 100 * 366 * 86_400.0  # seconds
EARLIEST_YEAR = 1970
_UNITS = {"s": "seconds", "min": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_DURATION = re.compile(r"^\s*(\d+(?:\.\d+)?)\s*(s|min|h|d|w)\s*$")


def _duration(value: object) -> object:
    if isinstance(value, timedelta):
        return value
    match = _DURATION.match(str(value))
    if match is None:
        raise ValueError("write a time as a number and s, min, h, d or w, such as '2 h'")
    seconds = timedelta(**{_UNITS[match[2]]: 1}).total_seconds() * float(match[1])
    if seconds > LONGEST_AGO:
        raise ValueError("a time ago goes back a hundred years at most")
    return timedelta(seconds=seconds)


def _moment(value: object) -> object:
    if isinstance(value, int | float):
        raise ValueError(MOMENT)
    return value


def as_content(value: object) -> object:
    """`content: image` says no more than `content: {kind: image}`."""
    return {"kind": value} if isinstance(value, str) else value


Ago = Annotated[timedelta, BeforeValidator(_duration)]
Words = Annotated[str, Field(min_length=1, max_length=65_536)]
Wait = Annotated[float, Field(ge=0, le=86_400)]
Emoji = Annotated[str, Field(min_length=1, max_length=20)]


class Person(Strict):
    """Somebody the owner knows by name, or, not `saved`, only by number and by what they call themselves."""

    name: Name
    phone: Annotated[str, Field(pattern=r"^\+?[\d ()\-]{5,30}$")] | None = None
    language: Annotated[str, Field(pattern=r"^[a-z]{2}$")] = "en"
    saved: bool = True
    push_name: Name | None = None
    presence: Name | None = None
    picture: bool = False

    @model_validator(mode="after")
    def _can_be_written_down(self) -> Person:
        if not self.saved and self.phone is None:
            raise ValueError("somebody who is not saved is shown by their phone: write one")
        return self

    @property
    def shown(self) -> str:
        return self.name if self.saved or self.phone is None else self.phone


class Written(Strict):
    """A message as a script writes it; `quote` and `id` are labels of the script's own."""

    text: Annotated[str, Field(max_length=65_536)] = ""
    content: Annotated[AnyContent, BeforeValidator(as_content)] = PLAIN
    mentions: tuple[Name, ...] = ()
    quote: Name | None = None
    forwards: Annotated[int, Field(ge=0, le=99)] = 0
    lorem: Annotated[int, Field(ge=1, le=5_000)] | None = None
    id: Name | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Written:
        if self.lorem is None:
            Body(text=self.text, content=self.content)
        return self


def refuse_row(written: Written) -> None:
    """Raises ValueError."""
    if written.content.kind in SYSTEM_KINDS:
        raise ValueError(f"nobody writes a {written.content.kind}: it is a row of the system")


class Said(Written):
    """One message that was written before the script starts; `by: me` is the owner of the number."""

    by: Name
    ago: Ago | None = None
    at: Annotated[datetime | None, BeforeValidator(_moment)] = None
    status: Literal["pending", "sent", "delivered", "read", "failed"] = "read"
    edited: bool = False
    deleted: bool | Name = False
    reactions: dict[Name, Emoji] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _has_one_moment(self) -> Said:
        if (self.ago is None) == (self.at is None):
            raise ValueError("write when it was, as ago or as at")
        if self.by == SYSTEM and self.content.kind not in ("notice", "call"):
            raise ValueError("what the system writes is a notice or a call: say which under content")
        if self.by != SYSTEM:
            refuse_row(self)
        return self

    @field_validator("at")
    @classmethod
    def _knows_its_zone(cls, at: datetime | None) -> datetime | None:
        if at is not None and at.year < EARLIEST_YEAR:
            raise ValueError(f"a message of a history is of {EARLIEST_YEAR} or later")
        return at.astimezone() if at is not None and at.tzinfo is None else at


class Import(Strict):
    """A chat export; live traffic keeps its own rhythm unless it is given a `rate`."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    file: Path
    me: Name | None = None
    mode: Annotated[Literal["history", "live"], Field(alias="as")] = "history"
    rate: Annotated[float, Field(gt=0, le=10_000)] | None = None
    speed: Annotated[float, Field(gt=0, le=1_000_000)] = 1.0
    words_only: bool = False

    @field_validator("file")
    @classmethod
    def _exists(cls, file: Path, info: ValidationInfo) -> Path:
        folder = (info.context or {}).get("folder")
        found = file if folder is None else folder / file
        if not found.is_file():
            raise ValueError(f"there is no file {found}")
        return found


class ChatPart(Strict):
    """A chat; a script that holds two of one name tells them apart by `id`."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    name: Name
    id: Name | None = None
    kind: Kind = Kind.PERSON
    members: tuple[Name, ...] = ()
    unread: Annotated[int, Field(ge=0)] = 0
    draft: str = ""
    traits: Traits = Traits()
    history: tuple[Said, ...] = ()
    imported: Annotated[Import | None, Field(alias="import")] = None

    @model_validator(mode="after")
    def _has_members_as_a_group(self) -> ChatPart:
        if self.members and self.kind is not Kind.GROUP:
            raise ValueError("only a chat of kind group has members")
        refuse_twins(self.members)
        return self

    @property
    def label(self) -> str:
        return self.id or self.name


class Step(Strict):
    """A contact asks, and waits for an own bubble behind the question."""

    chat: Name
    ask: Words
    sender: Name | None = None
    after: Annotated[float, Field(ge=0, le=3_600)] = 1.0
    typing: Annotated[float, Field(ge=0, le=600)] = 0.6
    timeout: Annotated[float, Field(gt=0, le=3_600)] = 60.0
