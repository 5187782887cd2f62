"""Plays the events of a script, one after the other: what people do, what the page does, what goes wrong."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from simulator.content import PLAIN, Notice, Traits
from simulator.look import Look
from simulator.model import Direction, Status

if TYPE_CHECKING:
    from datetime import datetime

    from simulator.fault_kinds import Fault
    from simulator.model import Chat, Message
    from simulator.scenery import Scenery
    from simulator.script import Event
    from simulator.script_events import Answers, Delete, NoticePart, Own, React, Receive, TraitsPart, Typing
    from simulator.simulation import Simulation


@dataclass(slots=True)
class Happened:
    """One event, and when it was done; `skipped` says why it could not be."""

    what: str
    done_at: datetime | None = None
    skipped: str | None = None

    def shown(self) -> dict[str, Any]:
        return {
            "what": self.what,
            "done_at": self.done_at.isoformat() if self.done_at else None,
            "skipped": self.skipped,
        }


class LostMessage(LookupError):
    """A kept state does not have the message of this label any more."""


class Happenings:
    """In the order of the script; an event that waits holds back those behind it."""

    def __init__(self, simulation: Simulation, scenery: Scenery, events: tuple[Event, ...]) -> None:
        self.done = [Happened("import" if event.imported else event.what) for event in events]
        self._sim = simulation
        self._scenery = scenery
        self._events = events

    async def play(self) -> None:
        """Raises TimeoutError where an answer that was waited for did not come."""
        pace = self._sim.pace
        begun, waited = pace.clock.monotonic(), pace.speed
        for event, progress in zip(self._events, self.done, strict=True):
            if event.at is not None:
                passed = (pace.clock.monotonic() - begun) * waited
                await pace.sleep(max(0.0, event.at - passed))
            elif event.after:
                await pace.sleep(event.after)
            try:
                await self._do(event)
            except LostMessage as lost:
                progress.skipped = f"there is no message {lost} any more"
            except (ValueError, LookupError) as error:
                progress.skipped = str(error).splitlines()[0]
            progress.done_at = self._sim.clock.utc()
            self._sim.diary.note("event", what=progress.what, skipped=progress.skipped)

    async def _do(self, event: Event) -> None:
        sim = self._sim
        match event.what:
            case "network" if event.network is not None:
                await sim.cut_network(event.network.seconds)
            case "look" if event.look is not None:
                sim.show(Look.model_validate(sim.look.model_dump() | event.look))
            case "fault" if event.fault is not None:
                sim.faults.add(self._with_chat(event.fault))
            case "unlink":
                sim.devices.unlink()
            case "phone":
                sim.set_phone_online(event.phone == "online")
            case "answers" if event.answers is not None:
                await self._wait(event.answers)
            case "imported" if event.imported is not None:
                self._scenery.bring_in(self._scenery.chat(event.imported.chat), event.imported)
            case _:
                await self._let_people_act(event)

    def _with_chat(self, fault: Fault) -> Fault:
        """A script calls its chats by labels."""
        when = fault.when
        if when is None or when.chat is None:
            return fault
        known = when.model_copy(update={"chat": self._scenery.chat(when.chat).id})
        return fault.model_copy(update={"when": known})

    async def _let_people_act(self, event: Event) -> None:
        if event.receive is not None:
            await self._receive(event.receive)
        elif event.own is not None:
            self._write(event.own)
        elif event.typing is not None:
            await self._type(event.typing)
        elif event.react is not None:
            self._react(event.react)
        elif event.edit is not None:
            self._sim.world.edit(self._message(event.edit.message), event.edit.text)
        elif event.delete is not None:
            self._delete(event.delete)
        elif event.notice is not None:
            self._tell(event.notice)
        elif event.traits is not None:
            self._change(event.traits)

    async def _receive(self, asked: Receive) -> None:
        chat = self._scenery.chat(asked.chat)
        who = self._scenery.author(chat, asked.by)
        if asked.typing:
            await self._show_typing(chat, who, asked.typing, recording=asked.content.kind == "voice")
        body = self._scenery.body(asked, asked.by or asked.chat)
        self._scenery.remember(asked.id, self._sim.world.receive(chat.id, body, who))

    def _write(self, asked: Own) -> None:
        chat = self._scenery.chat(asked.chat)
        message = self._sim.world.write(chat.id, self._scenery.body(asked), status=Status.SENT)
        self._sim.deliveries.carry(message)
        self._scenery.remember(asked.id, message)

    async def _type(self, asked: Typing) -> None:
        chat = self._scenery.chat(asked.chat)
        who = self._scenery.author(chat, asked.by)
        await self._show_typing(chat, who, asked.lasts, recording=asked.recording)

    async def _show_typing(self, chat: Chat, who: str, seconds: float, *, recording: bool) -> None:
        world = self._sim.world
        world.set_typing(chat.id, who, "recording" if recording else "typing")
        await self._sim.pace.sleep(seconds)
        world.set_typing(chat.id, None)

    def _react(self, asked: React) -> None:
        self._sim.world.react(self._message(asked.message), self._scenery.owner_or(asked.by), asked.emoji)

    def _delete(self, asked: Delete) -> None:
        by = asked.by if asked.by == "sender" else self._scenery.owner_or(asked.by)
        self._sim.world.delete(self._message(asked.message), by)

    def _tell(self, asked: NoticePart) -> None:
        chat = self._scenery.chat(asked.chat)
        content = Notice(kind="notice") if asked.content == PLAIN else asked.content
        self._sim.world.notice(chat.id, asked.text, content=content)

    def _change(self, asked: TraitsPart) -> None:
        chat = self._scenery.chat(asked.chat)
        self._sim.world.set_traits(chat.id, Traits.model_validate(chat.traits.model_dump() | asked.given))

    async def _wait(self, asked: Answers) -> None:
        chat = self._scenery.chat(asked.chat)
        question = next((m for m in reversed(chat.messages) if m.direction is Direction.IN), None)
        place = -1 if question is None else question.place

        def answered() -> Message | None:
            return answer(chat, place, asked.contains)

        async with asyncio.timeout(asked.timeout):
            await self._sim.bell.until(lambda: answered() is not None)
        found = answered()
        if found is not None:
            self._scenery.remember(asked.id, found)

    def _message(self, label: str) -> Message:
        found = self._scenery.message(label)
        if found is None:
            raise LostMessage(label)
        return found


def answer(chat: Chat, place: int, contains: str | None = None) -> Message | None:
    """The first own bubble behind a place that a page drew and the server took."""
    for message in chat.messages[place + 1 :]:
        if message.direction is not Direction.OUT or not message.drawn or message.status in _NOT_SENT:
            continue
        if contains is None or contains.casefold() in message.text.casefold():
            return message
    return None


_NOT_SENT = (Status.PENDING, Status.FAILED)
