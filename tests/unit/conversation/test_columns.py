"""Moments come back as aware UTC, on whatever clock they were given."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import make_url

from conversation.columns import UtcDateTime, only_where, word
from core.types import Mode

DIALECTS = [make_url(f"{name}://").get_dialect()() for name in ("sqlite", "postgresql+asyncpg")]
ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
MOMENTS = st.datetimes(datetime(1971, 1, 1), datetime(9000, 1, 1), timezones=ZONES)  # noqa: DTZ001 (bounds)


@given(MOMENTS)
def test_a_moment_of_any_zone_comes_back_as_the_same_moment_in_utc(moment: datetime) -> None:
    column = UtcDateTime()
    for dialect in DIALECTS:
        stored = column.process_bind_param(moment, dialect)
        assert stored is not None
        assert (stored.tzinfo is None) is (dialect.name == "sqlite")
        back = column.process_result_value(stored, dialect)
        assert back == moment
        assert back is not None
        assert back.tzinfo is UTC


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="without a time zone"):
        UtcDateTime().process_bind_param(datetime(2026, 11, 21), DIALECTS[0])  # noqa: DTZ001 (the point)


def test_no_moment_stays_no_moment() -> None:
    assert UtcDateTime().process_bind_param(None, DIALECTS[0]) is None
    assert UtcDateTime().process_result_value(None, DIALECTS[0]) is None


def test_a_word_is_stored_as_itself_and_not_by_its_python_name() -> None:
    assert word(Mode).enums == [mode.value for mode in Mode]


def test_a_partial_index_is_partial_on_both_databases() -> None:
    assert set(only_where("a = 1")) == {"sqlite_where", "postgresql_where"}
