"""How often a target was found."""

from __future__ import annotations

import pytest

from core.eyesight import StrategyView, TargetView


def target(misses: int, *hits: int) -> TargetView:
    strategies = [StrategyView("css", "all", "it stands there", each) for each in hits]
    return TargetView("composer", is_required=True, used=0, strategies=strategies, misses=misses)


@pytest.mark.parametrize(
    ("of", "rate"),
    [(target(0, 3, 1), 1.0), (target(4, 3, 1), 0.5), (target(2, 0), 0.0), (target(0, 0), None)],
)
def test_the_share_of_lookups_that_found_it(of: TargetView, rate: float | None) -> None:
    assert of.hit_rate == rate
