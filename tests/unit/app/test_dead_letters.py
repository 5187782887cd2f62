"""`switchboard queue` on a real database."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app import dead_letters
from app.wiring import open_store
from conversation import chats, queue
from core import settings_source
from core.clock import SystemClock
from core.errors import CannotStart
from core.types import ChatKind, ChatRef

if TYPE_CHECKING:
    from pathlib import Path

    from core.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return settings_source.isolated({"data": tmp_path})


async def a_dead_job(settings: Settings, kind: str = "answer") -> int:
    async with open_store(settings, SystemClock()) as store, store.db.transaction() as session:
        chat = await chats.meet(session, ChatRef("main", "Ana", ChatKind.PERSON), ())
        await queue.put(session, kind, account="main", chat_id=chat.id)
        job = await queue.claim(session, "one", 60, [kind])
        assert job is not None
        await queue.retry(session, job, "no way in", max_attempts=1)
    return job.id


async def test_dead_jobs_are_shown_and_replayed(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    job = await a_dead_job(settings)
    await dead_letters.show(settings)
    shown = capsys.readouterr().out
    assert "0 waiting, 0 running, 1 dead" in shown
    assert "no way in" in shown
    await dead_letters.replay(settings, (job,), everything=False)
    await dead_letters.show(settings)
    assert capsys.readouterr().out == "1 replayed\n1 waiting, 0 running, 0 dead\n"


async def test_all_dead_jobs_are_discarded_at_once(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    for kind in ("answer", "deliver"):
        await a_dead_job(settings, kind)
    await dead_letters.discard(settings, (), everything=True)
    await dead_letters.show(settings)
    assert capsys.readouterr().out == "2 discarded\n0 waiting, 0 running, 0 dead\n"


async def test_where_one_is_not_there_none_is_touched(settings: Settings) -> None:
    job = await a_dead_job(settings)
    with pytest.raises(CannotStart, match="there is no dead job 999"):
        await dead_letters.discard(settings, (job, 999), everything=False)
    with pytest.raises(CannotStart, match="say which dead jobs"):
        await dead_letters.replay(settings, (), everything=False)
    await dead_letters.replay(settings, (job,), everything=False)
