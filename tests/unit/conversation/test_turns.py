"""A decision is kept with all that led to it, without the words of any model."""

from __future__ import annotations

import pytest

from conversation import activity, turns
from conversation.db import Database
from conversation.turns import Outcome
from core.judgement import Attempt, Completion, Decision, FailureKind, Handover, Judged, Plan, Reply, Silence

PLAN = Plan("question", "calm", 2, "en", should_reply=True, strategy="answer briefly", reason="a fact")
CALL = Completion(
    "Yes, we are open.", "gpt-x", "second", 120, 12, 0.4, (Attempt("first", FailureKind.TIMEOUT, 3.0),)
)
JUDGED = Judged(PLAN, (CALL,), ("length",), {"plan": 1.5})


async def record(db: Database, chat: int, decision: Decision, *, dropped: bool = False) -> turns.TurnView:
    async with db.transaction() as session:
        turn_id = await turns.record(
            session, chat_id=chat, decision=decision, timings={"waited": 4.0}, dropped=dropped
        )
        found = await turns.get(session, turn_id)
    assert found is not None
    return found


async def test_a_reply_is_kept_with_plan_models_guards_and_times(db: Database, chat: int) -> None:
    turn = await record(db, chat, Reply("Yes, we are open.", JUDGED))
    assert (turn.outcome, turn.reason, turn.plan) == (Outcome.REPLY, None, PLAN)
    assert (turn.guards, turn.seconds) == (("length",), {"plan": 1.5, "waited": 4.0})
    (call,) = turn.calls
    assert (call["model"], call["provider"], call["prompt_tokens"]) == ("gpt-x", "second", 120)
    assert call["attempts"][0]["kind"] == "timeout"
    assert "text" not in call


@pytest.mark.parametrize(
    ("decision", "dropped", "outcome", "reason"),
    [
        (Silence("nothing to add", Judged(None)), False, Outcome.SILENCE, "nothing to add"),
        (Handover("asked for a person", JUDGED), False, Outcome.HANDOVER, "asked for a person"),
        (Reply("too late", JUDGED), True, Outcome.DROPPED, None),
    ],
)
async def test_every_other_outcome_says_why(
    db: Database, chat: int, decision: Decision, dropped: bool, outcome: Outcome, reason: str | None
) -> None:
    turn = await record(db, chat, decision, dropped=dropped)
    assert (turn.outcome, turn.reason) == (outcome, reason)


async def test_plan_and_decision_are_told_as_they_come(db: Database, chat: int) -> None:
    turn = await record(db, chat, Reply("Yes", JUDGED))
    unplanned = await record(db, chat, Silence("off topic", Judged(None)))
    async with db.reading() as session:
        events = [event for event in await activity.since(session, 0, 20) if event.turn_id]
    assert [(event.kind, event.turn_id, event.detail) for event in events] == [
        ("planned", turn.id, None),
        ("decided", turn.id, "reply"),
        ("decided", unplanned.id, "silence"),
    ]


async def test_the_turns_of_a_chat_are_listed_newest_first(db: Database, chat: int) -> None:
    first, second = [await record(db, chat, Silence(why, Judged(None))) for why in ("a", "b")]
    async with db.reading() as session:
        assert await turns.for_chat(session, chat) == [second, first]
        assert await turns.for_chat(session, chat, limit=1) == [second]
        assert await turns.get(session, 999) is None
