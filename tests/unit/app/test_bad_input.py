"""Whatever somebody writes or calls themselves is stored letter for letter, or refused by name."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversation import chats, history, inbox
from core.errors import SelectorMissing
from core.types import ChatKind, ChatRef, Incoming, Seen
from detector import reader
from detector.reader import Reading

if TYPE_CHECKING:
    from conversation.db import Database

NOW = datetime(2026, 11, 21, tzinfo=UTC)
HARD = [
    "x" * 65_536,
    "\u202eevil\u202c \u2066inside\u2069",
    "\x00\x07\x1b[31m\x7f\u0085\u2028",
    "<img src=x onerror=alert(1)>&amp;</script>",
    "z\u200be\u200cr\u200do\u2060\ufeff",
    "Z\u0334\u0335\u0336" * 300,
    "'; DROP TABLE messages; --",
    "\ufffd\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "%s {0} ${appText} \\ud83d",
]
IDS = ["", "3EB0", "true_1@c.us_3EB0AB", "🙂", "a" * 2000, "<b>", "\x00", "false_x", "../../etc"]


def read(name: str, *bubbles: tuple[str, str]) -> list[Incoming]:
    raw = {"title": name, "composer": True, "names": [name], "group": False, "lang": "en"}
    told = [{"id": id_, "previous": None, "kind": "text", "text": text} for id_, text in bubbles]
    how = Reading(ChatRef("main", name, ChatKind.PERSON), UTC, NOW, 1e9, Seen.LIVE)
    return list(reader.messages(reader.pane({**raw, "bubbles": told}).bubbles, how))


async def stored(db: Database, name: str) -> list[tuple[str, str]]:
    async with db.reading() as session:
        chat = await chats.find(session, ChatRef("main", name, ChatKind.PERSON))
        assert chat is not None
        assert chat.name == name
        return [(one.wa_id, one.text) for one in await history.page(session, chat.id)]


@pytest.mark.parametrize("words", HARD, ids=range(len(HARD)))
async def test_hard_words_are_stored_as_texts_and_as_names(db: Database, words: str) -> None:
    for message in read(words, ("3EB0", words)):
        async with db.transaction() as session:
            await inbox.accept(session, message, [], 4, 20)
    assert await stored(db, words) == [("3EB0", words)]


async def test_ids_of_any_form_tell_messages_apart(db: Database) -> None:
    for _ in range(2):
        for message in read("Ana", *((id_, f"text {place}") for place, id_ in enumerate(IDS))):
            async with db.transaction() as session:
                await inbox.accept(session, message, [], 4, 20)
    rows = await stored(db, "Ana")
    assert [text for _, text in rows] == [f"text {place}" for place in range(len(IDS))]
    assert len({id_ for id_, _ in rows}) == len(IDS)
    assert "1@c.us" not in str(rows)


@given(st.text(st.characters(exclude_categories=[])), st.text(st.characters(exclude_categories=[])))
def test_any_name_and_text_is_handed_on_or_refused(name: str, text: str) -> None:
    """Half characters too: they cannot be stored, so they must be refused and not break anything."""
    try:
        (message,) = read(name, ("3EB0", text))
    except SelectorMissing:
        assert any("\ud800" <= letter <= "\udfff" for letter in name + text)
    else:
        assert (message.text, message.chat.name) == (text, name)
