"""How fast a person would write, what may be sent now, and how much a number looks like a machine; pure."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field, field_validator

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
ASK_AGAIN = timedelta(seconds=30)  # where nobody can say when it ends
COOL, LEAST = 40, 0.25  # risk above which a number slows down, and the share that is left at 100


class Pace(BaseModel):
    """Courtesy, and safety for the number. `on` None: unless the page is on this machine."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    on: bool | None = None
    letters_per_second: float = Field(12.0, gt=0)
    longest_typing: float = Field(12.0, ge=0, description="seconds, however long the text is")
    gap: float = Field(3.0, ge=0, description="seconds between two messages, in all chats together")
    jitter: float = Field(0.4, ge=0, lt=1, description="how far typing and gap may be off, as a share")
    per_minute: int = Field(8, ge=1)
    per_hour: int = Field(80, ge=1)
    per_day: int = Field(500, ge=1)
    chat_per_minute: int = Field(4, ge=1)
    chat_per_hour: int = Field(40, ge=1)
    chat_per_day: int = Field(150, ge=1)
    new_per_day: int = Field(10, ge=0, description="people written to who never wrote themselves")
    warm_up_days: float = Field(14.0, ge=0, description="a newly linked number may do a fifth, then more")
    quiet: str | None = Field(None, description="hours without any message, such as 22:00-07:00")

    @field_validator("quiet")
    @classmethod
    def _two_times(cls, value: str | None) -> str | None:
        if value is not None:
            try:
                start, end = _hours(value)
            except ValueError as error:
                raise ValueError(f"{value!r} is not a stretch of hours such as 22:00-07:00") from error
            if start == end:
                raise ValueError("pace.quiet ends when it begins, so nothing would ever be sent")
        return value


class Reason(StrEnum):
    """Why a message waits."""

    PAUSED = "paused"
    RESTRICTED = "restricted"
    SAFE_MODE = "safe_mode"
    NO_PAGE = "no_page"
    QUIET_HOURS = "quiet_hours"
    NEW_CONTACTS = "new_contacts"
    CHAT_LIMIT = "chat_limit"
    LIMIT = "limit"
    GAP = "gap"
    LOOK = "look"  # it was pressed, and is looked for on the page


@dataclass(frozen=True, slots=True)
class Hold:
    """Nothing is sent before `until`; then it is asked again."""

    reason: Reason
    until: datetime


@dataclass(frozen=True, slots=True)
class Traffic:
    """What was pressed in the last day, oldest first (`chat`: in the one that is asked about), and what
    tells of a number that writes to strangers.

    `cold_chats` are those that we wrote to first, in the last day; `unanswered` those of the last week that
    never answered. `alike` is the number of chats that got one and the same text in the last day.
    """

    pressed: Sequence[datetime] = ()
    chat: Sequence[datetime] = ()
    written_to: int = 0
    cold_chats: Sequence[datetime] = ()
    unanswered: int = 0
    alike: int = 0
    is_cold: bool = False
    linked_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Risk:
    """0 to 100, and a sentence for each thing that raises it."""

    score: int
    reasons: tuple[str, ...]

    @property
    def share(self) -> float:
        """Of the limits that is left."""
        over = max(0, self.score - COOL) / (100 - COOL)
        return 1 - (1 - LEAST) * over


def typing(text: str, pace: Pace, chance: random.Random) -> float:
    """Seconds that a person takes to write this."""
    return min(pace.longest_typing, len(text) / pace.letters_per_second) * _off(pace.jitter, chance)


def risk(traffic: Traffic, pace: Pace, now: datetime) -> Risk:
    """How much this looks like a machine that writes to strangers."""
    found: list[tuple[float, str]] = []
    cold = len(traffic.cold_chats)
    if cold and traffic.written_to:
        share = cold / max(traffic.written_to, 3)
        found.append((30 * share, f"{cold} of {traffic.written_to} chats of today were written to first"))
    if traffic.unanswered:
        found.append((6.0 * min(5, traffic.unanswered), f"{traffic.unanswered} first messages got no answer"))
    hour = len(_since(traffic.pressed, now - HOUR))
    if hour * 2 > pace.per_hour:
        found.append((25 * min(1, hour / pace.per_hour), f"{hour} messages in the last hour"))
    if traffic.alike > 2:
        found.append((5.0 * min(5, traffic.alike - 1), f"one text went to {traffic.alike} chats"))
    return Risk(min(100, round(sum(weight for weight, _ in found))), tuple(words for _, words in found))


def hold(traffic: Traffic, pace: Pace, now: datetime) -> Hold | None:
    """Why nothing may be pressed now; None: something may. `now` is in the account's zone."""
    if (end := quiet_until(pace, now)) is not None:
        return Hold(Reason.QUIET_HOURS, end)
    share = warmth(traffic, pace, now) * risk(traffic, pace, now).share
    if traffic.is_cold and pace.new_per_day <= len(traffic.cold_chats):
        oldest = traffic.cold_chats[-pace.new_per_day] if pace.new_per_day else now
        return Hold(Reason.NEW_CONTACTS, oldest + DAY)
    waits = [*_full(traffic, pace, share, now), *_gap(traffic, pace, share, now)]
    return max(waits, key=lambda each: each.until, default=None)


def warmth(traffic: Traffic, pace: Pace, now: datetime) -> float:
    """The share of its limits that a number may use: a fifth when it is new, all after the warm-up."""
    if not pace.warm_up_days:
        return 1.0
    age = (now - (traffic.linked_since or now)) / timedelta(days=pace.warm_up_days)
    return min(1.0, 0.2 + 0.8 * max(0.0, age))


def quiet_until(pace: Pace, now: datetime) -> datetime | None:
    """When the quiet hours end that it is now; None: it is not."""
    if pace.quiet is None:
        return None
    start, end = _hours(pace.quiet)
    clock = now.time()
    is_quiet = start <= clock < end if start < end else clock >= start or clock < end
    if not is_quiet:
        return None
    today = now.replace(hour=end.hour, minute=end.minute, second=0, microsecond=0)
    return today if today > now else today + DAY


def _full(traffic: Traffic, pace: Pace, share: float, now: datetime) -> Iterator[Hold]:
    """Each limit that is reached, until its oldest message is out of the window."""
    number = ((MINUTE, pace.per_minute), (HOUR, pace.per_hour), (DAY, pace.per_day))
    chat = ((MINUTE, pace.chat_per_minute), (HOUR, pace.chat_per_hour), (DAY, pace.chat_per_day))
    for reason, pressed, limits in (
        (Reason.LIMIT, traffic.pressed, number),
        (Reason.CHAT_LIMIT, traffic.chat, chat),
    ):
        for window, limit in limits:
            allowed = max(1, int(limit * share))
            recent = _since(pressed, now - window)
            if len(recent) >= allowed:
                yield Hold(reason, recent[-allowed] + window)


def _gap(traffic: Traffic, pace: Pace, share: float, now: datetime) -> Iterator[Hold]:
    if traffic.pressed:
        last = traffic.pressed[-1]
        # One chance for each message: asked again it is the same moment.
        seconds = pace.gap / share * _off(pace.jitter, random.Random(last.timestamp()))
        if last + timedelta(seconds=seconds) > now:
            yield Hold(Reason.GAP, last + timedelta(seconds=seconds))


def _since(moments: Sequence[datetime], start: datetime) -> Sequence[datetime]:
    return [moment for moment in moments if moment > start]


def _off(jitter: float, chance: random.Random) -> float:
    return 1 + chance.uniform(-jitter, jitter)


def _hours(text: str) -> tuple[time, time]:
    start, end = text.split("-")
    return time.fromisoformat(start.strip()), time.fromisoformat(end.strip())
