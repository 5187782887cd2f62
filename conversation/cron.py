"""When something that repeats is due next: cron lines of five fields in a time zone, summer time included."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from croniter import CroniterError, croniter

from core.errors import ScheduleRefused

LONGEST_LINE = 100  # characters
HOURLY = "@hourly"
_ALIASES = {HOURLY, "@daily", "@midnight", "@weekly", "@monthly", "@yearly", "@annually"}


def after(line: str, zone: str, moment: datetime) -> datetime:
    """The first moment after `moment`. A line of a fixed hour is due once on the day that has this hour
    twice, and as the clock moves on where a day lacks it. Raises ScheduleRefused: see `check`."""
    check(line)
    try:
        walk = croniter(line, moment.astimezone(time_zone(zone)), ret_type=datetime)
        due: datetime = walk.get_next()
        while due <= moment or (due.fold and not _follows_the_clock(line)):
            due = walk.get_next()
    except CroniterError as error:
        raise ScheduleRefused(f"{line!r} never comes; no such day is in the calendar") from error
    return due.astimezone(UTC)


def check(line: str) -> None:
    """Raises ScheduleRefused with a sentence where `line` is no cron line of five fields."""
    is_alias = line in _ALIASES
    fits = len(line) <= LONGEST_LINE and (is_alias or len(line.split()) == 5)
    # H and R stand for hours that croniter draws by lot, another one each time it is asked.
    if not fits or (not is_alias and {"h", "r"} & {field[0].lower() for field in line.split()}):
        raise _refused(line)
    try:
        croniter.expand(line)
    except CroniterError as error:
        raise _refused(line) from error


def time_zone(name: str) -> ZoneInfo:
    """Raises ScheduleRefused where there is no such zone."""
    try:
        return ZoneInfo(name)
    except (ValueError, KeyError, OSError) as error:
        raise ScheduleRefused(
            f"{name!r} is not a known time zone; use a name such as Europe/Madrid"
        ) from error


def _follows_the_clock(line: str) -> bool:
    """Whether it is due every hour or every few, and so also in both hours that bear one name."""
    return line == HOURLY or (line not in _ALIASES and line.split()[1].startswith("*"))


def _refused(line: str) -> ScheduleRefused:
    return ScheduleRefused(
        f"{line[:LONGEST_LINE]!r} is not a cron line; write minute, hour, day, month and weekday, "
        "for example: 0 9 * * 1-5"
    )
