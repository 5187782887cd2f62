"""Tells browsers that something happened, by the ids of the activity table, from where they left off."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, ValidationError
from starlette.websockets import WebSocketDisconnect

from conversation import activity
from core.events import ActivityWritten
from core.waiting import first_of

if TYPE_CHECKING:
    from datetime import datetime

    from starlette.websockets import WebSocket

    from conversation.activity import ActivityView
    from dashboard.auth import Auth
    from dashboard.services import Services

FIRST_FRAME = 5.0  # seconds to say who you are
STALLED = 10.0  # seconds that one frame may take to leave
BEAT = 15.0  # seconds; a client that hears nothing for three beats reconnects
BATCH = 200
MOST_CLIENTS = 100
LONGEST_FRAME = 8192

SIGN_IN_AGAIN = 4401
BAD_FRAME = 4400
TOO_SLOW = 1008
TRY_LATER = 1013


class First(BaseModel):
    """The client's first frame; `since` None means from now on."""

    model_config = ConfigDict(extra="forbid")

    token: str
    since: int | None = None


class Close(Exception):
    """Ends the conversation with one client."""

    def __init__(self, code: int, reason: str = "") -> None:
        super().__init__(code, reason)
        self.code = code
        self.reason = reason


class Live:
    """The endpoint `/api/v1/live`."""

    def __init__(self, services: Services, auth: Auth) -> None:
        self._db = services.db
        self._clock = services.clock
        self._auth = auth
        self._clients = 0

    async def serve(self, socket: WebSocket) -> None:
        if not same_origin(socket):
            await socket.close(TOO_SLOW)
            return
        await socket.accept()
        if self._clients >= MOST_CLIENTS:
            await socket.close(TRY_LATER, "too many open dashboards")
            return
        self._clients += 1
        try:
            await self._converse(socket)
        except Close as close:
            with suppress(WebSocketDisconnect):
                await socket.close(close.code, close.reason)
        except WebSocketDisconnect:
            pass
        finally:
            self._clients -= 1

    async def _converse(self, socket: WebSocket) -> None:
        first = await _first_frame(socket)
        held = await self._auth.person_until(first.token)
        if held is None:
            raise Close(SIGN_IN_AGAIN, "sign in again")
        close: Close | None = None
        try:
            with self._db.bus.waiting_for(ActivityWritten) as woken:
                woken.set()
                async with asyncio.TaskGroup() as group:
                    group.create_task(_until_gone(socket))
                    group.create_task(self._until_expired(held[1]))
                    group.create_task(self._beat(woken))
                    group.create_task(self._tail(socket, first.since, woken))
        except* Close as closes:
            close = first_of(closes)
        except* WebSocketDisconnect:
            close = None
        if close is not None:
            raise close

    async def _until_expired(self, until: datetime) -> None:
        await self._clock.sleep(max(0.0, (until - self._clock.utc()).total_seconds()))
        raise Close(SIGN_IN_AGAIN, "the token ended")

    async def _beat(self, woken: asyncio.Event) -> None:
        # Also the net under the bus: another process may have written.
        while True:
            await self._clock.sleep(BEAT)
            woken.set()

    async def _tail(self, socket: WebSocket, since: int | None, woken: asyncio.Event) -> None:
        oldest, newest = await self._bounds()
        after = newest if since is None else since
        await _send(socket, {"type": "ready", "newest": newest})
        while True:
            await woken.wait()
            woken.clear()
            oldest, newest = await self._bounds()
            if after < oldest - 1 or after > newest:
                await _send(socket, {"type": "resync", "newest": newest})
                after = newest
            after = await self._send_after(socket, after)
            await _send(socket, {"type": "beat", "newest": after})

    async def _send_after(self, socket: WebSocket, after: int) -> int:
        while True:
            async with self._db.reading() as session:
                rows = await activity.since(session, after, BATCH)
            for row in rows:
                await _send(socket, _frame(row))
                after = row.id
            if len(rows) < BATCH:
                return after

    async def _bounds(self) -> tuple[int, int]:
        async with self._db.reading() as session:
            oldest, newest = await activity.bounds(session)
        return oldest or 0, newest or 0


def same_origin(socket: WebSocket) -> bool:
    # Programs send no Origin; a browser always does, and only our own pages may come in.
    origin = socket.headers.get("origin")
    return origin is None or urlsplit(origin).netloc.lower() == socket.headers.get("host", "").lower()


async def _first_frame(socket: WebSocket) -> First:
    try:
        async with asyncio.timeout(FIRST_FRAME):
            text = await socket.receive_text()
        if len(text) > LONGEST_FRAME:
            raise Close(BAD_FRAME, "the first frame is too long")
        return First.model_validate_json(text)
    except TimeoutError:
        raise Close(BAD_FRAME, "the first frame did not come") from None
    except (ValidationError, KeyError):
        raise Close(BAD_FRAME, "the first frame must hold token and since") from None


async def _until_gone(socket: WebSocket) -> None:
    """Nothing more is expected from the client; reading is how its leaving, or our stopping, is noticed."""
    while True:
        message = await socket.receive()
        if message["type"] == "websocket.disconnect":
            raise WebSocketDisconnect(message.get("code", 1000))


async def _send(socket: WebSocket, frame: dict[str, Any]) -> None:
    try:
        async with asyncio.timeout(STALLED):
            await socket.send_json(frame)
    except TimeoutError:
        raise Close(TOO_SLOW, "this client does not keep up") from None


def _frame(row: ActivityView) -> dict[str, Any]:
    return {
        "type": "event",
        "id": row.id,
        "at": row.at.isoformat(),
        "kind": row.kind,
        "account": row.account,
        "chat_id": row.chat_id,
        "message_id": row.message_id,
        "outbox_id": row.outbox_id,
        "turn_id": row.turn_id,
        "detail": row.detail,
    }
