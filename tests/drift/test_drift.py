"""Each family of attributes goes away once, and each build loses one; `make drift` takes all with all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from detector import browser
from simulator.page_server import BUILT
from tests.drift import losses, trial
from tests.drift.__main__ import KNOWN

if TYPE_CHECKING:
    from pathlib import Path

PAIRS = [
    (losses.BUILDS[(place + 4) % len(losses.BUILDS)], family) for place, family in enumerate(losses.STRIPPED)
]


@pytest.mark.timeout(400)
async def test_reading_and_sending_go_on_without_any_one_family_of_attributes(tmp_path: Path) -> None:
    if not (BUILT / "index.html").is_file() or browser.find() is None:
        pytest.skip("no browser, or the simulator's page is not built; run `make setup`")
    async with trial.house(tmp_path) as house:
        outcomes = [await trial.run(house, build, family) for build, family in PAIRS]
    assert [o for o in outcomes if o.fault or (o.safe and (o.build, o.family) not in KNOWN)] == []
