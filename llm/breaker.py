"""A circuit breaker around one model: rests it while calling it is useless, then tries it with one request.

```
CLOSED     failures in a row, or too many in the last minute, or the vendor's wish  -> OPEN
OPEN       its time is over                                                         -> HALF_OPEN
HALF_OPEN  one real request as a probe: it answers -> CLOSED, it fails -> OPEN, for longer
```

An operator may hold it open or closed; then nothing that happens to the model changes it.
"""

from __future__ import annotations

import logging
import math
import random
from collections import deque
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from core.errors import ModelFailed
from core.judgement import FailureKind

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from core.judgement import Completion, Prompt
    from core.ports import ChatModel, Clock

log = logging.getLogger(__name__)

SHORT_WISH = 2.0
"""Seconds of Retry-After that are simply waited for, without resting the model."""

COUNTED = {
    FailureKind.SERVER,
    FailureKind.CONN,
    FailureKind.BADRESP,
    FailureKind.OVERLOAD,
    FailureKind.TIMEOUT,
}
NEEDS_A_PERSON = {FailureKind.AUTH, FailureKind.QUOTA, FailureKind.MODEL}
NEUTRAL = {FailureKind.BUSY, FailureKind.DEADLINE, FailureKind.UNABLE}
MAY_BE_GONE = COUNTED | {FailureKind.RATE}
"""Reasons that a model of last resort is asked in spite of: they may have passed, and nobody else is left."""


class State(StrEnum):
    """CLOSED calls the model, OPEN rests it, HALF_OPEN lets one request through."""

    CLOSED = "closed"
    OPEN = "open"
    HALF_OPEN = "half_open"


@dataclass(frozen=True, slots=True)
class BreakerView:
    """What an operator sees of a breaker; `rests_for` are the seconds until `until`.

    `is_forced`: a person holds it so. `is_asked`: although it is open, as nobody stands behind it.
    """

    state: State
    reason: FailureKind | None = None
    until: datetime | None = None
    rests_for: float = 0.0
    is_forced: bool = False
    is_asked: bool = False

    @property
    def rests(self) -> bool:
        return self.state is State.OPEN and not self.is_asked


@dataclass(frozen=True, slots=True)
class Rules:
    """When a breaker opens and for how long; times in seconds."""

    failures_in_a_row: int = 3
    window: float = 60.0
    window_calls: int = 5
    window_share: float = 0.5
    first_opening: float = 15.0
    longest_opening: float = 300.0
    jitter: float = 0.2
    rate_limit: float = 10.0
    longest_wish: float = 600.0
    first_alarm: float = 600.0
    longest_alarm: float = 3600.0
    last_resort: bool = False


class Resting(ModelFailed):
    """The model was not called: its breaker is open, or another request is probing it."""


class Breaker:
    """A `ChatModel` around a `ChatModel`. Raises Resting instead of calling a model that rests.

    `jitter(low, high)` draws the share that our own openings are prolonged by; a vendor's wish is kept
    to the letter.
    """

    def __init__(
        self,
        model: ChatModel,
        clock: Clock,
        *,
        rules: Rules = Rules(),
        jitter: Callable[[float, float], float] = random.uniform,
    ) -> None:
        self._model = model
        self._clock = clock
        self._rules = rules
        self._jitter = jitter
        self._until: float | None = None
        self._reason: FailureKind | None = None
        self._is_probing = False
        self._forced: State | None = None
        self._era = 0
        self._forget()

    @property
    def name(self) -> str:
        return self._model.name

    def view(self) -> BreakerView:
        if self._forced is not None:
            never = math.inf if self._forced is State.OPEN else 0.0
            return BreakerView(self._forced, rests_for=never, is_forced=True)
        if self._until is None:
            return BreakerView(State.CLOSED)
        left = self._until - self._clock.monotonic()
        if left <= 0:
            return BreakerView(State.HALF_OPEN, self._reason)
        until = self._clock.utc() + timedelta(seconds=left)
        is_asked = self._rules.last_resort and self._reason in MAY_BE_GONE
        return BreakerView(State.OPEN, self._reason, until, left, is_asked=is_asked)

    def force(self, state: State | None) -> None:
        """Holds it open or closed until it is let go with None; then it begins anew, closed.

        Raises ValueError for HALF_OPEN, which cannot be held.
        """
        if state is State.HALF_OPEN:
            raise ValueError("a breaker can be held open or closed")
        self._forced = state
        log.warning("a breaker is held", extra={"model": self.name, "state": state and state.value})
        self._close()

    async def complete(self, prompt: Prompt) -> Completion:
        state = self.view()
        if state.rests or (state.state is State.HALF_OPEN and self._is_probing):
            wish = state.rests_for if math.isfinite(state.rests_for) else None
            raise Resting(state.reason or FailureKind.BUSY, "resting", retry_after=wish)
        # Between the question above and the mark below nothing may be awaited: one probe, not two.
        is_probe = state.state is State.HALF_OPEN
        self._is_probing = self._is_probing or is_probe
        era = self._era
        try:
            done = await self._model.complete(prompt)
        except ModelFailed as failure:
            self._failed(failure, is_probe=is_probe, is_late=era != self._era)
            raise
        finally:
            # Also on cancellation: a probe that never came back must not keep the model asleep for ever.
            if is_probe:
                self._is_probing = False
        self._answered(is_probe=is_probe, is_late=era != self._era)
        return done

    def _answered(self, *, is_probe: bool, is_late: bool) -> None:
        if is_probe or (self._until is not None and self._rules.last_resort):
            self._close()
        elif not is_late:
            self._in_a_row = 0
            self._note(failed=False)

    def _failed(self, failure: ModelFailed, *, is_probe: bool, is_late: bool) -> None:
        kind, wish, rules = failure.kind, failure.retry_after, self._rules
        if kind in NEUTRAL or isinstance(failure, Resting) or self._forced is not None:
            return
        if kind is FailureKind.RATE:
            asked = rules.rate_limit if wish is None else min(wish, rules.longest_wish)
            self._open(kind, asked)
        elif kind in NEEDS_A_PERSON:
            if not is_late or not self._alarms:
                self._alarms += 1
            self._open(kind, min(rules.first_alarm * 2 ** (self._alarms - 1), rules.longest_alarm))
        elif kind is FailureKind.OVERLOAD and wish is not None and wish > SHORT_WISH:
            self._open(kind, min(wish, rules.longest_wish))
        elif kind in COUNTED:
            # Those that were under way when it opened tell nothing new.
            if not is_late:
                self._count()
                if is_probe or self._is_too_much():
                    self._trip(kind)
        else:
            # A refusal of this request proves that the model is alive.
            self._answered(is_probe=is_probe, is_late=is_late)

    def _count(self) -> None:
        self._in_a_row += 1
        self._note(failed=True)

    def _note(self, *, failed: bool) -> None:
        now = self._clock.monotonic()
        self._calls.append((now, failed))
        while self._calls[0][0] <= now - self._rules.window:
            self._calls.popleft()

    def _is_too_much(self) -> bool:
        if self._in_a_row >= self._rules.failures_in_a_row:
            return True
        failures = sum(failed for _, failed in self._calls)
        calls = len(self._calls)
        return calls >= self._rules.window_calls and failures >= self._rules.window_share * calls

    def _trip(self, kind: FailureKind) -> None:
        self._trips += 1
        opening = min(self._rules.first_opening * 2 ** (self._trips - 1), self._rules.longest_opening)
        self._open(kind, opening * (1 + self._jitter(0.0, self._rules.jitter)))

    def _open(self, kind: FailureKind, seconds: float) -> None:
        until = self._clock.monotonic() + seconds
        if self._until is not None and until <= self._until:
            return
        is_known = self._reason is kind and self.view().state is State.OPEN
        self._until, self._reason = until, kind
        self._era += 1
        if is_known:
            return
        level = logging.ERROR if kind in NEEDS_A_PERSON else logging.WARNING
        log.log(level, "model rests", extra={"model": self.name, "kind": kind, "seconds": round(seconds, 1)})

    def _close(self) -> None:
        was_open = self._until is not None
        self._until = self._reason = None
        self._era += 1
        self._forget()
        if was_open:
            log.info("model is back", extra={"model": self.name})

    def _forget(self) -> None:
        self._in_a_row = 0
        self._trips = 0
        self._alarms = 0
        self._calls: deque[tuple[float, bool]] = deque()
