"""What was pressed lately is counted from the outbox, and a pause stops and starts what waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conversation import accounts, audit, inbox, outbox, queue, sending
from core.settings import ChatRule
from core.types import Access, Author, ChatKind, ChatRef, OutboxState, Screen
from tests.contract.store import ANN, a_chat, says

if TYPE_CHECKING:
    from conversation.db import Database
    from core.pacing import Traffic
    from tests.fakes import FakeClock

S = OutboxState
BOB = ChatRef("main", "Bob", ChatKind.PERSON)
ALLOW = [ChatRule(access=Access.ALLOWED)]


async def press(db: Database, chat: int, text: str = "hello") -> int:
    async with db.transaction() as session:
        row = await outbox.put(session, chat, text, author=Author.OPERATOR)
        await outbox.move(session, row.id, S.SENDING, frm=S.QUEUED)
        await outbox.move(session, row.id, S.SENT, frm=S.SENDING)
        return row.id


async def hear(db: Database, ref: ChatRef = ANN) -> None:
    async with db.transaction() as session:
        await inbox.accept(session, says("hi", chat=ref), ALLOW, 0, 0)


async def look(db: Database, chat: int | None = None) -> Traffic:
    async with db.reading() as session:
        return await sending.traffic(session, "main", chat)


async def test_presses_of_the_last_day_are_counted_for_number_and_chat(
    db: Database, chat: int, clock: FakeClock
) -> None:
    bob = await a_chat(db, BOB)
    await press(db, chat)
    await clock.advance(86_000)
    await press(db, bob)
    await press(db, bob)
    found = await look(db, bob)
    assert (len(found.pressed), len(found.chat), found.written_to) == (3, 2, 2)
    await clock.advance(1000)
    assert len((await look(db, bob)).pressed) == 2


async def test_what_was_not_pressed_after_all_does_not_count(db: Database, chat: int) -> None:
    async with db.transaction() as session:
        row = await outbox.put(session, chat, "hello", author=Author.BOT)
        await outbox.move(session, row.id, S.SENDING, frm=S.QUEUED)
        await outbox.move(session, row.id, S.QUEUED, frm=S.SENDING, error="not opened")
    assert list((await look(db, chat)).pressed) == []


async def test_strangers_are_those_whom_we_wrote_to_first(db: Database, chat: int, clock: FakeClock) -> None:
    bob = await a_chat(db, BOB)
    await hear(db)
    assert not (await look(db, chat)).is_cold
    assert (await look(db, bob)).is_cold
    await clock.advance(1)
    await press(db, chat)
    await press(db, bob)
    found = await look(db, bob)
    assert (len(found.cold_chats), found.unanswered, found.is_cold) == (1, 1, False)
    await clock.advance(1)
    await hear(db, BOB)
    found = await look(db, bob)
    assert (len(found.cold_chats), found.unanswered) == (1, 0)


async def test_one_text_for_many_is_noticed_whatever_its_case_and_spaces(db: Database, chat: int) -> None:
    others = [await a_chat(db, ChatRef("main", f"Chat {n}", ChatKind.PERSON)) for n in range(2)]
    for number, each in enumerate([chat, *others]):
        await press(db, each, "Big  SALE " if number else "big sale")
        await press(db, each, f"for you, {number}")
    assert (await look(db)).alike == 3


async def test_the_number_is_as_old_as_its_first_link(db: Database, chat: int, clock: FakeClock) -> None:
    first = clock.utc()
    async with db.transaction() as session:
        await accounts.note_link(session, "main", Screen.MAIN)
    await clock.advance(60)
    async with db.transaction() as session:
        await accounts.note_link(session, "main", Screen.QR)
        await accounts.note_link(session, "main", Screen.RESTRICTED)
        stop = await sending.stop(session, "main")
    assert (await look(db)).linked_since == first
    assert stop.is_restricted


async def test_a_pause_is_written_down_and_its_end_wakes_what_waits(db: Database, chat: int) -> None:
    async with db.transaction() as session:
        await outbox.put(session, chat, "hello", author=Author.BOT)
        job = await queue.claim(session, "worker", 60)
        assert job is not None
        assert await sending.pause(session, "main", actor="zoe")
        assert not await sending.pause(session, "main", actor="ann")
        await queue.postpone(session, job, 3600)
    async with db.transaction() as session:
        stop = await sending.stop(session, "main")
        assert stop.paused_by == "zoe"
        assert await queue.claim(session, "worker", 60) is None
        assert await sending.resume(session, "main", actor="ann")
        assert not await sending.resume(session, "main", actor="ann")
    async with db.transaction() as session:
        assert (await sending.stop(session, "main")).paused_at is None
        assert await queue.claim(session, "worker", 60) is not None
        lines = [(line.actor, line.action) for line in await audit.listing(session)]
    assert lines == [("ann", "sending_resumed"), ("zoe", "sending_paused")]
