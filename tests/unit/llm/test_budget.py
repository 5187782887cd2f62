"""What may be spent: reserved before, settled after, and what happens when it is gone."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import BudgetExceeded
from core.judgement import Completion, Prompt
from core.model_settings import Allowance
from core.model_settings import Budget as Settings
from llm import tokens
from llm.bookkeeping import Booked, Price
from llm.budget import Budget, Purse
from llm.chain import Chain
from tests.fakes import FakeClock
from tests.unit.llm.books import MemoryBook
from tests.unit.llm.models import ASK

PRICE = Price(read=1.0, written=1.0)
QUESTION = replace(ASK, chat_id=7, newest_id=70, max_tokens=100)
NEED = tokens.estimate(QUESTION)


class Model:
    """Takes as many tokens as it is told; waits where it is told to."""

    def __init__(self, name: str = "a", took: int = 100) -> None:
        self.name = name
        self.took = took
        self.calls = 0
        self.asked = asyncio.Event()
        self.may_answer = asyncio.Event()
        self.may_answer.set()

    async def complete(self, prompt: Prompt) -> Completion:
        self.calls += 1
        self.asked.set()
        await self.may_answer.wait()
        return Completion(self.name, self.name, self.name, prompt_tokens=self.took, completion_tokens=0)


def budget(book: MemoryBook, model: Model, cheaper: Model | None = None, **allowed: Any) -> Budget:
    clock = FakeClock()

    def purse(of: Model, price: Price) -> Purse:
        return Purse(Booked(Chain([of], clock), book, {of.name: price}), price)

    return Budget(
        purse(model, PRICE),
        book,
        Settings.model_validate(allowed),
        cheaper=None if cheaper is None else purse(cheaper, Price()),
    )


async def refused(subject: Budget, prompt: Prompt = QUESTION) -> BudgetExceeded:
    with pytest.raises(BudgetExceeded) as caught:
        await subject.complete(prompt)
    return caught.value


@pytest.mark.parametrize("scope", ["reply", "chat", "day", "month"])
@pytest.mark.parametrize("allowance", [{"tokens": NEED - 1}, {"money": (NEED - 1) / 1_000_000}])
async def test_t84_without_budget_nobody_is_asked(scope: str, allowance: dict[str, Any]) -> None:
    book, model = MemoryBook(), Model()
    error = await refused(budget(book, model, None, **{scope: allowance}))
    assert (error.scope, model.calls, book.told) == (scope, 0, [(scope, "spent", 7)])


async def test_what_fits_exactly_is_asked() -> None:
    model = Model()
    assert (await budget(MemoryBook(), model, day={"tokens": NEED}).complete(QUESTION)).text == "a"


async def test_without_any_allowance_everything_is_asked() -> None:
    subject = budget(MemoryBook(), Model(took=10_000_000))
    for _ in range(3):
        await subject.complete(QUESTION)
    assert not subject.is_thrifty


async def test_what_was_really_taken_counts_afterwards() -> None:
    book, model = MemoryBook(), Model(took=5)
    subject = budget(book, model, day={"tokens": NEED + 10})
    for _ in range(3):
        await subject.complete(QUESTION)
    assert (model.calls, (await refused(subject)).scope) == (3, "day")


async def test_each_scope_counts_its_own() -> None:
    book, model = MemoryBook(), Model()
    subject = budget(book, model, reply={"tokens": NEED}, chat={"tokens": NEED + 100})
    await subject.complete(QUESTION)
    assert (await refused(subject)).scope == "reply"
    await subject.complete(replace(QUESTION, newest_id=71))
    assert (await refused(subject, replace(QUESTION, newest_id=72))).scope == "chat"
    await subject.complete(replace(QUESTION, chat_id=8))


async def test_requests_under_way_count_before_they_have_answered() -> None:
    model = Model()
    model.may_answer.clear()
    subject = budget(MemoryBook(), model, day={"tokens": NEED + 50})
    async with asyncio.TaskGroup() as group:
        group.create_task(subject.complete(QUESTION))
        await model.asked.wait()
        assert (await refused(subject)).scope == "day"
        model.may_answer.set()


async def test_a_cancelled_request_gives_back_what_it_reserved() -> None:
    model = Model()
    model.may_answer.clear()
    subject = budget(MemoryBook(), model, day={"tokens": NEED})
    async with asyncio.TaskGroup() as group:
        held = group.create_task(subject.complete(QUESTION))
        await model.asked.wait()
        held.cancel()
    model.may_answer.set()
    assert (await subject.complete(QUESTION)).text == "a"


async def test_from_four_fifths_on_the_cheaper_model_is_asked() -> None:
    book, model, cheaper = MemoryBook(), Model(took=800), Model("cheap", took=1)
    subject = budget(book, model, cheaper, day={"money": 0.001})
    assert (await subject.complete(QUESTION)).text == "a"
    assert (await subject.complete(QUESTION)).text == "cheap"
    assert (subject.is_thrifty, book.told) == (True, [("day", "short", 7)])


async def test_without_a_cheaper_model_the_usual_one_is_asked_to_the_end() -> None:
    book, model = MemoryBook(), Model(took=800)
    subject = budget(book, model, day={"tokens": 800 + NEED})
    assert [(await subject.complete(QUESTION)).text for _ in range(2)] == ["a", "a"]
    assert (await refused(subject)).scope == "day"


@pytest.mark.parametrize(("policy", "is_silent"), [("silence", True), ("house_phrase", False)])
async def test_the_policy_travels_with_the_refusal(policy: str, is_silent: bool) -> None:
    subject = budget(MemoryBook(), Model(), day={"tokens": 0}, when_spent=policy)
    assert (await refused(subject)).is_silent is is_silent


def test_nothing_allowed_is_not_the_same_as_no_limit() -> None:
    assert Allowance(tokens=0) != Allowance()


@given(takes=st.lists(st.integers(0, NEED), max_size=12), allowed=st.integers(0, 5 * NEED))
async def test_an_allowance_is_never_exceeded_by_calls_that_keep_their_estimate(
    takes: list[int], allowed: int
) -> None:
    book, model = MemoryBook(), Model()
    subject = budget(book, model, day={"tokens": allowed})
    for took in takes:
        model.took = took
        try:
            await subject.complete(QUESTION)
        except BudgetExceeded:
            continue
    assert sum(call.prompt_tokens or 0 for call in book.calls) <= allowed
