"""The simulator as a child process, and its control API as the demo uses it."""

from __future__ import annotations

import asyncio
import json
import sys
from contextlib import asynccontextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any

import httpx2
from pydantic import BaseModel, ConfigDict

from core.errors import CannotStart

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

START_TIMEOUT = 30.0  # seconds
STOP_TIMEOUT = 5.0


class Addresses(BaseModel):
    """Where the simulator serves; the first two open in a browser."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    page: str
    phone: str
    control: str
    control_token: str


class Step(BaseModel):
    """A question of the script and what became of it."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    question: str
    question_id: str | None = None
    asked_at: datetime | None = None
    answer_id: str | None = None
    answer: str | None = None
    answered_at: datetime | None = None

    @property
    def seconds(self) -> float | None:
        if self.asked_at is None or self.answered_at is None:
            return None
        return (self.answered_at - self.asked_at).total_seconds()


class Script(BaseModel):
    """The script of this run."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    state: str
    steps: list[Step]


class Simulator:
    """A running simulator."""

    def __init__(self, addresses: Addresses, client: httpx2.AsyncClient) -> None:
        self.addresses = addresses
        self._client = client

    async def script(self) -> Script:
        return Script.model_validate(await self._get("/script"))

    async def drawn(self) -> set[str]:
        """Ids of the own bubbles that the page itself said it drew."""
        ids: set[str] = set()
        for chat in await self._get("/chats"):
            messages = await self._get(f"/chats/{chat['id']}/messages")
            ids |= {
                message["id"] for message in messages if message["direction"] == "out" and message["drawn"]
            }
        return ids

    async def link(self) -> None:
        """A person holds their phone before the code."""
        await self._post("/link/scan", {})

    async def chats(self) -> list[str]:
        """Ids, the newest chat first."""
        return [chat["id"] for chat in await self._get("/chats")]

    async def get(self, path: str) -> Any:
        """Any other question to the control API."""
        return await self._get(path)

    async def post(self, path: str, **body: Any) -> Any:
        """Any other wish; returns what the control API answers."""
        answer = await self._client.post(path, json=body)
        answer.raise_for_status()
        return answer.json() if answer.content else None

    async def patch(self, path: str, **body: Any) -> None:
        answer = await self._client.patch(path, json=body)
        answer.raise_for_status()

    async def receive(self, chat_id: str, text: str) -> None:
        await self._post(f"/chats/{chat_id}/messages", {"text": text})

    async def receive_many(self, arriving: list[tuple[str, str]], rate: float) -> None:
        """Chats and what is written in them, so many messages a second; returns after the last one."""
        messages = [{"chat": chat_id, "text": text} for chat_id, text in arriving]
        await self._post("/messages", {"messages": messages, "rate": rate})

    async def _post(self, path: str, body: dict[str, Any]) -> None:
        answer = await self._client.post(path, json=body)
        answer.raise_for_status()

    async def _get(self, path: str) -> Any:
        answer = await self._client.get(path)
        answer.raise_for_status()
        return answer.json()


@asynccontextmanager
async def started(*arguments: str, patience: float = START_TIMEOUT) -> AsyncIterator[Simulator]:
    """Starts the simulator. It watches its standard input, so it ends with us however we end."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "simulator",
        *arguments,
        *("--preset", "fast", "--json", "--until-stdin-closes"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        start_new_session=True,
    )
    try:
        addresses = await _addresses(process, patience)
        async with httpx2.AsyncClient(
            base_url=addresses.control,
            headers={"Authorization": f"Bearer {addresses.control_token}"},
            timeout=10,
            trust_env=False,
        ) as client:
            yield Simulator(addresses, client)
    finally:
        await _end(process)


async def _addresses(process: asyncio.subprocess.Process, patience: float) -> Addresses:
    assert process.stdout is not None
    try:
        async with asyncio.timeout(patience):
            line = await process.stdout.readline()
        return Addresses.model_validate(json.loads(line))
    except (TimeoutError, ValueError) as error:
        raise CannotStart(
            "the simulator did not start; its own words are above, and `make setup` builds its page"
        ) from error


async def _end(process: asyncio.subprocess.Process) -> None:
    if process.stdin is not None:
        process.stdin.close()
    try:
        async with asyncio.timeout(STOP_TIMEOUT):
            await process.wait()
    except TimeoutError:
        process.kill()
        await process.wait()
