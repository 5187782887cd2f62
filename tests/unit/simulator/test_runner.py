"""A script played from the first question to the last answer."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING

from simulator.model import Direction, Kind, Status
from simulator.runner import Runner
from simulator.screens import Screens
from simulator.script import Script

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from simulator.simulation import Simulation
    from tests.fakes import FakeClock

SCRIPT = Script.model_validate(
    {
        "name": "Two questions",
        "link": "auto",
        "chats": [
            {"name": "Tom", "history": [{"by": "Tom", "text": "hi", "ago": "3 d"}]},
            {
                "name": "Ana",
                "unread": 2,
                "history": [
                    {"by": "Ana", "text": "one", "ago": "2 h"},
                    {"by": "me", "text": "two", "ago": "1 h"},
                ],
            },
            {"name": "New", "kind": "group", "members": ["Wei"]},
        ],
        "steps": [
            {"chat": "Ana", "ask": "first?", "after": 1, "typing": 0.5, "timeout": 10},
            {"chat": "Ana", "ask": "second?", "after": 1, "typing": 0, "timeout": 10},
        ],
    }
)


class OpenPage:
    """Stands in for a connected page that shows its chats."""

    def __init__(self, simulation: Simulation) -> None:
        self.screens = Screens(
            lambda _: None, simulation.devices, simulation.diary, simulation.pace, simulation.auto_scan
        )
        self.screens.name = "main"

    def hear(self, _: object) -> None:
        pass

    def tell_look(self) -> None:
        pass

    def tell(self, _: object) -> None:
        pass

    def unlink(self) -> None:
        self.screens.unlink()


@contextlib.asynccontextmanager
async def playing(simulation: Simulation) -> AsyncIterator[Runner]:
    runner = Runner(simulation, SCRIPT)
    runner.fill_world()
    async with asyncio.TaskGroup() as group:
        task = group.create_task(runner.run())
        yield runner
        task.cancel()


def show_page(simulation: Simulation) -> None:
    simulation.sessions.append(OpenPage(simulation))  # type: ignore[arg-type]
    simulation.pages_changed()


async def answer(simulation: Simulation, clock: FakeClock, text: str, *, is_drawn: bool = True) -> None:
    chat = simulation.world.named("Ana", Kind.PERSON)
    assert chat is not None
    message = simulation.world.write(chat.id, text, status=Status.SENT)
    if is_drawn:
        simulation.drew([message.id])
    await clock.advance(0)


async def test_the_world_is_filled_with_the_longest_silent_at_the_bottom(simulation: Simulation) -> None:
    runner = Runner(simulation, SCRIPT)
    runner.fill_world()
    assert [chat.name for chat in simulation.world.chats()] == ["Ana", "Tom", "New"]
    ana = simulation.world.chats()[0]
    assert [m.direction for m in ana.messages] == [Direction.SYSTEM, Direction.IN, Direction.OUT]
    assert (ana.unread, ana.messages[-1].status) == (2, Status.READ)
    assert simulation.auto_scan.after == SCRIPT.scan_after


async def test_a_world_that_was_kept_is_not_filled_again(simulation: Simulation) -> None:
    for _ in range(2):
        Runner(simulation, SCRIPT).fill_world()
    assert len(simulation.world) == 3


async def test_each_question_waits_for_the_answer_before_it(simulation: Simulation, clock: FakeClock) -> None:
    async with playing(simulation) as runner:
        await clock.advance(5)
        assert runner.report()["state"] == "waiting"
        show_page(simulation)
        await clock.advance(1.2)
        ana = simulation.world.named("Ana", Kind.PERSON)
        assert ana is not None
        assert ana.typing == "Ana"
        await clock.advance(5)
        first, second = runner.report()["steps"]
        assert (first["question"], first["answer"], second["question_id"]) == ("first?", None, None)
        await answer(simulation, clock, "yes")
        await clock.advance(2)
        await answer(simulation, clock, "no")
        report = runner.report()
        assert report["state"] == "done"
        assert [step["answer"] for step in report["steps"]] == ["yes", "no"]
        assert all(step["asked_at"] and step["answered_at"] for step in report["steps"])


async def test_an_answer_that_was_never_drawn_does_not_count(
    simulation: Simulation, clock: FakeClock
) -> None:
    async with playing(simulation) as runner:
        show_page(simulation)
        await clock.advance(2)
        await answer(simulation, clock, "yes", is_drawn=False)
        assert runner.report()["steps"][0]["answer"] is None


async def test_a_script_can_be_played_again(simulation: Simulation, clock: FakeClock) -> None:
    async with playing(simulation) as runner:
        show_page(simulation)
        await clock.advance(2)
        before = runner.report()["steps"][0]["question_id"]
        runner.restart()
        await clock.advance(2)
        report = runner.report()
        assert report["state"] == "running"
        assert report["steps"][0]["question_id"] not in (None, before)
