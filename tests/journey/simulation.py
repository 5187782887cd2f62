"""The simulator as a process of its own, driven through its control API as a stranger would."""

from __future__ import annotations

import asyncio
import json
import sys
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import httpx2

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

LOOK = 0.2  # seconds between looks while waiting for a condition


class Simulation:
    """People, chats and what the page was made to do."""

    def __init__(self, addresses: dict[str, str], client: httpx2.AsyncClient) -> None:
        self.page = addresses["page"]
        self.phone = addresses["phone"]
        self._client = client

    async def get(self, path: str) -> Any:
        answer = await self._client.get(path)
        answer.raise_for_status()
        return answer.json()

    async def post(self, path: str, **body: Any) -> Any:
        answer = await self._client.post(path, json=body)
        answer.raise_for_status()
        return answer.json() if answer.content else None

    async def chat(self, name: str) -> str:
        return next(str(chat["id"]) for chat in await self.get("/chats") if chat["name"] == name)

    async def write(self, chat: str, text: str) -> str:
        """A contact writes; returns the message's id."""
        return str((await self.post(f"/chats/{chat}/messages", text=text))["id"])

    async def messages(self, chat: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = await self.get(f"/chats/{chat}/messages")
        return found

    async def own(self, chat: str) -> list[dict[str, Any]]:
        """Our bubbles in a chat, as the world knows them."""
        return [message for message in await self.messages(chat) if message["direction"] == "out"]

    async def wait_for_own(self, chat: str, count: int, patience: float = 40.0) -> list[dict[str, Any]]:
        async def found() -> list[dict[str, Any]]:
            return await self.own(chat)

        own: list[dict[str, Any]] = await until(found, lambda own: len(own) >= count, patience)
        return own

    async def link(self) -> None:
        """The owner scans the code as soon as one is shown."""

        async def state() -> dict[str, Any]:
            shown: dict[str, Any] = await self.get("/state")
            return shown

        await until(state, lambda now: now["linked"] or now["qr"] is not None, 60.0)
        if not (await state())["linked"]:
            await self.post("/link/scan")
        await until(state, lambda now: now["screen"] == "main", 60.0)


async def until(ask: Callable[[], Any], is_true: Callable[[Any], bool], patience: float) -> Any:
    """Asks until the answer fits; fails with the last answer after `patience` seconds."""
    answer: Any = None
    try:
        async with asyncio.timeout(patience):
            while True:
                answer = await ask()
                if is_true(answer):
                    return answer
                await asyncio.sleep(LOOK)
    except TimeoutError:
        raise AssertionError(f"did not come true within {patience:.0f} s; last seen: {answer!r}") from None


@asynccontextmanager
async def simulation(script: Path, state: Path) -> AsyncIterator[Simulation]:
    """A simulator of its own process group, so that it outlives whatever is done to the product."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "simulator", "--script", str(script), "--state", str(state)),
        *("--preset", "fast", "--json", "--until-stdin-closes"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        start_new_session=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        async with asyncio.timeout(30):
            addresses = json.loads(await process.stdout.readline())
        async with httpx2.AsyncClient(
            base_url=addresses["control"],
            headers={"Authorization": f"Bearer {addresses['control_token']}"},
            timeout=30,
            trust_env=False,
        ) as client:
            yield Simulation(addresses, client)
    finally:
        process.stdin.close()
        try:
            async with asyncio.timeout(10):
                await process.wait()
        except TimeoutError:
            process.kill()
            await process.wait()
