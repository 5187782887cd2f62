"""Keeps every call of a chain: which model served it, how it ended, what it cost; none of its words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.errors import NoModelLeft
from core.judgement import ModelCall

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from core.judgement import Attempt, Completion, Prompt
    from core.ports import CallBook, ChatModel


@dataclass(frozen=True, slots=True)
class Price:
    """Of a million tokens read and written."""

    read: float = 0.0
    written: float = 0.0

    def of(self, prompt_tokens: int, completion_tokens: int) -> int:
        """Millionths of the currency."""
        return round(prompt_tokens * self.read + completion_tokens * self.written)


class Booked:
    """A `ChatModel` around a chain. `prices` are by the names of providers; others cost nothing."""

    def __init__(self, chain: ChatModel, book: CallBook, prices: Mapping[str, Price]) -> None:
        self._chain = chain
        self._book = book
        self._prices = prices

    @property
    def name(self) -> str:
        return self._chain.name

    async def complete(self, prompt: Prompt) -> Completion:
        try:
            done = await self._chain.complete(prompt)
        except NoModelLeft as failure:
            await self._note(prompt, failure.attempts, None)
            raise
        await self._note(prompt, done.attempts, done)
        return done

    async def _note(self, prompt: Prompt, attempts: Sequence[Attempt], done: Completion | None) -> None:
        calls = [_call(prompt, attempt) for attempt in attempts if attempt.skipped is None and attempt.kind]
        if done is not None:
            calls.append(self._answered(prompt, done))
        if calls:
            await self._book.note(calls)

    def _answered(self, prompt: Prompt, done: Completion) -> ModelCall:
        price = self._prices.get(done.provider, Price())
        return ModelCall(
            task=prompt.task,
            provider=done.provider,
            model=done.model,
            kind=None,
            seconds=done.seconds,
            prompt_tokens=done.prompt_tokens,
            completion_tokens=done.completion_tokens,
            estimated=done.estimated,
            cost=price.of(done.prompt_tokens or 0, done.completion_tokens or 0),
            chat_id=prompt.chat_id,
            newest_id=prompt.newest_id,
        )


def _call(prompt: Prompt, attempt: Attempt) -> ModelCall:
    """A call that failed. What it took is told by nobody, so it counts as nothing."""
    return ModelCall(
        task=prompt.task,
        provider=attempt.model,
        model="",
        kind=attempt.kind,
        seconds=attempt.seconds,
        chat_id=prompt.chat_id,
        newest_id=prompt.newest_id,
    )
