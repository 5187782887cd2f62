"""A server on this machine that answers every request in one scripted, mostly broken way."""

from __future__ import annotations

import asyncio
import json
import socket
import struct
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Mapping

    Fault = Callable[[asyncio.StreamWriter], Awaitable[None]]


@dataclass(slots=True)
class FaultServer:
    """`requests` are the bodies that came, `headers` and `path` of the last; `asked` is set by the first."""

    fault: Fault
    root: str = ""
    path: str = ""
    asked: asyncio.Event = field(default_factory=asyncio.Event)
    requests: list[dict[str, Any]] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)

    def plays(self, fault: Fault) -> None:
        """Another fault from now on, and nothing remembered of what came before."""
        self.fault = fault
        self.requests.clear()
        self.asked.clear()

    @property
    def base_url(self) -> str:
        return f"{self.root}/v1"


@asynccontextmanager
async def serving(fault: Fault) -> AsyncIterator[FaultServer]:
    """Stands on a port that the system gives, until the block ends."""
    seen = FaultServer(fault)
    connections: set[asyncio.Task[None]] = set()

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        connections.add(task)
        try:
            await _read(reader, seen)
            await seen.fault(writer)
            writer.close()
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            writer.transport.abort()
        finally:
            connections.discard(task)

    server = await asyncio.start_server(connected, "127.0.0.1", 0)
    seen.root = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    try:
        yield seen
    finally:
        server.close()
        for task in connections:
            task.cancel()
        if connections:
            await asyncio.wait(connections)


async def _read(reader: asyncio.StreamReader, seen: FaultServer) -> None:
    head = (await reader.readuntil(b"\r\n\r\n")).decode()
    seen.path = head.split(" ")[1]
    lines = [line.partition(": ") for line in head.split("\r\n")[1:] if line]
    seen.headers = {name.lower(): value for name, _, value in lines}
    body = await reader.readexactly(int(seen.headers.get("content-length", 0)))
    seen.requests.append(json.loads(body))
    seen.asked.set()


def answers(
    body: object,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    content_type: str = "application/json",
) -> Fault:
    """A whole answer; a string or bytes are sent as they are, anything else as JSON."""
    raw = body if isinstance(body, bytes) else (body if isinstance(body, str) else json.dumps(body)).encode()

    async def fault(writer: asyncio.StreamWriter) -> None:
        lines = [
            f"HTTP/1.1 {status} Scripted",
            f"content-type: {content_type}",
            f"content-length: {len(raw)}",
        ]
        lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
        writer.write("\r\n".join([*lines, "connection: close", "", ""]).encode() + raw)
        await writer.drain()

    return fault


def streams(*events: bytes, content_type: str = "text/event-stream", then: Fault | None = None) -> Fault:
    """Events of an answer, one packet each; it ends cleanly, or in the way of `then`."""

    async def fault(writer: asyncio.StreamWriter) -> None:
        writer.write(
            f"HTTP/1.1 200 OK\r\ncontent-type: {content_type}\r\ntransfer-encoding: chunked\r\n\r\n".encode()
        )
        for event in events:
            writer.write(f"{len(event):x}\r\n".encode() + event + b"\r\n")
            await writer.drain()
            await asyncio.sleep(0)
        if then is not None:
            await then(writer)
        else:
            writer.write(b"0\r\n\r\n")
            await writer.drain()

    return fault


def in_turn(*faults: Fault) -> Fault:
    """One after the other, a request each; the last one for all that follow."""
    left = list(faults)

    async def fault(writer: asyncio.StreamWriter) -> None:
        await (left.pop(0) if len(left) > 1 else left[0])(writer)

    return fault


async def resets(writer: asyncio.StreamWriter) -> None:
    """Ends the connection with RST instead of an answer."""
    raw: socket.socket = writer.get_extra_info("socket")
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


async def closes(writer: asyncio.StreamWriter) -> None:
    """Ends the connection without a word."""


async def hangs(writer: asyncio.StreamWriter) -> None:
    """Takes the request and never answers."""
    await asyncio.Event().wait()


async def drips(writer: asyncio.StreamWriter) -> None:
    """Sends one byte after the other, each in time for a timeout that counts reads."""
    writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 100000\r\n\r\n")
    while True:
        writer.write(b" ")
        await writer.drain()
        await asyncio.sleep(0.02)


async def breaks_off(writer: asyncio.StreamWriter) -> None:
    """Promises more bytes than it sends."""
    writer.write(b'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 5000\r\n\r\n{"id"')
    await writer.drain()


def completion(
    content: object = "At eight.", finish: str | None = "stop", **message: object
) -> dict[str, Any]:
    """A chat completion as a real server sends it."""
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1,
        "model": "served-model",
        "choices": [
            {
                "index": 0,
                "finish_reason": finish,
                "message": {"role": "assistant", "content": content, **message},
            }
        ],
        "usage": {"prompt_tokens": 11, "completion_tokens": 3, "total_tokens": 14},
    }
