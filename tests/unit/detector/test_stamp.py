"""The times that bubbles bear, in the languages and calendars of their pages."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detector.stamp import day_first, parse_stamp

MADRID = ZoneInfo("Europe/Madrid")
NOW = datetime(2026, 11, 21, 10, 0, tzinfo=MADRID)
EARLIEST, LATEST = datetime(2010, 1, 1), datetime(2026, 11, 21)  # noqa: DTZ001 (a page writes no zone)


def at(text: str, lang: str = "en", day: datetime | None = None) -> str | None:
    moment = parse_stamp(text, lang=lang, now=NOW, day=day)
    return f"{moment:%Y-%m-%d %H:%M}" if moment else None


@pytest.mark.parametrize(
    ("text", "lang", "moment"),
    [
        ("2:10 PM, 6/8/2021", "en", "2021-06-08 14:10"),
        ("2:10\u202fPM, 6/8/2021", "en-US", "2021-06-08 14:10"),
        ("12:05 AM, 1/2/2026", "en", "2026-01-02 00:05"),
        ("12:05 PM, 1/2/2026", "en", "2026-01-02 12:05"),
        ("9:12 am, 10/12/2025", "en-GB", "2025-12-10 09:12"),
        ("18:51, 3/9/2026", "es", "2026-09-03 18:51"),
        ("15:34, 30/04/2026", "en", "2026-04-30 15:34"),
        ("12:33 a.\u00a0m., 26/8/2026", "es", "2026-08-26 00:33"),
        ("1:05 p. m., 26/8/2026", "es", "2026-08-26 13:05"),
        ("16:00, 2026年1月1日", "zh-CN", "2026-01-01 16:00"),
        ("下午1:23, 2026年9月18日", "zh", "2026-09-18 13:23"),
        ("上午12:23, 2026/9/18", "zh-TW", "2026-09-18 00:23"),
        ("晚上8:15, 2026年9月18日", "zh", "2026-09-18 20:15"),
        ("中午11:40, 2026年9月18日", "zh", "2026-09-18 11:40"),
        ("中午1:10, 2026年9月18日", "zh", "2026-09-18 13:10"),
        ("오후 3:07, 2026. 9. 18.", "ko", "2026-09-18 15:07"),
        ("午後3:07, 2026/9/18", "ja", "2026-09-18 15:07"),
        ("15:34, 30-04-2026", "nl", "2026-04-30 15:34"),
        ("15:34, 03-04-2026", "nl", "2026-04-03 15:34"),
        ("15.34, 30.4.2026", "fi", "2026-04-30 15:34"),
        ("15.34.09, 3.4.2026", "fi", "2026-04-03 15:34"),
        ("09.54, 3/4/2026", "id", "2026-04-03 09:54"),
        ("١٢:٣٣ م, ٢٦\u200f/٨\u200f/٢٠٢٦", "ar", "2026-08-26 12:33"),
        ("١٢:٣٣ ص, ٢٦/٨/٢٠٢٦", "ar", "2026-08-26 00:33"),
        ("۱۵:۳۴, ۱۴۰۵/۸/۳۰", "fa", "2026-11-21 15:34"),
        ("۳:۳۴ ب.ظ, ۱۴۰۴/۱/۱", "fa", "2025-03-21 15:34"),
        ("۱۵:۳۴, ۱۴۰۳/۱۲/۳۰", "fa", "2025-03-20 15:34"),
        ("15:34, 8/9/2569", "th", "2026-09-08 15:34"),
        ("दोपहर 3:12 बजे, 26/8/2026", "hi", "2026-08-26 15:12"),
        ("दोपहर 12:12, 26/8/2026", "hi", "2026-08-26 12:12"),
        ("शाम 6:12, 26/8/2026", "hi", "2026-08-26 18:12"),
        ("सुबह 6:12, 26/8/2026", "hi", "2026-08-26 06:12"),
        ("रात 9:12, 26/8/2026", "hi", "2026-08-26 21:12"),
        ("रात 12:12, 26/8/2026", "hi", "2026-08-26 00:12"),
        ("रात 2:12, 26/8/2026", "hi", "2026-08-26 02:12"),
        ("अपराह्न 6:12, 26/8/2026", "hi", "2026-08-26 18:12"),
        ("6:12 μ.μ., 26/8/2026", "el", "2026-08-26 18:12"),
        ("6:12 PTG, 26/8/2026", "ms", "2026-08-26 18:12"),
        ("6:12 PG, 26/8/2026", "ms", "2026-08-26 06:12"),
        ("14:10, 6/8/21", "en", "2021-06-08 14:10"),
    ],
)
def test_stamps_of_many_languages_are_read(text: str, lang: str, moment: str) -> None:
    assert at(text, lang) == moment


@pytest.mark.parametrize(
    ("text", "lang", "moment"),
    [
        ("10:00, 13/8/2026", "en", "2026-08-13 10:00"),
        ("10:00, 8/13/2026", "es", "2026-08-13 10:00"),
        ("09:00, 11/12/2026", "es", "2026-11-12 09:00"),
        ("09:00, 12/11/2026", "en", "2026-11-12 09:00"),
    ],
)
def test_a_field_above_twelve_or_the_future_settles_which_is_the_month(
    text: str, lang: str, moment: str
) -> None:
    assert at(text, lang) == moment


def test_a_time_alone_needs_a_day() -> None:
    day = datetime(2026, 11, 20, 23, 59, 58, tzinfo=MADRID)
    assert at("9:15 AM") is None
    assert at("9:15 AM", day=day) == "2026-11-20 09:15"
    assert at("9:15 PM", day=day) == "2026-11-20 21:15"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Yesterday",
        "25:00, 1/1/2026",
        "12:60, 1/1/2026",
        "10:00, 30/2/2026",
        "10:00, 0/0/2026",
        "10:00, 1/1/1999",
        "10:00, 1/1/2100",
        "10:00, 5/6/1448",
        "۱۵:۳۴, ۱۴۰۵/۸/۳۱",
        "10:00, 99/99/99",
        "1:2",
    ],
)
def test_what_is_no_possible_moment_is_not_guessed(text: str) -> None:
    assert at(text) is None


def test_the_moment_is_in_the_zone_of_the_account() -> None:
    moment = parse_stamp("12:00, 1/7/2026", lang="es", now=NOW)
    assert moment is not None
    assert moment.astimezone(UTC) == datetime(2026, 7, 1, 10, 0, tzinfo=UTC)


patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a machine may be busy


@patient
@given(st.text(max_size=60), st.sampled_from(["en", "es", "", "xx-YY"]), st.booleans())
def test_any_text_is_a_moment_or_none(text: str, lang: str, has_day: bool) -> None:
    moment = parse_stamp(text, lang=lang, now=NOW, day=NOW if has_day else None)
    assert moment is None or moment.tzinfo is MADRID


@patient
@given(
    st.from_regex(r"\A[0-9]{1,2}[:.][0-9]{2}( [apAP][mM])?, [0-9]{1,4}[/.-][0-9]{1,2}[/.-][0-9]{1,4}\Z"),
    st.sampled_from(["en", "es", "fa", "th"]),
)
def test_any_stamp_is_a_moment_that_every_database_can_hold(text: str, lang: str) -> None:
    moment = parse_stamp(text, lang=lang, now=NOW)
    assert moment is None or 2008 <= moment.astimezone(UTC).year <= NOW.year + 2


@patient
@given(
    st.datetimes(min_value=EARLIEST, max_value=LATEST),
    st.sampled_from(
        [
            ("en", "{0.month}/{0.day}/{0.year}"),
            ("es", "{0.day}/{0.month}/{0.year}"),
            ("nl", "{0.day:02}-{0.month:02}-{0.year}"),
            ("fi", "{0.day}.{0.month}.{0.year}"),
            ("zh-CN", "{0.year}年{0.month}月{0.day}日"),
            ("sv", "{0.year}-{0.month:02}-{0.day:02}"),
        ]
    ),
    st.booleans(),
)
def test_what_a_page_writes_is_read_back(moment: datetime, style: tuple[str, str], is_12: bool) -> None:
    lang, date = style
    clock = f"{moment:%I:%M %p}" if is_12 else f"{moment:%H:%M}"
    read = parse_stamp(f"{clock}, {date.format(moment)}", lang=lang, now=NOW)
    assert read is not None
    assert read.replace(tzinfo=None) == moment.replace(second=0, microsecond=0)
    assert read - NOW < timedelta(days=1)


@pytest.mark.parametrize(
    ("dated", "order"),
    [
        ([("10:05, 13/9/2026", None)], True),
        ([("10:05, 9/13/2026", None)], False),
        ([("10:05, 3/9/2026", None)], None),
        ([("10:05, 3/9/2026", None), ("10:06, 4/9/2026", None), ("10:07, 1/10/2026", None)], True),
        ([("10:05, 9/3/2026", None), ("10:06, 9/4/2026", None), ("10:07, 10/1/2026", None)], False),
        ([("10:05, 11/10/2026", "weekday 2")], None),
        ([("10:05, 11/12/2026", None)], False),
        ([("10:05, 2026/11/20", "yesterday")], None),
        ([("10:05, 13/9/2026", None), ("10:05, 9/13/2026", None)], None),
        ([("no date", "today")], None),
        ([], None),
    ],
)
def test_all_stamps_of_a_page_settle_which_comes_first(
    dated: list[tuple[str, str | None]], order: bool | None
) -> None:
    now = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
    assert day_first(dated, now) is order


def test_a_day_between_messages_settles_it_too() -> None:
    now = datetime(2026, 11, 9, 9, 0, tzinfo=UTC)
    assert day_first([("10:05, 8/11/2026", "yesterday")], now) is True
    assert day_first([("10:05, 11/8/2026", "yesterday")], now) is False


@given(
    st.lists(
        st.tuples(st.text(max_size=20) | st.from_regex(r"\d{1,4}[/.]\d{1,2}[/.]\d{1,4}"), st.none()),
        max_size=5,
    )
)
def test_any_stamps_settle_it_or_do_not(dated: list[tuple[str, str | None]]) -> None:
    assert day_first(dated, datetime(2026, 11, 21, 9, 0, tzinfo=UTC)) in (True, False, None)
