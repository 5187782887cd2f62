"""What all vendors share: one client for the life of the process, total time limits, one tree of failures."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from typing import TYPE_CHECKING, Protocol, Self

from core.errors import ModelFailed
from core.judgement import Completion, FailureKind
from llm import tokens
from llm.answer import Answer
from llm.failures import classify

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from core.judgement import Prompt
    from core.model_settings import Remote
    from core.ports import Clock
    from llm.answer import Part

CONNECT = 3.0
"""Seconds until a connection must stand."""

# Outside the SDKs' own hierarchies: broken JSON, JSON of another shape, a page where JSON was expected.
BROKEN_ANSWERS = (OSError, ValueError, TypeError, AttributeError, LookupError, AssertionError)


class Wire(Protocol):
    """One wire format: the only place that knows its SDK, whose own retries it turns off."""

    def connect(self) -> tuple[type[Exception], ...]:
        """Imports the SDK, makes the client, and returns the SDK's own exceptions. Runs in a thread."""

    def ask(self, prompt: Prompt, seconds: float) -> AsyncGenerator[Part, None]: ...
    async def close(self) -> None: ...


class Adapter:
    """A `ChatModel` over one wire. Enter it once, use it for the life of the process.

    Raises ModelFailed and nothing else. Answers are taken word by word where the settings allow it, and
    given on only when they are whole: so a model may be left in mid-answer at any time.
    """

    def __init__(self, name: str, wire: Wire, settings: Remote, clock: Clock) -> None:
        self.name = name
        self._wire = wire
        self._settings = settings
        self._clock = clock
        self._failures: tuple[type[Exception], ...] = ()

    async def __aenter__(self) -> Self:
        # Importing an SDK and reading the machine's certificates take up to a second of processor time.
        own = await asyncio.to_thread(self._wire.connect)
        self._failures = (*own, *BROKEN_ANSWERS)
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._failures:
            self._failures = ()
            await self._wire.close()

    async def complete(self, prompt: Prompt) -> Completion:
        if not self._failures:
            raise RuntimeError(f"the provider {self.name!r} is used outside its async with")
        began = self._clock.monotonic()
        answer = Answer()
        try:
            first = await self._listen(prompt, answer, self._time_for(prompt))
            text, calls = answer.check()
        except self._failures as error:
            # The vendor's words may quote the request, so they must not travel on into a log.
            raise classify(error, self._clock.utc()) from None
        is_told = answer.prompt_tokens is not None and answer.completion_tokens is not None
        return Completion(
            text=text,
            model=answer.model or self._settings.model,
            provider=self.name,
            prompt_tokens=answer.prompt_tokens if is_told else tokens.of_prompt(prompt),
            completion_tokens=answer.completion_tokens if is_told else tokens.of_text(text),
            seconds=self._clock.monotonic() - began,
            cut_short=answer.is_cut_short,
            tool_calls=calls,
            citations=answer.citations,
            first_token=first,
            estimated=not is_told,
        )

    async def _listen(self, prompt: Prompt, answer: Answer, seconds: float) -> float | None:
        """Takes the answer in, and returns the seconds until it began; None where it came at once.

        An SDK's timeout is one per read: a server that drips bytes would hold us for ever.
        """
        loop = asyncio.get_running_loop()
        began = loop.time()
        first = None
        patience = self._settings.first_token if self._settings.stream else seconds
        async with (
            asyncio.timeout(seconds),
            asyncio.timeout(patience) as silence,
            aclosing(self._wire.ask(prompt, seconds)) as parts,
        ):
            async for part in parts:
                answer.add(part)
                if self._settings.stream and answer.has_begun:
                    first = loop.time() - began if first is None else first
                    silence.reschedule(loop.time() + self._settings.idle)
        return first

    def _time_for(self, prompt: Prompt) -> float:
        if prompt.deadline is None:
            return self._settings.timeout
        left = prompt.deadline - self._clock.monotonic()
        if left <= 0:
            raise ModelFailed(FailureKind.DEADLINE, "no time left to ask")
        return min(self._settings.timeout, left)
