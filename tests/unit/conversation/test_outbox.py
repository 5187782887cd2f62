"""A text goes its way once, step by step, and no step is taken twice or backwards."""

from __future__ import annotations

import asyncio
from itertools import product
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conversation import activity, outbox, queue
from conversation.db import Database
from conversation.outbox import OutboxView
from conversation.outbox_moves import MOVES
from core.types import Author, ChatKind, ChatRef, OutboxState, Tick
from tests.contract.store import ANN, a_chat
from tests.fakes import FakeClock

S = OutboxState


async def put(db: Database, chat: int, text: str = "hello", author: Author = Author.BOT, **more: Any) -> int:
    async with db.transaction() as session:
        return (await outbox.put(session, chat, text, author=author, **more)).id


async def move(db: Database, row: int, frm: OutboxState, to: OutboxState, **facts: Any) -> bool:
    async with db.transaction() as session:
        return await outbox.move(session, row, to, frm=frm, **facts)


async def get(db: Database, row: int) -> OutboxView:
    async with db.reading() as session:
        found = await outbox.get(session, row)
    assert found is not None
    return found


async def deliveries(db: Database) -> list[queue.Job]:
    async with db.transaction() as session:
        job = await queue.claim(session, "test", 60)
        return [] if job is None else [job]


async def sent(db: Database, chat: int, wa_id: str) -> int:
    row = await put(db, chat)
    await move(db, row, S.QUEUED, S.SENDING)
    await move(db, row, S.SENDING, S.SENT, wa_id=wa_id)
    return row


async def test_a_text_is_queued_together_with_the_job_that_delivers_it(
    db: Database, chat: int, clock: FakeClock
) -> None:
    row = await put(db, chat, "hello", Author.OPERATOR, by="zoe")
    view = await get(db, row)
    assert (view.text, view.author, view.state, view.by) == ("hello", Author.OPERATOR, S.QUEUED, "zoe")
    assert (view.chat_id, view.account, view.attempts) == (chat, "main", 0)
    assert (view.wa_id, view.mark, view.error, view.turn_id) == (None, None, None, None)
    assert view.created_at == view.updated_at == clock.utc()
    (job,) = await deliveries(db)
    assert (job.kind, job.chat_id, job.account) == ("deliver", chat, "main")


async def test_a_draft_waits_for_approval_before_anything_delivers_it(db: Database, chat: int) -> None:
    row = await put(db, chat, state=S.DRAFT)
    assert await deliveries(db) == []
    assert await move(db, row, S.DRAFT, S.QUEUED)
    assert len(await deliveries(db)) == 1


async def test_the_whole_way_is_told_step_by_step(db: Database, chat: int) -> None:
    row = await put(db, chat)
    assert await move(db, row, S.QUEUED, S.SENDING, mark=["A", "B"])
    assert (await get(db, row)).mark == ("A", "B")
    assert await move(db, row, S.SENDING, S.SENT, wa_id="true_49151@c.us_3EB0")
    async with db.transaction() as session:
        assert await outbox.tick(session, ANN, "3EB0", Tick.DELIVERED)
        assert await outbox.tick(session, ANN, "true_49151@c.us_3EB0", Tick.READ)
    view = await get(db, row)
    assert (view.state, view.wa_id, view.attempts) == (S.READ, "3EB0", 1)
    async with db.reading() as session:
        events = [event for event in await activity.since(session, 0, 20) if event.outbox_id == row]
    assert [event.detail for event in events] == ["queued", "sending", "sent", "delivered", "read"]


async def test_of_two_who_take_a_text_at_once_only_one_gets_it(db: Database, chat: int) -> None:
    row = await put(db, chat)
    taken = []

    async def take() -> None:
        taken.append(await move(db, row, S.QUEUED, S.SENDING))

    async with asyncio.TaskGroup() as group:
        for _ in range(5):
            group.create_task(take())
    assert sorted(taken) == [False, False, False, False, True]
    assert (await get(db, row)).attempts == 1


async def test_a_row_may_come_from_one_of_several_states(db: Database, chat: int) -> None:
    row = await put(db, chat)
    async with db.transaction() as session:
        assert await outbox.move(session, row, S.CANCELLED, frm=(S.DRAFT, S.QUEUED))
        assert not await outbox.move(session, row, S.CANCELLED, frm=(S.DRAFT, S.QUEUED))
        assert not await outbox.move(session, 999, S.CANCELLED, frm=S.DRAFT)


async def test_an_error_is_kept_until_the_next_attempt(db: Database, chat: int) -> None:
    row = await put(db, chat)
    await move(db, row, S.QUEUED, S.SENDING)
    await move(db, row, S.SENDING, S.FAILED, error="the chat is gone")
    assert (await get(db, row)).error == "the chat is gone"
    await move(db, row, S.FAILED, S.QUEUED)
    assert (await get(db, row)).error == "the chat is gone"
    await move(db, row, S.QUEUED, S.SENDING)
    view = await get(db, row)
    assert (view.error, view.attempts) == (None, 2)


async def test_a_person_who_sends_again_makes_a_job_but_a_delivery_that_gives_up_is_one(
    db: Database, chat: int
) -> None:
    row = await put(db, chat)
    (job,) = await deliveries(db)
    await move(db, row, S.QUEUED, S.SENDING)
    await move(db, row, S.SENDING, S.QUEUED, error="another chat was open")
    async with db.transaction() as session:
        assert not await queue.has_waiting(session, "deliver", chat)
        await queue.done(session, job)
    await move(db, row, S.QUEUED, S.SENDING)
    await move(db, row, S.SENDING, S.UNKNOWN)
    await move(db, row, S.UNKNOWN, S.QUEUED)
    assert len(await deliveries(db)) == 1


async def test_one_bubble_proves_one_text(db: Database, chat: int) -> None:
    first = await sent(db, chat, "3EB0")
    second = await put(db, chat)
    await move(db, second, S.QUEUED, S.SENDING)
    assert not await move(db, second, S.SENDING, S.SENT, wa_id="3EB0")
    assert (await get(db, second)).state is S.SENDING
    async with db.reading() as session:
        assert await outbox.claimed_ids(session, chat, except_id=second) == {"3EB0"}
        assert await outbox.claimed_ids(session, chat, except_id=first) == frozenset()


async def test_an_interrupted_send_comes_first_then_people_then_the_bot(db: Database, chat: int) -> None:
    bot = await put(db, chat, "bot")
    person = await put(db, chat, "person", Author.OPERATOR)
    await put(db, chat, "draft", state=S.DRAFT)
    order = []
    async with db.transaction() as session:
        for _ in range(3):
            due = await outbox.next_due(session, chat)
            assert due is not None
            order.append((due.id, due.state))
            if due.state is S.QUEUED:
                await outbox.move(session, due.id, S.SENDING, frm=S.QUEUED)
            else:
                await outbox.move(session, due.id, S.UNKNOWN, frm=S.SENDING)
        assert order == [(person, S.QUEUED), (person, S.SENDING), (bot, S.QUEUED)]
        await outbox.move(session, bot, S.FAILED, frm=S.SENDING)
        assert await outbox.next_due(session, chat) is None


async def test_ticks_only_advance_and_only_what_was_sent(db: Database, chat: int) -> None:
    row = await sent(db, chat, "3EB0")
    async with db.transaction() as session:
        told = [
            await outbox.tick(session, ANN, "3EB0", tick)
            for tick in (Tick.PENDING, Tick.SENT, Tick.READ, Tick.DELIVERED, Tick.READ, Tick.FAILED)
        ]
        assert not await outbox.tick(session, ANN, "unheard of", Tick.READ)
        assert not await outbox.tick(session, ChatRef("main", "Bob"), "3EB0", Tick.READ)
    assert told == [False, False, True, False, False, False]
    assert (await get(db, row)).state is S.READ


async def test_rows_are_listed_for_a_chat_and_for_a_state(db: Database, chat: int) -> None:
    other = await a_chat(db, ChatRef("main", "Bob", ChatKind.PERSON))
    rows = [await put(db, chat, "1"), await put(db, chat, "2", state=S.DRAFT), await put(db, other, "3")]
    async with db.reading() as session:
        assert [row.id for row in await outbox.for_chat(session, chat, 10)] == rows[:2]
        assert [row.id for row in await outbox.for_chat(session, chat, 1)] == [rows[1]]
        assert [row.id for row in await outbox.listing(session, [S.QUEUED], 10)] == [rows[2], rows[0]]
        assert await outbox.get(session, 999) is None


async def test_a_way_that_does_not_exist_is_a_bug_and_said_so(db: Database) -> None:
    async with db.transaction() as session:
        for frm, to in product(S, S):
            if to in MOVES[frm]:
                assert not await outbox.move(session, 999, to, frm=frm)
            else:
                with pytest.raises(ValueError, match=rf"no way from {frm} to {to}"):
                    await outbox.move(session, 999, to, frm=frm)


WISHES = st.lists(st.tuples(st.sampled_from(S), st.sampled_from(S)), max_size=12)
NEVER_AGAIN = {S.SENT, S.DELIVERED, S.READ}


@settings(
    deadline=None,
    max_examples=30,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(wishes=WISHES)
async def test_whatever_is_wished_for_the_row_is_where_the_moves_lead_and_never_sent_twice(
    db: Database, chat: int, wishes: list[tuple[OutboxState, OutboxState]]
) -> None:
    async with db.transaction() as session:
        row = (await outbox.put(session, chat, "hello", author=Author.BOT)).id
        state = S.QUEUED
        for frm, to in wishes:
            if to not in MOVES[frm]:
                continue
            assert await outbox.move(session, row, to, frm=frm) is (frm is state)
            if frm is state:
                assert not (state in NEVER_AGAIN and to in {S.QUEUED, S.SENDING})
                state = to
            view = await outbox.get(session, row)
            assert view is not None
            assert view.state is state


async def test_a_bubble_on_the_clock_keeps_its_row_in_sending_until_whatsapp_takes_it(
    db: Database, chat: int
) -> None:
    async with db.transaction() as session:
        row = await outbox.put(session, chat, "On its way", author=Author.OPERATOR)
        await outbox.move(session, row.id, OutboxState.SENDING, frm=OutboxState.QUEUED)
        assert await outbox.on_the_clock(session, row.id, "3EB0AA")
    async with db.reading() as session:
        assert await outbox.next_due(session, chat) is None  # nothing is typed again for it
    async with db.transaction() as session:
        await outbox.tick_in(session, chat, "3EB0AA", Tick.SENT)
        sent = await outbox.get(session, row.id)
    assert sent is not None
    assert (sent.state, sent.wa_id) == (OutboxState.SENT, "3EB0AA")


async def test_a_bubble_that_whatsapp_could_not_send_is_failed_and_says_so(db: Database, chat: int) -> None:
    async with db.transaction() as session:
        row = await outbox.put(session, chat, "Too late", author=Author.OPERATOR)
        await outbox.move(session, row.id, OutboxState.SENDING, frm=OutboxState.QUEUED)
        await outbox.move(session, row.id, OutboxState.SENT, frm=OutboxState.SENDING, wa_id="3EB0AB")
        await outbox.tick_in(session, chat, "3EB0AB", Tick.FAILED)
        failed = await outbox.get(session, row.id)
    assert failed is not None
    assert (failed.state, failed.error) == (OutboxState.FAILED, "WhatsApp could not send it")
