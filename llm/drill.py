"""A fire drill: a model seems to fail for a while, so that people see what then happens; nothing is sent."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from core.errors import ModelFailed

if TYPE_CHECKING:
    from core.judgement import Completion, FailureKind, Prompt
    from core.ports import ChatModel, Clock

log = logging.getLogger(__name__)


class Drill:
    """A `ChatModel` around a `ChatModel`; stands inside the breaker, which then really opens."""

    def __init__(self, model: ChatModel, clock: Clock) -> None:
        self._model = model
        self._clock = clock
        self._kind: FailureKind | None = None
        self._until = 0.0

    @property
    def name(self) -> str:
        return self._model.name

    @property
    def is_on(self) -> bool:
        return self._kind is not None and self._clock.monotonic() < self._until

    def begin(self, kind: FailureKind, seconds: float) -> None:
        """Every call fails with `kind` from now on, for so many seconds."""
        self._kind, self._until = kind, self._clock.monotonic() + seconds
        log.warning("a drill begins", extra={"model": self.name, "kind": kind.value, "seconds": seconds})

    def end(self) -> None:
        self._kind = None

    async def complete(self, prompt: Prompt) -> Completion:
        if self._kind is not None and self.is_on:
            raise ModelFailed(self._kind, "a drill")
        return await self._model.complete(prompt)
