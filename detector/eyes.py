"""What the product knows of its own eyes: what finds each target, what has drifted, what cannot be found."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from core.errors import SafeMode
from core.eyesight import EyesView, SafeModeChanged, StrategyUsed, StrategyView, TableRead, TargetView

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from core.ports import Clock
    from core.types import Sighting
    from detector.probe import Probe
    from detector.selectors import Table

SEVERAL = 5.0  # seconds that a required target may be missing while the page draws itself anew
REMINDER = 3600.0  # seconds until the same drift of a target that goes to and fro is told again
STEADY = 0.98  # a target found in so many of its lookups counts as lost when none finds it any more
ENOUGH = 50  # lookups after which that can be said of a target
FEW = 10  # lookups without any match that it takes


class Eyes:
    """Lives as long as the process, while pages come and go. A `Health` for the dashboard."""

    def __init__(self, account: str, table: Table, clock: Clock, tell: Callable[[Sighting], None]) -> None:
        self._account = account
        self._table = table
        self._clock = clock
        self._tell = tell
        self._hits: dict[str, list[int]] = {}
        self._used: dict[str, int] = {}
        self._told: dict[tuple[str, int | None], float] = {}
        self._missing: tuple[str, ...] = ()
        self._missing_since = 0.0
        self._safe: tuple[str, ...] = ()
        self._changed = asyncio.Event()
        self._fault: str | None = None
        self._unchecked = True

    @property
    def hits(self) -> Mapping[str, Sequence[int]]:
        """How often each strategy of a target matched since its table was taken; last place: none did."""
        return self._hits

    def view(self) -> EyesView:
        """Everything that is known of the targets, for a person."""
        targets = [self._target(name) for name in self._table.targets]
        return EyesView(targets=targets, missing=self._safe, fault=self._fault)

    def _target(self, name: str) -> TargetView:
        target = self._table.targets[name]
        *hits, misses = self._hits.get(name, [0] * (len(target.strategies) + 1))
        known = zip(target.strategies, hits, strict=True)
        return TargetView(
            name=name,
            is_required=target.required,
            used=self._used.get(name),
            strategies=[StrategyView(each.kind, each.era, each.why, count) for each, count in known],
            misses=misses,
        )

    def make_sure(self) -> None:
        """Raises SafeMode while the page lacks what writing needs."""
        if self._safe:
            raise SafeMode(self._safe[0])

    # selectors.yaml

    def take(self, table: Table) -> None:
        """Another table is in use. What was counted with the old one means nothing any more."""
        self._table = table
        self._hits.clear()
        self._used.clear()
        self._told.clear()
        self._fault = None
        self._unchecked = False
        self._tell(TableRead(self._account))

    def refuse(self, fault: str) -> None:
        """A table was read that is not fit for use; the old one stays."""
        self._fault = fault
        self._tell(TableRead(self._account, fault))

    # Drift

    async def look(self, probe: Probe) -> None:
        """Asks what found each target since the last look, and tells what has drifted."""
        if self._unchecked:
            self._unchecked = False
            faults = mistakes(self._table, await probe.ask("mistakes", self._table.as_argument()) or [])
            if faults:
                self.refuse(faults[0])
        seen = await probe.ask("eyesight")
        if seen is None:
            return
        for target, index in seen["used"].items():
            before = self._used.get(target, 0)
            self._used[target] = index
            if before != index:
                await self._drifted(probe, target, before, index)
        for target, hits in seen["hits"].items():
            if self._is_lost(target, hits):
                await self._drifted(probe, target, self._used.get(target, 0), None)
            self._count(target, hits)

    def _count(self, target: str, hits: Sequence[int]) -> None:
        known = self._hits.get(target, [0] * len(hits))
        self._hits[target] = [sum(pair) for pair in zip(known, hits, strict=True)]

    def _is_lost(self, target: str, now: Sequence[int]) -> bool:
        before = self._hits.get(target, [0])
        looked = sum(before)
        was_steady = looked >= ENOUGH and looked - before[-1] >= STEADY * looked
        return was_steady and now[-1] >= FEW and sum(now) == now[-1]

    async def _drifted(self, probe: Probe, target: str, before: int, index: int | None) -> None:
        now = self._clock.monotonic()
        if now - self._told.get((target, index), -REMINDER) < REMINDER:
            return
        self._told[target, index] = now
        excerpt = str(await probe.ask("excerpt", target) or "")
        kind = None if index is None else self._table.kind(target, index)
        self._tell(StrategyUsed(self._account, target, before, index, kind, excerpt))

    # Safe mode

    def notice(self, missing: Sequence[str]) -> None:
        """What the main screen lacks now. Safe mode ends at once where nothing is missing any more."""
        if tuple(missing) == self._missing:
            return
        if not self._missing:
            self._missing_since = self._clock.monotonic()
        self._missing = tuple(missing)
        self._changed.set()
        if self._safe and not self._missing:
            self._safe = ()
            self._tell(SafeModeChanged(self._account, ()))

    def look_away(self) -> None:
        """Another screen is shown, or none: nothing can be said about what is missing."""
        if not self._safe:
            self.notice(())

    async def guard(self) -> None:
        """Turns safe mode on when something has been missing for a while, for ever."""
        while True:
            await self._changed.wait()
            self._changed.clear()
            while self._missing and not self._safe:
                left = self._missing_since + SEVERAL - self._clock.monotonic()
                if left > 0:
                    await self._clock.sleep(left)
                    continue
                self._safe = self._missing
                self._tell(SafeModeChanged(self._account, self._safe))

    # Health

    async def check(self) -> tuple[str, str]:
        if self._safe:
            lost = ", ".join(self._safe)
            return "degraded", f"Safe mode: WhatsApp's page shows no {lost}; nothing is sent until it does."
        if self._fault is not None:
            return "degraded", f"selectors.yaml has a fault ({self._fault}); correct it."
        others = sorted(target for target, index in self._used.items() if index)
        if others:
            return "ok", f"The page is read; not by the first choice: {', '.join(others)}."
        return "ok", "The page is read by the first choice of each target."


def mistakes(table: Table, found: Sequence[Mapping[str, Any]]) -> list[str]:
    """What the browser does not understand of a table, as sentences with their lines."""
    return [
        f"line {table.line(each['target'], each['index'])}: "
        f"targets.{each['target']}.strategies.{each['index']}.{each['key']}: the browser cannot read it"
        for each in found
    ]
