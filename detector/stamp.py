"""Reads the times that bubbles bear: `2:10 PM, 6/8/2021`, `15:34, 30/04/2026`, `١٢:٣٣ م` and their kin.

One value alone cannot tell the order of day and month: all stamps of a page settle it together (a field
above 12, days that stand between the messages, no step back in time), else its language does. Thai and
Persian pages count other years.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

CLOCK = re.compile(r"(?<!\d)(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?(?!\d)")
DATE = re.compile(r"(\d{1,4})\s*[/.\-年]\s*(\d{1,2})\s*[/.\-月]\s*(\d{1,4})")
AFTERNOON = re.compile(r"p\.?\s?m\.?|μ\.?\s?μ|ptg|م|ب\.?\s?ظ|下午|晚上|午後|오후|अपराह्न|शाम", re.IGNORECASE)
MORNING = re.compile(
    r"a\.?\s?m\.?|π\.?\s?μ|\bpg|ص|ق\.?\s?ظ|上午|凌晨|早上|午前|오전|पूर्वाह्न|सुबह", re.IGNORECASE
)
NOON = re.compile(r"中午|दोपहर")  # from ten in the morning to four in the afternoon
NIGHT = re.compile(r"रात")  # from eight in the evening to four in the morning
MONTH_FIRST = ("en", "en-us", "en-ca", "fil")
WEEKDAY = re.compile(r"weekday ([0-6])")
FIRST_YEAR = 2009  # WhatsApp is not older
BUDDHIST = 543  # years ahead of ours
PERSIAN_YEARS = range(1388, 1500)
PERSIAN_EPOCH = -356033  # moves the count of days below onto that of Python


def parse_stamp(
    text: str, *, lang: str, now: datetime, day: datetime | None = None, order: bool | None = None
) -> datetime | None:
    """The moment a stamp names, aware, in the zone of `now`; None where it cannot be read.

    `day` supplies the date for stamps that hold only a time of day, `order` whether days come first.
    """
    plain = _plain(text)
    clock = CLOCK.search(plain)
    if clock is None:
        return None
    hour, minute = _hour(int(clock[1]), plain), int(clock[2])
    rest = plain[: clock.start()] + " " + plain[clock.end() :]
    found = DATE.search(rest)
    try:
        if found is None:
            return day.replace(hour=hour, minute=minute, second=0, microsecond=0) if day else None
        year, month, dom = _date(found.groups(), lang, now, order)
        if not FIRST_YEAR <= year <= now.year + 1:
            return None
        return now.replace(
            year=year, month=month, day=dom, hour=hour, minute=minute, second=0, microsecond=0, fold=0
        )
    except ValueError:
        return None


def parse_day(label: str, *, lang: str, now: datetime, order: bool | None = None) -> datetime | None:
    """The day that stands between messages: `today`, `yesterday`, `weekday 0` (a Sunday) to 6 for one of the
    last seven days, or a date as it is written."""
    if label in ("today", "yesterday"):
        return now - timedelta(days=label == "yesterday")
    weekday = WEEKDAY.fullmatch(label)
    if weekday is not None:
        ago = (now.isoweekday() - int(weekday[1])) % 7 or 7
        return now - timedelta(days=ago)
    found = DATE.search(_plain(label))
    try:
        year, month, dom = _date(found.groups(), lang, now, order) if found else (0, 0, 0)
        return now.replace(year=year, month=month, day=dom) if FIRST_YEAR <= year <= now.year + 1 else None
    except ValueError:
        return None


def day_first(dated: Iterable[tuple[str, str | None]], now: datetime) -> bool | None:
    """Whether dates begin with the day, from stamps in the order of their messages, each with the day that
    stands above it; None where both readings fit or neither does."""
    pairs = [(found, day) for stamp, day in dated if (found := DATE.search(_plain(stamp)))]
    plausible = [order for order in (True, False) if _fits(pairs, order, now)]
    return plausible[0] if len(plausible) == 1 else None


def _fits(pairs: list[tuple[re.Match[str], str | None]], order: bool, now: datetime) -> bool:
    last = date.min
    for found, label in pairs:
        first, second, third = (int(group) for group in found.groups())
        if first > 31:
            continue  # the year comes first: then the month does before the day
        year = third + 2000 if third < 100 else third - BUDDHIST if third > now.year + 1 else third
        try:
            day = date(*_our_date(year, second, first) if order else _our_date(year, first, second))
        except ValueError:
            return False
        named = parse_day(label, lang="", now=now) if label and DATE.search(_plain(label)) is None else None
        if day > now.date() + timedelta(days=1) or day + timedelta(days=1) < last:
            return False
        if named is not None and day != named.date():
            return False
        last = max(last, day)
    return True


def _plain(text: str) -> str:
    """Plain digits and spaces: every script's digits become ASCII, invisible marks vanish."""
    return "".join(
        str(unicodedata.digit(char)) if char.isdigit() and unicodedata.digit(char, None) is not None else char
        for char in unicodedata.normalize("NFKC", text)
        if unicodedata.category(char) != "Cf"
    )


def _hour(hour: int, plain: str) -> int:
    if NOON.search(plain):
        return hour if hour >= 10 else hour + 12
    if NIGHT.search(plain):
        return hour % 12 if hour < 4 or hour == 12 else hour % 12 + 12
    if AFTERNOON.search(plain) and hour < 12:
        return hour + 12
    return 0 if MORNING.search(plain) and hour == 12 else hour


def _date(
    groups: tuple[str, ...], lang: str, now: datetime, order: bool | None = None
) -> tuple[int, int, int]:
    first, second, third = (int(group) for group in groups)
    if first > 31:
        return _our_date(first, second, third)
    year = third + 2000 if third < 100 else third - BUDDHIST if third > now.year + 1 else third
    month_first = lang.lower() in MONTH_FIRST if order is None else not order
    if first > 12:
        month_first = False
    elif second > 12:
        month_first = True
    elif order is None and _is_future(
        year, first if month_first else second, second if month_first else first, now
    ):
        month_first = not month_first
    month, dom = (first, second) if month_first else (second, first)
    return _our_date(year, month, dom)


def _our_date(year: int, month: int, dom: int) -> tuple[int, int, int]:
    """The date in our calendar. Raises ValueError where there is no such day."""
    if year not in PERSIAN_YEARS:
        return year, month, dom
    ours = _from_persian(year, month, dom)
    return ours.year, ours.month, ours.day


def _from_persian(year: int, month: int, dom: int) -> date:
    """Six months of 31 days, then months of 30; eight leap years in 33."""
    if not (1 <= month <= 12 and 1 <= dom <= (31 if month < 7 else 30)):
        raise ValueError("no such day")
    since = year + 1595
    leap_days = since // 33 * 8 + (since % 33 + 3) // 4
    in_year = dom + ((month - 1) * 31 if month < 7 else (month - 7) * 30 + 186)
    return date.fromordinal(since * 365 + leap_days + in_year + PERSIAN_EPOCH)


def _is_future(year: int, month: int, dom: int, now: datetime) -> bool:
    return datetime(year, month, dom, tzinfo=now.tzinfo) > now + timedelta(days=1)
