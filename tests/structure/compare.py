"""What stands on one side only, and which of that is explained."""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from typing import TYPE_CHECKING, Any

import yaml

from tests.structure.nodes import ASPECTS, HERE, LISTS, targets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.structure.nodes import Node, Seen

COMMON = 0.2
"""A fact of this share of a target's nodes belongs to the target; rarer ones to states of single pages."""
SETTLED = 0.4
"""Where all that we draw is real, a further form of a node counts only when it is as common as this."""


@dataclass(frozen=True)
class Difference:
    profile: str
    area: str
    target: str
    aspect: str
    side: str
    """`real`: the saved pages have it and we do not; `ours`: the other way round."""
    value: str
    share: float

    def __str__(self) -> str:
        who = "missing" if self.side == "real" else "extra"
        return f"{self.profile} {self.target}: {who} {self.aspect} `{self.value}` ({self.share:.0%})"


def differences(profile: str, whole: Seen, cut: Seen, ours: Seen) -> Iterator[Difference]:
    for target in targets():
        name, area = target["name"], target["area"]
        real, part, mine = whole.get(name), cut.get(name), ours.get(name)
        if mine is None:
            seen = real or part
            if seen is not None:
                yield Difference(profile, area, name, "target", "real", "(the whole node)", 1.0)
            continue
        for aspect in ASPECTS:
            yield from (
                Difference(profile, area, name, aspect, side, value, share)
                for side, value, share in _aspect(aspect, real, part, mine)
            )


def _aspect(
    aspect: str, real: Node | None, part: Node | None, mine: Node
) -> Iterator[tuple[str, str, float]]:
    if real is not None:
        is_real = aspect not in LISTS and mine.facts[aspect].keys() <= real.facts[aspect].keys()
        for value, share in _common(real, aspect):
            if value not in mine.facts[aspect] and not (is_real and share < SETTLED):
                yield "real", value, share
        for value, count in mine.facts[aspect].items():
            if value not in real.facts[aspect] and not (part and value in part.facts[aspect]):
                yield "ours", value, count / mine.count
    elif part is not None and aspect != "chain":
        for value, share in _common(part, aspect):
            if value not in mine.facts[aspect] and value != "(none)":
                yield "real", value, share


def _common(node: Node, aspect: str) -> Iterator[tuple[str, float]]:
    for value, count in node.facts[aspect].items():
        if count / node.count >= COMMON:
            yield value, count / node.count


@cache
def explanations() -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = yaml.safe_load((HERE / "explained.yaml").read_text("utf-8"))
    return told


def reason(difference: Difference) -> str | None:
    """Why this difference is right; None where nobody has said so."""
    return next((str(one["why"]) for one in explanations() if _explains(one, difference)), None)


def idle(found: list[Difference]) -> list[str]:
    """Explanations of nothing: what they explained was mended, or an earlier one explains it too."""
    first = [next((one for one in explanations() if _explains(one, each)), None) for each in found]
    return [str(one) for one in explanations() if not any(one is used for used in first)]


def _explains(one: dict[str, Any], difference: Difference) -> bool:
    return all(_fits(one[key], getattr(difference, key)) for key in one if key != "why")


def _fits(asked: str | list[str], value: str) -> bool:
    wanted = asked if isinstance(asked, list) else [asked]
    return any(fnmatchcase(value, one.replace("[", "[[]")) for one in wanted)
