"""Google's own protocol (Gemini), by its SDK google-genai."""

from __future__ import annotations

import importlib
from contextlib import aclosing
from typing import TYPE_CHECKING, Any

from core.errors import ModelFailed
from core.judgement import FailureKind
from llm.adapter import CONNECT
from llm.answer import CallPiece, Finish, Part
from llm.schemas import in_words

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from types import ModuleType

    import httpx2
    from google.genai import Client

    from core.judgement import Prompt, PromptMessage
    from core.model_settings import GoogleProvider

FILTERS = {
    "SAFETY",
    "RECITATION",
    "LANGUAGE",
    "BLOCKLIST",
    "PROHIBITED_CONTENT",
    "SPII",
    "IMAGE_SAFETY",
    "IMAGE_PROHIBITED_CONTENT",
    "IMAGE_RECITATION",
    "MODEL_ARMOR",
}
FINISHES = {"STOP": Finish.STOP, "MAX_TOKENS": Finish.LENGTH, **dict.fromkeys(FILTERS, Finish.FILTER)}
NO_FINISH = {None, "FINISH_REASON_UNSPECIFIED"}


class GoogleWire:
    """A `Wire`.

    The SDK takes aiohttp where that is installed, and then retries by itself after up to ten seconds,
    whatever it was told: a client of our own keeps it from doing so. Nobody but us closes that one.
    """

    def __init__(self, settings: GoogleProvider) -> None:
        self._settings = settings
        self._client: Client | None = None
        self._transport: httpx2.AsyncClient | None = None

    def connect(self) -> tuple[type[Exception], ...]:
        sdk: ModuleType = importlib.import_module("google.genai")
        transport: ModuleType = importlib.import_module("httpx2")
        key = self._settings.api_key
        self._transport = transport.AsyncClient(timeout=transport.Timeout(None, connect=CONNECT))
        self._client = sdk.Client(
            api_key=key.get_secret_value() if key is not None else "none",
            vertexai=False,
            http_options=sdk.types.HttpOptions(
                base_url=self._settings.base_url,
                api_version=self._settings.api_version,
                retry_options=sdk.types.HttpRetryOptions(attempts=1),
                httpx_async_client=self._transport,
            ),
        )
        _ = self._client.aio.models  # imported on first touch, which must not be the first customer's
        return sdk.errors.APIError, transport.HTTPError

    async def close(self) -> None:
        if self._client is not None:
            await self._client.aio.aclose()
            self._client.close()
        if self._transport is not None:
            await self._transport.aclose()

    async def ask(self, prompt: Prompt, seconds: float) -> AsyncGenerator[Part, None]:
        assert self._client is not None
        types: ModuleType = importlib.import_module("google.genai.types")
        body = request(prompt, self._settings)
        # The SDK counts its timeout in milliseconds.
        options = types.HttpOptions(timeout=max(1, round(seconds * 1000)))
        config = types.GenerateContentConfig(**body.pop("config"), http_options=options)
        models = self._client.aio.models
        if not self._settings.stream:
            yield part(await models.generate_content(**body, config=config))
            return
        stream: Any = await models.generate_content_stream(**body, config=config)
        async with aclosing(stream) as chunks:
            async for chunk in chunks:
                yield part(chunk)


def request(prompt: Prompt, settings: GoogleProvider) -> dict[str, Any]:
    """What is sent, as plain data. Instructions stand apart from the conversation there."""
    messages = prompt.messages
    config: dict[str, Any] = {"max_output_tokens": prompt.max_tokens}
    if prompt.schema is not None and settings.json_schema:
        config["response_mime_type"] = "application/json"
        config["response_json_schema"] = dict(prompt.schema)
    elif prompt.schema is not None:
        messages = in_words(messages, prompt.schema)
    system = "\n\n".join(message.content for message in messages if message.role == "system")
    if system:
        config["system_instruction"] = system
    if settings.temperature is not None:
        config["temperature"] = settings.temperature
    if prompt.tools:
        config["automatic_function_calling"] = {"disable": True}
        declared = [
            {
                "name": tool.name,
                "description": tool.description,
                "parameters_json_schema": dict(tool.parameters),
            }
            for tool in prompt.tools
        ]
        config["tools"] = [{"function_declarations": declared}]
    contents = [
        {"role": "model" if message.role == "assistant" else "user", "parts": _parts(message)}
        for message in messages
        if message.role != "system"
    ]
    return {"model": settings.model, "contents": contents, "config": config}


def _parts(message: PromptMessage) -> list[dict[str, Any]]:
    if message.answers is not None:
        reply = {"name": message.answers.name, "response": {"result": message.content}}
        return [{"function_response": reply}]
    said = [{"text": message.content}] if message.content or not message.calls else []
    return [
        *said,
        *({"function_call": {"name": call.name, "args": dict(call.arguments)}} for call in message.calls),
    ]


def part(answer: object) -> Part:
    """What an answer, or one event of it, adds. Raises ModelFailed when the prompt itself was blocked."""
    usage = getattr(answer, "usage_metadata", None)
    if getattr(getattr(answer, "prompt_feedback", None), "block_reason", None) is not None:
        raise ModelFailed(FailureKind.FILTER, "refused by the provider's content filter")
    candidates = getattr(answer, "candidates", None) or [None]
    pieces = getattr(getattr(candidates[0], "content", None), "parts", None) or []
    return Part(
        text="".join(each.text for each in pieces if each.text and not each.thought),
        calls=tuple(
            CallPiece(None, call.id or "", call.name or "", call.args or {})
            for call in (each.function_call for each in pieces)
            if call
        ),
        finish=_finish(getattr(candidates[0], "finish_reason", None)),
        model=getattr(answer, "model_version", None),
        prompt_tokens=_count(usage, "prompt_token_count"),
        completion_tokens=_completion_tokens(usage),
    )


def _finish(reason: Any) -> Finish | None:
    name = getattr(reason, "name", None)
    return None if name in NO_FINISH else FINISHES.get(str(name), Finish.BROKEN)


def _completion_tokens(usage: object) -> int | None:
    """Thoughts are paid for like words."""
    said, thought = _count(usage, "candidates_token_count"), _count(usage, "thoughts_token_count")
    return None if said is None and thought is None else (said or 0) + (thought or 0)


def _count(usage: object, field: str) -> int | None:
    value = getattr(usage, field, None)
    return value if isinstance(value, int) else None
