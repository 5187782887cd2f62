"""Each message is stored once, in order, and answered only where an answer is wanted."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from conversation import activity, chats, history, inbox, outbox, queue
from conversation.db import Database
from conversation.history import MessageView
from conversation.inbox import Accepted
from core.content import Details, Reaction
from core.types import (
    Access,
    Author,
    ChatKind,
    ChatRef,
    Direction,
    Incoming,
    MessageKind,
    Mode,
    OutboxState,
    Quoted,
    Seen,
    Tick,
)
from tests.contract.store import ALLOW, says
from tests.fakes import FakeClock

OWN: dict[str, Any] = {"direction": Direction.OUT}


async def accept(db: Database, *messages: Incoming) -> list[Accepted]:
    accepted = []
    for message in messages:
        async with db.transaction() as session:
            accepted.append(await inbox.accept(session, message, ALLOW, quiet=4, quiet_cap=20))
    return accepted


async def page(db: Database, chat_id: int) -> list[MessageView]:
    async with db.reading() as session:
        return await history.page(session, chat_id)


async def stored(db: Database, chat_id: int) -> MessageView:
    (message,) = await page(db, chat_id)
    return message


async def waits(db: Database, chat_id: int) -> bool:
    async with db.reading() as session:
        return await queue.has_waiting(session, "answer", chat_id)


async def events(db: Database) -> list[str]:
    async with db.reading() as session:
        return [event.kind for event in await activity.since(session, 0, 100)]


async def test_a_message_is_stored_once_however_often_and_in_whatever_form_it_is_seen(db: Database) -> None:
    bare, full = says("hello", "3EB0AA"), says("hello", "false_49151@c.us_3EB0AA")
    first, *again = await accept(db, bare, bare, full)
    assert (first.is_new, first.queued) == (True, True)
    assert [(more.is_new, more.queued, more.message_id) for more in again] == [
        (False, False, first.message_id)
    ] * 2
    message = await stored(db, first.chat.id)
    assert (message.wa_id, message.text, message.author) == ("3EB0AA", "hello", Author.CONTACT)
    assert await events(db) == ["chat_changed", "message_stored"]


async def test_the_same_id_in_another_chat_is_another_message(db: Database) -> None:
    bob = ChatRef("main", "Bob", ChatKind.PERSON)
    ours, theirs = await accept(db, says("hello", "3EB0AA"), says("hello", "3EB0AA", bob))
    assert ours.is_new
    assert theirs.is_new


async def test_messages_keep_the_order_in_which_they_were_given(db: Database) -> None:
    texts = [f"message {number}" for number in range(7)]
    accepted = await accept(db, *(says(text) for text in texts))
    messages = await page(db, accepted[0].chat.id)
    assert [message.text for message in messages] == texts
    assert [message.id for message in messages] == [one.message_id for one in accepted]


async def test_everything_the_page_tells_is_kept(db: Database, clock: FakeClock) -> None:
    sent_at = clock.utc() - timedelta(minutes=1)
    group = ChatRef("main", "Team", ChatKind.GROUP)
    message = says(
        "look", "3EB0", group, kind=MessageKind.IMAGE, sender="Bob", sent_at=sent_at,
        quoted=Quoted("what?", "Ann"), details=Details(seconds=12),
        reactions=(Reaction("👍", 2),), edited=True, seen=Seen.CAUGHT_UP,
    )  # fmt: skip
    (accepted,) = await accept(db, message)
    kept = await stored(db, accepted.chat.id)
    assert (kept.kind, kept.sender, kept.sent_at, kept.seen_at) == (
        MessageKind.IMAGE, "Bob", sent_at, clock.utc(),
    )  # fmt: skip
    assert (kept.quoted, kept.details, kept.reactions) == (message.quoted, message.details, message.reactions)
    assert (kept.seen, kept.edited) == (Seen.CAUGHT_UP, True)
    assert (accepted.chat.last_text, accepted.chat.last_author) == ("look", Author.CONTACT)
    assert accepted.chat.last_at == sent_at
    async with db.reading() as session:
        assert await chats.get(session, accepted.chat.id) == accepted.chat


@pytest.mark.parametrize(
    ("other", "queued"),
    [
        ({}, True),
        ({"seen": Seen.CAUGHT_UP}, True),
        ({"kind": MessageKind.IMAGE}, True),
        ({"seen": Seen.TOO_OLD}, False),
        ({"direction": Direction.OUT}, False),
        ({"direction": Direction.UNKNOWN}, False),
        ({"kind": MessageKind.SYSTEM}, False),
        ({"kind": MessageKind.DELETED}, False),
    ],
)
async def test_an_answer_is_due_only_to_what_a_contact_said_in_time(
    db: Database, other: dict[str, Any], queued: bool
) -> None:
    (accepted,) = await accept(db, says("hello", **other))
    assert accepted.queued is queued
    assert await waits(db, accepted.chat.id) is queued


@pytest.mark.parametrize(
    ("access", "mode", "queued"),
    [
        (Access.ALLOWED, Mode.AUTO, True),
        (Access.ALLOWED, Mode.SUGGEST, True),
        (Access.ALLOWED, Mode.HUMAN, False),
        (Access.ALLOWED, Mode.OFF, False),
        (Access.PENDING, Mode.AUTO, False),
        (Access.BLOCKED, Mode.AUTO, False),
    ],
)
async def test_an_answer_is_due_only_where_the_bot_may_answer(
    db: Database, chat: int, access: Access, mode: Mode, queued: bool
) -> None:
    async with db.transaction() as session:
        await chats.set_access(session, chat, access, actor="zoe")
        await chats.set_mode(session, chat, mode, actor="zoe")
    (accepted,) = await accept(db, says("hello"))
    assert (accepted.is_new, accepted.queued) == (True, queued)


async def test_a_burst_is_answered_once_after_the_quiet_time_and_at_the_cap_at_last(
    db: Database, clock: FakeClock
) -> None:
    begun = clock.utc()
    due = []
    for _ in range(8):
        await accept(db, says("and another thing"))
        async with db.reading() as session:
            moment = await queue.next_due(session)
            assert moment is not None
            due.append((moment - begun).total_seconds())
        await clock.advance(3)
    assert due == [4, 7, 10, 13, 16, 19, 20, 20]
    async with db.reading() as session:
        assert (await queue.counts(session)).waiting == 1


async def test_what_the_owner_types_on_the_phone_is_known_only_when_seen_as_it_happens(db: Database) -> None:
    live, later = await accept(db, says("mine", **OWN), says("mine too", **OWN, seen=Seen.CAUGHT_UP))
    authors = {message.id: message.author for message in await page(db, live.chat.id)}
    assert authors == {live.message_id: Author.PHONE, later.message_id: Author.UNKNOWN}


async def test_our_own_bubble_is_recognised_before_its_send_is_confirmed_and_linked_after(
    db: Database, chat: int
) -> None:
    async with db.transaction() as session:
        text = await outbox.put(session, chat, "Yes, we do.", author=Author.BOT)
        await outbox.move(session, text.id, OutboxState.SENDING, frm=OutboxState.QUEUED, mark=["OLD"])
    await accept(db, says("Yes,  we do.", "3EB0CC", **OWN, tick=Tick.PENDING))
    message = await stored(db, chat)
    assert (message.author, message.outbox_id, message.tick) == (Author.BOT, None, Tick.PENDING)
    async with db.transaction() as session:
        await outbox.move(session, text.id, OutboxState.SENT, frm=OutboxState.SENDING, wa_id="3EB0CC")
    assert (await stored(db, chat)).outbox_id == text.id


async def test_a_direction_that_becomes_known_later_makes_the_message_answerable(db: Database) -> None:
    unclear, clear, again = await accept(
        db,
        says("hello", "3EB0", direction=Direction.UNKNOWN),
        says("hello", "3EB0"),
        says("hello", "3EB0"),
    )
    assert (unclear.queued, clear.is_new, clear.queued, again.queued) == (False, False, True, False)
    message = await stored(db, clear.chat.id)
    assert (message.direction, message.author) == (Direction.IN, Author.CONTACT)


async def test_an_edit_before_the_answer_is_part_of_the_question(db: Database, clock: FakeClock) -> None:
    (first,) = await accept(db, says("helo", "3EB0"))
    await clock.advance(3)
    edit, same = await accept(db, says("hello", "3EB0"), says("hello ", "3EB0"))
    message = await stored(db, first.chat.id)
    assert (message.text, message.edited) == ("hello", True)
    assert (edit.queued, same.queued) == (True, False)
    assert await events(db) == ["chat_changed", "message_stored", "message_changed"]
    async with db.transaction() as session:
        assert await queue.next_due(session) == clock.utc() + timedelta(seconds=4)


async def test_an_edit_while_an_answer_is_thought_of_asks_once_more_and_later_for_none(
    db: Database, clock: FakeClock
) -> None:
    await accept(db, says("helo", "3EB0"))
    await clock.advance(4)
    async with db.transaction() as session:
        job = await queue.claim(session, "worker", 60, ["answer"])
        assert job is not None
    (while_thinking,) = await accept(db, says("hello", "3EB0"))
    async with db.transaction() as session:
        assert await queue.has_waiting(session, "answer", job.chat_id)
        assert await queue.done(session, job)
    await clock.advance(4)
    async with db.transaction() as session:
        again = await queue.claim(session, "worker", 60, ["answer"])
        assert again is not None
        assert await queue.done(session, again)
    (after_the_answer,) = await accept(db, says("hello!!", "3EB0"))
    assert (while_thinking.queued, after_the_answer.queued) == (True, False)


async def test_a_deleted_message_stays_as_deleted(db: Database) -> None:
    first, *_ = await accept(
        db, says("secret", "3EB0"), says("", "3EB0", kind=MessageKind.DELETED), says("secret", "3EB0")
    )
    message = await stored(db, first.chat.id)
    assert (message.kind, message.text) == (MessageKind.DELETED, "")


async def test_a_bubble_that_is_read_while_empty_neither_erases_nor_counts_as_an_edit(db: Database) -> None:
    empty, full, *_ = await accept(
        db,
        says("", "3EB0", kind=MessageKind.UNKNOWN),
        says("caption", "3EB0", kind=MessageKind.IMAGE),
        says("", "3EB0", kind=MessageKind.UNKNOWN),
    )
    message = await stored(db, empty.chat.id)
    assert (message.kind, message.text, message.edited) == (MessageKind.IMAGE, "caption", False)
    assert full.message_id == empty.message_id


async def test_the_marks_beside_a_bubble_are_taken_over_when_it_is_seen_again(db: Database) -> None:
    first, *_ = await accept(
        db,
        says("mine", "3EB0", **OWN, tick=Tick.SENT),
        says("mine", "3EB0", **OWN, tick=Tick.READ),
        says("mine", "3EB0", **OWN, tick=Tick.DELIVERED),
    )
    assert (await stored(db, first.chat.id)).tick is Tick.READ


async def test_a_note_of_the_page_is_stored_but_is_not_what_the_listing_shows(db: Database) -> None:
    words, note = await accept(db, says("hello"), says("Ann left", kind=MessageKind.SYSTEM))
    assert note.is_new
    async with db.reading() as session:
        assert await chats.last_text(session, words.chat.id) == "hello"
