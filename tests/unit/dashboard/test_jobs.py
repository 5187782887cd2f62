"""The queue and its dead jobs, and a queue that is full."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from conversation import outbox, queue
from core.types import OutboxState

if TYPE_CHECKING:
    import httpx2

    from tests.unit.dashboard.conftest import House


@pytest.fixture
async def dead(house: House) -> int:
    """The id of a dead job."""
    chat_id = await house.chat()
    async with house.db.transaction() as session:
        await queue.put(session, "answer", account="main", chat_id=chat_id)
        job = await queue.claim(session, "one", 60)
        assert job is not None
        await queue.retry(session, job, "the model is down", max_attempts=1)
    return job.id


async def counts(client: httpx2.AsyncClient) -> dict[str, int]:
    found: dict[str, int] = (await client.get("/api/v1/queue")).json()
    return found


async def test_dead_jobs_are_listed_with_what_went_wrong(viewer: httpx2.AsyncClient, dead: int) -> None:
    found = (await viewer.get("/api/v1/queue/dead", params={"limit": 1})).json()
    assert [(job["id"], job["kind"], job["error"]) for job in found["items"]] == [
        (dead, "answer", "the model is down")
    ]
    rest = (await viewer.get("/api/v1/queue/dead", params={"before": found["next"]})).json()
    assert rest == {"items": [], "next": None}


async def test_a_dead_job_is_replayed_once(operator: httpx2.AsyncClient, dead: int) -> None:
    assert (await operator.post(f"/api/v1/queue/dead/{dead}/replay")).status_code == 204
    assert await counts(operator) == {"waiting": 1, "running": 0, "dead": 0}
    again = await operator.post(f"/api/v1/queue/dead/{dead}/replay")
    assert (again.status_code, again.json()["detail"]) == (404, "There is no such dead job any more.")


async def test_a_dead_job_is_discarded_once(operator: httpx2.AsyncClient, dead: int) -> None:
    assert (await operator.delete(f"/api/v1/queue/dead/{dead}")).status_code == 204
    assert await counts(operator) == {"waiting": 0, "running": 0, "dead": 0}
    assert (await operator.delete(f"/api/v1/queue/dead/{dead}")).status_code == 404


async def test_a_full_queue_takes_no_more_until_there_is_room(
    house: House, operator: httpx2.AsyncClient
) -> None:
    house.app.state.services = replace(house.app.state.services, backlog=1)
    path = f"/api/v1/chats/{await house.chat()}/messages"
    first = await operator.post(path, json={"text": "one"})
    refused = await operator.post(path, json={"text": "two"})
    assert (first.status_code, refused.status_code, refused.headers["retry-after"]) == (202, 429, "60")
    assert "wait to be sent" in refused.json()["detail"]
    async with house.db.transaction() as session:
        await outbox.move(session, first.json()["outbox_id"], OutboxState.CANCELLED, frm=OutboxState.QUEUED)
        assert len(await outbox.listing(session, [OutboxState.QUEUED], 10)) == 0
    assert (await operator.post(path, json={"text": "three"})).status_code == 202
