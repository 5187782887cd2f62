"""The slow look: a beat that comes back, and a machine that slept."""

from __future__ import annotations

import asyncio
import logging
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from core.clock import SystemClock
from core.eyesight import Swept
from core.proofs import Proofs, Stage
from core.settings import Settings
from core.settings_source import isolated
from core.types import Incoming, Seen
from detector import selectors
from detector.eyes import Eyes
from detector.keyboard import Keyboard
from detector.life import Life
from detector.pane import Pane
from detector.probe import Probe
from detector.sweep import Sweep
from detector.watcher import Watcher
from tests.unit.detector.markup import Bubble, Row, conversation, id_of, lines, main
from tests.unit.detector.stage import HANDLE
from tests.unit.detector.test_page_observer import APPEND
from tests.unit.detector.test_watcher import Allowed, just_now

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from core.types import Sighting
    from tests.unit.detector.stage import Stage as Shown

pytestmark = pytest.mark.asyncio(loop_scope="session")

TABLE = selectors.load(Path(__file__).resolve().parents[3] / "selectors.yaml")
OFTEN = isolated({"whatsapp": {"sweep": 0.1}})


class Sleepy(SystemClock):
    """A clock whose time of day runs ahead while the machine sleeps, as real ones do."""

    slept = timedelta()

    def utc(self) -> datetime:
        return super().utc() + self.slept


class SweptPage:
    """A page that is swept; `linked` says whether chats are on the screen."""

    def __init__(self, shown: Shown) -> None:
        self.shown = shown
        self.clock = Sleepy()
        self.told: list[Sighting] = []
        self.proofs = Proofs(self.clock)
        self.linked = False
        tell = self.told.append
        life = Life("main", 0.1, self.clock, self.proofs, tell)
        probe = Probe(shown.web, HANDLE)
        pane = Pane(probe, self.clock)
        self.watcher = Watcher(probe, pane, Allowed(), self.clock, Settings(), tell)
        eyes = Eyes("main", TABLE, self.clock, tell)
        self.sweep = Sweep(probe, self.watcher, eyes, life, self._reload, tell)

    async def _reload(self) -> None:
        raise AssertionError("nothing is wrong with this page")

    async def run(self) -> None:
        keyboard = Keyboard()
        async with asyncio.TaskGroup() as group:
            group.create_task(self.watcher.visits(keyboard))
            group.create_task(self.sweep.run(OFTEN, self.clock, keyboard, is_linked=lambda: self.linked))

    async def until(self, is_so: Callable[[], bool]) -> None:
        async with asyncio.timeout(20):
            while not is_so():
                for report in await self.shown.reports():
                    await self.watcher.take(report)
                    self.sweep.hear(report.beat)
                await asyncio.sleep(0.02)

    def messages(self) -> list[Incoming]:
        return [each for each in self.told if isinstance(each, Incoming)]


@pytest_asyncio.fixture(loop_scope="session")
async def swept(stage: Shown) -> AsyncIterator[SweptPage]:
    await stage.show(main(rows=Row().html, conversation=conversation(Bubble(lines("hi"), id=id_of(1)).html)))
    begun = SweptPage(stage)
    await stage.ask("reportAll")
    running = asyncio.get_running_loop().create_task(begun.run())
    await begun.until(lambda: len(begun.messages()) == 1)
    yield begun
    running.cancel()
    await asyncio.wait([running])


async def test_a_sweep_proves_what_answered_and_asks_the_store_to_write(swept: SweptPage) -> None:
    assert not any(swept.proofs.all().values())
    swept.linked = True
    await swept.until(lambda: any(isinstance(each, Swept) for each in swept.told))
    proved = [stage for stage, at in swept.proofs.all().items() if at is not None]
    assert proved == [Stage.BROWSER, Stage.OBSERVER]


async def test_after_a_sleep_of_the_machine_what_came_is_caught_up(
    swept: SweptPage, stage: Shown, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    swept.watcher.end_gap()
    swept.clock.slept = timedelta(hours=3)
    await swept.until(lambda: "the machine slept" in caplog.messages)
    await stage.change(APPEND, just_now(2))
    await swept.until(lambda: len(swept.messages()) == 2)
    assert swept.messages()[-1].seen is Seen.CAUGHT_UP
