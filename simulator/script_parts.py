"""The parts of a script: people, chats, what was said in them, and what is to happen."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    field_validator,
    model_validator,
)

from simulator.content import PLAIN, AnyContent, Body, Traits
from simulator.look import Look
from simulator.model import Kind

ME = "me"
SYSTEM = "system"
_UNITS = {"s": "seconds", "min": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_DURATION = re.compile(r"^\s*(\d+(?:\.\d+)?)\s*(s|min|h|d|w)\s*$")


def _duration(value: object) -> object:
    if not isinstance(value, str):
        return value
    match = _DURATION.match(value)
    if match is None:
        raise ValueError("write a time as a number and s, min, h, d or w, such as '2 h'")
    return timedelta(**{_UNITS[match[2]]: float(match[1])})


def _content(value: object) -> object:
    """`content: image` says no more than `content: {kind: image}`."""
    return {"kind": value} if isinstance(value, str) else value


def _seconds(value: object) -> object:
    return {"seconds": value} if isinstance(value, int | float) else value


Ago = Annotated[timedelta, BeforeValidator(_duration)]
Name = Annotated[str, Field(min_length=1, max_length=200)]
Words = Annotated[str, Field(min_length=1, max_length=65_536)]
Wait = Annotated[float, Field(ge=0, le=86_400)]
Emoji = Annotated[str, Field(min_length=1, max_length=20)]


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Person(Part):
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


class Written(Part):
    """A message as a script writes it; `quote` and `id` are labels of the script's own."""

    text: Annotated[str, Field(max_length=65_536)] = ""
    content: Annotated[AnyContent, BeforeValidator(_content)] = PLAIN
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


class Said(Written):
    """One message that was written before the script starts; `by: me` is the owner of the number."""

    by: Name
    ago: Ago | None = None
    at: datetime | None = None
    status: Literal["pending", "sent", "delivered", "read", "failed"] = "read"
    edited: bool = False
    deleted: bool | Name = False
    reactions: dict[Name, Emoji] = {}

    @model_validator(mode="after")
    def _has_one_moment(self) -> Said:
        if (self.ago is None) == (self.at is None):
            raise ValueError("write when it was, as ago or as at")
        if self.by == SYSTEM and self.content.kind not in ("notice", "call"):
            raise ValueError("what the system writes is a notice or a call: say which under content")
        return self

    @field_validator("at")
    @classmethod
    def _knows_its_zone(cls, at: datetime | None) -> datetime | None:
        return at.astimezone() if at is not None and at.tzinfo is None else at


class Import(Part):
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


class ChatPart(Part):
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

    @property
    def label(self) -> str:
        return self.id or self.name


class Step(Part):
    """A contact asks, and waits for an own bubble behind the question."""

    chat: Name
    ask: Words
    sender: Name | None = None
    after: Annotated[float, Field(ge=0, le=3_600)] = 1.0
    typing: Annotated[float, Field(ge=0, le=600)] = 0.6
    timeout: Annotated[float, Field(gt=0, le=3_600)] = 60.0


class Receive(Written):
    chat: Name
    by: Name | None = None
    typing: Wait = 0


class Own(Written):
    """The owner writes on their own phone."""

    chat: Name


class Typing(Part):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    chat: Name
    by: Name | None = None
    lasts: Annotated[Wait, Field(alias="for")] = 2.0
    recording: bool = False


class React(Part):
    """`emoji: null` takes it back."""

    message: Name
    by: Name
    emoji: Emoji | None


class Edit(Part):
    message: Name
    text: Words


class Delete(Part):
    """For everyone, by whoever wrote it, or by an admin of the group."""

    message: Name
    by: Name = "sender"


class NoticePart(Part):
    chat: Name
    text: str = ""
    content: Annotated[AnyContent, BeforeValidator(_content)] = PLAIN


class TraitsPart(Part):
    """Only the traits that change."""

    model_config = ConfigDict(extra="allow", frozen=True)

    chat: Name

    @property
    def given(self) -> dict[str, Any]:
        return self.model_extra or {}

    @model_validator(mode="after")
    def _are_known(self) -> TraitsPart:
        Traits.model_validate(self.given)
        return self


class Outage(Part):
    seconds: Wait = 0


class Answers(Part):
    """Waits until an own bubble stands behind the newest message of a contact."""

    chat: Name
    contains: str | None = None
    timeout: Annotated[float, Field(gt=0, le=3_600)] = 60.0
    id: Name | None = None


class LiveImport(Import):
    chat: Name
    mode: Annotated[Literal["history", "live"], Field(alias="as")] = "live"


class Event(Part):
    """One thing that happens: `after` the one before it, or `at` seconds since the chats are on screen."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    after: Wait | None = None
    at: Wait | None = None
    receive: Receive | None = None
    own: Own | None = None
    typing: Typing | None = None
    react: React | None = None
    edit: Edit | None = None
    delete: Delete | None = None
    notice: NoticePart | None = None
    traits: TraitsPart | None = None
    look: dict[str, Any] | None = None
    fault: dict[str, Any] | None = None
    network: Annotated[Outage, BeforeValidator(_seconds)] | None = None
    unlink: Literal[True] | None = None
    phone: Literal["online", "offline"] | None = None
    answers: Answers | None = None
    imported: Annotated[LiveImport | None, Field(alias="import")] = None

    @property
    def what(self) -> str:
        return next(name for name in _ACTIONS if getattr(self, name) is not None)

    @model_validator(mode="after")
    def _is_one_thing(self) -> Event:
        named = [name for name in _ACTIONS if getattr(self, name) is not None]
        if len(named) != 1:
            found = " and ".join(named) or "nothing"
            raise ValueError(f"one event is one thing, and here is {found}")
        if self.after is not None and self.at is not None:
            raise ValueError("write after or at, not both")
        return self

    @field_validator("look")
    @classmethod
    def _is_a_look(cls, look: dict[str, Any] | None) -> dict[str, Any] | None:
        if look is not None:
            Look.model_validate(look)
        return look


_ACTIONS = tuple(name for name in Event.model_fields if name not in ("after", "at"))
