"""What the detector says of itself: how it finds the page's parts, and whether it misses anything."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class StrategyUsed:
    """A target of selectors.yaml is now matched by another of its strategies (0 is the first choice).

    `index` None: by none of them. `kind` is the strategy's kind, `excerpt` how the page looks there,
    without anybody's words.
    """

    account: str
    target: str
    before: int
    index: int | None
    kind: str | None = None
    excerpt: str = ""


@dataclass(frozen=True, slots=True)
class TableRead:
    """selectors.yaml was read again: it is in use, or it was refused for the `fault` that is named."""

    account: str
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class SafeModeChanged:
    """The page lacks these required targets, so nothing is sent; none: everything is found again."""

    account: str
    missing: tuple[str, ...]


class Trouble(StrEnum):
    """What a sweep may find: the page tells nothing, or it shows what the store does not hold."""

    DEAF = "deaf"
    UNSTORED = "unstored"


@dataclass(frozen=True, slots=True)
class LifeChanged:
    """What was done about a trouble: a repair, or the alarm that none helped; without trouble it is over."""

    account: str
    trouble: Trouble | None
    step: str


@dataclass(frozen=True, slots=True)
class Swept:
    """The whole page was compared with the store; once this is taken in, the store is proved too."""

    account: str


@dataclass(frozen=True, slots=True)
class StrategyView:
    """One way to find a target, and how often it was the one that did since the table was read."""

    kind: str
    era: str
    why: str
    hits: int


@dataclass(frozen=True, slots=True)
class TargetView:
    """A target of selectors.yaml. `used` is the strategy in use (0 is the first choice), None before the
    page was looked at; `misses` counts the lookups in which none matched."""

    name: str
    is_required: bool
    used: int | None
    strategies: Sequence[StrategyView]
    misses: int

    @property
    def hit_rate(self) -> float | None:
        """The share of lookups that found it; None where nothing was looked for."""
        found = sum(each.hits for each in self.strategies)
        return found / (found + self.misses) if found + self.misses else None


@dataclass(frozen=True, slots=True)
class EyesView:
    """`missing`: the required targets for whose sake nothing is sent. `fault`: why selectors.yaml was
    refused, where it was."""

    targets: Sequence[TargetView]
    missing: Sequence[str]
    fault: str | None
