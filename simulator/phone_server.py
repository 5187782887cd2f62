"""Serves the phone page: the contacts write there, and the owner scans the code or unlinks."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocketDisconnect

from simulator import shapes
from simulator.gate import Gate
from simulator.model import Direction, Kind, Status
from simulator.page_server import BUILT, asset_routes, built_routes
from simulator.world import UnknownChat

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.types import ASGIApp
    from starlette.websockets import WebSocket

    from simulator.gate import Rules
    from simulator.model import Chat, Message
    from simulator.simulation import Simulation

FRAME = 0.04
CHATS = 100
MESSAGES = 150
Text = Annotated[str, Field(min_length=1, max_length=65_536)]


class Asked(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Look(Asked):
    t: Literal["look"]
    chat: str | None


class Write(Asked):
    """A contact writes; `sender` None: the person of the chat, or the first of a group."""

    t: Literal["write"]
    chat: str
    text: Text
    sender: str | None = None


class Own(Asked):
    """The owner of the number writes on their own phone."""

    t: Literal["own"]
    chat: str
    text: Text


class Typing(Asked):
    t: Literal["typing"]
    chat: str
    on: bool
    sender: str | None = None


class Meet(Asked):
    t: Literal["meet"]
    name: Annotated[str, Field(min_length=1, max_length=200)]


class Do(Asked):
    t: Literal["scan", "unlink"]


Word = Look | Write | Own | Typing | Meet | Do
WORDS: TypeAdapter[Word] = TypeAdapter(Annotated[Word, Field(discriminator="t")])


def phone_app(simulation: Simulation, rules: Rules, built: Path = BUILT) -> ASGIApp:
    async def connect(socket: WebSocket) -> None:
        await socket.accept()
        await _Phone(simulation, socket).run()

    routes = [*built_routes("phone.html", built), WebSocketRoute("/world", connect)]
    return Gate(Starlette(routes=[*routes, *asset_routes(built)]), rules)


class _Phone:
    """One open phone page; it is sent whole pictures, a few a second at most."""

    def __init__(self, simulation: Simulation, socket: WebSocket) -> None:
        self._sim = simulation
        self._socket = socket
        self._chat_id: str | None = None
        self._moved = asyncio.Event()
        self._moved.set()

    async def run(self) -> None:
        self._sim.on_phone.append(self._moved.set)
        self._sim.phones.append(self._socket)
        try:
            async with asyncio.TaskGroup() as group:
                pictures = group.create_task(self._send_pictures())
                await self._listen()
                pictures.cancel()
        finally:
            self._sim.on_phone.remove(self._moved.set)
            self._sim.phones.remove(self._socket)

    async def _listen(self) -> None:
        try:
            while True:
                self._obey(WORDS.validate_json(await self._socket.receive_text()))
        except WebSocketDisconnect:
            return
        except (ValidationError, UnknownChat):
            await self._socket.close(4400)

    async def _send_pictures(self) -> None:
        while True:
            await self._moved.wait()
            self._moved.clear()
            try:
                await self._socket.send_text(json.dumps(self._picture(), ensure_ascii=False))
            except WebSocketDisconnect:
                return
            await asyncio.sleep(FRAME)

    def _picture(self) -> dict[str, Any]:
        sim = self._sim
        page = sim.page
        chat = sim.world.chat(self._chat_id) if self._chat_id else None
        return {
            "owner": sim.world.owner,
            "linked": bool(sim.devices),
            "screen": sim.screen if page else "closed",
            "code": bool(page and page.screens.code),
            "chats": [_row(chat) for chat in sim.world.window(0, CHATS)],
            "chat": None
            if chat is None
            else _row(chat) | {"messages": [_bubble(m) for m in chat.messages[-MESSAGES:] if _is_seen(m)]},
        }

    def _obey(self, word: Word) -> None:
        world = self._sim.world
        match word:
            case Look(chat=chat_id):
                self._chat_id = world.chat(chat_id).id if chat_id else None
            case Write(chat=chat_id, text=text, sender=sender):
                world.receive(chat_id, text, sender or _speaker(world.chat(chat_id)))
            case Own(chat=chat_id, text=text):
                self._sim.deliveries.carry(world.write(chat_id, text, status=Status.SENT))
            case Typing(chat=chat_id, on=on, sender=sender):
                world.set_typing(chat_id, (sender or _speaker(world.chat(chat_id))) if on else None)
            case Meet(name=name):
                self._chat_id = self._sim.meet(name, Kind.PERSON).id
            case Do(t="scan"):
                self._sim.scan()
            case Do():
                self._sim.devices.unlink()
        self._moved.set()


def _speaker(chat: Chat) -> str:
    return chat.members[0] if chat.members else chat.name


def _row(chat: Chat) -> dict[str, Any]:
    last = chat.last
    return {
        "id": chat.id,
        "name": chat.name,
        "kind": chat.kind.value,
        "members": list(chat.members),
        "unread": chat.unread,
        "at": last.at.isoformat() if last else None,
        "last": last.text if last and _is_seen(last) else None,
    }


def _bubble(message: Message) -> dict[str, Any]:
    return shapes.message(message)


def _is_seen(message: Message) -> bool:
    """The contacts never get what did not leave the owner's computer."""
    return message.direction is not Direction.SYSTEM and message.status not in (Status.PENDING, Status.FAILED)
