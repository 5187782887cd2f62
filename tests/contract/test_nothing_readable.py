"""No word, name, number or key can be read in the database or in the logs, on either database."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from conversation import chats, engines, inbox, moving, operators, outbox, turns
from core.content import Details, Mention
from core.judgement import Judged, Silence
from core.types import Author, ChatKind, ChatRef, Mode, Quoted
from tests.contract.store import ALLOW, KEYS, says

if TYPE_CHECKING:
    import pytest

    from conversation.db import Database

WORDS = ("Zebra", "Quokka", "4915112345678", "Wombat", "Platypus", "Narwhal", "Axolotl", "Okapi", "Dugong")


async def test_neither_rows_nor_logs_show_what_people_said(
    db: Database, url: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    await live_through(db)
    engine = engines.opener(engines.parse(url), KEYS, 10)
    found: list[str] = []
    async with engine.connect() as connection:
        for table in moving.as_stored().sorted_tables:
            async for rows in moving.batches(connection, table):
                found += [f"{table.name}: {tuple(row)!r}" for row in rows]
    await engine.dispose()
    assert {row.split(":")[0] for row in found} >= {"chats", "messages", "outbox", "turns", "operators"}
    everything = "\n".join([*found, caplog.text])
    assert [word for word in (*WORDS, *KEYS.data, KEYS.index.decode()) if word in everything] == []


async def live_through(db: Database) -> None:
    said, name, number, sender, reply, operator, preview, reason, mention = WORDS
    chat = ChatRef("main", name, ChatKind.GROUP)
    message = says(
        said, f"false_{number}@c.us_3EB0AA", chat, sender=sender, quoted=Quoted(said, sender),
        details=Details(name=said, mentions=(Mention(mention, number),)),
    )  # fmt: skip
    async with db.transaction() as session:
        stored = await inbox.accept(session, message, ALLOW, 4, 20)
        edited = says(f"{said} again", "3EB0AA", chat, sender=sender, edited=True)
        await inbox.accept(session, edited, ALLOW, 4, 20)
        await outbox.put(session, stored.chat.id, reply, author=Author.OPERATOR, by=operator)
        await chats.set_mode(session, stored.chat.id, Mode.HUMAN, actor=operator)
        await chats.noticed(session, stored.chat.id, 3, preview)
        await turns.record(session, chat_id=stored.chat.id, decision=Silence(reason, Judged(None)))
        await operators.create(session, operator, "a hash", "admin")
