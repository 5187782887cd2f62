"""When a second model is asked beside a slow one, and who then wins."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from core.errors import NoModelLeft
from core.judgement import Completion, FailureKind, Prompt, Tool
from llm.breaker import Breaker, State
from llm.chain import Chain
from llm.hedge import MOST, Hedge
from tests.fakes import FakeClock, ScriptedModel
from tests.unit.llm.models import ASK, failed


class Slow:
    """Answers when the test says so; `cancelled` counts the calls that were given up."""

    def __init__(self, name: str = "a") -> None:
        self.name = name
        self.calls = 0
        self.cancelled = 0
        self.answer = asyncio.Event()
        self.failure: Exception | None = None

    async def complete(self, prompt: Prompt) -> Completion:
        self.calls += 1
        try:
            await self.answer.wait()
        except asyncio.CancelledError:
            self.cancelled += 1
            raise
        if self.failure:
            raise self.failure
        return Completion("slow but right", self.name, self.name)


def hedge(clock: FakeClock, *models: Slow | ScriptedModel) -> tuple[Hedge, Chain]:
    chain = Chain([Breaker(model, clock) for model in models], clock)
    return Hedge(chain, clock, after=6), chain


async def test_t85_the_second_answers_and_the_first_is_given_up(clock: FakeClock) -> None:
    a = Slow()
    subject, chain = hedge(clock, a, ScriptedModel("quick", name="b"))
    async with asyncio.TaskGroup() as group:
        asking = group.create_task(subject.complete(ASK))
        await clock.advance(5.9)
        assert not asking.done()
        await clock.advance(0.2)
    assert (asking.result().text, a.cancelled) == ("quick", 1)
    assert dict(chain.states())["a"].state is State.CLOSED


async def test_a_first_that_answers_in_time_is_asked_alone(clock: FakeClock) -> None:
    b = ScriptedModel(name="b")
    subject, _ = hedge(clock, ScriptedModel("at once", name="a"), b)
    assert ((await subject.complete(ASK)).text, b.prompts) == ("at once", [])


async def test_the_first_may_still_win(clock: FakeClock) -> None:
    a, b = Slow("a"), Slow("b")
    subject, _ = hedge(clock, a, b)
    async with asyncio.TaskGroup() as group:
        asking = group.create_task(subject.complete(ASK))
        await clock.advance(7)
        a.answer.set()
    assert (asking.result().provider, b.calls, b.cancelled) == ("a", 1, 1)


async def test_a_second_that_fails_leaves_the_first_running(clock: FakeClock) -> None:
    a = Slow()
    subject, _ = hedge(clock, a, ScriptedModel(failed(FailureKind.BADREQ), name="b"))
    async with asyncio.TaskGroup() as group:
        asking = group.create_task(subject.complete(ASK))
        await clock.advance(7)
        a.answer.set()
    assert asking.result().text == "slow but right"


async def test_when_both_fail_the_failure_is_told(clock: FakeClock) -> None:
    a, b = Slow("a"), Slow("b")
    a.failure = b.failure = failed(FailureKind.BADREQ)
    subject, _ = hedge(clock, a, b)

    async def ask() -> None:
        with pytest.raises(NoModelLeft):
            await subject.complete(ASK)

    async with asyncio.TaskGroup() as group:
        group.create_task(ask())
        await clock.advance(7)
        a.answer.set()
        b.answer.set()


async def test_a_cancelled_request_leaves_nobody_running(clock: FakeClock) -> None:
    a, b = Slow("a"), Slow("b")
    subject, _ = hedge(clock, a, b)
    async with asyncio.TaskGroup() as group:
        asking = group.create_task(subject.complete(ASK))
        await clock.advance(7)
        asking.cancel()
    assert (a.cancelled, b.cancelled) == (1, 1)


TOOL = Tool("order", "Orders.", {})


@pytest.mark.parametrize("why", ["tools", "money", "one rests", "alone"])
async def test_nothing_is_asked_twice(clock: FakeClock, why: str) -> None:
    a, b = Slow(), ScriptedModel("quick", name="b")
    chain = Chain([Breaker(a, clock)], clock) if why == "alone" else hedge(clock, a, b)[1]
    if why == "one rests":
        resting = Breaker(ScriptedModel(name="c"), clock)
        resting.force(State.OPEN)
        chain = Chain([Breaker(a, clock), Breaker(b, clock), resting], clock)
    subject = Hedge(chain, clock, after=6, is_thrifty=lambda: why == "money")
    prompt = replace(ASK, tools=(TOOL,)) if why == "tools" else ASK
    async with asyncio.TaskGroup() as group:
        asking = group.create_task(subject.complete(prompt))
        await clock.advance(20)
        assert b.prompts == []
        a.answer.set()
    assert asking.result().text == "slow but right"


async def test_it_is_done_for_few_of_many_requests(clock: FakeClock) -> None:
    a, b = Slow(), ScriptedModel("quick", name="b")
    subject, _ = hedge(clock, a, b)
    for _ in range(MOST):
        async with asyncio.TaskGroup() as group:
            group.create_task(subject.complete(ASK))
            await clock.advance(7)
    async with asyncio.TaskGroup() as group:
        group.create_task(subject.complete(ASK))
        await clock.advance(7)
        a.answer.set()
    assert len(b.prompts) == MOST
