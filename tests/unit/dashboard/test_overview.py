"""The first screen."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

from conversation import inbox, outbox
from core.types import Access, Author, OutboxState, Screen
from dashboard.routes.overview import midnight
from dashboard.services import ProviderState
from tests.contract.store import says

if TYPE_CHECKING:
    import httpx2

    from tests.unit.dashboard.conftest import House


async def overview(client: httpx2.AsyncClient) -> dict[str, Any]:
    found: dict[str, Any] = (await client.get("/api/v1/overview")).json()
    return found


async def test_when_all_is_well_it_says_so(viewer: httpx2.AsyncClient) -> None:
    found = await overview(viewer)
    assert (found["state"], found["sentence"]) == ("ok", "Everything works.")
    assert found["today"] == {"received": 0, "answered": 0, "waiting": 0, "failed": 0}
    assert found["last_message_at"] is None


async def test_what_happened_today_is_counted(house: House, viewer: httpx2.AsyncClient) -> None:
    chat_id = await house.chat()
    await house.chat("Stranger", Access.PENDING)
    async with house.db.transaction() as session:
        await inbox.accept(session, says("hello"), [], 4, 20)
        await outbox.put(session, chat_id, "hi", author=Author.BOT)
    found = await overview(viewer)
    assert found["today"] == {"received": 1, "answered": 0, "waiting": 1, "failed": 0}
    assert found["pending_chats"] == 1
    assert found["last_message_at"] is not None


@pytest.mark.parametrize(
    ("times", "sentence"),
    [
        (1, "1 message may not have been sent today."),
        (2, "2 messages may not have been sent today."),
    ],
)
async def test_a_message_that_was_not_sent_asks_for_attention(
    house: House, viewer: httpx2.AsyncClient, times: int, sentence: str
) -> None:
    chat_id = await house.chat()
    for _ in range(times):
        async with house.db.transaction() as session:
            row = await outbox.put(session, chat_id, "hi", author=Author.BOT)
            await outbox.move(session, row.id, OutboxState.FAILED, frm=OutboxState.QUEUED)
    found = await overview(viewer)
    assert (found["state"], found["sentence"]) == ("degraded", sentence)


async def test_a_lost_link_comes_before_everything_else(house: House, viewer: httpx2.AsyncClient) -> None:
    house.link.shows(Screen.QR, "2@abc")
    found = await overview(viewer)
    assert (found["state"], found["linked"]) == ("degraded", False)
    assert "not linked" in found["sentence"]


async def test_providers_are_shown_with_their_state(house: House, viewer: httpx2.AsyncClient) -> None:
    until = datetime(2026, 11, 21, 10, tzinfo=UTC)
    house.providers.append(ProviderState("big", "open", "rate_limit", until))
    found = await overview(viewer)
    assert [each["name"] for each in found["providers"]] == ["offline", "big"]
    assert found["sentence"] == "big rests; the next in the chain answers."


def test_a_day_begins_at_midnight_of_the_account() -> None:
    now = datetime(2026, 11, 21, 23, 30, tzinfo=UTC)
    assert midnight(now, ZoneInfo("Europe/Madrid")).isoformat() == "2026-11-22T00:00:00+01:00"


async def test_the_description_of_the_api_is_behind_the_sign_in(viewer: httpx2.AsyncClient) -> None:
    assert "/api/v1/overview" in (await viewer.get("/api/v1/openapi.json")).json()["paths"]
