"""Workers: each claims a job, performs it while renewing its lease, and puts it back when it failed."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from app.runtime import first_error
from conversation import queue
from conversation.backoff import Backoff
from core.errors import BrowserGone, NotLinked, SafeMode, SendingHeld, SwitchboardError
from core.events import JobsWaiting
from core.observe import log_context
from core.waiting import first_set

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from conversation.db import Database
    from conversation.queue import Job
    from core.ports import Clock
    from core.settings import Conversation

log = logging.getLogger(__name__)

LONGEST_NAP = 30.0  # seconds; a worker that nobody wakes looks at the queue this often
NO_PAGE = 5.0  # seconds until a job is tried again that needs a page while there is none


class Workers:
    """A part that performs jobs by their kind; `owner` names this process in the queue. With an `account`
    only its jobs are taken, so that no number waits for the page of another.

    A job that its performer has not ended itself, in a transaction of its own, is ended after it.
    """

    def __init__(
        self,
        db: Database,
        perform: Mapping[str, Callable[[Job], Awaitable[None]]],
        clock: Clock,
        settings: Conversation,
        owner: str,
        account: str | None = None,
    ) -> None:
        self._db = db
        self._perform = perform
        self._clock = clock
        self._settings = settings
        self._owner = owner
        self._account = account
        self._backoff = Backoff(settings.backoff, settings.backoff_cap)

    async def run(self, stop: asyncio.Event) -> None:
        async with asyncio.TaskGroup() as group:
            for number in range(self._settings.workers):
                group.create_task(self._work(stop), name=f"worker {number + 1}")

    async def _work(self, stop: asyncio.Event) -> None:
        with self._db.bus.waiting_for(JobsWaiting) as woken:
            while not stop.is_set():
                woken.clear()
                job = await self._claim()
                if job is not None:
                    await self._do(job)
                else:
                    await self._nap(woken, stop)

    async def _claim(self) -> Job | None:
        async with self._db.reading() as session:
            due = await queue.next_due(session, self._account)
        if due is None or due > self._clock.utc():
            return None
        async with self._db.transaction() as session:
            return await queue.claim(session, self._owner, self._settings.lease, account=self._account)

    async def _nap(self, woken: asyncio.Event, stop: asyncio.Event) -> None:
        async with self._db.reading() as session:
            due = await queue.next_due(session, self._account)
        wait = LONGEST_NAP if due is None else max(0.05, (due - self._clock.utc()).total_seconds())
        await first_set(woken, stop, after=self._clock.sleep(min(LONGEST_NAP, wait)))

    async def _do(self, job: Job) -> None:
        with log_context(account=job.account, chat=job.chat_id, job=job.id):
            try:
                async with asyncio.TaskGroup() as group:
                    heart = group.create_task(self._renew(job))
                    await self._performer(job)(job)
                    heart.cancel()
            except Exception as error:  # noqa: BLE001 (whatever a job meets, it goes back into the queue)
                await self._put_back(job, first_error(error))
            else:
                async with self._db.transaction() as session:
                    await queue.done(session, job)

    def _performer(self, job: Job) -> Callable[[Job], Awaitable[None]]:
        performer = self._perform.get(job.kind)
        if performer is None:
            raise SwitchboardError(f"nobody here knows how to perform a job of the kind {job.kind!r}")
        return performer

    async def _renew(self, job: Job) -> None:
        while True:
            await self._clock.sleep(self._settings.lease / 3)
            async with self._db.transaction() as session:
                await queue.renew(session, job, self._settings.lease)

    async def _put_back(self, job: Job, cause: BaseException) -> None:
        reason = f"{type(cause).__name__}: {cause}"
        if isinstance(cause, (NotLinked, BrowserGone, SafeMode)):
            log.info("a job waits for the page", extra={"kind": job.kind})
            await self._postpone(job, NO_PAGE)
            return
        if isinstance(cause, SendingHeld):
            log.info("a job is held", extra={"kind": job.kind, "reason": str(cause)})
            await self._postpone(job, cause.seconds)
            return
        log.warning(
            "a job failed",
            extra={"kind": job.kind, "attempts": job.attempts, "error": type(cause).__name__},
            exc_info=cause if log.isEnabledFor(logging.DEBUG) else None,
        )
        async with self._db.transaction() as session:
            await queue.retry(
                session, job, reason, max_attempts=self._settings.attempts, backoff=self._backoff
            )

    async def _postpone(self, job: Job, seconds: float) -> None:
        async with self._db.transaction() as session:
            await queue.postpone(session, job, seconds)
