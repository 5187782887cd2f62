"""Stored messages and outgoing rows as one thread."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from conversation.history import MessageView
from conversation.outbox import OutboxView
from core.content import Details, Mention, Reaction
from core.types import Author, Direction, MessageKind, OutboxState, Quoted, Seen, Tick
from dashboard.bubbles import merged

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def message(number: int, **other: Any) -> MessageView:
    facts: dict[str, Any] = {
        "id": number,
        "wa_id": f"W{number}",
        "direction": Direction.IN,
        "author": Author.CONTACT,
        "sender": None,
        "kind": MessageKind.TEXT,
        "text": f"message {number}",
        "sent_at": None,
        "seen_at": NOON + timedelta(minutes=number),
        "seen": Seen.LIVE,
        "edited": False,
        "outbox_id": None,
        "tick": None,
        "quoted": None,
        **other,
    }
    return MessageView(**facts)


def row(number: int, state: OutboxState, **other: Any) -> OutboxView:
    facts: dict[str, Any] = {
        "id": number,
        "chat_id": 1,
        "account": "main",
        "text": f"row {number}",
        "author": Author.BOT,
        "state": state,
        "wa_id": None,
        "mark": None,
        "error": None,
        "attempts": 0,
        "created_at": NOON + timedelta(minutes=number),
        "updated_at": NOON,
        "by": None,
        "turn_id": None,
        **other,
    }
    return OutboxView(**facts)


def test_what_is_on_its_way_comes_below_what_was_stored() -> None:
    found = merged([message(1)], [row(7, OutboxState.QUEUED), row(5, OutboxState.SENDING)], is_newest=True)
    assert [bubble.key for bubble in found] == ["m1", "o5", "o7"]


def test_an_older_page_holds_only_its_own_messages() -> None:
    assert len(merged([message(1)], [row(5, OutboxState.QUEUED)], is_newest=False)) == 1


@pytest.mark.parametrize("proof", [{"outbox_id": 5}, {"wa_id": "SAME"}])
def test_a_bubble_and_its_row_are_one(proof: dict[str, Any]) -> None:
    own = message(1, direction=Direction.OUT, author=Author.BOT, tick=Tick.SENT, **proof)
    (bubble,) = merged([own], [row(5, OutboxState.READ, wa_id="SAME")], is_newest=True)
    assert (bubble.key, bubble.message_id, bubble.outbox_id, bubble.state) == ("o5", 1, 5, OutboxState.READ)


def test_a_row_whose_bubble_lies_on_an_older_page_is_not_shown_again() -> None:
    old = row(1, OutboxState.READ, wa_id="OLD")
    assert [bubble.key for bubble in merged([message(30)], [old], is_newest=True)] == ["m30"]


def test_a_row_that_was_just_sent_stays_until_the_page_shows_it() -> None:
    assert [bubble.key for bubble in merged([message(1)], [row(9, OutboxState.SENT)], is_newest=True)] == [
        "m1",
        "o9",
    ]


def test_what_was_cancelled_is_not_shown() -> None:
    assert merged([], [row(1, OutboxState.CANCELLED)], is_newest=True) == []


def test_troubles_stay_in_sight_however_old_they_are() -> None:
    found = merged([message(30)], [row(1, OutboxState.FAILED, error="why")], is_newest=True)
    assert [(bubble.key, bubble.error) for bubble in found] == [("m30", None), ("o1", "why")]


@pytest.mark.parametrize(
    ("tick", "state"),
    [
        (Tick.PENDING, OutboxState.SENDING),
        (Tick.SENT, OutboxState.SENT),
        (Tick.DELIVERED, OutboxState.DELIVERED),
        (Tick.READ, OutboxState.READ),
        (Tick.FAILED, OutboxState.FAILED),
        (None, None),
    ],
)
def test_ticks_tell_the_state_of_what_was_typed_on_the_phone(
    tick: Tick | None, state: OutboxState | None
) -> None:
    own = message(1, direction=Direction.OUT, author=Author.PHONE, tick=tick)
    (bubble,) = merged([own], [], is_newest=True)
    assert bubble.state is state


def test_the_moment_is_the_one_on_the_bubble_where_there_is_one() -> None:
    one, other = merged([message(1, sent_at=NOON), message(2)], [], is_newest=True)
    assert (one.at, other.at) == (NOON, NOON + timedelta(minutes=2))


def test_what_a_message_holds_answers_and_got_is_shown_and_nothing_where_nothing_is_known() -> None:
    told = message(
        1,
        kind=MessageKind.DOCUMENT,
        details=Details(name="a.pdf", pages=2, mentions=(Mention("Bob", "1@lid"),)),
        quoted=Quoted("which?", "Ann"),
        reactions=(Reaction("👍", None),),
    )
    full, plain = merged([told, message(2)], [], is_newest=True)
    assert full.holds is not None
    assert (full.holds.name, full.holds.pages, full.holds.truncated) == ("a.pdf", 2, False)
    assert full.quote is not None
    assert (full.quote.text, full.quote.author) == ("which?", "Ann")
    assert [(one.emoji, one.count) for one in full.reactions] == [("👍", None)]
    assert (plain.holds, plain.quote, plain.reactions) == (None, None, [])
