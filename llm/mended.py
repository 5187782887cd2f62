"""Holds a model to the schema it was given: what does not follow it is sent back once, with the reason."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from core.errors import ModelFailed
from core.judgement import FailureKind, PromptMessage
from llm import schemas

if TYPE_CHECKING:
    from core.judgement import Completion, Prompt
    from core.ports import ChatModel

MOST_SHOWN = 4_000
"""Characters of a faulty answer that are shown to the model again."""


class Unmended(ModelFailed):
    """The model was asked to mend its answer, and did not: asking it once more is useless."""


class Mended:
    """A `ChatModel` around a `ChatModel`. Raises Unmended when the second answer is no better."""

    def __init__(self, model: ChatModel) -> None:
        self._model = model

    @property
    def name(self) -> str:
        return self._model.name

    async def complete(self, prompt: Prompt) -> Completion:
        first = await self._model.complete(prompt)
        if prompt.schema is None or first.tool_calls:
            return first
        fault = schemas.fault(first.text, prompt.schema)
        if fault is None:
            return first
        words = f"That does not fit: {fault}. Answer again with the JSON object alone."
        shown = PromptMessage("assistant", first.text[:MOST_SHOWN])
        messages = (*prompt.messages, shown, PromptMessage("user", words))
        second = await self._model.complete(replace(prompt, messages=messages))
        if schemas.fault(second.text, prompt.schema) is not None:
            raise Unmended(FailureKind.BADRESP, "the answer does not follow its schema, twice")
        return together(first, second)


def together(first: Completion, second: Completion) -> Completion:
    """The second answer, with what both took."""
    return replace(
        second,
        prompt_tokens=(first.prompt_tokens or 0) + (second.prompt_tokens or 0),
        completion_tokens=(first.completion_tokens or 0) + (second.completion_tokens or 0),
        seconds=first.seconds + second.seconds,
        attempts=(*first.attempts, *second.attempts),
        estimated=first.estimated or second.estimated,
        first_token=first.first_token,
    )
