"""Every row once and every pair of settings once; `make matrix` takes the full product."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from tests.matrix import trial
from tests.matrix.rows import ROWS
from tests.matrix.stages import ENTER
from tests.matrix.switches import SETTINGS, left_out, pairs, product
from tests.scene import stage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.matrix.switches import Combination


def test_the_pairs_hold_every_two_settings_that_can_stand_together() -> None:
    chosen = pairs()
    possible = {pair for one in product() if left_out(one) is None for pair in _both(one)}
    assert {pair for one in chosen for pair in _both(one)} == possible
    assert len(chosen) < 40
    assert {name for name, _ in SETTINGS.items()} == set(chosen[0].switches())


def _both(one: Combination) -> Iterator[tuple[Any, Any]]:
    settings = one.switches().items()
    return ((first, second) for first in settings for second in settings)


def test_every_row_stands_on_a_stage() -> None:
    assert {row.stage for row in ROWS} == set(ENTER)
    assert max(Counter(row.name for row in ROWS).values()) == 1


@pytest.mark.timeout(600)
async def test_every_row_holds_in_every_pair_of_settings(tmp_path: Path) -> None:
    faults: list[str] = []
    async with stage(tmp_path) as on:
        async for _, _, cases in trial.run(on, pairs()):
            faults += [str(case) for case in cases if case.fault]
    assert faults == []
