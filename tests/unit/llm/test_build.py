"""From settings to models that answer, over real local servers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from core.clock import SystemClock
from core.errors import CannotStart
from core.judgement import FailureKind
from core.model_settings import LLM, OfflineProvider, OpenAICompatibleProvider
from llm.breaker import State
from llm.build import build_chain
from tests.unit.llm.fault_server import answers, completion, serving
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
    async with build_chain(LLM(), SystemClock(), base) as chain:
        done = await chain.complete(ASK)
        assert [(name, view.state) for name, view in chain.states()] == [("offline", State.CLOSED)]
    assert (done.text, done.provider) == ("We open at eight.", "offline")


async def test_a_failing_server_hands_over_to_the_next_and_then_rests(base: Path) -> None:
    async with serving(answers({"error": {"message": "slow down"}}, 429, {"retry-after": "60"})) as server:
        settings = LLM(
            chain=("cloud", "offline"), providers={"cloud": compatible(server.base_url), "offline": OFFLINE}
        )
        async with build_chain(settings, SystemClock(), base) as chain:
            first = await chain.complete(ASK)
            second = await chain.complete(ASK)
            view = dict(chain.states())["cloud"]
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
        async with build_chain(settings, SystemClock(), base) as chain:
            assert (await chain.complete(ASK)).text == "At eight."


async def test_a_provider_named_twice_is_asked_once(base: Path) -> None:
    settings = LLM(chain=("offline", "offline"), providers={"offline": OFFLINE})
    async with build_chain(settings, SystemClock(), base) as chain:
        assert [name for name, _ in chain.states()] == ["offline"]


async def test_a_provider_that_cannot_start_stops_the_start(tmp_path: Path) -> None:
    with pytest.raises(CannotStart, match=r"llm\.providers\.offline\.knowledge"):
        async with build_chain(LLM(), SystemClock(), tmp_path):
            pass
