"""Types of columns: moments, words of a closed list, private text, and the keys that rows share."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

from sqlalchemy import BigInteger, DateTime, Enum, ForeignKey, Integer, String, text
from sqlalchemy.orm import mapped_column
from sqlalchemy.types import TypeDecorator

from conversation.secrets import Private, PrivateData

if TYPE_CHECKING:
    from enum import StrEnum

    from sqlalchemy import Dialect

# SQLite numbers rows by itself only in a column that is exactly INTEGER.
BIG = BigInteger().with_variant(Integer, "sqlite")
# Without this SQLite would give the id of a deleted last row a second time.
NEVER_TWICE = {"sqlite_autoincrement": True}

RowId = Annotated[int, mapped_column(BIG, primary_key=True, autoincrement=True)]
PrivateText = Annotated[str, mapped_column(Private)]
PrivateBytes = Annotated[bytes, mapped_column(PrivateData)]
AccountName = Annotated[str, mapped_column(String(32), ForeignKey("accounts.name", ondelete="CASCADE"))]
ChatId = Annotated[int, mapped_column(BIG, ForeignKey("chats.id", ondelete="CASCADE"))]
Hash = Annotated[str, mapped_column(String(64))]
WaId = Annotated[str, mapped_column(String(128))]


class UtcDateTime(TypeDecorator[datetime]):
    """A moment: aware UTC in Python on every database."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone cannot be stored")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


def word(kind: type[StrEnum]) -> Enum:
    """One of the values of `kind`, stored as the word itself."""
    return Enum(
        kind, native_enum=False, length=16, values_callable=lambda words: [word.value for word in words]
    )


def only_where(condition: str) -> dict[str, Any]:
    """Options of an index that covers only some rows."""
    return {"sqlite_where": text(condition), "postgresql_where": text(condition)}
