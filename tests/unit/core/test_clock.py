"""The machine's own time."""

from __future__ import annotations

from datetime import UTC

from core.clock import SystemClock


def test_the_moment_is_aware_and_in_utc() -> None:
    assert SystemClock().utc().tzinfo is UTC


def test_the_monotonic_clock_never_goes_back() -> None:
    clock = SystemClock()
    moments = [clock.monotonic() for _ in range(100)]
    assert moments == sorted(moments)


async def test_sleeping_takes_at_least_as_long_as_asked() -> None:
    clock = SystemClock()
    before = clock.monotonic()
    await clock.sleep(0.01)
    assert clock.monotonic() - before >= 0.0099  # timers of the event loop may round down
