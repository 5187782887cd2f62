"""The shapes of what the product says of its own eyes and life."""

from __future__ import annotations

from datetime import datetime

from core.proofs import Stage
from core.types import Screen
from dashboard.schemas import Check, HealthState, Shape


class Proof(Shape):
    """When a stage last did its work; None: not since the start."""

    stage: Stage
    proved_at: datetime | None


class NumberHealth(Shape):
    """One number: what its page shows, its checks, and what was proved when."""

    account: str
    screen: Screen
    linked: bool
    next_action: str | None
    checks: list[Check]
    proofs: list[Proof]


class WholeHealth(Shape):
    """Everything `/healthz` tells, and each number of its own."""

    state: HealthState
    sentence: str
    checks: list[Check]
    numbers: list[NumberHealth]
    server_time: datetime


class UsedStrategy(Shape):
    """One strategy of a target, best first, with how often it was the one that matched."""

    kind: str
    era: str
    why: str
    hits: int


class SelectorTarget(Shape):
    """`used` counts from 0, the first choice; None before the page was looked at. `hit_rate` is the share of
    lookups that found it, None where there was none."""

    name: str
    required: bool
    used: int | None
    hit_rate: float | None
    misses: int
    strategies: list[UsedStrategy]


class SelectorDrift(Shape):
    """Another strategy began to find a target. `after` None: none does. `excerpt` is the page's structure
    there, without anybody's words."""

    at: datetime
    target: str
    before: int
    after: int | None
    excerpt: str


class Selectors(Shape):
    """`safe_mode` names the required targets for whose sake nothing is sent."""

    account: str
    safe_mode: list[str]
    fault: str | None
    targets: list[SelectorTarget]
    drifts: list[SelectorDrift]
