"""`switchboard schedule`: messages to be sent later, listed, added, paused, resumed and removed."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

from app.wiring import open_existing
from conversation import chats, cron, schedules
from conversation.models_schedules import Missed, ScheduleState
from conversation.schedules import Timing
from core.clock import SystemClock
from core.errors import CannotStart, ScheduleRefused
from core.texts import without_controls

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import tzinfo

    from core.settings import Settings

ACTOR = "command line"
MOST = 500  # schedules shown
SHORTENED = 40  # letters of a text in the list


async def show(settings: Settings) -> None:
    """Prints all scheduled messages, newest first, with times in the account's time zone."""
    async with open_existing(settings, SystemClock()) as store, store.db.reading() as session:
        rows = await schedules.listing(session, limit=MOST)
        names = {row.chat_id: chat.name for row in rows if (chat := await chats.get(session, row.chat_id))}
    console = Console(highlight=False, markup=False)
    if not rows:
        console.print("nothing is scheduled")
        return
    zone = settings.account.zone
    table = Table("schedule", "state", "chat", "when", "next", "last", "text")
    for row in rows:
        when = f"{row.cron} ({row.time_zone}, missed: {row.missed})" if row.cron else "once"
        next_at = _told(row.next_at, zone) if row.state is ScheduleState.ACTIVE else ""
        where = f"{row.chat_id} {names.get(row.chat_id, '')}"
        text = row.text if len(row.text) <= SHORTENED else f"{row.text[:SHORTENED]}…"
        table.add_row(str(row.id), row.state, where, when, next_at, _told(row.last_at, zone), text)
    console.print(table)


async def add(
    settings: Settings, chat_id: int, text: str, when: tuple[str | None, str | None], missed: str
) -> None:
    """`when` is a cron line, or a moment in the account's time zone. Raises CannotStart for nonsense."""
    line, moment = when
    if missed not in set(Missed):
        raise CannotStart(f"{missed!r} is neither once nor skip")
    if not text.strip():
        raise CannotStart("the text is empty; say what is to be sent")
    try:
        text = without_controls(text)
    except ValueError as error:
        raise CannotStart(str(error)) from error
    zone = settings.account.time_zone
    timing = Timing(zone, line, None if moment is None else _moment(moment, zone), Missed(missed))
    async with open_existing(settings, SystemClock()) as store:
        try:
            async with store.db.transaction() as session:
                row = await schedules.add(session, chat_id, text.strip(), timing, by=ACTOR)
        except ScheduleRefused as error:
            raise CannotStart(str(error)) from error
    due = _told(row.next_at, settings.account.zone)
    Console(highlight=False, markup=False).print(f"schedule {row.id} is due next at {due}")


async def pause(settings: Settings, schedule_id: int) -> None:
    await _change(settings, schedule_id, (schedules.pause, "paused", "is not active"))


async def resume(settings: Settings, schedule_id: int) -> None:
    await _change(settings, schedule_id, (schedules.resume, "resumed", "is not paused"))


async def remove(settings: Settings, schedule_id: int) -> None:
    await _change(settings, schedule_id, (schedules.remove, "removed", "is not there"))


async def _change(
    settings: Settings, schedule_id: int, step: tuple[Callable[..., Awaitable[bool]], str, str]
) -> None:
    act, told, refused = step
    async with open_existing(settings, SystemClock()) as store:
        try:
            async with store.db.transaction() as session:
                is_done = await act(session, schedule_id, actor=ACTOR)
        except ScheduleRefused as error:
            raise CannotStart(str(error)) from error
    if not is_done:
        raise CannotStart(f"schedule {schedule_id} {refused}; see switchboard schedule list")
    Console(highlight=False, markup=False).print(f"schedule {schedule_id} {told}")


def _moment(said: str, zone: str) -> datetime:
    try:
        moment = datetime.fromisoformat(said)
    except ValueError as error:
        raise CannotStart(f"{said!r} is not a moment; write it like 2027-01-31T09:30") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=cron.time_zone(zone))


def _told(moment: datetime | None, zone: tzinfo) -> str:
    return "" if moment is None else moment.astimezone(zone).strftime("%Y-%m-%d %H:%M")
