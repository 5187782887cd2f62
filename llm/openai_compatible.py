"""Any server that speaks the OpenAI chat completions protocol, by its base URL."""

from __future__ import annotations

import importlib
import json
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from core.errors import ModelFailed
from core.judgement import FailureKind, Task
from llm.adapter import CONNECT
from llm.answer import CallPiece, Finish, Part
from llm.schemas import in_words

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from types import ModuleType

    from openai import AsyncOpenAI

    from core.judgement import Prompt, PromptMessage
    from core.model_settings import OpenAICompatibleProvider

NO_KEY = "none"
"""The SDK insists on a key; servers on one's own machine ask for none."""

FINISHES = {"length": Finish.LENGTH, "content_filter": Finish.FILTER}


class OpenAIWire:
    """A `Wire`."""

    def __init__(self, settings: OpenAICompatibleProvider) -> None:
        self._settings = settings
        self._client: AsyncOpenAI | None = None

    def connect(self) -> tuple[type[Exception], ...]:
        sdk: ModuleType = importlib.import_module("openai")
        transport: ModuleType = importlib.import_module("httpx2")
        key = self._settings.api_key
        client: AsyncOpenAI = sdk.AsyncOpenAI(
            api_key=key.get_secret_value() if key is not None else NO_KEY,
            base_url=self._settings.base_url,
            max_retries=0,
        )
        _ = client.chat.completions  # imported on first touch, which must not be the first customer's
        self._client = client
        return sdk.OpenAIError, transport.HTTPError

    async def close(self) -> None:
        if self._client is not None:
            await self._client.close()

    async def ask(self, prompt: Prompt, seconds: float) -> AsyncGenerator[Part, None]:
        assert self._client is not None
        sdk: ModuleType = importlib.import_module("openai")
        limit = sdk.Timeout(seconds, connect=min(CONNECT, seconds))
        body = request(prompt, self._settings)
        if not self._settings.stream:
            yield whole(await self._client.chat.completions.create(**body, timeout=limit))
            return
        body |= {"stream": True, "stream_options": {"include_usage": True}}
        async with await self._client.chat.completions.create(**body, timeout=limit) as chunks:
            async for chunk in chunks:
                yield _part(chunk, "delta")


def request(prompt: Prompt, settings: OpenAICompatibleProvider) -> dict[str, Any]:
    """What is sent, apart from the time limit."""
    # OpenAI's reasoning models refuse the old name; many servers that copy its protocol know only that.
    is_openai = (urlsplit(settings.base_url).hostname or "").endswith("openai.com")
    limit = "max_completion_tokens" if is_openai else "max_tokens"
    body: dict[str, Any] = {"model": settings.model, limit: prompt.max_tokens}
    messages = prompt.messages
    if prompt.schema is not None and settings.json_schema:
        body["response_format"] = {
            "type": "json_schema",
            "json_schema": {"name": Task(prompt.task).value, "strict": True, "schema": dict(prompt.schema)},
        }
    elif prompt.schema is not None:
        messages = in_words(messages, prompt.schema)
    body["messages"] = [_message(message) for message in messages]
    if settings.temperature is not None:
        body["temperature"] = settings.temperature
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


def whole(answer: object) -> Part:
    """An answer that came at once. Raises ModelFailed for a page instead of JSON, or for another shape."""
    if isinstance(answer, str):
        raise ModelFailed(FailureKind.BADRESP, "text or a page where JSON was expected")
    choices = getattr(answer, "choices", None)
    if not isinstance(choices, list) or not choices:
        raise ModelFailed(FailureKind.BADRESP, "no choices in the answer")
    return _part(answer, "message")


def _part(event: object, place: str) -> Part:
    choices = getattr(event, "choices", None)
    choice = choices[0] if isinstance(choices, list) and choices else None
    said = getattr(choice, place, None)
    content = getattr(said, "content", None)
    usage = getattr(event, "usage", None)
    return Part(
        text=content if isinstance(content, str) else "",
        calls=tuple(
            _piece(index, call) for index, call in enumerate(getattr(said, "tool_calls", None) or ())
        ),
        finish=_finish(getattr(choice, "finish_reason", None), getattr(said, "refusal", None)),
        model=_word(getattr(event, "model", None)),
        prompt_tokens=_count(getattr(usage, "prompt_tokens", None)),
        completion_tokens=_count(getattr(usage, "completion_tokens", None)),
        citations=_citations(event),
    )


def _finish(reason: object, refusal: object) -> Finish | None:
    if refusal:
        return Finish.FILTER
    return None if reason is None else FINISHES.get(str(reason), Finish.STOP)


def _piece(place: int, call: object) -> CallPiece:
    function = getattr(call, "function", None)
    index = getattr(call, "index", None)
    return CallPiece(
        index=index if isinstance(index, int) else place,
        id=_word(getattr(call, "id", None)) or "",
        name=_word(getattr(function, "name", None)) or "",
        arguments=_word(getattr(function, "arguments", None)) or "",
    )


def _message(message: PromptMessage) -> dict[str, Any]:
    if message.answers is not None:
        return {"role": "tool", "tool_call_id": message.answers.id, "content": message.content}
    if not message.calls:
        return {"role": message.role, "content": message.content}
    calls = [
        {
            "id": call.id,
            "type": "function",
            "function": {"name": call.name, "arguments": json.dumps(dict(call.arguments))},
        }
        for call in message.calls
    ]
    return {"role": message.role, "content": message.content or None, "tool_calls": calls}


def _citations(event: object) -> tuple[str, ...]:
    """The sources that Perplexity names beside its answer."""
    told = (getattr(event, "model_extra", None) or {}).get("citations")
    return tuple(source for source in told if isinstance(source, str)) if isinstance(told, list) else ()


def _word(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _count(value: object) -> int | None:
    return value if isinstance(value, int) else None
