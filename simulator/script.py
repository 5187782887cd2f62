"""Scripts: who is there, what was written before, and what a contact asks now; read from YAML and checked."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, Any, Literal

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from simulator.model import Kind

if TYPE_CHECKING:
    from pathlib import Path

ME = "me"
_UNITS = {"s": "seconds", "min": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_DURATION = re.compile(r"^\s*(\d+(?:\.\d+)?)\s*(s|min|h|d|w)\s*$")


class BadScript(ValueError):
    """One sentence that says where the script is wrong."""


def _duration(value: object) -> object:
    if not isinstance(value, str):
        return value
    match = _DURATION.match(value)
    if match is None:
        raise ValueError("write a time as a number and s, min, h, d or w, such as '2 h'")
    return timedelta(**{_UNITS[match[2]]: float(match[1])})


Ago = Annotated[timedelta, BeforeValidator(_duration)]
Name = Annotated[str, Field(min_length=1, max_length=200)]
Words = Annotated[str, Field(min_length=1, max_length=65_536)]


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Said(Part):
    """One message that was written before the script starts; `by: me` is the owner of the number."""

    by: Name
    text: Words
    ago: Ago


class ChatPart(Part):
    name: Name
    kind: Kind = Kind.PERSON
    members: tuple[Name, ...] = ()
    unread: Annotated[int, Field(ge=0)] = 0
    history: tuple[Said, ...] = ()


class Step(Part):
    """A contact asks, and waits for an own bubble behind the question."""

    chat: Name
    ask: Words
    sender: Name | None = None
    after: Annotated[float, Field(ge=0, le=3_600)] = 1.0
    typing: Annotated[float, Field(ge=0, le=600)] = 0.6
    timeout: Annotated[float, Field(gt=0, le=3_600)] = 60.0


class Script(Part):
    name: Name = "An empty world"
    owner: Name = "Me"
    link: Literal["auto", "by hand"] = "by hand"
    scan_after: Annotated[float, Field(ge=0, le=3_600)] = 1.5
    chats: tuple[ChatPart, ...] = ()
    steps: tuple[Step, ...] = ()

    @model_validator(mode="after")
    def _knows_its_chats(self) -> Script:
        known = {chat.name for chat in self.chats}
        for place, step in enumerate(self.steps):
            if step.chat not in known:
                raise ValueError(f"steps.{place}.chat: there is no chat named {step.chat!r} under chats")
        return self


def load(path: Path) -> Script:
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadScript(f"The script {path} cannot be read: {error}.") from error
    try:
        data = yaml.safe_load(text)
        return Script.model_validate({} if data is None else data)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f", line {mark.line + 1}" if mark else ""
        raise BadScript(
            f"The script {path}{place} is not YAML: {getattr(error, 'problem', error)}."
        ) from error
    except ValidationError as error:
        raise BadScript(_sentence(path, text, error)) from error


def _sentence(path: Path, text: str, error: ValidationError) -> str:
    first = error.errors()[0]
    place = ".".join(str(part) for part in first["loc"])
    line = _line(text, first["loc"])
    where = ", ".join(
        part for part in (f"line {line}" if line else "", f"at {place}" if place else "") if part
    )
    reason = first["msg"].removeprefix("Value error, ")
    return f"The script {path}{', ' + where if where else ''}: {reason}."


def _line(text: str, loc: tuple[Any, ...]) -> int | None:
    """The line of the innermost part that exists; a missing key is reported at its parent."""
    node = yaml.compose(text, Loader=yaml.SafeLoader)
    for part in loc:
        if isinstance(node, yaml.MappingNode):
            inner = next((value for key, value in node.value if key.value == part), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            inner = node.value[part]
        else:
            break
        if inner is None:
            break
        node = inner
    return None if node is None else node.start_mark.line + 1
