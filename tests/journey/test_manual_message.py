"""A person writes by hand: through the dashboard's API, over the queue, to a bubble on the page."""

from __future__ import annotations

import asyncio
import sys
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import httpx2
import pytest

from tests.journey.simulation import until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.journey.product import Product
    from tests.journey.simulation import Simulation

ROAD = ("queued", "sending", "sent")
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(64)
STORY = " ".join(f"Sentence {number} of a long story about a cake." for number in range(125))[:5000].strip()
TEXT = "Your cake is ready 🎂\nYou may fetch it until six."


async def _password(product: Product) -> str:
    """Lets somebody in as an operator would; with nobody at the keyboard the command makes a password."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "app", "operator", "add", "anna"),
        *("--settings", str(product.folder / "settings.yaml")),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
    )
    out, _ = await process.communicate()
    assert process.returncode == 0
    return out.decode().splitlines()[0].removeprefix("Password: ")


@asynccontextmanager
async def _signed_in(product: Product) -> AsyncIterator[httpx2.AsyncClient]:
    password = await _password(product)
    async with httpx2.AsyncClient(base_url=f"{await product.address()}/api/v1", trust_env=False) as client:
        signed_in = await client.post("/auth/sign-in", json={"name": "anna", "password": password})
        assert signed_in.status_code == 200, signed_in.text
        client.headers["Authorization"] = f"Bearer {signed_in.json()['access_token']}"
        yield client


async def _chat(client: httpx2.AsyncClient, name: str) -> dict[str, Any]:
    async def found() -> dict[str, Any] | None:
        chats = (await client.get("/chats")).json()["items"]
        return next((item for item in chats if item["name"] == name), None)

    chat: dict[str, Any] = await until(found, lambda item: item is not None, 30.0)
    return chat


async def test_a_manual_message_is_seen_going_from_queued_to_read(
    world: Simulation, product: Product
) -> None:
    await product.start()
    await world.link()
    ana = await world.chat("Ana Ferreira")
    async with _signed_in(product) as client:
        chat = await _chat(client, "Ana Ferreira")
        queued = await client.post(
            f"/chats/{chat['id']}/messages", json={"text": TEXT}, headers={"Idempotency-Key": "cake-1"}
        )
        assert queued.status_code in {200, 201, 202}, queued.text
        (bubble,) = await world.wait_for_own(ana, 1)
        assert bubble["text"] == TEXT

        async def states() -> list[str]:
            events = (await client.get("/activity", params={"since": 0})).json()["items"]
            return [event["detail"] for event in events if event["kind"] == "outbox_changed"]

        seen = await until(states, lambda found: "read" in found, 20.0)
        assert [state for state in seen if state in ROAD] == list(ROAD)
    assert len(await world.own(ana)) == 1


@pytest.mark.timeout(240)
async def test_a_picture_answers_a_question_and_a_pause_holds_what_comes_after(
    world: Simulation, product: Product
) -> None:
    await product.start(chats=[{"name": "*", "access": "allowed", "mode": "human"}])
    await world.link()
    ana = await world.chat("Ana Ferreira")
    asked = await world.write(ana, "Have you got a picture of it?")
    async with _signed_in(product) as client:
        chat = await _chat(client, "Ana Ferreira")
        path = f"/chats/{chat['id']}/messages"

        async def bubbles() -> list[dict[str, Any]]:
            found: list[dict[str, Any]] = (await client.get(path)).json()["items"]
            return [bubble for bubble in found if bubble["kind"] != "system"]

        (question,) = await until(bubbles, lambda found: len(found) == 1, 60.0)
        kept = await client.post(
            "/files", params={"name": "cake.png"}, content=PICTURE, headers={"Content-Type": "image/png"}
        )
        assert kept.status_code == 201, kept.text
        body = {"text": "Here it is 🎂", "file": kept.json()["id"], "reply_to": question["message_id"]}
        assert (await client.post(path, json=body)).status_code == 202
        (picture,) = await world.wait_for_own(ana, 1)
        told = (picture["text"], picture["content"]["kind"], picture["quote"])
        assert told == ("Here it is 🎂", "image", asked)

        await client.patch("/sending", json={"paused": True})
        assert (await client.post(path, json={"text": STORY})).status_code == 202

        async def holds() -> list[str | None]:
            return [bubble.get("hold") for bubble in await bubbles()]

        await until(holds, lambda found: found[-2:] == ["paused", None], 20.0)
        assert len(await world.own(ana)) == 1
        await client.patch("/sending", json={"paused": False})
        _, *parts = await world.wait_for_own(ana, 3)
        assert " ".join(part["text"] for part in parts) == STORY

        async def states() -> list[str]:
            return [bubble["state"] for bubble in await bubbles() if bubble["direction"] == "out"]

        await until(states, lambda found: found == ["read"] * 3, 30.0)
    assert len(await world.own(ana)) == 3


async def test_a_stranger_waits_unopened_and_is_answered_when_somebody_allows_the_chat(
    world: Simulation, product: Product
) -> None:
    await product.start(chats=[], whatsapp={"url": world.page, "sweep": 600})
    await world.link()
    ana = await world.chat("Ana Ferreira")
    await world.write(ana, "When do you open in the morning?")
    async with _signed_in(product) as client:
        chat = await _chat(client, "Ana Ferreira")
        assert chat["access"] == "pending"
        opened = [event for event in await world.get("/log") if event["kind"] in {"opened", "receipt"}]
        assert opened == []
        allowed = await client.patch(f"/chats/{chat['id']}", json={"access": "allowed"})
        assert allowed.status_code == 200, allowed.text
        (bubble,) = await world.wait_for_own(ana, 1)
    assert "nine" in bubble["text"]
