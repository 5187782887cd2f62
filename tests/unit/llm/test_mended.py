"""An answer that does not follow its schema is sent back once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.errors import ModelFailed, NoModelLeft
from core.judgement import Completion, FailureKind, Prompt, ToolCall
from llm.breaker import Breaker, State
from llm.chain import Chain
from llm.mended import Mended, Unmended, together
from tests.fakes import ScriptedModel
from tests.unit.llm.models import ASK, PassingClock

SCHEMA = {
    "type": "object",
    "properties": {"urgency": {"type": "integer", "minimum": 1, "maximum": 5}},
    "required": ["urgency"],
    "additionalProperties": False,
}
PLAN = replace(ASK, schema=SCHEMA)
GOOD, BAD = '{"urgency": 3}', '{"urgency": 9}'


async def test_t83_an_invalid_answer_is_mended_by_the_same_model() -> None:
    clock = PassingClock()
    a, b = ScriptedModel(BAD, GOOD, name="a"), ScriptedModel(name="b")
    chain = Chain([Breaker(Mended(a), clock), b], clock)
    done = await chain.complete(PLAN)
    assert (done.text, len(a.prompts), b.prompts) == (GOOD, 2, [])
    *_, shown, told = a.prompts[1].messages
    assert (shown.role, shown.content) == ("assistant", BAD)
    assert "urgency breaks maximum 5" in told.content


async def test_what_is_not_mended_moves_on_without_another_try() -> None:
    clock = PassingClock()
    a, b = ScriptedModel(BAD, name="a"), ScriptedModel(GOOD, name="b")
    breaker = Breaker(Mended(a), clock)
    done = await Chain([breaker, b], clock).complete(PLAN)
    assert (done.provider, len(a.prompts), breaker.view().state) == ("b", 2, State.CLOSED)
    assert [attempt.kind for attempt in done.attempts] == [FailureKind.BADRESP, None]


async def test_a_chain_of_one_gives_up_after_the_mending() -> None:
    a = ScriptedModel(BAD, name="a")
    with pytest.raises(NoModelLeft):
        await Chain([Mended(a)], PassingClock()).complete(PLAN)
    assert len(a.prompts) == 2


async def test_a_good_answer_and_one_without_a_schema_pass() -> None:
    model = ScriptedModel(GOOD, "words", name="a")
    subject = Mended(model)
    assert ((await subject.complete(PLAN)).text, subject.name) == (GOOD, "a")
    assert (await subject.complete(ASK)).text == "words"
    assert len(model.prompts) == 2


class Calling:
    name = "a"

    async def complete(self, prompt: Prompt) -> Completion:
        return Completion("", "a", "a", tool_calls=(ToolCall("c", "hours", {}),))


async def test_a_tool_call_is_no_broken_answer() -> None:
    assert (await Mended(Calling()).complete(PLAN)).tool_calls


def test_what_both_took_is_added_up() -> None:
    one = Completion("x", "a", "a", prompt_tokens=3, completion_tokens=1, seconds=1.0, estimated=True)
    both = together(one, replace(one, text="y", estimated=False))
    assert (both.text, both.prompt_tokens, both.completion_tokens, both.seconds) == ("y", 6, 2, 2.0)
    assert both.estimated
    assert issubclass(Unmended, ModelFailed)
