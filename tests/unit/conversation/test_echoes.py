"""An own bubble is ours when its id says so, or when we are just sending that text."""

from __future__ import annotations

import pytest

from conversation import echoes, inbox, outbox
from conversation.db import Database
from conversation.echoes import Echo
from core.types import Author, Direction, OutboxState, Tick
from tests.contract.store import ALLOW, says

TEXT = "See you at nine."


async def sending(db: Database, chat: int, *, mark: tuple[str, ...] = (), author: Author = Author.BOT) -> int:
    async with db.transaction() as session:
        row = await outbox.put(session, chat, TEXT, author=author)
        await outbox.move(session, row.id, OutboxState.SENDING, frm=OutboxState.QUEUED, mark=mark)
    return row.id


async def recognised(db: Database, chat: int, wa_id: str, text: str = TEXT) -> Echo | None:
    async with db.reading() as session:
        return await echoes.recognise(session, chat, wa_id, text)


async def test_a_bubble_of_a_known_id_is_proven(db: Database, chat: int) -> None:
    row = await sending(db, chat, author=Author.OPERATOR)
    async with db.transaction() as session:
        await outbox.move(session, row, OutboxState.SENT, frm=OutboxState.SENDING, wa_id="3EB0")
    assert await recognised(db, chat, "3EB0", "whatever it says") == Echo(Author.OPERATOR, row)


@pytest.mark.parametrize("state", [OutboxState.SENDING, OutboxState.UNKNOWN])
async def test_an_equal_text_under_way_tells_the_author_but_proves_nothing(
    db: Database, chat: int, state: OutboxState
) -> None:
    row = await sending(db, chat)
    if state is OutboxState.UNKNOWN:
        async with db.transaction() as session:
            await outbox.move(session, row, OutboxState.UNKNOWN, frm=OutboxState.SENDING)
    assert await recognised(db, chat, "3EB0") == Echo(Author.BOT)
    assert await recognised(db, chat, "3EB0", "something else") is None
    assert await recognised(db, chat + 1, "3EB0") is None


async def test_an_equal_text_sent_yesterday_is_no_echo_of_todays(db: Database, chat: int) -> None:
    row = await sending(db, chat)
    async with db.transaction() as session:
        await outbox.move(session, row, OutboxState.SENT, frm=OutboxState.SENDING, wa_id="3EB0")
    assert await recognised(db, chat, "3EB1") is None


async def test_a_bubble_that_was_on_screen_before_the_send_is_not_its_echo(db: Database, chat: int) -> None:
    await sending(db, chat, mark=("3EB0", "3EB1"))
    assert await recognised(db, chat, "3EB1") is None
    assert await recognised(db, chat, "3EB2") == Echo(Author.BOT)


async def test_a_bubble_stored_as_the_owners_is_ours_once_it_is_linked(db: Database, chat: int) -> None:
    row = await sending(db, chat)
    async with db.transaction() as session:
        bubble = await inbox.accept(
            session, says("other words", "3EB0", direction=Direction.OUT), ALLOW, 4, 20
        )
        await echoes.link(session, bubble.chat.id, "3EB0", Echo(Author.BOT, row))
    assert await recognised(db, chat, "3EB0") == Echo(Author.BOT)


async def test_marks_beside_a_bubble_only_advance(db: Database, chat: int) -> None:
    async with db.transaction() as session:
        await inbox.accept(session, says("mine", "3EB0", direction=Direction.OUT), ALLOW, 4, 20)
        told = [
            await echoes.mark(session, chat, "3EB0", tick)
            for tick in (
                Tick.PENDING, Tick.FAILED, Tick.SENT, Tick.FAILED, Tick.READ, Tick.DELIVERED, Tick.READ,
            )
        ]  # fmt: skip
        assert not await echoes.mark(session, chat, "unheard of", Tick.READ)
    assert told == [True, True, True, False, True, False, False]
