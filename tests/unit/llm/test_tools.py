"""Rounds of tools, by the vendor's calls and by JSON where there are none."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from core.errors import ModelFailed
from core.judgement import Completion, FailureKind, Prompt, Tool, ToolCall
from llm.mended import Mended
from llm.tools import NONE, ROUNDS, EmulatedTools, WithTools
from tests.fakes import ScriptedModel
from tests.unit.llm.dialects import DIALECTS, Dialect, Told
from tests.unit.llm.fault_server import answers, in_turn, serving
from tests.unit.llm.models import ASK

DAY = {"type": "object", "properties": {"day": {"type": "string"}}, "required": ["day"]}
HOURS = Tool("hours", "When the shop is open.", DAY)
PROMPT = replace(ASK, tools=(HOURS,))


def chosen(tool: str, arguments: object = None, answer: object = "") -> str:
    return json.dumps({"tool": tool, "arguments": arguments or {}, "answer": answer})


async def opens(call: ToolCall, prompt: Prompt) -> str:
    return f"{call.arguments['day']}: eight to six"


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
async def test_a_tool_is_run_and_its_result_told_on_every_wire(dialect: Dialect) -> None:
    call = answers(dialect.whole(Told("", "stop", ("hours", {"day": "Monday"}))))
    fault = in_turn(call, answers(dialect.whole(Told("At eight."))))
    async with serving(fault) as server, dialect.adapter(server.root, stream=False) as model:
        done = await WithTools(model, opens).complete(PROMPT)
    assert (done.text, done.prompt_tokens, len(server.requests)) == ("At eight.", 22, 2)
    assert "Monday: eight to six" in str(server.requests[1])


async def test_the_same_works_without_tools_of_the_vendor() -> None:
    inner = ScriptedModel(chosen("hours", {"day": "Monday"}), chosen(NONE, answer="At eight."), name="small")
    subject = WithTools(EmulatedTools(Mended(inner)), opens)
    done = await subject.complete(PROMPT)
    assert (done.text, done.tool_calls, subject.name) == ("At eight.", (), "small")
    first, second = inner.prompts
    assert first.tools == ()
    assert first.schema is not None
    assert first.schema["properties"]["tool"]["enum"] == ["hours", NONE]
    assert "When the shop is open." in first.messages[0].content
    assert second.messages[-1].content == "Result of hours: Monday: eight to six"


async def test_an_emulated_answer_may_have_a_schema_of_its_own() -> None:
    inner = ScriptedModel(chosen(NONE, answer={"day": "Monday"}))
    done = await EmulatedTools(Mended(inner)).complete(replace(PROMPT, schema=DAY))
    assert json.loads(done.text) == {"day": "Monday"}


async def test_neither_a_tool_nor_an_answer_is_no_answer() -> None:
    with pytest.raises(ModelFailed) as caught:
        await EmulatedTools(Mended(ScriptedModel(chosen(NONE)))).complete(PROMPT)
    assert caught.value.kind is FailureKind.BADRESP


async def test_without_tools_nothing_is_emulated() -> None:
    inner = ScriptedModel("At eight.")
    assert (await EmulatedTools(inner).complete(ASK)).text == "At eight."
    assert inner.prompts == [ASK]


class Insatiable:
    """Asks for a tool as long as there is one."""

    name = "a"

    def __init__(self, call: ToolCall) -> None:
        self.prompts: list[Prompt] = []
        self.call = call

    async def complete(self, prompt: Prompt) -> Completion:
        self.prompts.append(prompt)
        if not prompt.tools:
            return Completion("enough", "a", "a")
        return Completion("", "a", "a", tool_calls=(self.call,))


async def test_after_four_rounds_the_model_must_answer() -> None:
    model = Insatiable(ToolCall("c", "hours", {"day": "Monday"}))
    done = await WithTools(model, opens).complete(PROMPT)
    assert (done.text, len(model.prompts)) == ("enough", ROUNDS + 1)
    last = model.prompts[-1]
    assert not any(message.calls or message.answers for message in last.messages)
    assert sum("Result of hours" in message.content for message in last.messages) == ROUNDS


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (ToolCall("c", "bank", {}), "There is no tool 'bank'."),
        (ToolCall("c", "hours", {"day": 1}), "The arguments do not fit: day must be of type string."),
        (ToolCall("c", "hours", {}), "The arguments do not fit: it lacks day."),
    ],
)
async def test_what_cannot_be_run_is_told_to_the_model(call: ToolCall, told: str) -> None:
    async def never(call: ToolCall, prompt: Prompt) -> str:
        raise AssertionError("must not be run")

    model = Insatiable(call)
    await WithTools(model, never).complete(PROMPT)
    assert model.prompts[1].messages[-1].content == told
