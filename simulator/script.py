"""Scripts: who is there, what was written before, and what happens now; read from YAML and checked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field, ValidationError

from simulator import script_yaml
from simulator.look import Look
from simulator.reasons import reason
from simulator.script_checks import loose_ends
from simulator.script_events import Event
from simulator.script_parts import ME, SYSTEM, ChatPart, Person, Said, Step
from simulator.script_yaml import BadScript
from simulator.strict import UNKNOWN_KEY, Name, Strict

if TYPE_CHECKING:
    from pathlib import Path

    from simulator.script_yaml import Place

__all__ = ["ME", "SYSTEM", "BadScript", "ChatPart", "Event", "Person", "Said", "Script", "Step", "load"]


class Script(Strict):
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
    """Raises BadScript."""
    text = script_yaml.read(path)
    given = script_yaml.parse(path, text)
    try:
        script = Script.model_validate(given, context={"folder": path.parent})
    except ValidationError as error:
        # A key that means nothing is more likely a slip than the cause of another mistake.
        errors = error.errors(include_url=False)
        first = next((each for each in errors if each["type"] == UNKNOWN_KEY), errors[0])
        raise BadScript(_sentence(path, text, first["loc"], reason(first))) from error
    for loc, words in loose_ends(script):
        raise BadScript(_sentence(path, text, loc, words))
    return script


def _sentence(path: Path, text: str, loc: Place, words: str) -> str:
    place = ".".join(str(part) for part in loc)
    where = ", ".join((f"line {script_yaml.line(text, loc)}", *((f"at {place}",) if place else ())))
    return f"The script {path}, {where}: {words}."
