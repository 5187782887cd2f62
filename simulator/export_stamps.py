"""Moments as phones write them into exports: every calendar, digit and order, settled over a whole file."""

from __future__ import annotations

import itertools
import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# Marks of writing direction that phones put into stamps and around names; in a text they belong to the text.
MARKS = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
NO_MARKS = str.maketrans("", "", MARKS)
_NUMERIC = (
    r"(?P<first>\d{1,4})(?P<dot>[./\-])\s?(?P<second>\d{1,2})(?P=dot)\s?"
    r"(?P<era>[A-Z]{0,2})(?P<third>\d{1,4})\.?(?:\s(?P<calendar>BE|AH))?"
)
_DATE = rf"(?:{_NUMERIC}|(?P<year>\d{{4}})年(?P<month>\d{{1,2}})月(?P<day>\d{{1,2}})日)"
_DAYPART = r"[^\W\d_][^\d\[\]:]{0,14}"
_TIME = (
    rf"(?:(?P<before>{_DAYPART})\s?)?(?P<hour>\d{{1,2}})[:.](?P<minute>\d{{2}})"
    rf"(?:[:.](?P<seconds>\d{{2}}))?(?:\s?(?P<behind>{_DAYPART}))?"
)
_STAMPS = (re.compile(rf"{_DATE}[,،]?\s+{_TIME}"), re.compile(rf"{_TIME}[,،]?\s+{_DATE}"))
LONGEST_STAMP = 60

_AFTERNOON = (
    "pm",
    "م",
    "下午",
    "午後",
    "오후",
    "μμ",
    "ch",
    "ptg",
    "بظ",
    "晚上",
    "傍晚",
    "अपराह्न",
    "หลังเที่ยง",
    "em",
    "ip",
    "nm",
)
_MORNING = (
    "am",
    "ص",
    "上午",
    "午前",
    "오전",
    "πμ",
    "sa",
    "pg",
    "قظ",
    "凌晨",
    "清晨",
    "早上",
    "पूर्वाह्न",
    "ก่อนเที่ยง",
    "fm",
    "ap",
    "vm",
)
_ERAS = {"R": 2018, "H": 1988, "S": 1925, "T": 1911, "M": 1867}
_BUDDHIST = 543
_EARLIEST_BUDDHIST_YEAR = 2400

# A machine's clock, which is asked for the zone, knows no others.
YEARS = range(1902, 9999)

Order = Literal["dmy", "mdy", "ymd"]


@dataclass(frozen=True, slots=True)
class Stamp:
    """The parts of one stamp, before anybody knows which of the first two numbers is the month."""

    first: int
    second: int
    third: int
    dot: str
    era: str
    time: tuple[int, int, int]
    is_year_long: bool


def read(text: str) -> Stamp | None:
    """None where the text is no stamp."""
    bare = text.translate(NO_MARKS).strip()
    if len(bare) > LONGEST_STAMP:
        return None
    plain = "".join(str(unicodedata.digit(letter, letter)) for letter in bare)
    match = next((found for form in _STAMPS if (found := form.fullmatch(plain))), None)
    return None if match is None else _stamp(match)


def moments(stamps: Sequence[Stamp | None]) -> list[datetime | None]:
    """When each was, on the clock of the phone; None for one that cannot be."""
    order = _settled([stamp for stamp in stamps if stamp is not None])
    return [_moment(stamp, order) if stamp else None for stamp in stamps]


def known(dated: Iterable[datetime | None]) -> list[datetime | None]:
    """What is of no moment takes the one before it."""
    moments = list(dated)
    last = next((moment for moment in moments if moment is not None), None)
    settled = []
    for moment in moments:
        last = moment or last
        settled.append(last)
    return settled


def _stamp(match: re.Match[str]) -> Stamp:
    found = match.groupdict()
    hour = _hour(int(found["hour"]), found["before"] or found["behind"])
    time = (hour, int(found["minute"]), int(found["seconds"] or 0))
    if found["year"]:
        return Stamp(int(found["year"]), int(found["month"]), int(found["day"]), "年", "", time, True)
    first, second, third = (int(found[name]) for name in ("first", "second", "third"))
    era = found["era"] or found["calendar"] or ""
    return Stamp(first, second, third, found["dot"], era, time, len(found["first"]) > 2)


def _hour(hour: int, daypart: str | None) -> int:
    part = re.sub(r"[^\w]", "", daypart or "").casefold()
    if part in _AFTERNOON and hour <= 12:
        return hour % 12 + 12
    return hour % 12 if part in _MORNING and hour <= 12 else hour


def _settled(stamps: list[Stamp]) -> Order:
    """The order in which the fewest stamps are impossible and the fewest go back in time."""
    if any(stamp.is_year_long for stamp in stamps):
        return "ymd"
    orders: tuple[Order, ...] = ("dmy", "mdy", "ymd")
    if stamps and stamps[0].dot == ".":
        orders = ("dmy", "ymd")
    elif stamps and stamps[0].dot == "/" and all(stamp.first <= 12 for stamp in stamps):
        orders = ("mdy", "dmy", "ymd") if _is_american(stamps) else orders
    return min(orders, key=lambda order: _doubts(stamps, order))


def _is_american(stamps: list[Stamp]) -> bool:
    """Short years behind slashes are how the English of America writes them."""
    return all(stamp.third < 100 for stamp in stamps)


def _doubts(stamps: list[Stamp], order: Order) -> tuple[int, int, timedelta]:
    dated = [_moment(stamp, order, is_strict=True) for stamp in stamps]
    known = [moment for moment in dated if moment is not None]
    steps_back = sum(after < before for before, after in itertools.pairwise(known))
    span = max(known) - min(known) if known else timedelta()
    return len(dated) - len(known), steps_back, span


def _moment(stamp: Stamp, order: Order, *, is_strict: bool = False) -> datetime | None:
    parts = (stamp.first, stamp.second, stamp.third)
    found = _date(dict(zip(order, parts, strict=True)), stamp)
    if found is None and not is_strict and order != "ymd":
        found = _date(dict(zip("mdy" if order == "dmy" else "dmy", parts, strict=True)), stamp)
    return found


def _date(parts: dict[str, int], stamp: Stamp) -> datetime | None:
    year, month, day = parts["y"], parts["m"], parts["d"]
    try:
        if stamp.era == "AH":
            found = _islamic(year, month, day, stamp.time)
        else:
            found = datetime(_year(year, stamp.era), month, day, *stamp.time)  # noqa: DTZ001
    except (ValueError, OverflowError):
        return None
    return found if found.year in YEARS else None


def _year(year: int, era: str) -> int:
    if era in _ERAS:
        return _ERAS[era] + year
    if era == "BE" or year > _EARLIEST_BUDDHIST_YEAR:
        return year - _BUDDHIST
    if year < 100:
        return year + (2000 if year < 70 else 1900)
    return year


def _islamic(year: int, month: int, day: int, time: tuple[int, int, int]) -> datetime:
    """By the tabular calendar, which is off by a day at most."""
    if not (1 <= month <= 12 and 1 <= day <= 30):
        raise ValueError("no such day")
    days = day - 1 + -(-59 * (month - 1) // 2) + (year - 1) * 354 + (3 + 11 * year) // 30
    return datetime(622, 7, 19, *time) + timedelta(days=days)  # noqa: DTZ001
