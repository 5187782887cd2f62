"""Ollama's own protocol, by its SDK, which knows neither total time limits nor Retry-After."""

from __future__ import annotations

import importlib
from contextlib import aclosing
from typing import TYPE_CHECKING, Any

from llm.adapter import CONNECT
from llm.answer import CallPiece, Finish, Part
from llm.schemas import in_words

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from types import ModuleType

    from ollama import AsyncClient

    from core.judgement import Prompt, PromptMessage
    from core.model_settings import OllamaProvider

FINISHES = {"length": Finish.LENGTH, "load": Finish.BROKEN, "unload": Finish.BROKEN}


class OllamaWire:
    """A `Wire`."""

    def __init__(self, settings: OllamaProvider) -> None:
        self._settings = settings
        self._client: AsyncClient | None = None

    def connect(self) -> tuple[type[Exception], ...]:
        sdk: ModuleType = importlib.import_module("ollama")
        transport: ModuleType = importlib.import_module("httpx")
        key = self._settings.api_key
        headers = {} if key is None else {"Authorization": f"Bearer {key.get_secret_value()}"}
        self._client = sdk.AsyncClient(
            host=self._settings.base_url,
            timeout=transport.Timeout(None, connect=CONNECT),
            headers=headers,
        )
        return sdk.ResponseError, sdk.RequestError, transport.HTTPError

    async def close(self) -> None:
        if self._client is not None:
            await self._client.close()  # type: ignore[no-untyped-call]

    async def ask(self, prompt: Prompt, seconds: float) -> AsyncGenerator[Part, None]:
        del seconds  # its client has one timeout for all calls; the adapter's holds each of them
        assert self._client is not None
        body = request(prompt, self._settings)
        if not self._settings.stream:
            yield part(await self._client.chat(**body))
            return
        stream: Any = await self._client.chat(**body, stream=True)
        async with aclosing(stream) as chunks:
            async for chunk in chunks:
                yield part(chunk)


def request(prompt: Prompt, settings: OllamaProvider) -> dict[str, Any]:
    """What is sent. Without `num_ctx` the server would silently forget the beginning of a long prompt."""
    messages = prompt.messages
    options: dict[str, Any] = {"num_predict": prompt.max_tokens, "num_ctx": settings.max_context}
    if settings.temperature is not None:
        options["temperature"] = settings.temperature
    body: dict[str, Any] = {"model": settings.model, "options": options}
    if prompt.schema is not None and settings.json_schema:
        body["format"] = dict(prompt.schema)
    elif prompt.schema is not None:
        messages = in_words(messages, prompt.schema)
    body["messages"] = [_message(message) for message in messages]
    if prompt.tools:
        body["tools"] = [
            {
                "type": "function",
                "function": {
                    "name": tool.name,
                    "description": tool.description,
                    "parameters": dict(tool.parameters),
                },
            }
            for tool in prompt.tools
        ]
    return body


def _message(message: PromptMessage) -> dict[str, Any]:
    made: dict[str, Any] = {"role": message.role, "content": message.content}
    if message.answers is not None:
        made["tool_name"] = message.answers.name
    if message.calls:
        made["tool_calls"] = [
            {"function": {"name": call.name, "arguments": dict(call.arguments)}} for call in message.calls
        ]
    return made


def part(answer: Any) -> Part:
    """What an answer, or one line of it, adds."""
    calls = answer.message.tool_calls or ()
    return Part(
        text=answer.message.content or "",
        calls=tuple(
            CallPiece(None, name=call.function.name, arguments=call.function.arguments) for call in calls
        ),
        finish=_finish(answer) if answer.done else None,
        model=answer.model,
        prompt_tokens=answer.prompt_eval_count,
        completion_tokens=answer.eval_count,
    )


def _finish(answer: Any) -> Finish:
    return FINISHES.get(answer.done_reason or "stop", Finish.STOP)
