"""Plays a script: fills the world, links the page if told to, and asks each question in its turn."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from simulator.model import Direction, Kind, Status
from simulator.script import ME

if TYPE_CHECKING:
    from datetime import datetime

    from simulator.model import Chat, Message
    from simulator.script import ChatPart, Script, Step
    from simulator.simulation import Simulation


@dataclass(slots=True)
class Progress:
    """How far one step has got."""

    question: str
    question_id: str | None = None
    asked_at: datetime | None = None
    answer_id: str | None = None
    answer: str | None = None
    answered_at: datetime | None = None


class Runner:
    """Runs the steps once the chats are on screen, and again when asked."""

    def __init__(self, simulation: Simulation, script: Script) -> None:
        self.state = "waiting"
        self._sim = simulation
        self._script = script
        self._steps: list[Progress] = []
        self._restart = asyncio.Event()
        self._reset()
        if script.link == "auto":
            simulation.auto_scan.after = script.scan_after

    def fill_world(self) -> None:
        """Adds the people of the script that a kept state does not know yet, the longest silent first."""
        for part in sorted(self._script.chats, key=_silence, reverse=True):
            if self._sim.world.named(part.name, part.kind) is None:
                self._add_chat(part)

    def restart(self) -> None:
        self._reset()
        self._restart.set()

    async def run(self) -> None:
        while True:
            self._restart.clear()
            async with asyncio.TaskGroup() as group:
                play = group.create_task(self._play())
                await self._restart.wait()
                play.cancel()

    def report(self) -> dict[str, Any]:
        return {
            "name": self._script.name,
            "state": self.state,
            "steps": [
                {
                    "question": step.question,
                    "question_id": step.question_id,
                    "asked_at": step.asked_at.isoformat() if step.asked_at else None,
                    "answer_id": step.answer_id,
                    "answer": step.answer,
                    "answered_at": step.answered_at.isoformat() if step.answered_at else None,
                }
                for step in self._steps
            ],
        }

    def _reset(self) -> None:
        self.state = "waiting"
        self._steps = [Progress(step.ask) for step in self._script.steps]

    async def _play(self) -> None:
        steps = self._steps
        await self._sim.bell.until(lambda: self._sim.screen == "main")
        self.state = "running"
        for step, progress in zip(self._script.steps, steps, strict=True):
            try:
                await self._ask(step, progress)
            except TimeoutError:
                self.state = "failed"
                return
        self.state = "done"

    async def _ask(self, step: Step, progress: Progress) -> None:
        world, pace = self._sim.world, self._sim.pace
        chat = self._chat(step.chat)
        await pace.sleep(step.after)
        if step.typing:
            world.set_typing(chat.id, step.sender or chat.name)
            await pace.sleep(step.typing)
            world.set_typing(chat.id, None)
        question = world.receive(chat.id, step.ask, step.sender)
        progress.question_id, progress.asked_at = question.id, question.at
        async with asyncio.timeout(step.timeout):
            await self._sim.bell.until(lambda: _answer(chat, question) is not None)
        answer = _answer(chat, question)
        if answer is not None:
            progress.answer_id, progress.answer = answer.id, answer.text
            progress.answered_at = self._sim.clock.utc()

    def _chat(self, name: str) -> Chat:
        found = self._sim.world.named(name, Kind.PERSON) or self._sim.world.named(name, Kind.GROUP)
        if found is None:
            raise LookupError(name)
        return found

    def _add_chat(self, part: ChatPart) -> None:
        world, now = self._sim.world, self._sim.clock.utc()
        said = sorted(part.history, key=lambda item: item.ago, reverse=True)
        chat = self._sim.meet(part.name, part.kind, part.members, at=now - said[0].ago if said else now)
        for item in said:
            if item.by == ME:
                world.write(chat.id, item.text, status=Status.READ, at=now - item.ago)
            else:
                world.receive(chat.id, item.text, item.by, at=now - item.ago)
        if part.unread:
            world.set_unread(chat.id, part.unread)


def _silence(part: ChatPart) -> float:
    return min((item.ago.total_seconds() for item in part.history), default=float("inf"))


def _answer(chat: Chat, question: Message) -> Message | None:
    """The first own bubble behind the question that a page drew and the server took."""
    for message in chat.messages[question.place + 1 :]:
        if message.direction is Direction.OUT and message.drawn and message.status not in _NOT_SENT:
            return message
    return None


_NOT_SENT = (Status.PENDING, Status.FAILED)
