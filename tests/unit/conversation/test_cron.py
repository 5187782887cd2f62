"""Cron lines follow the clock on the wall, never twice for one day; nonsense is refused in words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversation import cron
from core.errors import ScheduleRefused

MADRID = "Europe/Madrid"


def comes(line: str, start: str, times: int, zone: str = MADRID) -> list[str]:
    moment = datetime.fromisoformat(start).replace(tzinfo=UTC)
    found = []
    for _ in range(times):
        moment = cron.after(line, zone, moment)
        found.append(f"{moment:%d %H:%M}")
    return found


def test_it_follows_the_clock_on_the_wall_into_summer_time() -> None:
    assert comes("0 9 * * *", "2026-03-28T00:00", 2) == ["28 08:00", "29 07:00"]


def test_an_hour_that_a_day_lacks_is_made_up_for() -> None:
    assert comes("30 2 * * *", "2026-03-28T12:00", 2) == ["29 01:00", "30 00:30"]


def test_an_hour_that_a_day_has_twice_counts_once() -> None:
    assert comes("30 2 * * *", "2026-10-24T12:00", 2) == ["25 00:30", "26 01:30"]


def test_what_comes_every_hour_comes_in_both_hours_of_one_name() -> None:
    for line in ("30 * * * *", "30 */1 * * *"):
        assert comes(line, "2026-10-25T00:00", 3) == ["25 00:30", "25 01:30", "25 02:30"]
    assert comes("@hourly", "2026-10-24T23:30", 3) == ["25 00:00", "25 01:00", "25 02:00"]


def test_names_of_days_and_of_whole_lines_are_known() -> None:
    assert comes("0 9 * * mon-fri", "2026-11-20T12:00", 1, "UTC") == ["23 09:00"]
    assert comes("@daily", "2026-11-20T12:00", 1, "UTC") == ["21 00:00"]


@pytest.mark.parametrize(
    "line",
    [
        "",
        "9",
        "60 * * * *",
        "* * * * * *",
        "H 9 * * *",
        "r(0-5) 9 * * *",
        "@reboot",
        "0 9 * * *" + " " * 99,
        "é" * 5,
    ],
)
def test_what_is_no_cron_line_is_refused_with_an_example(line: str) -> None:
    with pytest.raises(ScheduleRefused, match=r"is not a cron line; .* for example: 0 9 \* \* 1-5"):
        cron.check(line)


def test_a_day_that_is_in_no_calendar_is_refused() -> None:
    with pytest.raises(ScheduleRefused, match="never comes"):
        cron.after("0 0 30 2 *", "UTC", datetime(2026, 1, 1, tzinfo=UTC))


def test_a_zone_that_does_not_exist_is_refused() -> None:
    for name in ("Europe/Nowhere", "../etc", ""):
        with pytest.raises(ScheduleRefused, match="is not a known time zone"):
            cron.time_zone(name)


@given(
    st.sampled_from(["*/7 * * * *", "0 2 * * *", "30 1,2,3 * * *", "15 */5 * * 0", "0 0 29 2 *"]),
    st.sampled_from([MADRID, "America/New_York", "Australia/Lord_Howe", "Asia/Tehran", "UTC"]),
    st.integers(0, 10 * 366 * 24 * 3600),
)
def test_the_next_moment_is_always_later(line: str, zone: str, second: int) -> None:
    moment = datetime(2020, 1, 1, tzinfo=UTC) + timedelta(seconds=second)
    assert cron.after(line, zone, moment) > moment


@given(st.text(max_size=30))
def test_any_text_is_a_cron_line_or_refused(line: str) -> None:
    try:
        cron.check(line)
    except ScheduleRefused:
        return
    assert len(line.split()) in {1, 5}
