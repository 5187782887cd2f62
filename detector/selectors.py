"""selectors.yaml as a typed table: for each target of the page its ranked strategies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, ValidationError, model_validator

from core.errors import CannotStart
from detector import lines
from detector.lines import Complaint, Document
from detector.vocabulary import AHEAD, GEOMETRIES, GIVEN_SCOPES, LABELS, STRUCTURES, TARGETS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

VARIETY = 3  # strategies, and kinds of them, that a required target must have
KINDS = ("testid", "css", "xpath", "role", "label", "icon", "structure", "geometry")


class Strategy(BaseModel):
    """One way to find a target: exactly one kind, when it was seen (`era`), why it stands here."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    testid: str | None = None
    css: str | None = None
    xpath: str | None = None
    role: str | None = None
    name: str | None = None
    label: str | None = None
    icon: tuple[str, ...] | None = None
    structure: str | None = None
    geometry: str | None = None
    within: str | None = None
    closest: str | None = None
    era: str
    why: str

    @model_validator(mode="after")
    def _one_kind(self) -> Strategy:
        kinds = [kind for kind in KINDS if getattr(self, kind) is not None]
        if len(kinds) != 1:
            raise ValueError(f"needs exactly one of {', '.join(KINDS)}; it has {', '.join(kinds) or 'none'}")
        return self

    @property
    def kind(self) -> str:
        return next(kind for kind in KINDS if getattr(self, kind) is not None)


class Target(BaseModel):
    """One thing on the page. `required` ones must match whenever `screen` is shown, `unless` another does."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    strategies: Annotated[tuple[Strategy, ...], Field(min_length=1)]
    scope: str | None = None
    many: bool = False
    required: bool = False
    screen: Literal["main", "conversation"] | None = None
    unless: str | None = None


class Table(BaseModel):
    """The whole file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    version: Literal[1]
    labels: dict[str, tuple[str, ...]]
    targets: dict[str, Target]

    _lines: dict[str, list[int]] = PrivateAttr(default_factory=dict)

    def line(self, target: str, index: int) -> int:
        """Where in the file a strategy stands; 0 when that is not known."""
        known = self._lines.get(target, [])
        return known[index] if index < len(known) else 0

    def kind(self, target: str, index: int) -> str:
        return self.targets[target].strategies[index].kind

    def remember_lines(self, document: Document) -> None:
        for name, target in self.targets.items():
            places = [("targets", name, "strategies", index) for index in range(len(target.strategies))]
            self._lines[name] = [document.line(place) for place in places]

    def as_argument(self) -> dict[str, Any]:
        """The table as the page script takes it: plain JSON, without the words for people."""
        return {
            "labels": {name: list(texts) for name, texts in self.labels.items()},
            "targets": {
                name: {
                    "scope": target.scope,
                    "many": target.many,
                    "required": target.required,
                    "screen": target.screen,
                    "unless": target.unless,
                    "strategies": [
                        s.model_dump(mode="json", exclude_none=True, exclude={"era", "why"})
                        for s in target.strategies
                    ],
                }
                for name, target in self.targets.items()
            },
        }


def load(path: Path) -> Table:
    """Reads and checks the file. Raises CannotStart with one sentence that names the first fault's line."""
    table, complaints = examine(read(path))
    if table is None:
        first = complaints[0]
        where = f"{path}, line {first.line}" if first.line else str(path)
        raise CannotStart(f"{where}: {first.what}; correct the file")
    return table


def read(path: Path) -> str:
    """The file's text. Raises CannotStart."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CannotStart(
            f"{path} cannot be read ({error}); restore it, or name another in `selectors`"
        ) from error


def examine(text: str) -> tuple[Table | None, list[Complaint]]:
    """The table, or everything that is wrong with it in the order of its lines; never both."""
    try:
        document = Document(text)
    except yaml.YAMLError as error:
        return None, [lines.syntax(error)]
    except (ValueError, RecursionError) as error:  # a number that is none; brackets without end
        return None, [Complaint(0, str(error).splitlines()[0])]
    complaints = document.twice()
    try:
        table = Table.model_validate(document.data)
    except ValidationError as error:
        complaints += [_told(document, each["loc"], each["msg"]) for each in error.errors()]
        return None, sorted(complaints)
    complaints += [_told(document, place, what) for place, what in _faults(table)]
    if complaints:
        return None, sorted(complaints)
    table.remember_lines(document)
    return table, []


def _told(document: Document, place: tuple[str | int, ...], what: str) -> Complaint:
    name = ".".join(str(step) for step in place)
    said = " ".join(what.removeprefix("Value error, ").split())
    return Complaint(document.line(place), f"{name}: {said}" if name else said)


def _faults(table: Table) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """What each part allows but the whole does not, with its place in the file."""
    for place, needed, given in (
        ("targets", TARGETS, table.targets.keys()),
        ("labels", LABELS, table.labels.keys()),
    ):
        if missing := sorted(needed - given):
            yield (place,), f"{missing[0]!r} is missing"
    for name, target in table.targets.items():
        place_of = ("targets", name)
        if name not in TARGETS | AHEAD:
            yield place_of, "nothing looks for a target of this name"
        if target.scope is not None and target.scope not in table.targets.keys() | GIVEN_SCOPES:
            yield (*place_of, "scope"), f"{target.scope!r} is not a target"
        if _is_its_own_scope(table, name):
            yield (*place_of, "scope"), "leads back to this target"
        if target.unless is not None and target.unless not in table.targets:
            yield (*place_of, "unless"), f"{target.unless!r} is not a target"
        yield from ((place_of, what) for what in _required_faults(target))
        for index, strategy in enumerate(target.strategies):
            yield from (
                ((*place_of, "strategies", index), what) for what in _strategy_faults(strategy, table)
            )


def _required_faults(target: Target) -> Iterator[str]:
    kinds = list(dict.fromkeys(strategy.kind for strategy in target.strategies))
    if target.required and target.screen is None:
        yield "is required, but no screen is named on which it must be"
    if target.required and len(kinds) < VARIETY:
        yield (
            f"is required, so it needs at least {VARIETY} strategies of {VARIETY} different kinds; "
            f"it has {', '.join(kinds)}"
        )


def _strategy_faults(strategy: Strategy, table: Table) -> Iterator[str]:
    label = strategy.label or strategy.name
    if label is not None and label not in table.labels:
        yield f"{label!r} is not under labels"
    if strategy.name is not None and strategy.role is None:
        yield "`name` goes with `role`"
    if strategy.structure is not None and strategy.structure not in STRUCTURES:
        yield f"{strategy.structure!r} is no structure that the page script knows"
    if strategy.geometry is not None and strategy.geometry not in GEOMETRIES:
        yield f"{strategy.geometry!r} is no geometry that the page script knows"


def _is_its_own_scope(table: Table, name: str) -> bool:
    met = {name}
    scope = table.targets[name].scope
    while scope is not None and scope in table.targets:
        if scope in met:
            return scope == name
        met.add(scope)
        scope = table.targets[scope].scope
    return False
