"""Asks a second model beside a slow first one; the first whole answer counts, the other call is cancelled.

In a partial outage every request would become two, so it is done rarely, and never while a model rests.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.errors import LLMError
from llm.breaker import State

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.judgement import Completion, Prompt
    from core.ports import ChatModel, Clock
    from llm.chain import Chain

log = logging.getLogger(__name__)

OF_THE_LAST = 100
MOST = 5
"""Second calls among the last requests."""


@dataclass(slots=True)
class _Race:
    """Who has come in so far."""

    done: asyncio.Event
    answer: Completion | None = None
    failure: LLMError | None = None
    running: int = 0


class Hedge:
    """A `ChatModel` around a chain. `is_thrifty` says that money is short: then nothing is asked twice."""

    def __init__(
        self, chain: Chain, clock: Clock, after: float, is_thrifty: Callable[[], bool] = lambda: False
    ) -> None:
        self._chain = chain
        self._clock = clock
        self._after = after
        self._is_thrifty = is_thrifty
        self._last: deque[bool] = deque(maxlen=OF_THE_LAST)

    @property
    def name(self) -> str:
        return self._chain.name

    async def complete(self, prompt: Prompt) -> Completion:
        others = self._others(prompt)
        if others is None:
            self._last.append(False)
            return await self._chain.complete(prompt)
        race = _Race(asyncio.Event())
        async with asyncio.TaskGroup() as group:
            runners = [group.create_task(_run(self._chain, prompt, race))]
            waiting = group.create_task(self._clock.sleep(self._after))
            came = group.create_task(race.done.wait())
            await asyncio.wait((waiting, came), return_when=asyncio.FIRST_COMPLETED)
            is_slow = not race.done.is_set()
            self._last.append(is_slow)
            if is_slow:
                log.info("a second model is asked beside a slow one", extra={"model": others.name})
                runners.append(group.create_task(_run(others, prompt, race)))
                await race.done.wait()
            for task in (*runners, waiting, came):
                task.cancel()
        if race.answer is not None:
            return race.answer
        assert race.failure is not None
        raise race.failure

    def _others(self, prompt: Prompt) -> Chain | None:
        is_calm = all(view.state is State.CLOSED for _, view in self._chain.states())
        # A tool may do something in the world, which must not be done twice.
        if prompt.tools or not is_calm or sum(self._last) >= MOST or self._is_thrifty():
            return None
        return self._chain.behind_first()


async def _run(model: ChatModel, prompt: Prompt, race: _Race) -> None:
    """One call. A failure ends the race only when nobody else is under way."""
    race.running += 1
    try:
        race.answer = await model.complete(prompt)
    except LLMError as error:
        race.failure = race.failure or error
    race.running -= 1
    if race.answer is not None or not race.running:
        race.done.set()
