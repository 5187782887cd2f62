"""The bytes of a file and what it is called are private, like all words of people."""

from __future__ import annotations

from conversation.models_outbox import File, Outbox
from conversation.secrets import Private, PrivateData


def test_what_a_file_holds_and_is_called_is_private() -> None:
    table = File.__table__
    assert isinstance(table.c.data.type, PrivateData)
    private = (table.c.name, table.c.type, Outbox.__table__.c.file_name)
    assert all(isinstance(column.type, Private) for column in private)
