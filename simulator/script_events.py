"""The parts of a script that happen: what people do, what the page does, and what goes wrong."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, ConfigDict, Field, field_validator, model_validator

from simulator.content import PLAIN, SYSTEM_KINDS, AnyContent, Traits
from simulator.fault_kinds import Fault
from simulator.look import Look
from simulator.script_parts import Emoji, Import, Wait, Words, Written, as_content, refuse_row
from simulator.strict import Name, Strict


def _fault(value: object) -> object:
    """`{kind: drift, after: 2}` says no more than `{fault: {kind: drift}, after: 2}`."""
    if not isinstance(value, dict) or "kind" not in value:
        return value
    about = {name: value[name] for name in value if name in Fault.model_fields and name != "times"}
    return about | {"fault": {name: value[name] for name in value if name not in about}}


def _seconds(value: object) -> object:
    return {"seconds": value} if isinstance(value, int | float) else value


class Live(Written):
    @model_validator(mode="after")
    def _is_of_somebody(self) -> Live:
        refuse_row(self)
        return self


class Receive(Live):
    chat: Name
    by: Name | None = None
    typing: Wait = 0


class Own(Live):
    """The owner writes on their own phone."""

    chat: Name


class Typing(Strict):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    chat: Name
    by: Name | None = None
    lasts: Annotated[Wait, Field(alias="for")] = 2.0
    recording: bool = False


class React(Strict):
    """`emoji: null` takes it back."""

    message: Name
    by: Name
    emoji: Emoji | None


class Edit(Strict):
    message: Name
    text: Words


class Delete(Strict):
    """For everyone, by whoever wrote it, or by an admin of the group."""

    message: Name
    by: Name = "sender"


class NoticePart(Strict):
    """A system row needs words, save a call, for which the page has its own."""

    chat: Name
    text: str = ""
    content: Annotated[AnyContent, BeforeValidator(as_content)] = PLAIN

    @model_validator(mode="after")
    def _says_something(self) -> NoticePart:
        if not self.text and self.content.kind != "call":
            raise ValueError("a notice needs a text")
        if self.content != PLAIN and self.content.kind not in SYSTEM_KINDS:
            raise ValueError(f"what holds {self.content.kind} is written by somebody: receive, or own")
        return self


class TraitsPart(Strict):
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


class Outage(Strict):
    seconds: Wait = 0


class Answers(Strict):
    """Waits until an own bubble stands behind the newest message of a contact."""

    chat: Name
    contains: str | None = None
    timeout: Annotated[float, Field(gt=0, le=3_600)] = 60.0
    id: Name | None = None


class LiveImport(Import):
    chat: Name
    mode: Annotated[Literal["history", "live"], Field(alias="as")] = "live"


class Event(Strict):
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
    fault: Annotated[Fault, BeforeValidator(_fault)] | None = None
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
