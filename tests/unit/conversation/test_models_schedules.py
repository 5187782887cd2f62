"""The table of schedules is known wherever the tables are looked at."""

from __future__ import annotations

from conversation.models import Base
from conversation.models_schedules import Schedule
from conversation.secrets import Private


def test_the_table_is_one_of_the_database_and_keeps_words_private() -> None:
    table = Base.metadata.tables["schedules"]
    assert table is Schedule.__table__
    assert {column.name for column in table.columns if isinstance(column.type, Private)} == {"text", "by"}
