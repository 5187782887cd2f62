"""A person writes by hand: through the dashboard's API, over the queue, to a bubble on the page."""

from __future__ import annotations

import asyncio
import sys
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import httpx2

from tests.journey.simulation import until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.journey.product import Product
    from tests.journey.simulation import Simulation

ROAD = ("queued", "sending", "sent")
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
