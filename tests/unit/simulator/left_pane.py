"""A world in the test's own process with one real browser on it, shared by the tests of the left pane."""

from __future__ import annotations

import asyncio
import contextlib
import json
import secrets
import shutil
import socket
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest
import pytest_asyncio
import uvicorn
from playwright.async_api import async_playwright, expect

from simulator.clock import SystemClock
from simulator.content import Body, Traits
from simulator.gate import rules_for_browser
from simulator.latency import FAST
from simulator.look import Look
from simulator.model import Kind
from simulator.pace import Pace
from simulator.page_server import BUILT, page_app
from simulator.simulation import Simulation
from simulator.store import Store

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Generator
    from datetime import datetime

    from playwright.async_api import Browser, ConsoleMessage, Locator, Page

    from simulator.model import Chat
    from simulator.world import World

HOST = "127.0.0.1"
ROWS = "#pane-side [role=grid] [style*=translateY]"


@dataclass
class LeftPane:
    """The page, and the truth behind it."""

    simulation: Simulation
    page: Page
    problems: list[str] = field(default_factory=list)
    said: list[dict[str, Any]] = field(default_factory=list)
    """What the page told the world."""
    news: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def world(self) -> World:
        return self.simulation.world

    def look(self, **changes: Any) -> None:
        self.simulation.show(Look.model_validate(changes))

    def meet(
        self,
        name: str,
        kind: Kind = Kind.PERSON,
        said: Body | str | None = None,
        at: datetime | None = None,
        **traits: Any,
    ) -> Chat:
        chat = self.world.add_chat(name, kind, traits=Traits(**traits))
        if said is not None:
            self.world.receive(chat.id, said, at=at)
        return chat

    def row(self, name: str) -> Locator:
        return self.page.locator(ROWS).filter(has=self.page.locator(f'span[title="{name}"]'))

    def rows(self) -> Locator:
        return self.page.locator(ROWS)

    def hear(self, words: list[dict[str, Any]] | dict[str, Any]) -> None:
        self.said += words if isinstance(words, list) else [words]
        self.news.set()

    async def until_said(self, kind: str) -> dict[str, Any]:
        while True:
            for word in self.said:
                if word["t"] == kind:
                    return word
            self.news.clear()
            await self.news.wait()

    def diary(self, kind: str) -> list[dict[str, Any]]:
        return [entry for entry in self.simulation.diary.since(0) if entry["kind"] == kind]

    async def until_entered(self, kind: str, count: int) -> dict[str, Any]:
        """The entry of this number: a page draws what was pressed before the world hears of it."""
        noted = asyncio.Event()
        listeners = self.simulation.diary.listeners
        listeners.append(wake := lambda _: noted.set())
        try:
            async with asyncio.timeout(10):
                while len(self.diary(kind)) < count:
                    noted.clear()
                    await noted.wait()
        finally:
            listeners.remove(wake)
        return self.diary(kind)[count - 1]

    async def start_over(self) -> None:
        """As after a reload: whole list, newest build, nothing pinned or hidden."""
        self.look()
        for chat in self.world.chats():
            self.world.set_traits(chat.id, Traits())
            self.world.set_unread(chat.id, 0)
        await self.page.goto(self.page.url.partition("?")[0])
        await expect(self.page.locator("#pane-side")).to_be_visible()

    async def names(self) -> list[str]:
        """From top to bottom, whatever the order of the elements."""
        seen: list[tuple[float, str]] = await self.rows().evaluate_all(
            """rows => rows.map(row => [new DOMMatrix(row.style.transform).m42,
                (row.querySelector('[aria-colindex="2"] span[title]') ?? row).textContent])"""
        )
        return [name for _, name in sorted(seen)]


@pytest_asyncio.fixture(loop_scope="module")
async def pane(shared: LeftPane) -> LeftPane:
    """The pane that a module of tests shares under `shared`, as after a reload."""
    await shared.start_over()
    return shared


@contextlib.asynccontextmanager
async def left_pane(width: int = 1280, height: int = 760) -> AsyncIterator[LeftPane]:
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None or not (BUILT / "index.html").is_file():
        pytest.skip("no Chromium or Chrome on this machine, or the simulator's page is not built")
    store, clock = Store(None), SystemClock()
    simulation = Simulation(clock, Pace(clock, FAST), store, "Rosa")
    async with _served(simulation) as address, async_playwright() as playwright:
        launched = await playwright.chromium.launch(
            executable_path=browser, args=["--no-sandbox", "--disable-background-networking"]
        )
        try:
            yield await _linked(launched, simulation, address, (width, height))
        finally:
            await launched.close()
    store.close()


async def _linked(browser: Browser, simulation: Simulation, address: str, size: tuple[int, int]) -> LeftPane:
    page = await browser.new_page(viewport={"width": size[0], "height": size[1]})
    pane = LeftPane(simulation, page)
    page.on("pageerror", lambda error: pane.problems.append(str(error)))
    page.on("console", lambda said: _note(pane, said))
    page.on("websocket", lambda line: line.on("framesent", lambda words: pane.hear(json.loads(words))))
    await page.goto(address)
    await expect(page.locator("[data-ref] canvas")).to_be_visible()
    assert simulation.scan()
    await expect(page.locator("#pane-side")).to_be_visible()
    return pane


def _note(pane: LeftPane, said: ConsoleMessage) -> None:
    if said.type == "error":
        pane.problems.append(said.text)


class _Server(uvicorn.Server):
    """Leaves signals to the test run."""

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        yield


@contextlib.asynccontextmanager
async def _served(simulation: Simulation) -> AsyncIterator[str]:
    bound = socket.socket()
    bound.bind((HOST, 0))
    port, token = bound.getsockname()[1], secrets.token_urlsafe(12)
    app = page_app(simulation, rules_for_browser("page", port, token))
    server = _Server(
        uvicorn.Config(app, lifespan="off", ws="websockets-sansio", log_level="warning", access_log=False)
    )
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(part) for part in (server.serve([bound]), simulation.deliveries.run())]
        try:
            yield f"http://{HOST}:{port}/?token={token}"
        finally:
            await simulation.hang_up()
            server.should_exit = True
            tasks[1].cancel()
    bound.close()
