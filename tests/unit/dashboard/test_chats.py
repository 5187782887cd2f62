"""Chats, their threads, and messages written by hand, on a real database."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from conversation import accounts, audit, chats, inbox, outbox, queue
from core.types import Access, Author, ChatKind, ChatRef, Direction, OutboxState, Tick
from tests.contract.store import says

if TYPE_CHECKING:
    import httpx2

    from tests.unit.dashboard.conftest import House

ANN = ChatRef("main", "Ann", ChatKind.PERSON)


async def hear(house: House, text: str, wa_id: str = "", **other: Any) -> None:
    async with house.db.transaction() as session:
        await inbox.accept(session, says(text, wa_id, ANN, **other), [], 4, 20)


async def items(client: httpx2.AsyncClient, chat_id: int, **params: Any) -> list[dict[str, Any]]:
    answer = await client.get(f"/api/v1/chats/{chat_id}/messages", params=params)
    assert answer.status_code == 200
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


async def move(house: House, outbox_id: int, to: OutboxState, frm: OutboxState, **facts: Any) -> None:
    async with house.db.transaction() as session:
        assert await outbox.move(session, outbox_id, to, frm=frm, **facts)


async def test_the_inbox_lists_chats_newest_first_in_pages(house: House, viewer: httpx2.AsyncClient) -> None:
    for name in ("first", "سلام", "third 🍜"):
        await house.clock.advance(1)
        await house.chat(name)
    page = (await viewer.get("/api/v1/chats", params={"limit": 2})).json()
    assert [chat["name"] for chat in page["items"]] == ["third 🍜", "سلام"]
    rest = (await viewer.get("/api/v1/chats", params={"limit": 2, "cursor": page["next"]})).json()
    assert [chat["name"] for chat in rest["items"]] == ["first"]
    assert rest["next"] is None


async def test_the_inbox_can_show_only_those_who_wait(house: House, viewer: httpx2.AsyncClient) -> None:
    await house.chat("Ann")
    await house.chat("Stranger", Access.PENDING)
    found = (await viewer.get("/api/v1/chats", params={"access": "pending"})).json()["items"]
    assert [chat["name"] for chat in found] == ["Stranger"]


@pytest.mark.parametrize("cursor", ["x", "2026-01-01~1", "2026-01-01T00:00:00+00:00~x", "~"])
async def test_a_made_up_cursor_is_refused(viewer: httpx2.AsyncClient, cursor: str) -> None:
    assert (await viewer.get("/api/v1/chats", params={"cursor": cursor})).status_code == 422


@pytest.mark.parametrize("limit", [0, -1, 501])
async def test_lists_are_bounded(viewer: httpx2.AsyncClient, limit: int) -> None:
    assert (await viewer.get("/api/v1/chats", params={"limit": limit})).status_code == 422


async def test_a_chat_that_is_not_there_is_told_so(viewer: httpx2.AsyncClient) -> None:
    for path in ("/api/v1/chats/9", "/api/v1/chats/9/messages"):
        answer = await viewer.get(path)
        assert (answer.status_code, answer.json()["detail"]) == (404, "There is no such chat.")


async def test_a_change_is_written_down_with_before_and_after(
    house: House, operator: httpx2.AsyncClient
) -> None:
    chat_id = await house.chat(access=Access.PENDING)
    changed = await operator.patch(f"/api/v1/chats/{chat_id}", json={"access": "allowed", "mode": "human"})
    assert (changed.json()["access"], changed.json()["mode"]) == ("allowed", "human")
    async with house.db.reading() as session:
        lines = [line for line in await audit.listing(session) if line.target == f"chat:{chat_id}"]
    assert [(line.actor, line.action) for line in lines] == [
        ("operator", "chat.mode"),
        ("operator", "chat.access"),
    ]
    assert lines[1].before == {"chat": "Ann", "access": "pending"}
    assert lines[1].after == {"chat": "Ann", "access": "allowed"}


async def test_a_change_to_the_same_changes_nothing(house: House, operator: httpx2.AsyncClient) -> None:
    chat_id = await house.chat()
    await operator.patch(f"/api/v1/chats/{chat_id}", json={"access": "allowed"})
    async with house.db.reading() as session:
        assert [line for line in await audit.listing(session) if line.target.startswith("chat:")] == []


@pytest.mark.parametrize("body", [{"access": "friend"}, {"name": "Bob"}, {"mode": 3}])
async def test_a_wrong_change_is_refused(
    house: House, operator: httpx2.AsyncClient, body: dict[str, Any]
) -> None:
    chat_id = await house.chat()
    assert (await operator.patch(f"/api/v1/chats/{chat_id}", json=body)).status_code == 422


async def test_a_manual_message_is_seen_going_its_whole_way(
    house: House, operator: httpx2.AsyncClient
) -> None:
    chat_id = await house.chat()
    await hear(house, "hello")
    sent = await operator.post(f"/api/v1/chats/{chat_id}/messages", json={"text": "Hi Ann 👋\nall well?"})
    assert sent.status_code == 202
    outbox_id = sent.json()["outbox_id"]

    async def last() -> tuple[str, str, str]:
        found = await items(operator, chat_id)
        assert len(found) == 2
        return found[-1]["key"], found[-1]["state"], found[-1]["by"]

    key = f"o{outbox_id}"
    assert await last() == (key, "queued", "operator")
    await move(house, outbox_id, OutboxState.SENDING, OutboxState.QUEUED)
    assert await last() == (key, "sending", "operator")
    await move(house, outbox_id, OutboxState.SENT, OutboxState.SENDING, wa_id="ABC")
    assert await last() == (key, "sent", "operator")
    await hear(house, "Hi Ann 👋\nall well?", "ABC", direction=Direction.OUT, tick=Tick.SENT)
    assert await last() == (key, "sent", "operator")
    async with house.db.transaction() as session:
        await outbox.tick(session, ANN, "ABC", Tick.READ)
    assert await last() == (key, "read", "operator")


async def test_a_manual_message_is_queued_before_what_the_bot_writes(
    house: House, operator: httpx2.AsyncClient
) -> None:
    chat_id = await house.chat()
    async with house.db.transaction() as session:
        await outbox.put(session, chat_id, "from the bot", author=Author.BOT)
    await operator.post(f"/api/v1/chats/{chat_id}/messages", json={"text": "from a person"})
    async with house.db.reading() as session:
        due = await outbox.next_due(session, chat_id)
        assert due is not None
        assert due.text == "from a person"
        assert await queue.has_waiting(session, "deliver", chat_id)


async def test_the_same_request_sent_again_sends_one_message(
    house: House, operator: httpx2.AsyncClient
) -> None:
    chat_id = await house.chat()
    path, again = f"/api/v1/chats/{chat_id}/messages", {"Idempotency-Key": "abc"}
    first = await operator.post(path, json={"text": "once"}, headers=again)
    second = await operator.post(path, json={"text": "once"}, headers=again)
    assert first.json()["outbox_id"] == second.json()["outbox_id"]
    assert len(await items(operator, chat_id)) == 1
    other = await operator.post(path, json={"text": "another"}, headers=again)
    assert other.status_code == 422


@pytest.mark.parametrize(("access", "word"), [(Access.PENDING, "approval"), (Access.BLOCKED, "blocked")])
async def test_nothing_is_written_to_a_chat_that_is_not_allowed(
    house: House, operator: httpx2.AsyncClient, access: Access, word: str
) -> None:
    chat_id = await house.chat("Stranger", access)
    answer = await operator.post(
        f"/api/v1/chats/{chat_id}/messages", json={"text": "hi"}, headers={"Idempotency-Key": "k"}
    )
    assert answer.status_code == 409
    assert word in answer.json()["detail"]
    assert await items(operator, chat_id) == []
    # Once it is allowed, the same request goes through.
    async with house.db.transaction() as session:
        await chats.set_access(session, chat_id, Access.ALLOWED, actor="test")
    answer = await operator.post(
        f"/api/v1/chats/{chat_id}/messages", json={"text": "hi"}, headers={"Idempotency-Key": "k"}
    )
    assert answer.status_code == 202


@pytest.mark.parametrize("text", ["", "   \n\t ", "x" * 65_537])
async def test_empty_and_endless_messages_are_refused(
    house: House, operator: httpx2.AsyncClient, text: str
) -> None:
    chat_id = await house.chat()
    answer = await operator.post(f"/api/v1/chats/{chat_id}/messages", json={"text": text})
    assert answer.status_code == 422


async def test_the_longest_message_arrives_whole(house: House, operator: httpx2.AsyncClient) -> None:
    chat_id = await house.chat()
    text = "🎂" * 65_536
    answer = await operator.post(f"/api/v1/chats/{chat_id}/messages", json={"text": text})
    assert answer.status_code == 202
    parts = [item["text"] for item in await items(operator, chat_id)]
    assert "".join(parts) == text
    assert max(map(len, parts)) == outbox.LONGEST


async def test_a_thread_is_read_page_by_page(house: House, viewer: httpx2.AsyncClient) -> None:
    chat_id = await house.chat()
    for number in range(5):
        await hear(house, f"message {number}")
    path = f"/api/v1/chats/{chat_id}/messages"
    newest = (await viewer.get(path, params={"limit": 2})).json()
    assert [item["text"] for item in newest["items"]] == ["message 3", "message 4"]
    middle = (await viewer.get(path, params={"limit": 2, "before": newest["before"]})).json()
    assert [item["text"] for item in middle["items"]] == ["message 1", "message 2"]
    oldest = (await viewer.get(path, params={"limit": 2, "before": middle["before"]})).json()
    assert [item["text"] for item in oldest["items"]] == ["message 0"]
    assert oldest["before"] is None


async def test_chats_of_every_number_are_listed_or_of_one(house: House, viewer: httpx2.AsyncClient) -> None:
    await house.chat("Ann")
    async with house.db.transaction() as session:
        await accounts.ensure(session, "shop")
        await chats.meet(session, ChatRef("shop", "Ann", ChatKind.PERSON), [])
    both = (await viewer.get("/api/v1/chats")).json()["items"]
    one = (await viewer.get("/api/v1/chats", params={"account": "shop"})).json()["items"]
    assert {chat["account"] for chat in both} == {"main", "shop"}
    assert [chat["account"] for chat in one] == ["shop"]
