"""`switchboard schedule` on a real database."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app import schedule_book
from app.wiring import open_store
from conversation import chats
from core import settings_source
from core.clock import SystemClock
from core.errors import CannotStart
from core.types import ChatKind, ChatRef

if TYPE_CHECKING:
    from pathlib import Path

    from core.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return settings_source.isolated({"data": tmp_path, "account": {"time_zone": "Europe/Madrid"}})


@pytest.fixture
async def chat(settings: Settings) -> int:
    async with open_store(settings, SystemClock()) as store, store.db.transaction() as session:
        return (await chats.meet(session, ChatRef("main", "Ana", ChatKind.PERSON), ())).id


async def test_a_schedule_is_added_shown_paused_resumed_and_removed(
    settings: Settings, chat: int, capsys: pytest.CaptureFixture[str]
) -> None:
    await schedule_book.add(settings, chat, "Good morning!", (None, "2999-01-31T09:30"), "once")
    assert capsys.readouterr().out == "schedule 1 is due next at 2999-01-31 09:30\n"
    await schedule_book.add(settings, chat, "Weekly", ("0 9 * * 1", None), "skip")
    await schedule_book.pause(settings, 1)
    await schedule_book.resume(settings, 1)
    await schedule_book.remove(settings, 1)
    told = capsys.readouterr().out.splitlines()
    assert told[1:] == ["schedule 1 paused", "schedule 1 resumed", "schedule 1 removed"]
    await schedule_book.show(settings)
    shown = capsys.readouterr().out
    assert "Weekly" in shown
    assert "Good morning!" not in shown


async def test_nonsense_is_refused_in_words(settings: Settings, chat: int) -> None:
    with pytest.raises(CannotStart, match="is not a moment; write it like"):
        await schedule_book.add(settings, chat, "Hi", (None, "tomorrow"), "once")
    with pytest.raises(CannotStart, match="is not a cron line"):
        await schedule_book.add(settings, chat, "Hi", ("daily", None), "once")
    with pytest.raises(CannotStart, match="either a cron line"):
        await schedule_book.add(settings, chat, "Hi", ("@daily", "2999-01-31T09:30"), "once")
    with pytest.raises(CannotStart, match="control characters"):
        await schedule_book.add(settings, chat, "Hi\0", ("@daily", None), "once")
    with pytest.raises(CannotStart, match="neither once nor skip"):
        await schedule_book.add(settings, chat, "Hi", ("@daily", None), "always")
    with pytest.raises(CannotStart, match="schedule 7 is not active"):
        await schedule_book.pause(settings, 7)
