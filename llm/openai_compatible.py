"""Any server that speaks the OpenAI chat completions protocol, by its base URL."""

from __future__ import annotations

import asyncio
import importlib
import json
import re
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlsplit

from core.errors import ModelFailed
from core.judgement import Completion, FailureKind, PromptMessage, Task
from llm.failures import classify

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import ModuleType

    from openai import AsyncOpenAI

    from core.judgement import Prompt
    from core.ports import Clock
    from core.settings import OpenAICompatibleProvider

# Outside the SDK's own hierarchy: broken JSON, JSON of another shape, a page where JSON was expected.
BROKEN_ANSWERS = (OSError, ValueError, TypeError, AttributeError, LookupError, AssertionError)

NO_KEY = "none"
"""The SDK insists on a key; servers on one's own machine ask for none."""

# Local reasoning models print their thoughts in front of the answer; nobody but them should read those.
THOUGHTS = re.compile(r"\A\s*<think>.*?(?:</think>|\Z)\s*", re.DOTALL)


class OpenAICompatible:
    """One provider of the settings. Enter it once, use it for the life of the process.

    Raises ModelFailed and nothing else; the SDK's own retries are off, the chain decides about them.
    """

    def __init__(self, name: str, settings: OpenAICompatibleProvider, clock: Clock) -> None:
        self.name = name
        self._settings = settings
        self._clock = clock
        self._client: AsyncOpenAI | None = None
        self._failures: tuple[type[Exception], ...] = BROKEN_ANSWERS

    async def __aenter__(self) -> Self:
        # Importing the SDK and reading the machine's certificates take half a second of processor time.
        self._client = await asyncio.to_thread(self._connect)
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._client is not None:
            await self._client.close()
            self._client = None

    async def complete(self, prompt: Prompt) -> Completion:
        if self._client is None:
            raise RuntimeError(f"the provider {self.name!r} is used outside its async with")
        began = self._clock.monotonic()
        seconds = self._time_for(prompt)
        try:
            # The SDK's timeout is one per read: a server that drips bytes would hold us for ever.
            async with asyncio.timeout(seconds):
                answer = await self._client.chat.completions.create(
                    **request(prompt, self._settings), timeout=seconds
                )
            text, cut_short = check(answer)
        except self._failures as error:
            # The vendor's words may quote the request, so they must not travel on into a log.
            raise classify(error, self._clock.utc()) from None
        return Completion(
            text=text,
            model=_text_of(answer, "model") or self._settings.model,
            provider=self.name,
            prompt_tokens=_tokens(answer, "prompt_tokens"),
            completion_tokens=_tokens(answer, "completion_tokens"),
            seconds=self._clock.monotonic() - began,
            cut_short=cut_short,
        )

    def _connect(self) -> AsyncOpenAI:
        sdk: ModuleType = importlib.import_module("openai")
        transport: ModuleType = importlib.import_module("httpx2")
        self._failures = (sdk.OpenAIError, transport.HTTPError, *BROKEN_ANSWERS)
        key = self._settings.api_key
        client: AsyncOpenAI = sdk.AsyncOpenAI(
            api_key=key.get_secret_value() if key is not None else NO_KEY,
            base_url=self._settings.base_url,
            max_retries=0,
        )
        _ = client.chat.completions  # imported on first touch, which must not be the first customer's
        return client

    def _time_for(self, prompt: Prompt) -> float:
        if prompt.deadline is None:
            return self._settings.timeout
        left = prompt.deadline - self._clock.monotonic()
        if left <= 0:
            raise ModelFailed(FailureKind.DEADLINE, "no time left to ask")
        return min(self._settings.timeout, left)


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
        messages = _with_schema_in_words(messages, prompt.schema)
    body["messages"] = [{"role": message.role, "content": message.content} for message in messages]
    return body


def check(answer: object) -> tuple[str, bool]:
    """The text of an answer and whether the token limit cut it; a status of 200 proves nothing.

    Raises ModelFailed for a page instead of JSON, another shape, an unfinished or empty answer, a refusal.
    """
    if isinstance(answer, str):
        raise ModelFailed(FailureKind.BADRESP, "text or a page where JSON was expected")
    choices = getattr(answer, "choices", None)
    if not isinstance(choices, list) or not choices:
        raise ModelFailed(FailureKind.BADRESP, "no choices in the answer")
    finish = getattr(choices[0], "finish_reason", None)
    message = getattr(choices[0], "message", None)
    if finish == "content_filter" or getattr(message, "refusal", None):
        raise ModelFailed(FailureKind.FILTER, "refused by the provider's content filter")
    if finish is None:
        raise ModelFailed(FailureKind.BADRESP, "the answer has no finish reason")
    content = getattr(message, "content", None)
    text = THOUGHTS.sub("", content).strip() if isinstance(content, str) else ""
    if not text:
        raise ModelFailed(FailureKind.BADRESP, "the answer has no text")
    return text, finish == "length"


def _with_schema_in_words(
    messages: tuple[PromptMessage, ...], schema: Mapping[str, Any]
) -> tuple[PromptMessage, ...]:
    """Joins the schema to the first system message: many chat templates take only one, and only in front."""
    words = (
        "Answer with one JSON object and nothing else: no code fence, no explanation. "
        f"It must follow this JSON schema:\n{json.dumps(schema, ensure_ascii=False)}"
    )
    if messages and messages[0].role == "system":
        first = PromptMessage("system", f"{messages[0].content}\n\n{words}")
        return (first, *messages[1:])
    return (PromptMessage("system", words), *messages)


def _text_of(answer: object, field: str) -> str | None:
    value = getattr(answer, field, None)
    return value if isinstance(value, str) and value else None


def _tokens(answer: object, field: str) -> int | None:
    count = getattr(getattr(answer, "usage", None), field, None)
    return count if isinstance(count, int) else None
