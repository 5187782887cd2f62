"""Waits double up to their cap and are spread."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from conversation.backoff import USUAL, Backoff


@given(st.integers(1, 10_000))
def test_the_wait_between_attempts_stays_within_its_cap(attempts: int) -> None:
    assert 0 <= USUAL.wait(attempts) <= USUAL.longest(attempts) <= USUAL.cap


def test_the_longest_wait_doubles_from_its_base_up_to_its_cap() -> None:
    backoff = Backoff(base=3, cap=20)
    assert [backoff.longest(attempts) for attempts in (1, 2, 3, 4, 5)] == [3, 6, 12, 20, 20]


def test_failures_of_one_moment_are_not_tried_again_at_one_moment() -> None:
    assert len({USUAL.wait(8) for _ in range(20)}) > 1
