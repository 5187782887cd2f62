"""Scripts: who is there, what was written before, and what happens now; read from YAML and checked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import yaml
from pydantic import Field, ValidationError

from simulator.look import Look
from simulator.script_events import Event
from simulator.script_parts import ME, SYSTEM, ChatPart, Name, Part, Person, Said, Step

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["ME", "SYSTEM", "BadScript", "ChatPart", "Event", "Person", "Said", "Script", "Step", "load"]

Place = tuple[str | int, ...]


class BadScript(ValueError):
    """One sentence that says where the script is wrong."""


class Script(Part):
    name: Name = "An empty world"
    owner: Name = "Me"
    link: Literal["auto", "by hand"] = "by hand"
    scan_after: Annotated[float, Field(ge=0, le=3_600)] = 1.5
    look: Look = Look()
    people: tuple[Person, ...] = ()
    chats: tuple[ChatPart, ...] = ()
    steps: tuple[Step, ...] = ()
    events: tuple[Event, ...] = ()

    def person(self, name: str) -> Person | None:
        return next((person for person in self.people if person.name == name), None)


def load(path: Path) -> Script:
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadScript(f"The script {path} cannot be read: {error}.") from error
    try:
        data = yaml.safe_load(text)
        given = {} if data is None else data
        script = Script.model_validate(given, context={"folder": path.parent})
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f", line {mark.line + 1}" if mark else ""
        raise BadScript(
            f"The script {path}{place} is not YAML: {getattr(error, 'problem', error)}."
        ) from error
    except ValidationError as error:
        first = error.errors()[0]
        reason = first["msg"].removeprefix("Value error, ").splitlines()[0]
        raise BadScript(_sentence(path, text, first["loc"], reason)) from error
    for loc, reason in _loose_ends(script):
        raise BadScript(_sentence(path, text, loc, reason))
    return script


def _loose_ends(script: Script) -> Iterator[tuple[Place, str]]:
    """Names of chats and labels of messages that nobody gave, and names given twice."""
    known: set[str] = set()
    for place, chat in enumerate(script.chats):
        if chat.label in known:
            yield ("chats", place, "name"), f"two chats are named {chat.label!r}: give one of them an id"
        known.add(chat.label)
    for place, step in enumerate(script.steps):
        if step.chat not in known:
            yield ("steps", place, "chat"), f"there is no chat named {step.chat!r} under chats"
    for place, event in enumerate(script.events):
        chat_name = getattr(getattr(event, event.what), "chat", None)
        if chat_name is not None and chat_name not in known:
            reason = f"there is no chat named {chat_name!r} under chats"
            yield ("events", place, _key(event.what), "chat"), reason
    yield from _loose_labels(script)


def _loose_labels(script: Script) -> Iterator[tuple[Place, str]]:
    labels: set[str] = set()
    for place, part in enumerate(script.chats):
        for order, said in enumerate(part.history):
            yield from _label(labels, ("chats", place, "history", order), said.id)
    for place, part in enumerate(script.chats):
        for order, said in enumerate(part.history):
            if said.quote is not None and said.quote not in labels:
                loc = ("chats", place, "history", order, "quote")
                yield loc, f"no message has the id {said.quote!r}"
    for place, event in enumerate(script.events):
        what = getattr(event, event.what)
        for field in ("message", "quote"):
            wanted = getattr(what, field, None)
            if wanted is not None and wanted not in labels:
                reason = f"no message before it has the id {wanted!r}"
                yield ("events", place, _key(event.what), field), reason
        yield from _label(labels, ("events", place, _key(event.what)), getattr(what, "id", None))


def _label(labels: set[str], loc: Place, label: str | None) -> Iterator[tuple[Place, str]]:
    if label is not None and label in labels:
        yield (*loc, "id"), f"two messages have the id {label!r}"
    if label is not None:
        labels.add(label)


def _key(field: str) -> str:
    return "import" if field == "imported" else field


def _sentence(path: Path, text: str, loc: Place, reason: str) -> str:
    place = ".".join(str(part) for part in loc)
    where = ", ".join((f"line {_line(text, loc)}", *((f"at {place}",) if place else ())))
    return f"The script {path}, {where}: {reason}."


def _line(text: str, loc: Place) -> int:
    """The line of the innermost part that exists; a missing key is reported at its parent."""
    node: Any = yaml.compose(text, Loader=yaml.SafeLoader)
    line = 1 if node is None else node.start_mark.line + 1
    for part in loc:
        found = _inside(node, part)
        # Names of kinds stand in the place of an error, and not in the text.
        if found is not None:
            line, node = found
    return int(line)


def _inside(node: Any, part: str | int) -> tuple[int, Any] | None:
    if isinstance(node, yaml.MappingNode):
        pair = next(((key, value) for key, value in node.value if key.value == part), None)
        return None if pair is None else (pair[0].start_mark.line + 1, pair[1])
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        return node.value[part].start_mark.line + 1, node.value[part]
    return None
