"""Tools for models: the rounds of asking and telling, and JSON for models that cannot call any."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from core.errors import ModelFailed
from core.judgement import FailureKind, PromptMessage, ToolCall
from llm import schemas
from llm.mended import together

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from core.judgement import Completion, Prompt
    from core.ports import ChatModel

ROUNDS = 4
"""How often a model may ask for tools before it must answer."""

NONE = "none"


class EmulatedTools:
    """A `ChatModel` around one that calls no tools: it names them in JSON, and reads results in words."""

    def __init__(self, model: ChatModel) -> None:
        self._model = model

    @property
    def name(self) -> str:
        return self._model.name

    async def complete(self, prompt: Prompt) -> Completion:
        if not prompt.tools:
            return await self._model.complete(replace(prompt, messages=in_words(prompt.messages)))
        listed = "\n".join(
            f"- {tool.name}: {tool.description} Arguments: {json.dumps(dict(tool.parameters))}"
            for tool in prompt.tools
        )
        words = (
            f"You may use one of these tools before you answer:\n{listed}\n"
            'Answer with JSON. To use a tool, name it in "tool" with its "arguments"; the result comes next. '
            f'Otherwise "tool" is "{NONE}" and "answer" is your answer.'
        )
        messages = schemas.instructed(in_words(prompt.messages), words)
        schema = _choice(prompt)
        done = await self._model.complete(replace(prompt, messages=messages, schema=schema, tools=()))
        return _chosen(done, prompt, place=len(prompt.messages))


class WithTools:
    """A `ChatModel` that runs the tools its model asks for, and returns the answer.

    `run` performs a call and returns what the model reads of it; the model decides neither for whom nor
    where it is performed. After `ROUNDS` of them the model must answer without.
    """

    def __init__(self, model: ChatModel, run: Callable[[ToolCall, Prompt], Awaitable[str]]) -> None:
        self._model = model
        self._run = run

    @property
    def name(self) -> str:
        return self._model.name

    async def complete(self, prompt: Prompt) -> Completion:
        done = await self._model.complete(prompt)
        asked = prompt
        for round_ in range(ROUNDS):
            if not done.tool_calls:
                return done
            results = [(call, await self._result(call, prompt)) for call in done.tool_calls]
            told = [PromptMessage("tool", result, answers=call) for call, result in results]
            said = PromptMessage("assistant", done.text, calls=done.tool_calls)
            asked = replace(asked, messages=(*asked.messages, said, *told))
            if round_ == ROUNDS - 1:
                # Some vendors refuse calls in the conversation where no tools are offered with it.
                asked = replace(asked, messages=in_words(asked.messages), tools=())
            done = together(done, await self._model.complete(asked))
        return done

    async def _result(self, call: ToolCall, prompt: Prompt) -> str:
        known = {tool.name: tool for tool in prompt.tools}
        if call.name not in known:
            return f"There is no tool {call.name!r}."
        fault = schemas.fault(json.dumps(dict(call.arguments)), known[call.name].parameters)
        if fault is not None:
            return f"The arguments do not fit: {fault}."
        return await self._run(call, prompt)


def in_words(messages: tuple[PromptMessage, ...]) -> tuple[PromptMessage, ...]:
    """A conversation in which calls and their results are told in words."""
    return tuple(_told(message) for message in messages)


def _told(message: PromptMessage) -> PromptMessage:
    if message.answers is not None:
        return PromptMessage("user", f"Result of {message.answers.name}: {message.content}")
    if message.calls:
        calls = [{"tool": call.name, "arguments": dict(call.arguments)} for call in message.calls]
        said = "\n".join(json.dumps(call, ensure_ascii=False) for call in calls)
        return PromptMessage(message.role, f"{message.content}\n{said}".strip())
    return message


def _choice(prompt: Prompt) -> dict[str, Any]:
    """The tool, its arguments, and the answer: all required, as some servers want it."""
    names = [*(tool.name for tool in prompt.tools), NONE]
    return {
        "type": "object",
        "properties": {
            "tool": {"type": "string", "enum": names},
            "arguments": {"type": "object"},
            "answer": {"type": "string"} if prompt.schema is None else dict(prompt.schema),
        },
        "required": ["tool", "arguments", "answer"],
        "additionalProperties": False,
    }


def _chosen(done: Completion, prompt: Prompt, place: int) -> Completion:
    chosen = schemas.read(done.text)
    if chosen["tool"] != NONE:
        call = ToolCall(f"call-{place}", chosen["tool"], chosen["arguments"])
        return replace(done, text="", tool_calls=(call,))
    answer = chosen["answer"]
    text = answer if prompt.schema is None else json.dumps(answer, ensure_ascii=False)
    if not text:
        raise ModelFailed(FailureKind.BADRESP, "neither a tool nor an answer")
    return replace(done, text=text)
