"""The switches of dom.md S1, their full product, and a few combinations that hold every pair once."""

from __future__ import annotations

import itertools
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

NO_TESTIDS = ("2025-06",)
"""Builds that have no test id to drop."""


@dataclass(frozen=True, slots=True)
class Combination:
    """One setting of every switch; the names are those of the control API."""

    profile: str
    language: str
    right_to_left: bool
    clock: str
    date_order: str
    is_hidden: bool
    is_empty: bool
    labels_every_row: bool
    drops_testids: bool
    translates: bool

    def switches(self) -> dict[str, Any]:
        return asdict(self)

    def __str__(self) -> str:
        words = [self.profile, self.language, f"{self.clock} h", self.date_order]
        marks = {
            "rtl": self.right_to_left,
            "hidden": self.is_hidden,
            "empty": self.is_empty,
            "every label": self.labels_every_row,
            "no test ids": self.drops_testids,
            "untranslated": not self.translates,
        }
        return " ".join([*words, *(word for word, is_on in marks.items() if is_on)])


SETTINGS: dict[str, tuple[Any, ...]] = {
    "profile": ("2026-10", "2026-05-mixed", "2026-04", "2025-06", "2023-06"),
    "language": ("en", "es", "pt"),
    "right_to_left": (False, True),
    "clock": ("24", "12"),
    "date_order": ("mdy", "dmy", "ymd"),
    "is_hidden": (False, True),
    "is_empty": (False, True),
    "labels_every_row": (False, True),
    "drops_testids": (False, True),
    "translates": (True, False),
}
assert list(SETTINGS) == [field.name for field in fields(Combination)]


def left_out(one: Combination) -> str | None:
    """Why this combination is no case of its own."""
    if one.drops_testids and one.profile in NO_TESTIDS:
        return "this build has no test ids that could be dropped"
    if not one.translates and one.language == "en":
        return "English is what stands there when nothing is translated"
    return None


def product() -> Iterator[Combination]:
    return (Combination(*chosen) for chosen in itertools.product(*SETTINGS.values()))


def pairs() -> list[Combination]:
    """Greedy: each further combination takes the candidate with the most pairs that none before it had."""
    open_pairs = {pair for one in product() if left_out(one) is None for pair in _pairs(one)}
    everything = [(one, _pairs(one)) for one in product() if left_out(one) is None]
    chosen: list[Combination] = []
    while open_pairs:
        best, held = max(everything, key=lambda candidate: len(open_pairs & candidate[1]))
        chosen.append(best)
        open_pairs -= held
    return chosen


def _pairs(one: Combination) -> frozenset[tuple[tuple[str, Any], tuple[str, Any]]]:
    return frozenset(itertools.combinations(one.switches().items(), 2))
