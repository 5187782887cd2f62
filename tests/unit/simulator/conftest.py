"""A simulation on a clock that the test owns, a linked page that a file shares, and the chat exports."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from simulator.latency import FAST
from simulator.pace import Pace
from simulator.simulation import Simulation
from simulator.store import Store
from tests.fakes import FakeClock

if TYPE_CHECKING:
    from collections.abc import Iterator


EXPORTS = Path(__file__).parents[3].parent / "shared" / "exports"


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def store() -> Iterator[Store]:
    opened = Store(None)
    yield opened
    opened.close()


@pytest.fixture
def simulation(clock: FakeClock, store: Store) -> Simulation:
    return Simulation(clock, Pace(clock, FAST), store, "Rosa's Bakery")


@pytest.fixture
def exports() -> Path:
    if not EXPORTS.is_dir():
        pytest.skip("the folder of chat exports is not beside this repository")
    return EXPORTS
