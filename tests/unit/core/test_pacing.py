"""What may be sent when: limits, quiet hours, strangers, new numbers, and a meter that slows down."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from core.pacing import LEAST, Pace, Reason, Risk, Traffic, hold, quiet_until, risk, typing, warmth

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
PACE = Pace(gap=0, warm_up_days=0)
OLD = NOW - timedelta(days=100)


def ago(*seconds: float) -> list[datetime]:
    return [NOW - timedelta(seconds=each) for each in sorted(seconds, reverse=True)]


def test_a_full_minute_waits_until_its_oldest_message_is_out_of_it() -> None:
    pace = Pace(gap=0, warm_up_days=0, per_minute=3)
    assert hold(Traffic(pressed=ago(50, 20)), pace, NOW) is None
    found = hold(Traffic(pressed=ago(50, 20, 5)), pace, NOW)
    assert found is not None
    assert (found.reason, found.until) == (Reason.LIMIT, NOW + timedelta(seconds=10))


@pytest.mark.parametrize(
    ("pace", "seconds"),
    [
        ({"chat_per_minute": 1}, 30),
        ({"chat_per_hour": 1}, 3570),
        ({"chat_per_day": 1}, 86370),
        ({"chat_per_minute": 1, "chat_per_hour": 1}, 3570),
    ],
)
def test_a_chat_has_limits_of_its_own(pace: dict[str, int], seconds: float) -> None:
    found = hold(Traffic(pressed=ago(30), chat=ago(30)), Pace(gap=0, warm_up_days=0, **pace), NOW)
    assert found is not None
    assert (found.reason, found.until) == (Reason.CHAT_LIMIT, NOW + timedelta(seconds=seconds))


def test_two_messages_keep_a_distance_that_is_decided_once() -> None:
    pace = Pace(gap=10, jitter=0.5, warm_up_days=0)
    found = {hold(Traffic(pressed=ago(1)), pace, NOW) for _ in range(20)}
    assert len(found) == 1
    (only,) = found
    assert only is not None
    assert timedelta(seconds=4) <= only.until - NOW <= timedelta(seconds=14)
    assert hold(Traffic(pressed=ago(20)), pace, NOW) is None


@pytest.mark.parametrize(
    ("quiet", "at", "end"),
    [
        ("22:00-07:00", "2026-11-21T23:30", "2026-11-22T07:00"),
        ("22:00-07:00", "2026-11-21T06:59", "2026-11-21T07:00"),
        ("22:00-07:00", "2026-11-21T07:00", None),
        ("13:00-15:30", "2026-11-21T14:00", "2026-11-21T15:30"),
        ("13:00-15:30", "2026-11-21T12:59", None),
    ],
)
def test_quiet_hours_are_those_of_the_account(quiet: str, at: str, end: str | None) -> None:
    zone = ZoneInfo("America/Bogota")
    now = datetime.fromisoformat(at).replace(tzinfo=zone)
    expected = None if end is None else datetime.fromisoformat(end).replace(tzinfo=zone)
    pace = Pace(quiet=quiet, gap=0, warm_up_days=0)
    assert quiet_until(pace, now) == expected
    found = hold(Traffic(), pace, now)
    assert (None if found is None else found.reason) == (Reason.QUIET_HOURS if end else None)


@pytest.mark.parametrize("quiet", ["22", "25:00-07:00", "22:00-22:00", "at night"])
def test_hours_that_cannot_be_meant_stop_the_start(quiet: str) -> None:
    with pytest.raises(ValidationError, match=r"22:00-07:00|never|nothing would"):
        Pace(quiet=quiet)


def test_only_so_many_strangers_are_written_to_in_a_day() -> None:
    pace = Pace(gap=0, warm_up_days=0, new_per_day=2)
    traffic = Traffic(cold_chats=ago(7200, 60), is_cold=True)
    found = hold(traffic, pace, NOW)
    assert found is not None
    assert (found.reason, found.until) == (Reason.NEW_CONTACTS, NOW + timedelta(days=1, seconds=-7200))
    assert hold(replace(traffic, is_cold=False), pace, NOW) is None
    assert hold(Traffic(is_cold=True), Pace(gap=0, warm_up_days=0, new_per_day=0), NOW) is not None


@pytest.mark.parametrize(("days", "share"), [(0, 0.2), (7, 0.6), (14, 1.0), (100, 1.0)])
def test_a_new_number_warms_up(days: float, share: float) -> None:
    traffic = Traffic(linked_since=NOW - timedelta(days=days))
    assert warmth(traffic, Pace(warm_up_days=14), NOW) == pytest.approx(share)
    assert warmth(Traffic(), Pace(warm_up_days=0), NOW) == 1


def test_the_meter_tells_what_raises_it_and_slows_the_number_down() -> None:
    assert risk(Traffic(), PACE, NOW) == Risk(0, ())
    wild = Traffic(
        pressed=ago(*range(0, 2000, 25)),
        written_to=10,
        cold_chats=ago(*range(10)),
        unanswered=5,
        alike=8,
        linked_since=OLD,
    )
    found = risk(wild, PACE, NOW)
    assert found.score == 100
    assert len(found.reasons) == 4
    assert found.share == LEAST
    assert hold(replace(wild, pressed=wild.pressed[:50]), PACE, NOW) is not None
    calm = Traffic(pressed=wild.pressed[:50], written_to=10, linked_since=OLD)
    assert hold(calm, Pace(gap=0, warm_up_days=0, per_minute=80), NOW) is None


@given(st.text(max_size=5000), st.integers())
def test_typing_takes_time_but_never_for_ever(text: str, seed: int) -> None:
    pace = Pace(longest_typing=10, jitter=0.4)
    assert 0 <= typing(text, pace, random.Random(seed)) <= 14


@given(st.lists(st.floats(0, 90_000), max_size=60), st.integers(1, 20))
def test_a_hold_always_ends_and_the_limit_is_kept(seconds: list[float], limit: int) -> None:
    pace = Pace(gap=0, warm_up_days=0, per_hour=limit, per_minute=1000, per_day=1000)
    traffic = Traffic(pressed=ago(*seconds))
    found = hold(traffic, pace, NOW)
    recent = [moment for moment in traffic.pressed if moment > NOW - timedelta(hours=1)]
    share = risk(traffic, pace, NOW).share
    assert (found is not None) == (len(recent) >= max(1, int(limit * share)))
    if found is not None:
        assert NOW < found.until <= NOW + timedelta(hours=1)
