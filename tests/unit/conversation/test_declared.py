"""Words of a closed list are stored as themselves, not as numbers that a later list would mean otherwise."""

from __future__ import annotations

from sqlalchemy import Enum

from conversation.models import Base


def test_every_closed_list_is_stored_as_its_words() -> None:
    columns = [column for table in Base.metadata.tables.values() for column in table.columns]
    lists = [column.type for column in columns if isinstance(column.type, Enum)]
    assert len(lists) > 10
    for each in lists:
        assert not each.native_enum
        assert each.enum_class is not None
        assert each.enums == [word.value for word in each.enum_class]
