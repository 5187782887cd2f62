"""A person writes by hand: through the dashboard's API, over the queue, to a bubble on the page."""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING, Any

import httpx2

from tests.journey.simulation import until

if TYPE_CHECKING:
    from tests.journey.product import Product
    from tests.journey.simulation import Simulation

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


async def test_a_manual_message_is_seen_going_from_queued_to_read(
    world: Simulation, product: Product
) -> None:
    await product.start()
    await world.link()
    ana = await world.chat("Ana Ferreira")
    password = await _password(product)
    async with httpx2.AsyncClient(base_url=f"{await product.address()}/api/v1", trust_env=False) as client:
        signed_in = await client.post("/auth/sign-in", json={"name": "anna", "password": password})
        assert signed_in.status_code == 200, signed_in.text
        client.headers["Authorization"] = f"Bearer {signed_in.json()['access_token']}"

        async def chat() -> dict[str, Any] | None:
            found = (await client.get("/chats")).json()["items"]
            return next((item for item in found if item["name"] == "Ana Ferreira"), None)

        ana_here = await until(chat, lambda item: item is not None, 30.0)
        queued = await client.post(
            f"/chats/{ana_here['id']}/messages", json={"text": TEXT}, headers={"Idempotency-Key": "cake-1"}
        )
        assert queued.status_code in {200, 201, 202}, queued.text
        (bubble,) = await world.wait_for_own(ana, 1)
        assert bubble["text"] == TEXT

        async def states() -> list[str]:
            events = (await client.get("/activity", params={"since": 0})).json()["items"]
            return [event["detail"] for event in events if event["kind"] == "outbox_changed"]

        seen = await until(states, lambda found: "read" in found, 20.0)
        assert [state for state in seen if state in {"queued", "sending", "sent"}] == [
            "queued",
            "sending",
            "sent",
        ]
    assert len(await world.own(ana)) == 1
