"""Servers of `switchboard bench llm`: each answers every request at once, or breaks in one way."""

from __future__ import annotations

import asyncio
import json
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

PATIENCE = 1.0  # seconds the first model of a chain may take
REQUESTS = 4
HANGS = -1


@dataclass(frozen=True, slots=True)
class Fault:
    """How the first model is down, and what its first requests and the later ones may take, in seconds."""

    name: str
    status: int
    headers: str = ""
    first: float = 0.6
    rested: int = 1


# After so many requests the model rests, and costs nothing any more.
FAULTS = (
    Fault("429, Retry-After 7", 429, "retry-after: 7\r\n", first=0.05, rested=1),
    Fault("500", 500, first=0.6, rested=2),
    Fault("no answer", HANGS, first=PATIENCE + 0.1, rested=3),
)


@dataclass(slots=True)
class Server:
    """Answers every request in one way; counts them."""

    status: int = 200
    headers: str = ""
    asked: int = 0
    address: str = ""
    _connections: set[asyncio.Task[None]] = field(default_factory=set)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[str]:
        server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1"
        try:
            yield self.address
        finally:
            server.close()
            for task in self._connections:
                task.cancel()
            if self._connections:
                await asyncio.wait(self._connections)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._connections.add(task)
        try:
            while await self._answer(reader, writer):
                pass
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            self._connections.discard(task)
            writer.close()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
        lengths = [line.partition(":")[2] for line in head.split("\r\n") if line.startswith("content-length")]
        await reader.readexactly(int(lengths[0]))
        self.asked += 1
        if self.status == HANGS:
            await asyncio.Event().wait()
        body = json.dumps(COMPLETION if self.status == 200 else {"error": {"message": "down"}}).encode()
        start = f"HTTP/1.1 {self.status} Scripted\r\ncontent-type: application/json\r\n{self.headers}"
        writer.write(f"{start}content-length: {len(body)}\r\n\r\n".encode() + body)
        await writer.drain()
        return True


COMPLETION = {
    "id": "1",
    "object": "chat.completion",
    "created": 1,
    "model": "bench",
    "choices": [
        {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": "At eight."}}
    ],
    "usage": {"prompt_tokens": 11, "completion_tokens": 3, "total_tokens": 14},
}
