"""Serves the phone page: the contacts write there, and the owner scans the code, unlinks or goes offline."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING

from pydantic import ValidationError
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocketDisconnect

from simulator import ids
from simulator.content import Traits
from simulator.gate import Gate
from simulator.model import Direction, Kind, Status
from simulator.page_server import BUILT, asset_routes, built_routes
from simulator.phone_picture import Wanted, picture, speaker
from simulator.phone_wire import (
    WORDS,
    Confirm,
    Delete,
    Do,
    Edit,
    Find,
    Look,
    Meet,
    Online,
    Own,
    React,
    Seen,
    Typing,
    Write,
)
from simulator.world import UnknownChat

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.types import ASGIApp
    from starlette.websockets import WebSocket

    from simulator.gate import Rules
    from simulator.phone_wire import Word
    from simulator.simulation import Simulation

FRAME = 0.15
BAD_WORD = 4400


def phone_app(simulation: Simulation, rules: Rules, built: Path = BUILT) -> ASGIApp:
    async def connect(socket: WebSocket) -> None:
        await socket.accept()
        await Phone(simulation, socket).run()

    routes = [*built_routes("phone.html", built), WebSocketRoute("/world", connect)]
    return Gate(Starlette(routes=[*routes, *asset_routes(built)]), rules)


class Phone:
    """One open phone page; it is sent whole pictures of what it looks at, a few a second at most."""

    def __init__(self, simulation: Simulation, socket: WebSocket) -> None:
        self._sim = simulation
        self._socket = socket
        self._wanted = Wanted()
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
                self._moved.set()
        except WebSocketDisconnect:
            return
        except (ValidationError, UnknownChat):
            await self._socket.close(BAD_WORD)

    async def _send_pictures(self) -> None:
        while True:
            await self._moved.wait()
            self._moved.clear()
            shown = picture(self._sim, self._wanted)
            try:
                await self._socket.send_text(json.dumps(shown, ensure_ascii=False))
            except WebSocketDisconnect:
                return
            await asyncio.sleep(FRAME)

    def _obey(self, word: Word) -> None:
        wanted = self._wanted
        match word:
            case Look(chat=chat_id, limit=limit):
                wanted.chat_id = self._sim.world.chat(chat_id).id if chat_id else None
                wanted.limit = limit
            case Find(query=query, end=end):
                wanted.query, wanted.end = query, end
            case Meet():
                wanted.chat_id = self._meet(word)
            case Online(on=on):
                self._sim.set_phone_online(on)
            case Confirm(code=code):
                self._sim.confirm(code)
            case Do(t="scan"):
                self._sim.scan()
            case Do():
                self._sim.devices.unlink()
            case Write() | Own() | Typing() | Seen():
                self._act(word)
            case _:
                self._change(word)

    def _act(self, word: Write | Own | Typing | Seen) -> None:
        world, chat = self._sim.world, self._sim.world.chat(word.chat)
        match word:
            case Write(sender=sender):
                world.receive(chat.id, word.body(), sender or speaker(chat))
            case Own():
                self._sim.deliveries.carry(world.write(chat.id, word.body(), status=Status.SENT))
            case Typing(on=on, sender=sender, recording=recording):
                who = (sender or speaker(chat)) if on else None
                world.set_typing(chat.id, who, "recording" if recording else "typing")
            case Seen(by="owner"):
                world.read(chat.id)
            case Seen():
                for message in chat.messages:
                    if message.status in (Status.SENT, Status.DELIVERED):
                        world.set_status(message, Status.READ)

    def _change(self, word: React | Edit | Delete) -> None:
        """What is no message any more, or never was one, stays as it is."""
        world = self._sim.world
        message = world.message(word.message)
        if message is None or message.deleted_by or message.direction is Direction.SYSTEM:
            return
        match word:
            case React(by=by, emoji=emoji):
                world.react(message, by or world.owner, emoji)
            case Edit(text=text):
                world.edit(message, text)
            case Delete():
                world.delete(message)

    def _meet(self, asked: Meet) -> str:
        members = asked.members if asked.kind is Kind.GROUP else ()
        chat = self._sim.meet(asked.name, asked.kind, members)
        if asked.push_name and asked.kind is Kind.PERSON:
            phone = "".join(filter(str.isdecimal, asked.name)) or ids.digits(asked.name)
            traits = Traits(push_name=asked.push_name, phone=phone if 5 <= len(phone) <= 20 else None)
            self._sim.world.set_traits(chat.id, traits)
        return chat.id
