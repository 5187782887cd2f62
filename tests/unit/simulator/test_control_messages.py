"""The part of the control API that changes messages and chats."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx2
import pytest

from simulator.model import Kind

if TYPE_CHECKING:
    from simulator.simulation import Simulation


async def told(control: httpx2.AsyncClient, chat: str) -> dict[str, Any]:
    message: dict[str, Any] = (await control.get(f"/chats/{chat}/messages")).json()[-1]
    return message


async def test_a_message_is_edited_reacted_to_replaced_and_deleted(
    control: httpx2.AsyncClient, simulation: Simulation
) -> None:
    chat = simulation.meet("Team", Kind.GROUP, ["Ana", "Wei"]).id
    message = f"/messages/{simulation.world.receive(chat, 'befoer').id}"
    await control.post(f"{message}/edit", json={"text": "before"})
    await control.post(f"{message}/react", json={"who": "Ana", "emoji": "👍"})
    now = await told(control, chat)
    assert (now["text"], now["is_edited"], now["reactions"]) == ("before", True, {"Ana": "👍"})
    await control.post(f"{message}/react", json={"who": "Ana", "emoji": None})
    await control.post(f"{message}/replace", json={"content": {"kind": "undecrypted"}})
    now = await told(control, chat)
    assert (now["reactions"], now["content"]) == ({}, {"kind": "undecrypted"})
    await control.post(f"{message}/delete", json={"by": "Wei"})
    assert (await told(control, chat))["deleted_by"] == "Wei"


async def test_traits_change_one_by_one_and_notices_are_added(
    control: httpx2.AsyncClient, simulation: Simulation
) -> None:
    chat = simulation.meet("Ana", Kind.PERSON)
    await control.patch(f"/chats/{chat.id}/traits", json={"presence": "online"})
    answer = await control.patch(f"/chats/{chat.id}/traits", json={"is_muted": True})
    assert (answer.json()["presence"], answer.json()["is_muted"]) == ("online", True)
    await control.post(f"/chats/{chat.id}/notices", json={"content": {"kind": "call", "what": "video"}})
    assert chat.messages[-1].content.kind == "call"


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("POST", "/messages/3A00/edit", {"text": "x"}, 404),
        ("POST", "/messages/3A00/edit", {}, 422),
        ("PATCH", "/chats/none/traits", {}, 404),
    ],
)
async def test_what_is_unknown_or_malformed_is_refused(
    control: httpx2.AsyncClient, method: str, path: str, body: dict[str, str], status: int
) -> None:
    assert (await control.request(method, path, json=body)).status_code == status


async def test_a_trait_that_does_not_exist_is_refused(
    control: httpx2.AsyncClient, simulation: Simulation
) -> None:
    chat = simulation.meet("Ana", Kind.PERSON)
    assert (await control.patch(f"/chats/{chat.id}/traits", json={"is_mute": True})).status_code == 422
