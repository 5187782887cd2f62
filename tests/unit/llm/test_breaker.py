"""When a model rests, for how long, and how it comes back."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import ModelFailed
from core.judgement import Completion, FailureKind, Prompt
from llm.breaker import Breaker, Resting, Rules, State
from tests.fakes import FakeClock, ScriptedModel
from tests.unit.llm.models import ASK, failed, full_jitter, no_jitter

if TYPE_CHECKING:
    from collections.abc import Callable

K = FailureKind


def breaker(
    model: ScriptedModel, clock: FakeClock, jitter: Callable[[float, float], float] = no_jitter
) -> Breaker:
    return Breaker(model, clock, jitter=jitter)


async def outcome(subject: Breaker) -> str:
    try:
        return (await subject.complete(ASK)).text
    except Resting:
        return "resting"
    except ModelFailed as failure:
        return failure.kind.value


async def test_a_healthy_model_is_passed_through_with_its_name(clock: FakeClock) -> None:
    model = ScriptedModel("at eight", name="a")
    subject = breaker(model, clock)
    assert subject.name == "a"
    assert (await subject.complete(ASK)).text == "at eight"
    assert subject.view().state is State.CLOSED
    assert model.prompts == [ASK]


async def test_t05_a_rate_limit_rests_exactly_as_long_as_the_vendor_asks(clock: FakeClock) -> None:
    subject = breaker(ScriptedModel(failed(K.RATE, retry_after=7), "ok"), clock, full_jitter)
    await outcome(subject)
    view = subject.view()
    assert (view.state, view.reason, view.rests_for) == (State.OPEN, K.RATE, 7)
    assert view.until is not None
    assert (view.until - clock.utc()).total_seconds() == 7
    await clock.advance(6.5)
    assert await outcome(subject) == "resting"
    await clock.advance(1)
    assert subject.view().state is State.HALF_OPEN
    assert await outcome(subject) == "ok"
    assert subject.view().state is State.CLOSED


@pytest.mark.parametrize(
    ("wish", "seconds"), [(None, 10), (86_400, 600), (7, 7)], ids=["t06 no header", "t07 a day", "t08 kept"]
)
async def test_t06_to_t08_how_long_a_rate_limit_rests(
    clock: FakeClock, wish: float | None, seconds: float
) -> None:
    subject = breaker(ScriptedModel(failed(K.RATE, retry_after=wish)), clock, full_jitter)
    await outcome(subject)
    assert subject.view().rests_for == seconds


async def test_t09_three_timeouts_in_a_row_open(clock: FakeClock) -> None:
    model = ScriptedModel(failed(K.TIMEOUT), name="a")
    subject = breaker(model, clock)
    assert [await outcome(subject) for _ in range(4)] == ["timeout"] * 3 + ["resting"]
    assert len(model.prompts) == 3
    assert subject.view().rests_for == 15


async def test_our_own_openings_are_prolonged_by_jitter_never_shortened(clock: FakeClock) -> None:
    subject = breaker(ScriptedModel(failed(K.CONN)), clock, full_jitter)
    for _ in range(3):
        await outcome(subject)
    assert subject.view().rests_for == pytest.approx(18)


async def test_t11_half_of_five_calls_in_a_minute_open(clock: FakeClock) -> None:
    bad = failed(K.TIMEOUT)
    subject = breaker(ScriptedModel("ok", bad, "ok", bad, bad), clock)
    for _ in range(5):
        await outcome(subject)
        await clock.advance(10)
    assert subject.view().reason is K.TIMEOUT


async def test_t12_the_same_calls_spread_out_leave_it_closed(clock: FakeClock) -> None:
    bad = failed(K.TIMEOUT)
    subject = breaker(ScriptedModel("ok", bad, "ok", bad, bad), clock)
    for _ in range(5):
        await outcome(subject)
        await clock.advance(25)
    assert subject.view().state is State.CLOSED


async def test_t13_a_probe_that_answers_closes(clock: FakeClock) -> None:
    bad = failed(K.SERVER)
    subject = breaker(ScriptedModel(bad, bad, bad, "ok"), clock)
    for _ in range(3):
        await outcome(subject)
    await clock.advance(15.1)
    assert subject.view().state is State.HALF_OPEN
    assert await outcome(subject) == "ok"
    assert subject.view().state is State.CLOSED


async def test_t14_openings_double_up_to_five_minutes_while_probes_fail(clock: FakeClock) -> None:
    subject = breaker(ScriptedModel(failed(K.SERVER)), clock)
    for _ in range(3):
        await outcome(subject)
    openings = []
    for _ in range(7):
        openings.append(subject.view().rests_for)
        await clock.advance(openings[-1])
        assert await outcome(subject) == "server"
    assert openings == [15, 30, 60, 120, 240, 300, 300]


class Slow:
    """Answers when the test says so."""

    name = "slow"

    def __init__(self) -> None:
        self.calls = 0
        self.answer = asyncio.Event()

    async def complete(self, prompt: Prompt) -> Completion:
        self.calls += 1
        await self.answer.wait()
        return Completion("late but right", "slow", "slow")


class Switch:
    """Forwards to one model, then to another."""

    name = "switch"

    def __init__(self, first: ScriptedModel, then: Slow) -> None:
        self.now: ScriptedModel | Slow = first
        self._then = then

    def turn(self) -> None:
        self.now = self._then

    async def complete(self, prompt: Prompt) -> Completion:
        return await self.now.complete(prompt)


async def half_open(clock: FakeClock, slow: Slow) -> Breaker:
    switch = Switch(ScriptedModel(failed(K.RATE, retry_after=1)), slow)
    subject = Breaker(switch, clock)
    await outcome(subject)
    switch.turn()
    await clock.advance(1)
    return subject


async def test_t16_only_one_of_five_requests_probes(clock: FakeClock) -> None:
    slow = Slow()
    subject = await half_open(clock, slow)
    results: list[str] = []

    async def ask() -> None:
        results.append(await outcome(subject))

    async with asyncio.TaskGroup() as group:
        for _ in range(5):
            group.create_task(ask())
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        slow.answer.set()
    assert sorted(results) == ["late but right"] + ["resting"] * 4
    assert slow.calls == 1


async def test_t17_a_cancelled_probe_lets_the_next_request_probe(clock: FakeClock) -> None:
    slow = Slow()
    subject = await half_open(clock, slow)
    async with asyncio.TaskGroup() as group:
        probe = group.create_task(subject.complete(ASK))
        await asyncio.sleep(0)
        probe.cancel()
    assert probe.cancelled()
    assert subject.view().state is State.HALF_OPEN
    slow.answer.set()
    assert await outcome(subject) == "late but right"


@pytest.mark.parametrize("kind", [K.AUTH, K.QUOTA, K.MODEL])
async def test_t18_what_needs_a_person_rests_ten_minutes_then_twice_as_long(
    clock: FakeClock, kind: FailureKind, caplog: pytest.LogCaptureFixture
) -> None:
    subject = breaker(ScriptedModel(failed(kind)), clock, full_jitter)
    openings = []
    for _ in range(5):
        await outcome(subject)
        assert subject.view().reason is kind
        openings.append(subject.view().rests_for)
        await clock.advance(openings[-1])
    assert openings == [600, 1200, 2400, 3600, 3600]
    assert {record.levelno for record in caplog.records} == {logging.ERROR}


async def test_two_refused_keys_at_once_tell_the_owner_once(
    clock: FakeClock, caplog: pytest.LogCaptureFixture
) -> None:
    class Refusing(Slow):
        async def complete(self, prompt: Prompt) -> Completion:
            await super().complete(prompt)
            raise failed(K.AUTH)

    slow = Refusing()
    subject = Breaker(slow, clock)
    async with asyncio.TaskGroup() as group:
        for _ in range(2):
            group.create_task(outcome(subject))
        await asyncio.sleep(0)
        slow.answer.set()
    assert subject.view().rests_for == 600
    assert [record.message for record in caplog.records] == ["model rests"]


@pytest.mark.parametrize("kind", [K.BADREQ, K.CONTEXT, K.FILTER, K.BUSY, K.DEADLINE])
async def test_t19_a_refusal_of_the_request_never_opens(clock: FakeClock, kind: FailureKind) -> None:
    model = ScriptedModel(failed(kind))
    subject = breaker(model, clock)
    for _ in range(20):
        await outcome(subject)
    assert subject.view().state is State.CLOSED
    assert len(model.prompts) == 20


async def test_a_refusal_of_the_request_ends_a_row_of_failures(clock: FakeClock) -> None:
    bad = failed(K.SERVER)
    subject = breaker(ScriptedModel(bad, bad, failed(K.BADREQ), bad), clock)
    for _ in range(4):
        await outcome(subject)
    assert subject.view().state is State.CLOSED


async def test_a_refusal_of_the_request_closes_after_a_probe(clock: FakeClock) -> None:
    subject = breaker(ScriptedModel(failed(K.RATE), failed(K.CONTEXT)), clock)
    await outcome(subject)
    await clock.advance(10)
    await outcome(subject)
    assert subject.view().state is State.CLOSED


async def test_a_busy_probe_proves_nothing(clock: FakeClock) -> None:
    subject = breaker(ScriptedModel(failed(K.RATE), failed(K.BUSY), "ok"), clock)
    await outcome(subject)
    await clock.advance(10)
    await outcome(subject)
    assert subject.view().state is State.HALF_OPEN
    assert await outcome(subject) == "ok"


async def test_t34_a_later_rate_limit_does_not_shorten_an_opening(clock: FakeClock) -> None:
    class LateRateLimit(Slow):
        async def complete(self, prompt: Prompt) -> Completion:
            await super().complete(prompt)
            raise failed(K.RATE, retry_after=1)

    late = LateRateLimit()
    switch = Switch(ScriptedModel(failed(K.AUTH)), late)
    subject = Breaker(switch, clock)
    first = switch.now
    async with asyncio.TaskGroup() as group:
        switch.turn()
        group.create_task(outcome(subject))
        await asyncio.sleep(0)
        switch.now = first
        await outcome(subject)
        late.answer.set()
    assert (subject.view().reason, subject.view().rests_for) == (K.AUTH, 600)


async def test_failures_under_way_when_it_opened_do_not_lengthen_the_opening(clock: FakeClock) -> None:
    class Failing(Slow):
        async def complete(self, prompt: Prompt) -> Completion:
            await super().complete(prompt)
            raise failed(K.SERVER)

    slow = Failing()
    subject = Breaker(slow, clock, jitter=no_jitter)
    async with asyncio.TaskGroup() as group:
        for _ in range(8):
            group.create_task(outcome(subject))
        await asyncio.sleep(0)
        slow.answer.set()
    assert subject.view().rests_for == 15


async def test_failures_from_before_a_recovery_say_nothing_about_now(clock: FakeClock) -> None:
    class Failing(Slow):
        async def complete(self, prompt: Prompt) -> Completion:
            await super().complete(prompt)
            raise failed(K.SERVER)

    slow = Failing()
    switch = Switch(ScriptedModel(failed(K.RATE), "ok"), slow)
    first = switch.now
    subject = Breaker(switch, clock)
    async with asyncio.TaskGroup() as group:
        switch.turn()
        for _ in range(3):
            group.create_task(outcome(subject))
        await asyncio.sleep(0)
        switch.now = first
        await outcome(subject)
        await clock.advance(10)
        assert await outcome(subject) == "ok"
        slow.answer.set()
    assert slow.calls == 3
    assert subject.view().state is State.CLOSED


async def test_t37_after_recovery_everything_begins_anew(clock: FakeClock) -> None:
    bad = failed(K.SERVER)
    subject = breaker(ScriptedModel(bad, bad, bad, bad, "ok", bad), clock)
    for _ in range(3):
        await outcome(subject)
    await clock.advance(15)
    await outcome(subject)
    await clock.advance(30)
    assert await outcome(subject) == "ok"
    assert [await outcome(subject) for _ in range(2)] == ["server"] * 2
    assert subject.view().state is State.CLOSED
    await outcome(subject)
    assert subject.view().rests_for == 15


async def test_t38_an_overload_with_a_long_wish_rests_at_once(clock: FakeClock) -> None:
    subject = breaker(ScriptedModel(failed(K.OVERLOAD, retry_after=20)), clock, full_jitter)
    await outcome(subject)
    assert (subject.view().reason, subject.view().rests_for) == (K.OVERLOAD, 20)


async def test_an_overload_with_a_short_wish_only_counts(clock: FakeClock) -> None:
    subject = breaker(ScriptedModel(failed(K.OVERLOAD, retry_after=2)), clock)
    await outcome(subject)
    assert subject.view().state is State.CLOSED


async def test_a_rate_limit_does_not_make_later_openings_longer(clock: FakeClock) -> None:
    bad = failed(K.SERVER)
    subject = breaker(ScriptedModel(failed(K.RATE, retry_after=5), failed(K.RATE), bad), clock)
    await outcome(subject)
    await clock.advance(5)
    await outcome(subject)
    await clock.advance(10)
    await outcome(subject)
    assert subject.view().rests_for == 15


STEPS = st.lists(
    st.tuples(
        st.one_of(st.just("ok"), st.sampled_from(list(FailureKind))),
        st.one_of(st.none(), st.floats(0, 100_000)),
        st.floats(0, 400),
    ),
    min_size=1,
    max_size=30,
)


@given(steps=STEPS)
async def test_any_history_keeps_the_rules(steps: list[tuple[str, float | None, float]]) -> None:
    clock = FakeClock()
    model = ScriptedModel(
        *(
            answer if answer == "ok" else failed(FailureKind(answer), retry_after=wish)
            for answer, wish, _ in steps
        )
    )
    subject = breaker(model, clock, full_jitter)
    longest = max(Rules().longest_alarm, Rules().longest_opening * 1.2)
    for _, _, pause in steps:
        before, calls = subject.view(), len(model.prompts)
        said = await outcome(subject)
        after = subject.view()
        assert (said == "resting") == (before.state is State.OPEN) == (len(model.prompts) == calls)
        assert 0 <= after.rests_for <= longest
        if said == "ok":
            assert after.state is State.CLOSED
        if before.state is State.HALF_OPEN and said in {"server", "connection", "timeout", "bad_response"}:
            assert after.state is State.OPEN
        await clock.advance(pause)


async def test_a_breaker_held_closed_lets_every_call_through(clock: FakeClock) -> None:
    subject = breaker(ScriptedModel(failed(K.AUTH)), clock)
    subject.force(State.CLOSED)
    assert [await outcome(subject) for _ in range(5)] == ["auth"] * 5
    assert (subject.view().state, subject.view().is_forced) == (State.CLOSED, True)


async def test_a_breaker_held_open_stays_so_until_it_is_let_go(clock: FakeClock) -> None:
    model = ScriptedModel("ok")
    subject = breaker(model, clock)
    subject.force(State.OPEN)
    await clock.advance(10_000)
    assert (await outcome(subject), model.prompts) == ("resting", [])
    subject.force(None)
    assert (await outcome(subject), subject.view().state) == ("ok", State.CLOSED)


async def test_letting_go_forgets_why_it_rested(clock: FakeClock) -> None:
    subject = breaker(ScriptedModel(failed(K.AUTH), "ok"), clock)
    await outcome(subject)
    subject.force(None)
    assert await outcome(subject) == "ok"


def test_nobody_can_hold_a_breaker_half_open(clock: FakeClock) -> None:
    with pytest.raises(ValueError, match="open or closed"):
        breaker(ScriptedModel(), clock).force(State.HALF_OPEN)


async def test_five_failures_and_sixty_seconds_as_they_can_be_set(clock: FakeClock) -> None:
    rules = Rules(failures_in_a_row=5, first_opening=60, window_calls=1_000)
    subject = Breaker(ScriptedModel(failed(K.SERVER)), clock, rules=rules, jitter=no_jitter)
    for _ in range(4):
        await outcome(subject)
    assert subject.view().state is State.CLOSED
    await outcome(subject)
    assert subject.view().rests_for == 60
