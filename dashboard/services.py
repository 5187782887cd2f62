"""What the dashboard is given when it starts; it finds and opens nothing by itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from typing import TYPE_CHECKING

from core.pacing import Pace

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from conversation.db import Database
    from conversation.secrets import Keys
    from core.ports import Clock, Health, LinkControl, LiveView, NumberLink, ProfileControl, Sight
    from core.proofs import Proofs
    from core.settings import Dashboard


@dataclass(frozen=True, slots=True)
class ProviderState:
    """One provider of the chain: `state` is closed (works), half_open (being tried) or open (rests)."""

    name: str
    state: str
    reason: str | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class NumberServices:
    """What one number of the installation shows of itself."""

    link: LinkControl
    sight: Sight
    proofs: Proofs
    health: Mapping[str, Health]


def _no_providers() -> Sequence[ProviderState]:
    return ()


@dataclass(frozen=True, slots=True)
class Services:
    """`data` is the folder whose disk is watched, `web` the built front end, `zone` the account's zone,
    `backlog` how many texts may wait to be sent before no more are taken."""

    db: Database
    keys: Keys
    clock: Clock
    settings: Dashboard
    link: LinkControl
    number_link: NumberLink
    profiles: ProfileControl
    live_view: LiveView
    account: str
    version: str
    data: Path
    web: Path
    zone: tzinfo = UTC
    backlog: int = 1000
    health: Mapping[str, Health] = field(default_factory=dict)
    numbers: Mapping[str, NumberServices] = field(default_factory=dict)
    providers: Callable[[], Sequence[ProviderState]] = _no_providers
    pace: Pace = field(default_factory=Pace)
    is_paced: bool = False

    @property
    def others(self) -> Sequence[str]:
        """The names of the further numbers."""
        return [name for name in self.numbers if name != self.account]
