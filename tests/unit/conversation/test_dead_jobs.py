"""What is not dead is left alone; how dead jobs are handled, the contract tests say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conversation import dead_jobs, queue

if TYPE_CHECKING:
    from conversation.db import Database


async def test_only_dead_jobs_can_be_replayed_or_discarded(db: Database, chat: int) -> None:
    async with db.transaction() as session:
        await queue.put(session, "answer", account="main", chat_id=chat)
        job = await queue.claim(session, "one", 60)
        assert job is not None
        assert not await dead_jobs.replay(session, job.id, actor="Ana")
        assert not await dead_jobs.discard(session, job.id, actor="Ana")
        assert await queue.done(session, job)
