"""The live view: one admin at a time looks at WhatsApp's real page and uses it, over a socket."""

from __future__ import annotations

import asyncio
import secrets
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError
from starlette.websockets import WebSocketDisconnect

from conversation import audit
from core.errors import BrowserGone
from core.live_view import LONGEST_TEXT, Key, Mouse, Typed, Wheel
from core.waiting import first_of
from dashboard.live import BAD_FRAME, BEAT, FIRST_FRAME, LONGEST_FRAME, STALLED, Close, same_origin

if TYPE_CHECKING:
    from starlette.websockets import WebSocket

    from core.live_view import Gesture
    from core.ports import Clock, LiveScreen
    from dashboard.access import Person
    from dashboard.auth import Auth
    from dashboard.services import Services

TICKET_LIFE = 30.0  # seconds
IDLE = 600.0  # seconds without mouse or keys, after which the view ends
MOST_TICKETS = 20

NO_TICKET = 4401
TAKEN = 4409
ENDED = 4410
NO_BROWSER = 4503


class _Frame(BaseModel):
    model_config = ConfigDict(extra="forbid")


class First(_Frame):
    ticket: str


class MouseFrame(_Frame):
    type: Literal["mouse"]
    does: Literal["move", "down", "up"]
    x: float = Field(allow_inf_nan=False)
    y: float = Field(allow_inf_nan=False)

    def gesture(self) -> Gesture:
        return Mouse(self.does, self.x, self.y)


class WheelFrame(_Frame):
    type: Literal["wheel"]
    dx: float = Field(ge=-2000, le=2000)
    dy: float = Field(ge=-2000, le=2000)

    def gesture(self) -> Gesture:
        return Wheel(self.dx, self.dy)


class KeyFrame(_Frame):
    type: Literal["key"]
    key: str = Field(max_length=20)
    shift: bool = False

    def gesture(self) -> Gesture:
        return Key(self.key, self.shift)


class TextFrame(_Frame):
    type: Literal["text"]
    text: str = Field(max_length=LONGEST_TEXT)

    def gesture(self) -> Gesture:
        return Typed(self.text)


_FRAMES: TypeAdapter[MouseFrame | WheelFrame | KeyFrame | TextFrame] = TypeAdapter(
    Annotated[MouseFrame | WheelFrame | KeyFrame | TextFrame, Field(discriminator="type")]
)


@dataclass(frozen=True, slots=True)
class _Held:
    person: Person
    until: float


class Viewing:
    """Tickets, and the endpoint `/api/v1/live-view/screen`."""

    def __init__(self, services: Services, auth: Auth) -> None:
        self._services = services
        self._auth = auth
        self._tickets: dict[str, _Held] = {}
        self.viewer: str | None = None

    def ticket(self, person: Person) -> str:
        """For somebody who has just given their password."""
        now = self._services.clock.monotonic()
        alive = [(name, held) for name, held in self._tickets.items() if held.until > now]
        self._tickets = dict(alive[-MOST_TICKETS:])
        made = secrets.token_urlsafe(32)
        self._tickets[made] = _Held(person, now + TICKET_LIFE)
        return made

    async def serve(self, socket: WebSocket) -> None:
        if not same_origin(socket):
            await socket.close(1008)
            return
        await socket.accept()
        reason = Close(1000)
        try:
            await self._admit(socket)
        except Close as close:
            reason = close
        except WebSocketDisconnect:
            return
        with suppress(WebSocketDisconnect, RuntimeError):  # it may have left already
            await socket.close(reason.code, reason.reason)

    async def _admit(self, socket: WebSocket) -> None:
        person = await self._holder(socket)
        if self.viewer is not None:
            raise Close(TAKEN, f"{self.viewer} is looking now")
        self.viewer = person.name
        began = self._services.clock.monotonic()
        reason = "left"
        try:
            async with self._services.live_view.open() as screen:
                await self._note(person, "live_view_opened")
                await self._converse(socket, screen, person)
        except BrowserGone as error:
            reason = "browser gone"
            raise Close(NO_BROWSER, "the browser is not running") from error
        except Close as close:
            reason = close.reason
            raise
        finally:
            self.viewer = None
            seconds = round(self._services.clock.monotonic() - began)
            await self._note(person, "live_view_closed", {"seconds": seconds, "reason": reason})

    async def _holder(self, socket: WebSocket) -> Person:
        try:
            async with asyncio.timeout(FIRST_FRAME):
                first = First.model_validate_json((await socket.receive_text())[:LONGEST_FRAME])
        except (TimeoutError, ValidationError, KeyError):
            raise Close(BAD_FRAME, "the first frame must hold a ticket") from None
        held = self._tickets.pop(first.ticket, None)
        if held is None or held.until <= self._services.clock.monotonic():
            raise Close(NO_TICKET, "give your password again")
        return held.person

    async def _converse(self, socket: WebSocket, screen: LiveScreen, person: Person) -> None:
        width, height = screen.size
        await socket.send_json({"type": "ready", "width": width, "height": height})
        pulse = _Pulse(self._services.clock)
        failure: Exception | None = None
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(_show(socket, screen))
                group.create_task(_obey(socket, screen, pulse))
                group.create_task(pulse.until_idle())
                group.create_task(self._while_allowed(person))
        except* (Close, BrowserGone, WebSocketDisconnect) as ends:
            failure = first_of(ends)
        if failure is not None:
            raise failure

    async def _while_allowed(self, person: Person) -> None:
        while await self._auth.is_still(person):
            await self._services.clock.sleep(BEAT)
        raise Close(NO_TICKET, "the role was taken away")

    async def _note(self, person: Person, action: str, after: dict[str, object] | None = None) -> None:
        async with self._services.db.transaction() as session:
            target = f"account:{self._services.account}"
            await audit.write(session, person.name, action, target, None, after)


class _Pulse:
    """When the viewer last did something."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last = clock.monotonic()

    def beat(self) -> None:
        self._last = self._clock.monotonic()

    async def until_idle(self) -> None:
        while (left := IDLE - (self._clock.monotonic() - self._last)) > 0:
            await self._clock.sleep(left)
        raise Close(ENDED, "nobody moved for ten minutes")


async def _show(socket: WebSocket, screen: LiveScreen) -> None:
    async for picture in screen.pictures():
        try:
            async with asyncio.timeout(STALLED):
                await socket.send_bytes(picture)
        except TimeoutError:
            raise Close(1008, "this browser does not keep up") from None


async def _obey(socket: WebSocket, screen: LiveScreen, pulse: _Pulse) -> None:
    while True:
        try:
            frame = _FRAMES.validate_json(await socket.receive_text())
        except (ValidationError, KeyError):
            # What it held is told to nobody: it may be what a person typed.
            raise Close(BAD_FRAME, "that is no mouse and no key") from None
        pulse.beat()
        await screen.act(frame.gesture())
