"""What every journey needs: a built simulator page, a browser, and processes that end with the test."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from detector import browser
from tests.journey.product import Product
from tests.journey.simulation import simulation

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.journey.simulation import Simulation

ROOT = Path(__file__).resolve().parents[2]
JOURNEY_TIMEOUT = 120  # seconds

QUIET_WORLD = """
name: Two contacts who say nothing by themselves
chats:
  - name: Ana Ferreira
  - name: نورة العتيبي
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(item.path).is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.journey)
            if item.get_closest_marker("timeout") is None:
                item.add_marker(pytest.mark.timeout(JOURNEY_TIMEOUT))


@pytest.fixture
def needs_a_page() -> None:
    if not (ROOT / "simulator" / "page" / "dist").is_dir():
        pytest.skip("the simulator's page is not built; run `make setup`")
    if browser.find() is None:
        pytest.skip("no Chromium, Chrome or Edge on this machine; run `make setup`")


@pytest.fixture
async def world(needs_a_page: None, tmp_path: Path) -> AsyncIterator[Simulation]:
    """A simulated WhatsApp with two contacts who say nothing by themselves."""
    script = tmp_path / "world.yaml"
    script.write_text(QUIET_WORLD, encoding="utf-8")
    async with simulation(script, tmp_path / "world") as running:
        yield running


@pytest.fixture
async def product(world: Simulation, tmp_path: Path) -> AsyncIterator[Product]:
    """An installation of its own, not yet started."""
    folder = tmp_path / "product"
    folder.mkdir()
    installed = Product(folder, world.page)
    installed.knowledge.write_text("We open at nine in the morning.\n", encoding="utf-8")
    yield installed
    await installed.kill_what_is_left()
