"""How often a password may be tried."""

from __future__ import annotations

from dashboard.throttle import Throttle


async def tries(throttle: Throttle, times: int, address: str, name: str) -> list[int | None]:
    return [await throttle.wait_for(address.format(n), name.format(n)) for n in range(times)]


async def test_six_tries_at_one_name_are_enough() -> None:
    *free, last = await tries(Throttle(), 7, "10.0.0.1", "ana")
    assert free == [None] * 6
    assert last is not None
    assert 1 <= last <= 60


async def test_case_and_spaces_make_no_other_name() -> None:
    throttle = Throttle()
    await tries(throttle, 6, "10.0.0.1", "ana")
    assert await throttle.wait_for("10.0.0.1", " ANA ") is not None


async def test_one_address_may_not_try_many_names() -> None:
    waits = await tries(Throttle(), 25, "10.0.0.1", "name {}")
    assert waits[:20] == [None] * 20
    assert None not in waits[20:]


async def test_many_addresses_may_not_try_one_name() -> None:
    waits = await tries(Throttle(), 65, "10.0.0.{}", "ana")
    assert waits[:60] == [None] * 60
    assert None not in waits[60:]


async def test_others_are_not_slowed_down() -> None:
    throttle = Throttle()
    await tries(throttle, 30, "10.0.0.1", "ana")
    assert await throttle.wait_for("10.0.0.2", "bea") is None
