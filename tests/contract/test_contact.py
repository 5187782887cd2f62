"""One contact is given out whole and erased everywhere, and nobody else with them, on either database."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select

from conversation import audit, chats, compact, contact, history, inbox, outbox, turns
from conversation.moving import as_stored
from core.content import Details, Mention
from core.judgement import Judged, Reply
from core.types import Author, ChatKind, ChatRef, Mode, Quoted
from tests.contract.store import ALLOW, ANN, a_chat, says

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from conversation.db import Database

GROUP = ChatRef("main", "Cyclists", ChatKind.GROUP)
BOB = ChatRef("main", "Bob", ChatKind.PERSON)


async def talk(session: AsyncSession) -> tuple[int, int]:
    """Ann alone and in a group, Bob quoting and naming her there, and Bob alone."""
    ann = (await inbox.accept(session, says("my words", "A1"), ALLOW, 4, 20)).chat.id
    turn = await turns.record(session, chat_id=ann, decision=Reply("Yes", Judged(None)))
    await outbox.put(session, ann, "Yes", author=Author.BOT, turn_id=turn)
    await chats.set_mode(session, ann, Mode.HUMAN, actor="anna")
    group = (await inbox.accept(session, says("in the group", "G1", GROUP, sender="Ann"), ALLOW, 4, 20)).chat
    quoting = says(
        "I agree", "G2", GROUP, sender="Bob",
        quoted=Quoted("in the group", "Ann"), details=Details(mentions=(Mention("Ann"), Mention("Eve"))),
    )  # fmt: skip
    await inbox.accept(session, quoting, ALLOW, 4, 20)
    await chats.noticed(session, group.id, 1, "Ann: more words")
    await inbox.accept(session, says("of Bob", "B1", BOB), ALLOW, 4, 20)
    return ann, group.id


async def test_a_contact_is_found_by_name_number_and_id(db: Database) -> None:
    chat = await a_chat(db)
    number = await a_chat(db, ChatRef("main", "+49 151 123-45678", ChatKind.PERSON))
    async with db.reading() as session:
        found = {wanted: [one.chat_id for one in await contact.find(session, wanted)] for wanted in (
            "ann", " Ann ", f"#{chat}", "4915112345678", "+49 (151) 12345678", "Anna", "#99",
        )}  # fmt: skip
    assert list(found.values()) == [[chat], [chat], [chat], [number], [number], [], []]


async def test_an_export_holds_every_row_about_the_contact_and_nobody_else(db: Database) -> None:
    async with db.transaction() as session:
        await talk(session)
    async with db.reading() as session:
        (ann,) = await contact.find(session, "Ann")
        rows = await contact.export(session, ann)
    assert {name: len(found) for name, found in rows.items() if found} == {
        "chats": 1, "messages": 1, "turns": 1, "outbox": 1, "jobs": 2, "audit": 1, "elsewhere": 1,
        "activity": len(rows["activity"]),
    }  # fmt: skip
    said = json.dumps(rows)
    assert [word in said for word in ("my words", "in the group", "of Bob", "I agree")] == [
        *(True, True, False, False),
    ]


async def test_an_erased_contact_is_nowhere_and_the_others_stay(db: Database, url: str) -> None:
    async with db.transaction() as session:
        ann, group = await talk(session)
        messages = as_stored().tables["messages"]
        stored = list(await session.scalars(select(messages.c.text).where(messages.c.chat_id == ann)))
    async with db.transaction() as session:
        (who,) = await contact.find(session, "Ann")
        gone = await contact.erase(session, who, actor="anna")
    assert (gone["chats"], gone["messages"], gone["elsewhere"]) == (1, 1, 1)
    async with db.reading() as session:
        assert await contact.find(session, "Ann") == []
        (left,) = await history.page(session, group)
        assert (left.text, left.quoted, left.details.mentions) == ("I agree", None, (Mention("Eve"),))
        view = await chats.get(session, group)
        assert view is not None
        assert "Ann" not in repr(view)
        (bob,) = await contact.find(session, "Bob")
        assert [one.text for one in await history.page(session, bob.chat_id)] == ["of Bob"]
        done, before = (await audit.listing(session))[:2]
    assert (done.action, done.target, done.actor) == ("contact_erased", f"chat:{ann}", "anna")
    assert (before.target, before.before, before.after) == (f"chat:{ann}", None, None)
    if url.startswith("sqlite"):
        file = Path(url.removeprefix("sqlite:///"))
        await compact.empty_log(file)
        content = b"".join(part.read_bytes() for part in file.parent.glob(f"{file.name}*"))
        assert stored
        assert [value for value in stored if value.encode() in content] == []


async def test_a_new_message_of_somebody_erased_begins_a_new_chat(db: Database) -> None:
    async with db.transaction() as session:
        ann, _ = await talk(session)
    async with db.transaction() as session:
        (who,) = await contact.find(session, "Ann")
        await contact.erase(session, who, actor="anna")
    async with db.transaction() as session:
        again = await inbox.accept(session, says("me again", "A1", ANN), ALLOW, 4, 20)
    assert again.is_new
    assert again.chat.id > ann
