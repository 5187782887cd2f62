"""A model that seems to fail, so that people see what then happens."""

from __future__ import annotations

import pytest

from core.errors import ModelFailed
from core.judgement import FailureKind
from llm.breaker import Breaker, State
from llm.chain import Chain
from llm.drill import Drill
from tests.fakes import ScriptedModel
from tests.unit.llm.models import ASK, PassingClock, no_jitter


async def test_the_chain_moves_on_and_the_model_comes_back() -> None:
    clock = PassingClock()
    model = ScriptedModel("a", name="a")
    drill = Drill(model, clock)
    breaker = Breaker(drill, clock, jitter=no_jitter)
    chain = Chain([breaker, ScriptedModel("b", name="b")], clock)
    drill.begin(FailureKind.SERVER, 30)
    assert [(await chain.complete(ASK)).text for _ in range(3)] == ["b", "b", "b"]
    assert (breaker.view().state, model.prompts) == (State.OPEN, [])
    await clock.advance(31)
    assert (drill.is_on, (await chain.complete(ASK)).text, breaker.view().state) == (False, "a", State.CLOSED)


async def test_a_drill_can_be_ended_early() -> None:
    clock = PassingClock()
    drill = Drill(ScriptedModel("a", name="a"), clock)
    drill.begin(FailureKind.TIMEOUT, 600)
    with pytest.raises(ModelFailed) as caught:
        await drill.complete(ASK)
    assert (caught.value.kind, drill.name) == (FailureKind.TIMEOUT, "a")
    drill.end()
    assert (await drill.complete(ASK)).text == "a"
