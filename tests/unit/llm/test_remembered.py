"""Which earlier answers are given again, to whom, and for how long."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.errors import NoModelLeft
from core.judgement import Attempt, FailureKind, Prompt, Task, Tool
from core.model_settings import Memory
from llm.remembered import Remembered
from tests.fakes import FakeClock, ScriptedModel
from tests.unit.llm.models import ASK

QUESTION = replace(ASK, chat_id=7)


def nobody(kind: FailureKind = FailureKind.CONN) -> NoModelLeft:
    return NoModelLeft((Attempt("a", kind),), kind=kind)


def remembered(clock: FakeClock, *answers: str | Exception, **settings: float) -> Remembered:
    return Remembered(ScriptedModel(*answers, name="a"), clock, Memory.model_validate(settings))


async def test_the_same_question_gets_the_earlier_answer_marked_as_such(clock: FakeClock) -> None:
    subject = remembered(clock, "at eight", nobody())
    first = await subject.complete(QUESTION)
    again = await subject.complete(replace(QUESTION, question="when do you OPEN"))
    assert (first.stale, again.text, again.stale, subject.name) == (False, "at eight", True, "a")
    assert [attempt.kind for attempt in again.attempts] == [FailureKind.CONN]


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(replace(QUESTION, chat_id=8), id="another chat"),
        pytest.param(replace(QUESTION, question="When do you close?"), id="another question"),
        pytest.param(replace(QUESTION, task=Task.PLAN), id="another task"),
        pytest.param(replace(QUESTION, tools=(Tool("order", "Orders.", {}),)), id="with tools"),
        pytest.param(ASK, id="no chat"),
    ],
)
async def test_nobody_else_gets_it(clock: FakeClock, other: Prompt) -> None:
    subject = remembered(clock, "at eight", nobody())
    await subject.complete(QUESTION)
    with pytest.raises(NoModelLeft):
        await subject.complete(other)


async def test_a_word_is_no_question(clock: FakeClock) -> None:
    subject = remembered(clock, "fine", nobody())
    yes = replace(QUESTION, question="Yes!")
    await subject.complete(yes)
    with pytest.raises(NoModelLeft):
        await subject.complete(yes)


async def test_it_is_forgotten_after_a_while(clock: FakeClock) -> None:
    subject = remembered(clock, "at eight", nobody(), stale_for=60)
    await subject.complete(QUESTION)
    await clock.advance(61)
    with pytest.raises(NoModelLeft):
        await subject.complete(QUESTION)


async def test_only_so_many_are_kept(clock: FakeClock) -> None:
    subject = remembered(clock, "one", "two", nobody(), most=1)
    await subject.complete(QUESTION)
    other = replace(QUESTION, question="When do you close?")
    await subject.complete(other)
    assert (await subject.complete(other)).text == "two"
    with pytest.raises(NoModelLeft):
        await subject.complete(QUESTION)


@pytest.mark.parametrize("kind", [FailureKind.FILTER, FailureKind.BADREQ])
async def test_a_request_that_is_refused_is_not_answered_from_memory(
    clock: FakeClock, kind: FailureKind
) -> None:
    subject = remembered(clock, "at eight", nobody(kind))
    await subject.complete(QUESTION)
    with pytest.raises(NoModelLeft):
        await subject.complete(QUESTION)
