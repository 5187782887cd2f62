"""When each stage of a message's road last did its work: nothing counts as well because it is silent."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from core.ports import Clock


class Stage(StrEnum):
    """The stages in the order of the road. The first three are proved at each sweep, the others by use."""

    BROWSER = "browser"
    OBSERVER = "observer"
    STORE = "store"
    REASONER = "reasoner"
    PROVIDER = "provider"
    SENDER = "sender"


class Proofs:
    """Kept in memory: what an earlier process proved says nothing about this one."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._at: dict[Stage, datetime] = {}

    def note(self, stage: Stage) -> None:
        self._at[stage] = self._clock.utc()

    def all(self) -> Mapping[Stage, datetime | None]:
        """Every stage; None: not proved since the start."""
        return {stage: self._at.get(stage) for stage in Stage}
