"""A simulation on a clock that the test owns, its control API, and the chat exports."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import httpx2
import pytest

from simulator.control import control_app
from simulator.gate import Rules
from simulator.latency import FAST
from simulator.pace import Pace
from simulator.replay import Replays
from simulator.runner import Runner
from simulator.script import Script
from simulator.simulation import Simulation
from simulator.store import Store
from tests.fakes import FakeClock

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator


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
async def control(simulation: Simulation) -> AsyncIterator[httpx2.AsyncClient]:
    app = control_app(simulation, Runner(simulation, Script()), Replays(simulation), Rules(5003, "t"))
    async with httpx2.AsyncClient(
        transport=httpx2.ASGITransport(app),
        base_url="http://127.0.0.1:5003",
        headers={"Authorization": "Bearer t"},
    ) as client:
        yield client


@pytest.fixture
def exports() -> Path:
    if not EXPORTS.is_dir():
        pytest.skip("the folder of chat exports is not beside this repository")
    return EXPORTS
