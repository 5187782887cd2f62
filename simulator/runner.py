"""Plays a script: fills the world, links the page if told to, and asks each question in its turn."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from simulator.happenings import Happenings, answer
from simulator.replay import Replays
from simulator.scenery import Scenery

if TYPE_CHECKING:
    from datetime import datetime

    from simulator.script import Script, Step
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
    """Runs steps and events side by side once the chats are on screen, and again when asked."""

    def __init__(self, simulation: Simulation, script: Script, replays: Replays | None = None) -> None:
        self.state = "waiting"
        self._sim = simulation
        self._script = script
        self._scenery = Scenery(simulation, script, replays or Replays(simulation))
        self._steps: list[Progress] = []
        self._restart = asyncio.Event()
        self._reset()
        if script.link == "auto":
            simulation.auto_scan.after = script.scan_after
        if "look" in script.model_fields_set:
            simulation.look = script.look

    def fill_world(self) -> None:
        """Adds the people of the script that a kept state does not know yet, the longest silent first."""
        self._scenery.fill()

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
            "events": [event.shown() for event in self._happenings.done],
        }

    def _reset(self) -> None:
        self.state = "waiting"
        self._steps = [Progress(step.ask) for step in self._script.steps]
        self._happenings = Happenings(self._sim, self._scenery, self._script.events)

    async def _play(self) -> None:
        await self._sim.bell.until(lambda: self._sim.screen == "main")
        self.state = "running"
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._ask_all(self._steps))
                group.create_task(self._happenings.play())
        except* TimeoutError:
            self.state = "failed"
        else:
            self.state = "done"

    async def _ask_all(self, steps: list[Progress]) -> None:
        for step, progress in zip(self._script.steps, steps, strict=True):
            await self._ask(step, progress)

    async def _ask(self, step: Step, progress: Progress) -> None:
        world, pace = self._sim.world, self._sim.pace
        chat = self._scenery.chat(step.chat)
        who = self._scenery.author(chat, step.sender) if step.sender else chat.name
        await pace.sleep(step.after)
        if step.typing:
            world.set_typing(chat.id, who)
            await pace.sleep(step.typing)
            world.set_typing(chat.id, None)
        question = world.receive(chat.id, step.ask, who)
        progress.question_id, progress.asked_at = question.id, question.at
        async with asyncio.timeout(step.timeout):
            await self._sim.bell.until(lambda: answer(chat, question.place) is not None)
        found = answer(chat, question.place)
        if found is not None:
            progress.answer_id, progress.answer = found.id, found.text
            progress.answered_at = self._sim.clock.utc()
