"""The detector itself on a simulated WhatsApp Web: the browser, the page and the part that keeps them."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.login import Unread
from core.checkpoints import KillAt
from core.clock import SystemClock
from core.settings import Settings
from detector import selectors
from detector.whatsapp import WhatsAppWeb
from tests.journey.simulation import until
from tests.unit.detector.stage import ROOT
from tests.unit.simulator.running import simulator

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from playwright.async_api import Page

    from core.types import LinkView
    from tests.unit.simulator.running import Running

PATIENCE = 40.0  # seconds; a busy machine takes long to start a browser


@dataclass
class Driven:
    """A page that the detector has opened, and the simulator behind it."""

    running: Running
    whatsapp: WhatsAppWeb
    settings: Settings

    @property
    def page(self) -> Page:
        """The page itself, for a test to look at and to do what a page might do."""
        web = self.whatsapp.live_view.web
        assert web is not None
        return web

    @property
    def profile(self) -> Path:
        return self.settings.data / "profile"

    async def until(self, is_so: Callable[[LinkView], bool]) -> LinkView:
        async def look() -> LinkView:
            return self.whatsapp.link()

        seen: LinkView = await until(look, is_so, PATIENCE)
        return seen

    async def tell(self, path: str, **body: Any) -> None:
        answer = await self.running.control.post(path, json=body)
        assert answer.status_code == 200, answer.text

    async def log(self, kind: str) -> list[dict[str, Any]]:
        entries: list[dict[str, Any]] = (await self.running.control.get("/log")).json()
        return [entry for entry in entries if entry["kind"] == kind]


@asynccontextmanager
async def browsing(running: Running, data: Path) -> AsyncIterator[Driven]:
    """A browser of its own on a simulator that runs already."""
    settings = Settings.model_validate(
        {
            "data": data,
            "whatsapp": {"url": running.page},
            "browser": {"arguments": ["--disable-background-networking"]},
        }
    )
    table = selectors.load(ROOT / "selectors.yaml")
    whatsapp = WhatsAppWeb(settings, table, Unread(), SystemClock(), KillAt(None))
    stop = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        group.create_task(whatsapp.run(stop))
        try:
            yield Driven(running, whatsapp, settings)
        finally:
            stop.set()


@asynccontextmanager
async def driven(folder: Path, *arguments: str) -> AsyncIterator[Driven]:
    async with (
        simulator(folder, "--preset", "fast", *arguments) as running,
        browsing(running, folder / "data") as started,
    ):
        yield started
