"""One connected page: it says what it sees and does, and is told what changed, many changes in one frame."""

from __future__ import annotations

import asyncio
import contextlib
import json
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError
from starlette.websockets import WebSocketDisconnect

from simulator import requests, search, shapes
from simulator.listing import Listing
from simulator.model import ChatChanged, Direction, MessageAdded, MessageChanged, StatusChanged
from simulator.reading import Reading
from simulator.screens import Screens
from simulator.wire import (
    WORDS,
    Close,
    Contacts,
    Draft,
    Drawn,
    Hello,
    Keys,
    Older,
    Open,
    Press,
    Rows,
    Send,
    Visible,
)
from simulator.world import UnknownChat

if TYPE_CHECKING:
    from starlette.websockets import WebSocket

    from simulator.model import Change, Chat
    from simulator.simulation import Simulation
    from simulator.wire import Word

FRAME = 0.012
BAD_WORD = 4400


class Session:
    """Lives as long as the page's socket."""

    def __init__(self, simulation: Simulation, socket: WebSocket) -> None:
        self.is_ready = False
        self._sim = simulation
        self._socket = socket
        self._listing = Listing(simulation.world)
        self._reading = Reading(simulation.world)
        self._is_visible = True
        self._said: list[dict[str, Any]] = []
        self._wake = asyncio.Event()
        self._resume: Hello | None = None
        self._wanted: Rows | None = None
        self.screens = Screens(
            self.tell, simulation.devices, simulation.diary, simulation.pace, simulation.auto_scan
        )
        self.screens.when_stopped = self._stand_aside
        self.screens.when_passed = simulation.passed

    async def run(self) -> None:
        try:
            hello = WORDS.validate_json(await self._socket.receive_text())
        except (ValidationError, WebSocketDisconnect):
            return
        if not isinstance(hello, Hello):
            return
        self._resume = hello if hello.is_back else None
        self.tell_look()
        self.tell({"t": "clock", "ahead": self._sim.clock.ahead})
        self.tell({"t": "slow", "ms": self._sim.slowness})
        async with asyncio.TaskGroup() as group:
            flow = self.screens.run(hello.key, is_back=hello.is_back, when_ready=self._start)
            tasks = [group.create_task(flow), group.create_task(self._send_frames())]
            try:
                await self._listen(group)
            finally:
                for task in tasks:
                    task.cancel()

    def hear(self, change: Change) -> None:
        """The world changed; nothing is sent before the next frame."""
        if not self.is_ready:
            return
        match change:
            case MessageAdded(chat, message):
                self._listing.touch(chat.id)
                self._reading.add(message)
                if message.direction is Direction.IN:
                    self._read_if_open(chat.id)
            case MessageChanged(chat, message):
                self._reading.change(message)
                if chat.last is message:
                    self._listing.touch(chat.id)
            case StatusChanged(chat, message):
                self._reading.tick(message)
                if chat.last is message:
                    self._listing.touch(chat.id)
            case ChatChanged(chat, _):
                self._listing.touch(chat.id)
                self._reading.touch(chat.id)
        self._wake.set()

    def is_open(self, chat_id: str) -> bool:
        return self.is_ready and self._reading.chat_id == chat_id

    def unlink(self) -> None:
        self._stand_aside()
        self.screens.unlink()

    def tell_pace(self) -> None:
        self.tell({"t": "pace"} | self._sim.pace.for_page())

    def tell_look(self) -> None:
        self.tell({"t": "look"} | self._sim.look.model_dump())
        self._listing.is_empty = self._sim.look.is_empty
        self._listing.forget()

    async def drop(self) -> None:
        """Cuts the line, as a lost network would; it may be gone already."""
        with contextlib.suppress(RuntimeError, WebSocketDisconnect):
            await self._socket.close(1012)

    def _stand_aside(self) -> None:
        """The chats are not on screen; nothing is read or told of them."""
        self.is_ready = False
        self._listing.opened(None)
        self._reading.close()

    def _start(self) -> None:
        self.is_ready = True
        self._sim.take_over(self)
        self._listing.forget()
        self.tell({"t": "ready", "owner": self._sim.world.owner} | self._sim.pace.for_page())
        if self._resume is not None and self._resume.chat is not None:
            chat = self._sim.world.chat(self._resume.chat)
            self.tell(self._reading.reopen(chat, self._resume.after))
            self._send_again(chat)
            self._read_if_open(chat.id)
        self._resume = None
        self.tell({"t": "restricted", "on": self._sim.is_restricted})
        for frame in self._sim.overlays.frames():
            self.tell(frame)
        self._sim.diary.note("connected")
        self._wake.set()

    def _send_again(self, chat: Chat) -> None:
        again = self._sim.disturbances.again(chat.messages)
        if again:
            told = [shapes.message(message) for message in again]
            self.tell({"t": "new", "chat": chat.id, "messages": told})
            self.tell({"t": "reinsert", "ids": [message.id for message in again]})

    def tell(self, frame: dict[str, Any]) -> None:
        self._said.append(frame)
        self._wake.set()
        if frame["t"] == "screen":
            self._sim.pages_changed()

    async def _send_frames(self) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            frames, self._said = self._said, []
            if self.is_ready:
                frames += self._news()
                if (rows := self._listing.news()) is not None:
                    frames.append(rows)
            if frames:
                try:
                    await self._socket.send_text(json.dumps(frames, ensure_ascii=False))
                except WebSocketDisconnect:
                    return
            await asyncio.sleep(FRAME)

    def _news(self) -> list[dict[str, Any]]:
        news = self._reading.news()
        return self._sim.disturbances.spoil(news) if self._sim.page is self else news

    async def _listen(self, group: asyncio.TaskGroup) -> None:
        try:
            while True:
                for word in json.loads(await self._socket.receive_text()):
                    self._obey(WORDS.validate_python(word), group)
        except WebSocketDisconnect:
            return
        except (ValidationError, ValueError, UnknownChat):
            self._sim.diary.note("bad_word")
            await self._socket.close(BAD_WORD)

    def _obey(self, word: Word, group: asyncio.TaskGroup) -> None:
        match word:
            case Press(what=what, value=value):
                self._sim.diary.note("pressed", what=what, value=value)
                self.screens.press(what, value)
                self._sim.overlays.press(what)
            case Visible(on=on):
                self._is_visible = on
                if self._reading.chat_id:
                    self._read_if_open(self._reading.chat_id)
            case Rows():
                self._look(word, group)
            case _ if self.is_ready:
                self._obey_in_chats(word, group)
            case _:
                pass

    def _look(self, wanted: Rows, group: asyncio.TaskGroup) -> None:
        self._wanted = wanted
        if not wanted.query or self._listing.is_searching_for(wanted.query):
            self._listing.look(wanted.start, wanted.end, wanted.query, wanted.only)
            self._wake.set()
        else:
            group.create_task(self._search(wanted))

    async def _search(self, wanted: Rows) -> None:
        """What is found comes after a while, and not at all when something else was typed meanwhile."""
        await self._sim.pace.sleep(self._sim.pace.latency.search)
        if self._wanted is wanted:
            self._listing.look(wanted.start, wanted.end, wanted.query, wanted.only)
            self._wake.set()

    def _obey_in_chats(self, word: Word, group: asyncio.TaskGroup) -> None:
        sim = self._sim
        match word:
            case Open(chat=chat_id):
                self._open(chat_id)
            case Close():
                self._listing.opened(None)
                self._reading.close()
            case Contacts(query=query):
                self.tell(search.contacts(sim.world, query))
            case Older(chat=chat_id, before=before):
                group.create_task(self._send_older(chat_id, before))
            case Send():
                sim.deliveries.send(word)
                self.tell({"t": "taken", "id": word.id})
            case Draft(chat=chat_id, text=text):
                sim.world.set_draft(chat_id, text)
                sim.diary.note("draft", chat_id=chat_id, length=len(text))
            case Drawn(ids=message_ids):
                sim.drew(message_ids)
            case Keys(chat=chat_id, named=named, count=count):
                sim.diary.note("key", chat_id=chat_id, named=named, count=count)
            case _:
                group.create_task(requests.obey(sim, word, self.tell))

    def _open(self, chat_id: str) -> None:
        chat = self._sim.world.chat(chat_id)
        self._sim.disturbances.forget()
        self._sim.diary.note("opened", chat_id=chat_id)
        self._listing.opened(chat_id)
        self.tell(self._reading.open(chat, chat.unread))
        self._read_if_open(chat_id)

    def _read_if_open(self, chat_id: str) -> None:
        if not self._is_visible or self._reading.chat_id != chat_id:
            return
        seen = self._sim.world.read(chat_id)
        if seen:
            self._sim.diary.note("receipt", chat_id=chat_id, message_id=seen[-1].id, count=len(seen))

    async def _send_older(self, chat_id: str, before: str) -> None:
        await self._sim.pace.sleep(self._sim.pace.latency.older_page)
        self.tell(self._reading.older(self._sim.world.chat(chat_id), before))
