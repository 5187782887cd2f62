"""Which columns travel as they are stored; the rest is promised by tests/contract/test_moving.py."""

from __future__ import annotations

from sqlalchemy import Text

from conversation.columns import UtcDateTime
from conversation.moving import as_stored, private_columns


def test_private_columns_travel_as_text_and_moments_as_moments() -> None:
    messages = as_stored().tables["messages"]
    assert isinstance(messages.c.text.type, Text)
    assert isinstance(messages.c.seen_at.type, UtcDateTime)
    assert private_columns(messages) == [
        *("sender", "text", "quoted", "quoted_author", "details", "reactions"),
    ]
    assert private_columns(as_stored().tables["activity"]) == []
