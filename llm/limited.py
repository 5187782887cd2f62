"""Our own limit on how many requests a model gets at once: the others wait a moment, then go elsewhere."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from core.errors import ModelFailed
from core.judgement import FailureKind

if TYPE_CHECKING:
    from core.judgement import Completion, Prompt
    from core.ports import ChatModel, Clock

PATIENCE = 5.0
"""Seconds a request waits for its place."""


class Limited:
    """A `ChatModel` around a `ChatModel`. Raises ModelFailed (BUSY), which says nothing about the model."""

    def __init__(self, model: ChatModel, clock: Clock, at_once: int, patience: float = PATIENCE) -> None:
        self._model = model
        self._clock = clock
        self._places = asyncio.Semaphore(at_once)
        self._patience = patience

    @property
    def name(self) -> str:
        return self._model.name

    async def complete(self, prompt: Prompt) -> Completion:
        wait = self._patience
        if prompt.deadline is not None:
            wait = min(wait, prompt.deadline - self._clock.monotonic())
        try:
            async with asyncio.timeout(wait):
                await self._places.acquire()
        except TimeoutError:
            raise ModelFailed(FailureKind.BUSY, "too many requests of ours are under way") from None
        try:
            return await self._model.complete(prompt)
        finally:
            self._places.release()
