"""When two names are one person's; the rest is promised by tests/contract/test_contact.py."""

from __future__ import annotations

import pytest

from conversation import contact
from conversation.db import Database
from core.types import ChatKind, ChatRef
from tests.contract.store import a_chat


@pytest.mark.parametrize(
    ("wanted", "name", "is_found"),
    [
        ("josé", "JOSÉ", True),
        ("jose\u0301", "José", True),
        ("Ann", "\u200eAnn\u200f", True),
        ("+49 151 1234567", "\u202a+49\u00a0151\u00a01234567\u202c", True),
        ("12345", "#12345", False),
        ("Shop 2 go", "2", False),
        ("", "Ann", False),
    ],
)
async def test_spelling_does_not_hide_a_contact_and_no_other_is_taken(
    db: Database, wanted: str, name: str, is_found: bool
) -> None:
    await a_chat(db, ChatRef("main", name, ChatKind.PERSON))
    async with db.reading() as session:
        assert bool(await contact.find(session, wanted)) is is_found
