"""Models in the order in which they are asked: the next answers when one cannot, within one deadline."""

from __future__ import annotations

import logging
import math
import random
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from core.errors import ModelFailed, NoModelLeft
from core.judgement import Attempt, Capability, FailureKind
from llm.breaker import SHORT_WISH, BreakerView, Resting, State
from llm.mended import Unmended
from llm.tokens import estimate

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from core.judgement import Completion, Prompt
    from core.ports import ChatModel, Clock

log = logging.getLogger(__name__)

WORTH_A_RETRY = {FailureKind.SERVER, FailureKind.CONN, FailureKind.BADRESP, FailureKind.OVERLOAD}
STOPS = {FailureKind.FILTER, FailureKind.DEADLINE}


@runtime_checkable
class Rests(Protocol):
    """A model that can tell whether it rests; others are always called."""

    def view(self) -> BreakerView: ...


@dataclass(frozen=True, slots=True)
class Traits:
    """What a model can take: tokens of prompt and answer together (None: any number), and what it can do."""

    room: int | None = None
    can: frozenset[Capability] = frozenset(Capability)


@dataclass(frozen=True, slots=True)
class Limits:
    """Times in seconds. `shortest` is what an attempt needs at least, and what each model behind is left."""

    deadline: float = 45.0
    shortest: float = 1.0
    first_backoff: float = 0.5
    longest_backoff: float = 4.0
    longest_nap: float = 3.0


@dataclass(slots=True)
class _Walk:
    """One request on its way through the chain."""

    deadline: float
    attempts: list[Attempt] = field(default_factory=list)
    refusals: int = 0
    too_small: int = 0
    stopped_by: FailureKind | None = None

    @property
    def has_called(self) -> bool:
        return any(attempt.skipped is None for attempt in self.attempts)

    @property
    def was_too_long(self) -> bool:
        return any(attempt.kind is FailureKind.CONTEXT for attempt in self.attempts)


class Chain:
    """A `ChatModel` of several, each asked at most once per request, plus one retry where that may help.

    `traits` are by the names of models. Raises NoModelLeft with every attempt.
    """

    def __init__(
        self,
        models: Sequence[ChatModel],
        clock: Clock,
        *,
        traits: Mapping[str, Traits] | None = None,
        limits: Limits = Limits(),
        jitter: Callable[[float, float], float] = random.uniform,
    ) -> None:
        self._models = tuple(models)
        self._clock = clock
        self._traits = dict(traits or {})
        self._limits = limits
        self._jitter = jitter
        self._retries = 1 if len(self._models) > 1 else 2

    @property
    def name(self) -> str:
        return " > ".join(model.name for model in self._models)

    def states(self) -> list[tuple[str, BreakerView]]:
        """Each model with what its breaker says, in the order in which they are asked."""
        return [(model.name, _view(model)) for model in self._models]

    def behind_first(self) -> Chain | None:
        """The same chain without the model that would be asked first now; None when that is all of it."""
        awake = [model for model in self._models if not _view(model).rests]
        others = [model for model in self._models if model not in awake[:1]]
        if len(awake) < 2:
            return None
        return Chain(others, self._clock, traits=self._traits, limits=self._limits, jitter=self._jitter)

    async def complete(self, prompt: Prompt) -> Completion:
        deadline = prompt.deadline
        if deadline is None:
            deadline = self._clock.monotonic() + self._limits.deadline
        walk = _Walk(deadline)
        done = await self._pass(prompt, walk)
        if done is None and walk.stopped_by is None:
            done = await self._second_pass(prompt, walk)
        if done is None:
            raise NoModelLeft(walk.attempts, kind=_reason(walk), retry_after=self._soonest())
        return replace(done, attempts=tuple(walk.attempts))

    async def _second_pass(self, prompt: Prompt, walk: _Walk) -> Completion | None:
        """Once, and only if something is different then: a shorter prompt, or a model that has woken."""
        if walk.was_too_long:
            shorter = _without_older_half(prompt)
            walk.too_small = 0
            return await self._pass(shorter, walk) if shorter is not None else None
        nap = self._soonest()
        left = walk.deadline - self._clock.monotonic() - self._limits.shortest
        if walk.has_called or nap is None or nap > min(self._limits.longest_nap, left):
            return None
        await self._clock.sleep(nap)
        return await self._pass(prompt, walk)

    async def _pass(self, prompt: Prompt, walk: _Walk) -> Completion | None:
        size = estimate(prompt)
        for place, model in enumerate(self._models):
            unfit = self._unfit(model, prompt, size, walk)
            if unfit is not None:
                walk.attempts.append(unfit)
                continue
            behind = sum(not _view(other).rests for other in self._models[place + 1 :])
            done = await self._ask(model, prompt, walk, behind)
            if done is not None or walk.stopped_by is not None:
                return done
        return None

    def _unfit(self, model: ChatModel, prompt: Prompt, size: int, walk: _Walk) -> Attempt | None:
        """Why this request is not sent to a model at all; it says nothing about the model's health."""
        traits = self._traits.get(model.name, Traits())
        if missing := prompt.needs - traits.can:
            return Attempt(model.name, FailureKind.UNABLE, skipped=f"it cannot do {min(missing)}")
        if traits.room is not None and (size > traits.room or traits.room <= walk.too_small):
            return Attempt(model.name, FailureKind.CONTEXT, skipped="the prompt is too long for it")
        return None

    async def _ask(self, model: ChatModel, prompt: Prompt, walk: _Walk, behind: int) -> Completion | None:
        """One model, with its retry. `behind` are the models that must be left some time."""
        for retry in range(self._retries + 1):
            now = self._clock.monotonic()
            left = walk.deadline - now
            if left < self._limits.shortest:
                walk.attempts.append(Attempt(model.name, FailureKind.DEADLINE, skipped="no time is left"))
                walk.stopped_by = FailureKind.DEADLINE
                return None
            slot = max(self._limits.shortest, left - self._limits.shortest * behind)
            try:
                done = await model.complete(replace(prompt, deadline=now + slot))
            except Resting as rest:
                walk.attempts.append(Attempt(model.name, rest.kind, skipped="resting"))
                return None
            except ModelFailed as failure:
                self._record(model, walk, began=now, failure=failure)
                delay = self._delay(model, failure, retry)
                left = walk.deadline - self._clock.monotonic()
                if delay is None or left < delay + self._limits.shortest * (1 + behind):
                    self._judge(model, failure, walk)
                    return None
                await self._clock.sleep(delay)
            else:
                self._record(model, walk, began=now)
                return done
        return None

    def _delay(self, model: ChatModel, failure: ModelFailed, retry: int) -> float | None:
        """Seconds until the same model is asked again; None when it is not."""
        wish = failure.retry_after or 0.0
        if failure.kind not in WORTH_A_RETRY or isinstance(failure, Unmended):
            return None
        if retry >= self._retries or wish > SHORT_WISH:
            return None
        if _view(model).state is not State.CLOSED:
            return None  # it has just opened, or this was its probe
        longest = min(self._limits.longest_backoff, self._limits.first_backoff * 2**retry)
        return max(wish, self._jitter(0.0, longest))

    def _judge(self, model: ChatModel, failure: ModelFailed, walk: _Walk) -> None:
        """Whether the walk ends here. One vendor may dislike what another takes; two dislike the request."""
        walk.refusals += failure.kind is FailureKind.BADREQ
        if failure.kind in STOPS or walk.refusals > 1:
            walk.stopped_by = failure.kind
        if failure.kind is FailureKind.CONTEXT:
            walk.too_small = max(walk.too_small, self._traits.get(model.name, Traits()).room or 0)

    def _record(
        self, model: ChatModel, walk: _Walk, *, began: float, failure: ModelFailed | None = None
    ) -> None:
        seconds = self._clock.monotonic() - began
        kind, status = (failure.kind, failure.status) if failure else (None, None)
        walk.attempts.append(Attempt(model.name, kind, seconds, status))
        facts = {"model": model.name, "kind": kind, "status": status, "seconds": round(seconds, 3)}
        if failure is None:
            log.info("model answered", extra=facts)
        else:
            log.warning("model failed", extra=facts)

    def _soonest(self) -> float | None:
        """Seconds until the first model wakes; None when one is awake already."""
        views = [_view(model) for model in self._models]
        soonest = min((view.rests_for if view.rests else 0.0 for view in views), default=0.0)
        return soonest if 0 < soonest < math.inf else None


def _view(model: ChatModel) -> BreakerView:
    return model.view() if isinstance(model, Rests) else BreakerView(State.CLOSED)


def _reason(walk: _Walk) -> FailureKind | None:
    """What stopped the walk, else the first thing that really went wrong; None when all models rest."""
    if walk.stopped_by is not None:
        return walk.stopped_by
    called = [attempt.kind for attempt in walk.attempts if attempt.skipped is None]
    if called:
        return called[0]
    if walk.was_too_long:
        return FailureKind.CONTEXT
    kinds = {attempt.kind for attempt in walk.attempts}
    return FailureKind.UNABLE if kinds == {FailureKind.UNABLE} else None


def _without_older_half(prompt: Prompt) -> Prompt | None:
    """The instructions and the newer half of the conversation; None when there is no older half."""
    system = tuple(message for message in prompt.messages if message.role == "system")
    talk = [message for message in prompt.messages if message.role != "system"]
    kept = talk[len(talk) // 2 :]
    while kept and kept[0].role != "user":  # chat templates want the other side to begin
        kept = kept[1:]
    if not kept or len(kept) == len(talk):
        return None
    return replace(prompt, messages=(*system, *kept))
