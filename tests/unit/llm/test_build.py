"""From settings to models that answer, over real local servers."""

from __future__ import annotations

from contextlib import AsyncExitStack
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from core.clock import SystemClock
from core.errors import BudgetExceeded, CannotStart
from core.judgement import FailureKind, Task
from core.model_settings import (
    LLM,
    Allowance,
    BreakerSettings,
    Budget,
    OfflineProvider,
    OpenAICompatibleProvider,
)
from llm.breaker import State
from llm.build import build_models, rules
from tests.unit.llm.books import MemoryBook
from tests.unit.llm.fault_server import answers, closes, completion, hangs, serving
from tests.unit.llm.models import ASK

if TYPE_CHECKING:
    from pathlib import Path

OFFLINE = OfflineProvider(kind="offline")


@pytest.fixture
def base(tmp_path: Path) -> Path:
    (tmp_path / "knowledge.md").write_text("We open at eight.", encoding="utf-8")
    return tmp_path


def compatible(base_url: str) -> OpenAICompatibleProvider:
    return OpenAICompatibleProvider(
        kind="openai_compatible", base_url=base_url, model="m", api_key_env=None, timeout=5, stream=False
    )


async def test_the_default_settings_need_no_key_and_no_network(base: Path) -> None:
    async with build_models(LLM(), SystemClock(), base) as models:
        done = await models.chain.complete(ASK)
        assert [(name, view.state) for name, view in models.chain.states()] == [("offline", State.CLOSED)]
    assert (done.text, done.provider) == ("We open at eight.", "offline")


async def test_a_failing_server_hands_over_to_the_next_and_then_rests(base: Path) -> None:
    async with serving(answers({"error": {"message": "slow down"}}, 429, {"retry-after": "60"})) as server:
        settings = LLM(
            chain=("cloud", "offline"), providers={"cloud": compatible(server.base_url), "offline": OFFLINE}
        )
        async with build_models(settings, SystemClock(), base) as models:
            first = await models.chain.complete(ASK)
            second = await models.chain.complete(ASK)
            view = dict(models.chain.states())["cloud"]
    assert [(a.model, a.kind, a.skipped) for a in first.attempts] == [
        ("cloud", FailureKind.RATE, None),
        ("offline", None, None),
    ]
    assert second.attempts[0].skipped == "resting"
    assert len(server.requests) == 1
    assert (view.state, view.reason) == (State.OPEN, FailureKind.RATE)
    assert 50 < view.rests_for <= 60


async def test_a_server_that_answers_is_asked_alone(base: Path) -> None:
    async with serving(answers(completion("At eight."))) as server:
        settings = LLM(
            chain=("cloud", "offline"), providers={"cloud": compatible(server.base_url), "offline": OFFLINE}
        )
        async with build_models(settings, SystemClock(), base) as models:
            assert (await models.chain.complete(ASK)).text == "At eight."


async def test_a_provider_named_twice_is_asked_once(base: Path) -> None:
    settings = LLM(chain=("offline", "offline"), providers={"offline": OFFLINE})
    async with build_models(settings, SystemClock(), base) as models:
        assert [name for name, _ in models.chain.states()] == ["offline"]


async def test_a_provider_that_cannot_start_stops_the_start(tmp_path: Path) -> None:
    with pytest.raises(CannotStart, match=r"llm\.providers\.offline\.knowledge"):
        async with build_models(LLM(), SystemClock(), tmp_path):
            pass


async def test_five_failures_and_sixty_seconds_are_a_preset() -> None:
    steady = rules(BreakerSettings(preset="steady"))
    assert (steady.failures_in_a_row, steady.first_opening) == (5, 60)
    assert rules(BreakerSettings(preset="steady", first_opening=30)).first_opening == 30
    assert (rules(BreakerSettings()).failures_in_a_row, rules(BreakerSettings()).first_opening) == (3, 15)
    assert rules(BreakerSettings(), is_last=True).last_resort


async def test_what_a_provider_costs_is_booked_and_held_by_the_budget(base: Path) -> None:
    book = MemoryBook()
    async with serving(answers(completion("At eight."))) as server:
        cloud = compatible(server.base_url).model_copy(update={"price_in": 1_000.0, "price_out": 2_000.0})
        # The answer takes 11 + 3 tokens; asking for one may take 600 more, which no longer fits.
        settings = LLM(chain=("cloud",), providers={"cloud": cloud}, budget=Budget(day=Allowance(money=1.22)))
        async with build_models(settings, SystemClock(), base) as models:
            model = models.asked_through(book)
            assert (await model.complete(ASK)).text == "At eight."
            with pytest.raises(BudgetExceeded):
                await model.complete(ASK)
    assert [(call.provider, call.model, call.cost) for call in book.calls] == [
        ("cloud", "served-model", 17_000)
    ]
    assert len(server.requests) == 1


async def test_a_person_may_hold_a_provider_open(base: Path) -> None:
    settings = LLM(
        chain=("cloud", "offline"),
        providers={"cloud": compatible("http://127.0.0.1:1/v1"), "offline": OFFLINE},
    )
    async with build_models(settings, SystemClock(), base) as models:
        models.switches["cloud"].breaker.force(State.OPEN)
        done = await models.chain.complete(ASK)
    assert [attempt.skipped for attempt in done.attempts] == ["resting", None]


async def test_planners_are_asked_for_plans_and_the_chain_for_answers(base: Path) -> None:
    book = MemoryBook()
    async with serving(answers(completion("At eight."))) as server:
        settings = LLM(
            chain=("cloud",),
            planners=("offline",),
            providers={"cloud": compatible(server.base_url), "offline": OFFLINE},
        )
        async with build_models(settings, SystemClock(), base) as models:
            model = models.asked_through(book)
            await model.complete(replace(ASK, task=Task.PLAN))
            await model.complete(ASK)
            assert [name for name, _ in models.states()] == ["cloud", "offline"]
    assert [(call.task, call.provider) for call in book.calls] == [("plan", "offline"), ("answer", "cloud")]


async def test_t82_four_vendors_down_in_four_ways_cost_the_fourth_request_nothing(base: Path) -> None:
    quota = answers({"error": {"message": "x", "code": "insufficient_quota"}}, 429)
    busy = answers({"error": {"message": "busy"}}, 529, {"retry-after": "60"})
    async with AsyncExitStack() as stack:
        faults = (quota, busy, hangs, closes, answers(completion("At eight.")))
        servers = [await stack.enter_async_context(serving(fault)) for fault in faults]
        names = ("quota", "busy", "hanging", "gone", "home")
        providers = {
            name: compatible(server.base_url).model_copy(update={"timeout": 0.3})
            for name, server in zip(names, servers, strict=True)
        }
        providers["home"] = compatible(servers[-1].base_url)
        settings = LLM(chain=names, providers=providers)
        models = await stack.enter_async_context(build_models(settings, SystemClock(), base))
        done = [await models.chain.complete(ASK) for _ in range(4)]
    assert [each.text for each in done] == ["At eight."] * 4
    assert [len(server.requests) for server in servers] == [1, 1, 3, 3, 4]
    assert [attempt.skipped for attempt in done[-1].attempts] == ["resting"] * 4 + [None]
