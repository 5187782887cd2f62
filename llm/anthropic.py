"""Anthropic's own protocol, by its SDK."""

from __future__ import annotations

import importlib
import logging
from typing import TYPE_CHECKING, Any

from core.errors import ModelFailed
from core.judgement import FailureKind
from llm.adapter import CONNECT
from llm.answer import CallPiece, Finish, Part
from llm.schemas import in_words

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Iterator
    from types import ModuleType

    from anthropic import AsyncAnthropic

    from core.judgement import Prompt, PromptMessage
    from core.model_settings import AnthropicProvider

log = logging.getLogger(__name__)

FINISHES = {
    "max_tokens": Finish.LENGTH,
    "model_context_window_exceeded": Finish.LENGTH,
    "refusal": Finish.FILTER,
    "pause_turn": Finish.BROKEN,
}


class AnthropicWire:
    """A `Wire`. The API of today knows no sampling: a temperature is left out, and said so once."""

    def __init__(self, settings: AnthropicProvider) -> None:
        self._settings = settings
        self._client: AsyncAnthropic | None = None

    def connect(self) -> tuple[type[Exception], ...]:
        sdk: ModuleType = importlib.import_module("anthropic")
        transport: ModuleType = importlib.import_module("httpx2")
        key = self._settings.api_key
        client: AsyncAnthropic = sdk.AsyncAnthropic(
            api_key=key.get_secret_value() if key is not None else "none",
            base_url=self._settings.base_url,
            max_retries=0,
        )
        _ = client.messages  # imported on first touch, which must not be the first customer's
        self._client = client
        if self._settings.temperature is not None:
            log.warning("temperature is left out: Anthropic takes it no longer")
        return sdk.AnthropicError, transport.HTTPError

    async def close(self) -> None:
        if self._client is not None:
            await self._client.close()

    async def ask(self, prompt: Prompt, seconds: float) -> AsyncGenerator[Part, None]:
        assert self._client is not None
        sdk: ModuleType = importlib.import_module("anthropic")
        limit = sdk.Timeout(seconds, connect=min(CONNECT, seconds))
        body = request(prompt, self._settings)
        if not self._settings.stream:
            yield whole(await self._client.messages.create(**body, timeout=limit))
            return
        async with await self._client.messages.create(**body, stream=True, timeout=limit) as events:
            async for event in events:
                yield _part(event)


def request(prompt: Prompt, settings: AnthropicProvider) -> dict[str, Any]:
    """What is sent, apart from the time limit. Instructions stand apart from the conversation there."""
    messages = prompt.messages
    body: dict[str, Any] = {"model": settings.model, "max_tokens": prompt.max_tokens}
    if prompt.schema is not None and settings.json_schema:
        body["output_config"] = {"format": {"type": "json_schema", "schema": dict(prompt.schema)}}
    elif prompt.schema is not None:
        messages = in_words(messages, prompt.schema)
    system = "\n\n".join(message.content for message in messages if message.role == "system")
    if system:
        body["system"] = system
    body["messages"] = [
        {"role": "assistant" if message.role == "assistant" else "user", "content": _content(message)}
        for message in messages
        if message.role != "system"
    ]
    if prompt.tools:
        body["tools"] = [
            {"name": tool.name, "description": tool.description, "input_schema": dict(tool.parameters)}
            for tool in prompt.tools
        ]
    return body


def _content(message: PromptMessage) -> str | list[dict[str, Any]]:
    if message.answers is not None:
        return [
            {"type": "tool_result", "tool_use_id": message.answers.id, "content": message.content},
        ]
    if not message.calls:
        return message.content
    said = [{"type": "text", "text": message.content}] if message.content else []
    calls = [
        {"type": "tool_use", "id": call.id, "name": call.name, "input": dict(call.arguments)}
        for call in message.calls
    ]
    return [*said, *calls]


def whole(answer: object) -> Part:
    """An answer that came at once. Raises ModelFailed for a page instead of JSON, or for another shape."""
    blocks = getattr(answer, "content", None)
    if isinstance(answer, str) or not isinstance(blocks, list):
        raise ModelFailed(FailureKind.BADRESP, "no content in the answer")
    usage = getattr(answer, "usage", None)
    texts = [getattr(block, "text", None) for block in blocks if getattr(block, "type", None) == "text"]
    return Part(
        text="".join(text for text in texts if isinstance(text, str)),
        calls=tuple(_pieces(blocks)),
        finish=_finish(answer),
        model=getattr(answer, "model", None),
        prompt_tokens=_prompt_tokens(usage),
        completion_tokens=_count(usage, "output_tokens"),
    )


def _pieces(blocks: list[Any]) -> Iterator[CallPiece]:
    for index, block in enumerate(blocks):
        if getattr(block, "type", None) == "tool_use":
            yield CallPiece(index, str(block.id), str(block.name), block.input)


def _part(event: Any) -> Part:
    """One event of an answer. Attributes of other shapes are missing, which the adapter takes as broken."""
    match event.type:
        case "message_start":
            return Part(model=event.message.model, prompt_tokens=_prompt_tokens(event.message.usage))
        case "content_block_start" if event.content_block.type == "tool_use":
            block = event.content_block
            return Part(calls=(CallPiece(event.index, block.id, block.name),))
        case "content_block_delta" if event.delta.type == "text_delta":
            return Part(text=event.delta.text)
        case "content_block_delta" if event.delta.type == "input_json_delta":
            return Part(calls=(CallPiece(event.index, arguments=event.delta.partial_json),))
        case "message_delta":
            return Part(finish=_finish(event.delta), completion_tokens=_count(event.usage, "output_tokens"))
        case _:
            return Part()


def _finish(told: object) -> Finish | None:
    reason = getattr(told, "stop_reason", None)
    return None if reason is None else FINISHES.get(str(reason), Finish.STOP)


def _prompt_tokens(usage: object) -> int | None:
    """All that was read: Anthropic tells what it had read before apart from what was new."""
    told = [
        _count(usage, field)
        for field in ("input_tokens", "cache_read_input_tokens", "cache_creation_input_tokens")
    ]
    return None if told[0] is None else sum(count or 0 for count in told)


def _count(usage: object, field: str) -> int | None:
    value = getattr(usage, field, None)
    return value if isinstance(value, int) else None
