"""While another program holds the database nothing is done and nothing lost; then the workers go on."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from typing import TYPE_CHECKING

from app.runtime import restarting
from app.workers import Workers
from conversation import chats, queue
from conversation.db import open_database
from conversation.secrets import load_keys
from core.settings import Conversation
from core.types import ChatKind, ChatRef

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.fakes import FakeClock

PATIENCE = 30.0


async def test_workers_go_on_when_a_locked_database_is_free_again(
    tmp_path: Path, clock: FakeClock, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING, "app.runtime")
    keys = load_keys(tmp_path / "keys", may_create=True)
    path = tmp_path / "test.db"
    performed: list[int] = []
    stop = asyncio.Event()

    async def perform(job: queue.Job) -> None:
        performed.append(job.chat_id)

    async with open_database(f"sqlite:///{path}", keys, clock, patience=0.05) as db:
        async with db.transaction() as session:
            chat = await chats.meet(session, ChatRef("main", "Ana", ChatKind.PERSON), ())
            await queue.put(session, "answer", account="main", chat_id=chat.id)
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        workers = Workers(db, {"answer": perform}, clock, Conversation(workers=1), "here")
        async with asyncio.timeout(PATIENCE), asyncio.TaskGroup() as group:
            group.create_task(restarting("workers", workers.run, clock)(stop))
            while "a part failed and starts again" not in caplog.messages:
                await clock.advance(0)
                await asyncio.sleep(0.01)
            assert performed == []
            other.execute("ROLLBACK")
            other.close()
            while not performed:
                await clock.advance(1)
                await asyncio.sleep(0.01)
            stop.set()
            await clock.advance(60)
    assert performed == [chat.id]
