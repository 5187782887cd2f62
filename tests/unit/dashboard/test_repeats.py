"""The same request, sent again."""

from __future__ import annotations

import asyncio

import pytest

from dashboard import repeats
from dashboard.repeats import DifferentRequest, Repeats
from tests.fakes import FakeClock


class Counter:
    """Something that must not happen twice."""

    def __init__(self) -> None:
        self.done = 0

    async def act(self) -> int:
        await asyncio.sleep(0)
        self.done += 1
        return self.done


async def test_without_a_key_every_request_counts() -> None:
    counter, known = Counter(), Repeats(FakeClock())
    assert [await known.once(None, "a", counter.act) for _ in range(2)] == [1, 2]


async def test_two_at_once_act_once() -> None:
    counter, known = Counter(), Repeats(FakeClock())
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(known.once("k", "a", counter.act)) for _ in range(5)]
    assert [task.result() for task in tasks] == [1] * 5


async def test_a_key_stands_for_one_request_only() -> None:
    counter, known = Counter(), Repeats(FakeClock())
    await known.once("k", "a", counter.act)
    with pytest.raises(DifferentRequest):
        await known.once("k", "b", counter.act)


async def test_what_failed_may_be_tried_again() -> None:
    counter, known = Counter(), Repeats(FakeClock())

    async def fail() -> int:
        raise LookupError

    with pytest.raises(LookupError):
        await known.once("k", "a", fail)
    assert await known.once("k", "a", counter.act) == 1


async def test_keys_are_forgotten_after_a_day() -> None:
    clock, counter = FakeClock(), Counter()
    known = Repeats(clock)
    await known.once("k", "a", counter.act)
    await clock.advance(repeats.KEEP + 1)
    assert await known.once("k", "b", counter.act) == 2


async def test_keys_do_not_pile_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(repeats, "MOST", 3)
    counter, known = Counter(), Repeats(FakeClock())
    for number in range(5):
        await known.once(str(number), "a", counter.act)
    assert len(known._known) == 3
    assert await known.once("4", "a", counter.act) == 5
