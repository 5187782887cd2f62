"""People see what limits sending, and can stop it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conversation import accounts, holds, outbox
from core.types import Author, OutboxState, Screen

if TYPE_CHECKING:
    import httpx2

    from tests.unit.dashboard.conftest import House

S = OutboxState
PATH = "/api/v1/sending"


async def test_a_pause_is_seen_by_all_and_made_by_some(
    house: House, operator: httpx2.AsyncClient, viewer: httpx2.AsyncClient
) -> None:
    assert (await viewer.get(PATH)).json()["paused"] is False
    assert (await viewer.patch(PATH, json={"paused": True})).status_code == 403
    paused = (await operator.patch(PATH, json={"paused": True})).json()
    assert (paused["paused"], paused["paused_by"], paused["hold"]) == (True, "operator", "paused")
    assert (await viewer.get(PATH)).json() == paused
    resumed = (await operator.patch(PATH, json={"paused": False})).json()
    assert (resumed["paused"], resumed["hold"]) == (False, None)


async def test_what_was_sent_lately_and_a_restriction_raise_the_meter(
    house: House, viewer: httpx2.AsyncClient
) -> None:
    chat = await house.chat()
    async with house.db.transaction() as session:
        row = await outbox.put(session, chat, "hello stranger", author=Author.OPERATOR)
        await outbox.move(session, row.id, S.SENDING, frm=S.QUEUED)
        await outbox.move(session, row.id, S.SENT, frm=S.SENDING)
    await house.clock.advance(120)
    seen = (await viewer.get(PATH)).json()
    assert seen["sent"] == {"minute": 0, "hour": 1, "day": 1}
    assert 0 < seen["risk"] < 50
    assert len(seen["risk_reasons"]) == 2
    async with house.db.transaction() as session:
        await accounts.note_link(session, "main", Screen.RESTRICTED)
    seen = (await viewer.get(PATH)).json()
    assert (seen["risk"], seen["hold"]) == (100, "restricted")


async def test_a_message_that_waits_says_why(house: House, viewer: httpx2.AsyncClient) -> None:
    chat = await house.chat()
    async with house.db.transaction() as session:
        row = await outbox.put(session, chat, "good night", author=Author.OPERATOR)
        await holds.note(session, row.id, "quiet_hours", house.clock.utc())
    (bubble,) = (await viewer.get(f"/api/v1/chats/{chat}/messages")).json()["items"]
    (listed,) = (await viewer.get("/api/v1/outbox")).json()["items"]
    assert {bubble["hold"], listed["hold"]} == {"quiet_hours"}
    assert bubble["held_until"] == listed["held_until"] is not None
