"""Who is asked, how often, for how long, and what is told when nobody answers."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import NoModelLeft
from core.judgement import Capability, Completion, FailureKind, Prompt, PromptMessage, Task
from llm.breaker import Breaker, Rules, State
from llm.chain import Chain, Limits, Traits
from tests.fakes import FakeClock, ScriptedModel
from tests.unit.llm.models import ASK, Hanging, PassingClock, failed, full_jitter, no_jitter

if TYPE_CHECKING:
    from core.judgement import Attempt
    from core.ports import ChatModel

K = FailureKind
KINDS_THAT_MOVE_ON = (K.TIMEOUT, K.RATE, K.AUTH, K.QUOTA, K.MODEL, K.BADREQ)


@pytest.fixture
def passing() -> PassingClock:
    return PassingClock()


def guarded(clock: FakeClock, *models: ChatModel) -> list[ChatModel]:
    return [Breaker(model, clock, jitter=no_jitter) for model in models]


def chain(clock: FakeClock, *models: ChatModel) -> Chain:
    return Chain(guarded(clock, *models), clock, jitter=full_jitter)


def kinds(attempts: tuple[Attempt, ...]) -> list[tuple[str, str]]:
    return [
        (attempt.model, attempt.skipped or (attempt.kind.value if attempt.kind else "ok"))
        for attempt in attempts
    ]


def state(subject: Chain, name: str) -> State:
    return dict(subject.states())[name].state


async def failure_of(subject: Chain, prompt: Prompt = ASK) -> NoModelLeft:
    with pytest.raises(NoModelLeft) as caught:
        await subject.complete(prompt)
    return caught.value


async def test_t01_the_first_that_answers_is_enough(passing: PassingClock) -> None:
    a, b = ScriptedModel("at eight", name="a"), ScriptedModel(name="b")
    done = await chain(passing, a, b).complete(ASK)
    assert (done.text, kinds(done.attempts)) == ("at eight", [("a", "ok")])
    assert (len(a.prompts), len(b.prompts)) == (1, 0)


@pytest.mark.parametrize("kind", [K.SERVER, K.OVERLOAD, K.CONN, K.BADRESP])
async def test_t02_what_may_pass_is_tried_twice_then_the_next(
    passing: PassingClock, kind: FailureKind
) -> None:
    a, b = ScriptedModel(failed(kind), name="a"), ScriptedModel("ok", name="b")
    done = await chain(passing, a, b).complete(ASK)
    assert kinds(done.attempts) == [("a", kind.value), ("a", kind.value), ("b", "ok")]


async def test_t03_a_retry_may_help(passing: PassingClock) -> None:
    a = ScriptedModel(failed(K.SERVER), "ok", name="a")
    subject = chain(passing, a, ScriptedModel(name="b"))
    done = await subject.complete(ASK)
    assert kinds(done.attempts) == [("a", "server"), ("a", "ok")]
    assert state(subject, "a") is State.CLOSED


@pytest.mark.parametrize("kind", KINDS_THAT_MOVE_ON)
async def test_t04_what_will_not_pass_is_tried_once(passing: PassingClock, kind: FailureKind) -> None:
    a, b = ScriptedModel(failed(kind), name="a"), ScriptedModel("ok", name="b")
    done = await chain(passing, a, b).complete(ASK)
    assert kinds(done.attempts) == [("a", kind.value), ("b", "ok")]
    assert passing.naps == []


async def test_t05_a_resting_model_is_skipped_until_its_time_is_over(passing: PassingClock) -> None:
    a = ScriptedModel(failed(K.RATE, retry_after=7), "a is back", name="a")
    subject = chain(passing, a, ScriptedModel("b", name="b"))
    assert (await subject.complete(ASK)).text == "b"
    await passing.advance(6.5)
    done = await subject.complete(ASK)
    assert kinds(done.attempts) == [("a", "resting"), ("b", "ok")]
    await passing.advance(1)
    assert (await subject.complete(ASK)).text == "a is back"
    assert state(subject, "a") is State.CLOSED


async def test_t09_the_fourth_request_skips_a_model_that_timed_out_three_times(
    passing: PassingClock,
) -> None:
    a = Hanging("a", passing)
    subject = chain(passing, a, ScriptedModel("b", name="b"))
    for _ in range(4):
        await subject.complete(replace(ASK, deadline=passing.monotonic() + 3))
    assert len(a.waited) == 3


async def test_t10_no_retry_after_the_failure_that_opens(passing: PassingClock) -> None:
    a = ScriptedModel(failed(K.SERVER), name="a")
    subject = chain(passing, a, ScriptedModel("b", name="b"))
    await subject.complete(ASK)
    assert state(subject, "a") is State.CLOSED
    done = await subject.complete(ASK)
    assert kinds(done.attempts) == [("a", "server"), ("b", "ok")]
    assert (len(a.prompts), state(subject, "a")) == (3, State.OPEN)


async def test_t15_a_failing_probe_is_not_repeated(passing: PassingClock) -> None:
    a = ScriptedModel(failed(K.RATE), failed(K.SERVER), name="a")
    subject = chain(passing, a, ScriptedModel("b", name="b"))
    await subject.complete(ASK)
    await passing.advance(10)
    done = await subject.complete(ASK)
    assert kinds(done.attempts) == [("a", "server"), ("b", "ok")]


class Held:
    """Answers once the test lets it."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.calls = 0
        self.answer = asyncio.Event()

    async def complete(self, prompt: Prompt) -> Completion:
        self.calls += 1
        await self.answer.wait()
        return Completion(self.name, self.name, self.name)


class OnceLimited(Held):
    """Refuses the first call, holds the others."""

    async def complete(self, prompt: Prompt) -> Completion:
        if not self.calls:
            self.calls += 1
            raise failed(K.RATE, retry_after=1)
        return await super().complete(prompt)


async def test_t16_while_one_probes_the_others_go_on_to_the_next(passing: PassingClock) -> None:
    a, b = OnceLimited("a"), ScriptedModel("b", name="b")
    subject = chain(passing, a, b)
    await subject.complete(ASK)
    await passing.advance(1)
    texts: list[str] = []

    async def ask() -> None:
        texts.append((await subject.complete(ASK)).text)

    async with asyncio.TaskGroup() as group:
        for _ in range(5):
            group.create_task(ask())
        for _ in range(5):
            await asyncio.sleep(0)
        a.answer.set()
    assert sorted(texts) == ["a", "b", "b", "b", "b"]
    assert a.calls == 2


async def test_t17_a_cancelled_probe_touches_nobody_else(passing: PassingClock) -> None:
    a, b = OnceLimited("a"), ScriptedModel("b", name="b")
    subject = chain(passing, a, b)
    await subject.complete(ASK)
    await passing.advance(1)
    async with asyncio.TaskGroup() as group:
        probe = group.create_task(subject.complete(ASK))
        await asyncio.sleep(0)
        probe.cancel()
    assert probe.cancelled()
    assert (state(subject, "a"), len(b.prompts)) == (State.HALF_OPEN, 1)
    a.answer.set()
    assert (await subject.complete(ASK)).text == "a"


async def test_t20_two_models_that_dislike_the_request_end_it(passing: PassingClock) -> None:
    a, b, c = (ScriptedModel(failed(K.BADREQ), name=name) for name in "abc")
    failure = await failure_of(chain(passing, a, b, c))
    assert (failure.kind, len(c.prompts)) == (K.BADREQ, 0)


async def test_t21_a_content_filter_ends_it_at_once(passing: PassingClock) -> None:
    a, b = ScriptedModel(failed(K.FILTER), name="a"), ScriptedModel("ok", name="b")
    subject = chain(passing, a, b)
    failure = await failure_of(subject)
    assert (failure.kind, len(b.prompts), state(subject, "a")) == (K.FILTER, 0, State.CLOSED)


async def test_t22_a_prompt_too_long_goes_only_to_larger_models(passing: PassingClock) -> None:
    a = ScriptedModel(failed(K.CONTEXT), name="a")
    b, c = ScriptedModel("b", name="b"), ScriptedModel("c", name="c")
    traits = {"a": Traits(8_000), "b": Traits(4_000), "c": Traits(200_000)}
    done = await Chain(guarded(passing, a, b, c), passing, traits=traits).complete(ASK)
    assert kinds(done.attempts) == [
        ("a", "context_length"),
        ("b", "the prompt is too long for it"),
        ("c", "ok"),
    ]


async def test_t23_a_model_too_small_for_the_estimate_is_not_called(passing: PassingClock) -> None:
    long = replace(ASK, messages=(PromptMessage("user", "word " * 5_000),))
    a, c = ScriptedModel("a", name="a"), ScriptedModel("c", name="c")
    done = await Chain([a, c], passing, traits={"a": Traits(4_000)}).complete(long)
    assert (done.text, len(a.prompts)) == ("c", 0)


async def test_t23_what_a_prompt_needs_is_looked_at_before_anything_is_sent(passing: PassingClock) -> None:
    prompt = Prompt(Task.PLAN, (PromptMessage("user", "word " * 5_000),), needs=frozenset({Capability.JSON}))
    a, b, c = (ScriptedModel("ok", name=name) for name in "abc")
    traits = {"a": Traits(4_000), "b": Traits(can=frozenset())}
    subject = Chain(guarded(passing, a, b, c), passing, traits=traits)
    done = await subject.complete(prompt)
    assert kinds(done.attempts) == [
        ("a", "the prompt is too long for it"),
        ("b", "it cannot do json"),
        ("c", "ok"),
    ]
    assert (a.prompts, b.prompts) == ([], [])
    assert (state(subject, "a"), state(subject, "b")) == (State.CLOSED, State.CLOSED)


async def test_when_no_model_can_do_it_that_is_the_reason(passing: PassingClock) -> None:
    prompt = replace(ASK, needs=frozenset({Capability.TOOLS}))
    subject = Chain([ScriptedModel(name="a")], passing, traits={"a": Traits(can=frozenset())})
    assert (await failure_of(subject, prompt)).kind is K.UNABLE


async def test_a_model_of_last_resort_is_asked_while_it_should_rest(passing: PassingClock) -> None:
    a = Breaker(ScriptedModel(failed(K.AUTH), name="a"), passing)
    local = ScriptedModel(failed(K.RATE, retry_after=60), "at eight", name="local")
    last = Breaker(local, passing, rules=Rules(last_resort=True))
    subject = Chain([a, last], passing)
    await failure_of(subject)
    assert state(subject, "local") is State.OPEN
    done = await subject.complete(ASK)
    assert kinds(done.attempts) == [("a", "resting"), ("local", "ok")]
    assert state(subject, "local") is State.CLOSED


async def test_a_last_resort_with_a_wrong_key_rests_like_any_other(passing: PassingClock) -> None:
    last = Breaker(ScriptedModel(failed(K.AUTH), name="local"), passing, rules=Rules(last_resort=True))
    subject = Chain([last], passing)
    await failure_of(subject)
    assert kinds((await failure_of(subject)).attempts) == [("local", "resting")]


async def test_a_model_held_open_is_skipped_and_gives_no_hint(passing: PassingClock) -> None:
    a, b = guarded(passing, ScriptedModel(name="a"), ScriptedModel("b", name="b"))
    assert isinstance(a, Breaker)
    a.force(State.OPEN)
    assert kinds((await Chain([a, b], passing).complete(ASK)).attempts) == [("a", "resting"), ("b", "ok")]
    assert (await failure_of(Chain([a], passing))).retry_after is None


async def test_the_chain_behind_the_first_leaves_out_who_would_be_asked(passing: PassingClock) -> None:
    a, b, c = guarded(passing, *(ScriptedModel("ok", name=name) for name in "abc"))
    assert isinstance(a, Breaker)
    subject = Chain([a, b, c], passing)
    others = subject.behind_first()
    assert others is not None
    assert others.name == "b > c"
    assert Chain([a], passing).behind_first() is None
    a.force(State.OPEN)
    others = subject.behind_first()
    assert others is not None
    assert [name for name, view in others.states() if not view.rests] == ["c"]


TALK = Prompt(
    Task.ANSWER,
    (
        PromptMessage("system", "Be brief."),
        PromptMessage("user", "first question"),
        PromptMessage("assistant", "first answer"),
        PromptMessage("user", "second question"),
        PromptMessage("assistant", "second answer"),
        PromptMessage("user", "third question"),
    ),
)


async def test_a_prompt_too_long_for_all_is_asked_once_more_without_its_older_half(
    passing: PassingClock,
) -> None:
    a = ScriptedModel(failed(K.CONTEXT), "ok", name="a")
    done = await Chain(guarded(passing, a), passing, traits={"a": Traits(8_000)}).complete(TALK)
    assert [message.content for message in a.prompts[1].messages] == [
        "Be brief.",
        "second question",
        "second answer",
        "third question",
    ]
    assert kinds(done.attempts) == [("a", "context_length"), ("a", "ok")]


async def test_a_prompt_that_stays_too_long_ends_with_that_kind(passing: PassingClock) -> None:
    a = ScriptedModel(failed(K.CONTEXT), name="a")
    assert (await failure_of(chain(passing, a), TALK)).kind is K.CONTEXT
    assert len(a.prompts) == 2
    assert (await failure_of(chain(passing, a))).kind is K.CONTEXT
    assert len(a.prompts) == 3


async def test_t24_time_is_left_for_the_models_behind(passing: PassingClock) -> None:
    a, b = Hanging("a", passing), Hanging("b", passing)
    subject = Chain([a, b, ScriptedModel("c", name="c")], passing, limits=Limits(shortest=2))
    done = await subject.complete(replace(ASK, deadline=10))
    assert (a.waited, b.waited, done.text) == ([6], [2], "c")


async def test_t24_a_resting_model_behind_needs_no_time(passing: PassingClock) -> None:
    resting = Breaker(ScriptedModel(failed(K.AUTH), name="b"), passing)
    await failure_of(Chain([resting], passing))
    a = Hanging("a", passing)
    subject = Chain([a, resting, ScriptedModel("c", name="c")], passing, limits=Limits(shortest=2))
    await subject.complete(replace(ASK, deadline=10))
    assert a.waited == [8]


async def test_t25_without_time_nothing_is_sent(passing: PassingClock) -> None:
    a = ScriptedModel("ok", name="a")
    failure = await failure_of(chain(passing, a), replace(ASK, deadline=0.5))
    assert (failure.kind, a.prompts) == (K.DEADLINE, [])


async def test_without_a_deadline_the_chain_sets_its_own(passing: PassingClock) -> None:
    a = Hanging("a", passing)
    await failure_of(Chain([a], passing, limits=Limits(deadline=20)))
    assert a.waited == [20]


async def test_t27_a_short_wish_of_an_overloaded_model_is_waited_for(passing: PassingClock) -> None:
    a = ScriptedModel(failed(K.OVERLOAD, retry_after=1.5), "ok", name="a")
    done = await chain(passing, a, ScriptedModel(name="b")).complete(ASK)
    assert (passing.naps, kinds(done.attempts)) == ([1.5], [("a", "overloaded"), ("a", "ok")])


async def test_t28_a_long_wish_is_not_waited_for(passing: PassingClock) -> None:
    a = ScriptedModel(failed(K.OVERLOAD, retry_after=20), name="a")
    done = await chain(passing, a, ScriptedModel("b", name="b")).complete(ASK)
    assert (passing.naps, kinds(done.attempts)) == ([], [("a", "overloaded"), ("b", "ok")])


async def test_no_failing_model_is_waited_for_as_long_as_it_likes(passing: PassingClock) -> None:
    a = ScriptedModel(failed(K.SERVER, retry_after=20), name="a")
    done = await chain(passing, a, ScriptedModel("b", name="b")).complete(ASK)
    assert (passing.naps, kinds(done.attempts)) == ([], [("a", "server"), ("b", "ok")])


async def test_t29_the_pause_before_a_retry_is_at_most_half_a_second(passing: PassingClock) -> None:
    a = ScriptedModel(failed(K.SERVER), "ok", name="a")
    await chain(passing, a, ScriptedModel(name="b")).complete(ASK)
    assert passing.naps == [0.5]


async def test_a_chain_of_one_tries_three_times_with_growing_pauses(passing: PassingClock) -> None:
    a = ScriptedModel(failed(K.SERVER), failed(K.SERVER), "ok", name="a")
    await chain(passing, a).complete(ASK)
    assert passing.naps == [0.5, 1.0]


async def test_no_retry_that_would_take_the_time_of_the_next(passing: PassingClock) -> None:
    a = ScriptedModel(failed(K.SERVER), name="a")
    done = await chain(passing, a, ScriptedModel("b", name="b")).complete(replace(ASK, deadline=2.4))
    assert kinds(done.attempts) == [("a", "server"), ("b", "ok")]


async def test_t30_when_all_rest_for_a_moment_the_chain_waits_once(passing: PassingClock) -> None:
    a = ScriptedModel(failed(K.RATE, retry_after=2), "ok", name="a")
    b = ScriptedModel(failed(K.RATE, retry_after=60), name="b")
    subject = chain(passing, a, b)
    await failure_of(subject)
    assert (await subject.complete(ASK)).text == "ok"
    assert passing.naps == [2]


async def test_t31_when_all_rest_for_long_it_fails_at_once_with_a_hint(passing: PassingClock) -> None:
    a = ScriptedModel(failed(K.RATE, retry_after=40), name="a")
    b = ScriptedModel(failed(K.RATE, retry_after=60), name="b")
    subject = chain(passing, a, b)
    await failure_of(subject)
    failure = await failure_of(subject)
    assert (failure.retry_after, failure.kind, passing.naps) == (40, None, [])
    assert (len(a.prompts), len(b.prompts)) == (1, 1)
    assert kinds(failure.attempts) == [("a", "resting"), ("b", "resting")]


async def test_t32_the_failure_holds_every_attempt_and_the_first_reason(passing: PassingClock) -> None:
    a = ScriptedModel(failed(K.AUTH, status=401), name="a")
    b = ScriptedModel(failed(K.SERVER, status=500), name="b")
    failure = await failure_of(chain(passing, a, b))
    assert [(x.model, x.kind, x.status) for x in failure.attempts] == [
        ("a", K.AUTH, 401),
        ("b", K.SERVER, 500),
        ("b", K.SERVER, 500),
    ]
    assert failure.kind is K.AUTH


async def test_t33_a_cancelled_request_counts_for_nobody(passing: PassingClock) -> None:
    a, b = Held("a"), ScriptedModel(name="b")
    subject = chain(passing, a, b)
    async with asyncio.TaskGroup() as group:
        task = group.create_task(subject.complete(ASK))
        await asyncio.sleep(0)
        task.cancel()
    assert task.cancelled()
    assert (b.prompts, state(subject, "a")) == ([], State.CLOSED)


async def test_t35_a_minute_of_outage_costs_few_calls(passing: PassingClock) -> None:
    a = ScriptedModel(failed(K.SERVER), name="a")
    subject = chain(passing, a, ScriptedModel("b", name="b"))
    slow = 0
    for _ in range(15):
        began = passing.monotonic()
        await subject.complete(ASK)
        slow += passing.monotonic() > began
        await passing.advance(4)
    assert len(a.prompts) <= 5
    assert slow <= 2


async def test_a_busy_model_hands_over_to_the_next(passing: PassingClock) -> None:
    subject = chain(passing, ScriptedModel(failed(K.BUSY), name="a"), ScriptedModel("b", name="b"))
    assert (await subject.complete(ASK)).text == "b"
    assert state(subject, "a") is State.CLOSED


async def test_a_chain_is_a_model_itself(passing: PassingClock) -> None:
    inner = chain(passing, ScriptedModel("ok", name="a"), ScriptedModel(name="b"))
    done = await Chain([inner], passing).complete(ASK)
    assert (done.text, inner.name) == ("ok", "a > b")


async def test_a_log_line_of_an_attempt_holds_neither_prompt_nor_answer(
    passing: PassingClock, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    a, b = ScriptedModel(failed(K.RATE, status=429), name="a"), ScriptedModel("at eight", name="b")
    await chain(passing, a, b).complete(ASK)
    said = " ".join(str(vars(record)) for record in caplog.records)
    assert [record.message for record in caplog.records] == ["model rests", "model failed", "model answered"]
    assert "open?" not in said
    assert "at eight" not in said


OUTCOMES = st.lists(st.one_of(st.just("ok"), st.sampled_from(list(FailureKind))), min_size=1, max_size=20)


@given(scripts=st.lists(OUTCOMES, min_size=1, max_size=4), pauses=st.lists(st.floats(0, 40), max_size=6))
async def test_any_outcomes_keep_the_rules(scripts: list[list[str]], pauses: list[float]) -> None:
    clock = PassingClock()
    models = [
        ScriptedModel(*(x if x == "ok" else failed(FailureKind(x)) for x in script), name=str(place))
        for place, script in enumerate(scripts)
    ]
    subject = chain(clock, *models)
    retries = 1 if len(models) > 1 else 2
    for pause in [*pauses, 0.0]:
        before = [len(model.prompts) for model in models]
        began = clock.monotonic()
        try:
            attempts = (await subject.complete(ASK)).attempts
            assert attempts[-1].kind is None
        except NoModelLeft as failure:
            attempts = failure.attempts
            assert all(attempt.kind is not None for attempt in attempts)
        calls = [len(model.prompts) - count for model, count in zip(models, before, strict=True)]
        assert all(made <= 1 + retries for made in calls)
        assert sum(calls) == sum(attempt.skipped is None for attempt in attempts)
        called = [int(attempt.model) for attempt in attempts if attempt.skipped is None]
        assert called == sorted(called)
        assert clock.monotonic() - began <= Limits().deadline
        await clock.advance(pause)
