"""Activity, outbox and audit as lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conversation import activity, outbox
from core.types import Author, OutboxState

if TYPE_CHECKING:
    import httpx2

    from tests.unit.dashboard.conftest import House


async def note(house: House, times: int) -> None:
    for _ in range(times):
        async with house.db.transaction() as session:
            await activity.add(session, "link_changed", account="main", detail="main")


async def test_without_a_place_the_newest_events_are_told(house: House, viewer: httpx2.AsyncClient) -> None:
    await note(house, 5)
    found = (await viewer.get("/api/v1/activity", params={"limit": 2})).json()
    ids = [event["id"] for event in found["items"]]
    assert ids == [found["newest"] - 1, found["newest"]]


async def test_events_are_told_from_where_one_left_off(house: House, viewer: httpx2.AsyncClient) -> None:
    await note(house, 5)
    found = (await viewer.get("/api/v1/activity", params={"since": 2, "limit": 2})).json()
    assert [event["id"] for event in found["items"]] == [3, 4]


async def test_the_outbox_is_listed_by_state(house: House, viewer: httpx2.AsyncClient) -> None:
    chat_id = await house.chat()
    async with house.db.transaction() as session:
        stuck = await outbox.put(session, chat_id, "stuck", author=Author.BOT)
        await outbox.put(session, chat_id, "waits", author=Author.OPERATOR, by="Ana")
        await outbox.move(session, stuck.id, OutboxState.FAILED, frm=OutboxState.QUEUED, error="no way in")
    found = (await viewer.get("/api/v1/outbox", params={"state": ["failed", "unknown"]})).json()["items"]
    assert [(row["text"], row["error"]) for row in found] == [("stuck", "no way in")]
    every = (await viewer.get("/api/v1/outbox")).json()["items"]
    assert [row["text"] for row in every] == ["waits", "stuck"]


async def test_the_audit_is_read_page_by_page(house: House, admin: httpx2.AsyncClient) -> None:
    chat_id = await house.chat()
    for mode in ("human", "off", "auto"):
        await admin.patch(f"/api/v1/chats/{chat_id}", json={"mode": mode})
    first = (await admin.get("/api/v1/audit", params={"limit": 2})).json()
    assert [line["after"]["mode"] for line in first["items"]] == ["auto", "off"]
    second = (await admin.get("/api/v1/audit", params={"limit": 2, "before": first["next"]})).json()
    assert [line["action"] for line in second["items"]] == ["chat.mode", "sign_in"]
