"""What becomes of stored messages is the same on either database, however many processes see it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, select, text

from conversation import activity, changes, history, inbox
from conversation.models import Chat, FormerText
from core.content import Details, Mention, Reaction
from core.types import MessageKind, Quoted
from tests.contract.store import ALLOW, says

if TYPE_CHECKING:
    from conversation.db import Database
    from core.types import Incoming

ID = "3EB0F667409EE4B4A71C"
STRANGE = "\u202e<script>\u200b\x07 👩‍🚀 " + "x" * 65_536


async def accept(db: Database, message: Incoming) -> int:
    async with db.transaction() as session:
        return (await inbox.accept(session, message, ALLOW, 4, 20)).message_id


async def test_everything_a_message_holds_comes_back_as_it_was(db: Database) -> None:
    given = says(
        STRANGE,
        ID,
        kind=MessageKind.LIVE_LOCATION,
        quoted=Quoted(STRANGE, STRANGE, MessageKind.VIEW_ONCE),
        details=Details(
            name=STRANGE, latitude=0.0, mentions=(Mention(STRANGE, "1@lid"),), options=("a", "b")
        ),
        reactions=(Reaction("👍", 2), Reaction("❤", None)),
    )
    message_id = await accept(db, given)
    async with db.reading() as session:
        kept = await history.get(session, message_id)
    assert kept is not None
    assert (kept.text, kept.kind, kept.quoted) == (given.text, given.kind, given.quoted)
    assert (kept.details, kept.reactions) == (given.details, given.reactions)


async def test_an_edit_seen_by_two_processes_at_once_is_one_edit(db: Database, second: Database) -> None:
    message_id = await accept(db, says("before", ID))
    async with asyncio.TaskGroup() as group:
        for database in (db, second, db, second):
            group.create_task(accept(database, says("after", ID)))
    async with db.reading() as session:
        assert [text_ for _, text_ in await changes.former(session, message_id)] == ["before"]
        told = [row.detail for row in await activity.since(session, 0, 50) if row.kind == "message_changed"]
    assert told == ["edited"]


async def test_former_texts_are_unreadable_in_the_file_and_go_with_their_chat(db: Database) -> None:
    message_id = await accept(db, says("my password", ID))
    await accept(db, says("", ID, kind=MessageKind.DELETED))
    async with db.transaction() as session:
        raw = (await session.execute(text("SELECT text FROM former_texts"))).scalar_one()
        assert "password" not in raw
        assert [text_ for _, text_ in await changes.former(session, message_id)] == ["my password"]
        await session.execute(delete(Chat))
    async with db.reading() as session:
        assert await session.scalar(select(func.count()).select_from(FormerText)) == 0
