"""How many requests a model gets at once."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from core.errors import ModelFailed
from core.judgement import Completion, FailureKind, Prompt
from llm.breaker import Breaker, State
from llm.chain import Chain
from llm.limited import Limited
from tests.fakes import FakeClock, ScriptedModel
from tests.unit.llm.models import ASK


class Slow:
    name = "slow"

    def __init__(self) -> None:
        self.calls = 0
        self.asked = asyncio.Event()
        self.answer = asyncio.Event()

    async def complete(self, prompt: Prompt) -> Completion:
        self.calls += 1
        self.asked.set()
        await self.answer.wait()
        return Completion("late", "slow", "slow")


@pytest.fixture
def slow() -> Slow:
    return Slow()


async def test_t36_when_all_places_are_taken_the_next_model_is_asked(clock: FakeClock, slow: Slow) -> None:
    breaker = Breaker(Limited(slow, clock, at_once=1, patience=0.02), clock)
    chain = Chain([breaker, ScriptedModel("b", name="b")], clock)
    async with asyncio.TaskGroup() as group:
        first = group.create_task(chain.complete(ASK))
        await slow.asked.wait()
        done = await chain.complete(ASK)
        slow.answer.set()
    assert [(each.model, each.kind) for each in done.attempts] == [("slow", FailureKind.BUSY), ("b", None)]
    assert (first.result().text, slow.calls, breaker.view().state) == ("late", 1, State.CLOSED)


async def test_a_place_that_becomes_free_in_time_is_taken(clock: FakeClock, slow: Slow) -> None:
    limited = Limited(slow, clock, at_once=1, patience=60)
    async with asyncio.TaskGroup() as group:
        calls = [group.create_task(limited.complete(ASK)) for _ in range(3)]
        await slow.asked.wait()
        slow.answer.set()
    assert [call.result().text for call in calls] == ["late"] * 3


async def test_a_cancelled_call_gives_its_place_back(clock: FakeClock, slow: Slow) -> None:
    limited = Limited(slow, clock, at_once=1, patience=60)
    async with asyncio.TaskGroup() as group:
        held = group.create_task(limited.complete(ASK))
        await slow.asked.wait()
        held.cancel()
    slow.answer.set()
    assert (await limited.complete(ASK)).text == "late"


async def test_nobody_waits_longer_than_there_is_time(clock: FakeClock, slow: Slow) -> None:
    limited = Limited(slow, clock, at_once=1, patience=3600)
    async with asyncio.TaskGroup() as group:
        held = group.create_task(limited.complete(ASK))
        await slow.asked.wait()
        with pytest.raises(ModelFailed) as caught:
            await limited.complete(replace(ASK, deadline=clock.monotonic() + 0.02))
        held.cancel()
    assert caught.value.kind is FailureKind.BUSY
