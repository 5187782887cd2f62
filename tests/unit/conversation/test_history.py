"""Agents get a thread, people pages, the detector ids; all of them in the order of the chat."""

from __future__ import annotations

import pytest

from conversation import history, inbox, outbox, turns
from conversation.db import Database
from core.judgement import Judged, Reply
from core.types import Author, Direction, Incoming, MessageKind, OutboxState
from tests.contract.store import ALLOW, says
from tests.fakes import FakeClock


async def store(db: Database, *messages: Incoming) -> None:
    async with db.transaction() as session:
        for message in messages:
            await inbox.accept(session, message, ALLOW, 4, 20)


@pytest.fixture
async def talk(db: Database, chat: int, clock: FakeClock) -> int:
    """A short talk with all that a page shows."""
    await store(
        db,
        says("Messages are end-to-end encrypted.", "A0", kind=MessageKind.SYSTEM),
        says("Hi", "A1"),
        says("Hello, Ann", "A2", direction=Direction.OUT),
        says("oops", "A3", kind=MessageKind.DELETED),
        says("", "A4", kind=MessageKind.IMAGE),
        says("is this yours?", "A5", sent_at=clock.utc(), sender="Ann"),
    )
    return chat


async def test_a_thread_holds_what_people_said_oldest_first(db: Database, talk: int) -> None:
    async with db.reading() as session:
        thread = await history.thread(session, talk, 30)
    assert (thread.chat_id, thread.name, thread.kind) == (talk, "Ann", "person")
    assert [(turn.author, turn.text) for turn in thread.turns] == [
        (Author.CONTACT, "Hi"),
        (Author.PHONE, "Hello, Ann"),
        (Author.CONTACT, ""),
        (Author.CONTACT, "is this yours?"),
    ]
    assert thread.turns[-1].sender == "Ann"


async def test_a_thread_that_is_too_long_keeps_its_end(db: Database, talk: int) -> None:
    async with db.reading() as session:
        thread = await history.thread(session, talk, 2)
    assert [turn.text or turn.holds for turn in thread.turns] == ["a picture", "is this yours?"]


async def test_pages_go_back_in_time_and_miss_nothing(db: Database, talk: int) -> None:
    async with db.reading() as session:
        last = await history.page(session, talk, limit=2)
        middle = await history.page(session, talk, before=last[0].id, limit=2)
        first = await history.page(session, talk, before=middle[0].id, limit=9)
    assert [message.wa_id for message in first + middle + last] == ["A0", "A1", "A2", "A3", "A4", "A5"]


async def test_the_last_ids_come_newest_last(db: Database, talk: int) -> None:
    async with db.reading() as session:
        assert await history.last_ids(session, talk, 3) == ["A3", "A4", "A5"]
        assert await history.last_ids(session, 999) == []


async def test_the_newest_incoming_is_the_contacts_last_word(db: Database, talk: int) -> None:
    await store(db, says("mine", "A6", direction=Direction.OUT))
    async with db.reading() as session:
        newest = await history.newest_incoming(session, talk)
        assert await history.newest_incoming(session, 999) is None
    assert newest is not None
    assert newest.wa_id == "A5"


async def _answered(db: Database, chat: int, text: str) -> int:
    """The bot's decision on what the chat holds now; returns the row of the text to be sent."""
    async with db.transaction() as session:
        thread = await history.thread(session, chat, 30)
        decision = Reply(text, Judged(plan=None))
        turn = await turns.record(session, chat_id=chat, decision=decision, decided_on=thread.newest_id)
        return (await outbox.put(session, chat, text, author=Author.BOT, turn_id=turn)).id


async def test_an_answer_on_its_way_to_the_page_counts_as_said(db: Database, chat: int) -> None:
    await store(db, says("When do you open?", "A1"))
    await _answered(db, chat, "At nine.")
    await store(db, says("And on Sunday?", "A2"))
    async with db.reading() as session:
        thread = await history.thread(session, chat, 30)
    assert [turn.text for turn in thread.turns] == ["When do you open?", "At nine.", "And on Sunday?"]


async def test_a_question_asked_before_the_bubble_of_the_last_answer_stood_is_still_open(
    db: Database, chat: int
) -> None:
    await store(db, says("When do you open?", "A1"))
    row = await _answered(db, chat, "At nine.")
    await store(db, says("And on Sunday?", "A2"))
    async with db.transaction() as session:
        await outbox.move(session, row, OutboxState.SENDING, frm=OutboxState.QUEUED)
        await outbox.move(session, row, OutboxState.SENT, frm=OutboxState.SENDING, wa_id="B1")
    await store(db, says("At nine.", "B1", direction=Direction.OUT))
    async with db.reading() as session:
        thread = await history.thread(session, chat, 30)
    assert [turn.text for turn in thread.turns] == ["When do you open?", "At nine.", "And on Sunday?"]


async def test_a_bubble_that_is_not_yet_known_for_ours_is_not_told_twice(db: Database, chat: int) -> None:
    await store(db, says("When do you open?", "A1"))
    row = await _answered(db, chat, "At nine.")
    async with db.transaction() as session:
        await outbox.move(session, row, OutboxState.SENDING, frm=OutboxState.QUEUED)
    await store(db, says("At nine.", "B1", direction=Direction.OUT))
    async with db.reading() as session:
        thread = await history.thread(session, chat, 30)
    assert [turn.text for turn in thread.turns] == ["When do you open?", "At nine."]
