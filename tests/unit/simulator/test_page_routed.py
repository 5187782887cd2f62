"""The built page under WhatsApp's own address, for bots that know no other: routed, its socket included."""

from __future__ import annotations

import asyncio
import shutil
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
import websockets
from playwright.async_api import async_playwright, expect
from websockets.typing import Origin

from simulator.page_server import BUILT
from tests.unit.simulator.running import simulator

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.async_api import BrowserContext, Route, WebSocketRoute

pytestmark = pytest.mark.timeout(90)
ADDRESS = "https://web.whatsapp.com"


class Routing:
    """Carries what a browser asks of WhatsApp's host to the simulator, with its token."""

    def __init__(self, page: str, lines: asyncio.TaskGroup) -> None:
        parts = urlsplit(page)
        self._host = parts.netloc
        self._token = {"Authorization": f"Bearer {parse_qs(parts.query)['token'][0]}"}
        self._lines = lines
        self._carrying: list[asyncio.Task[None]] = []

    async def install(self, context: BrowserContext) -> None:
        await context.route(f"{ADDRESS}/**", self._fetch)
        await context.route_web_socket("wss://web.whatsapp.com/**", self._connect)

    async def _fetch(self, route: Route) -> None:
        parts = urlsplit(route.request.url)
        answer = await route.fetch(url=f"http://{self._host}{parts.path}", headers=self._token)
        await route.fulfill(response=answer)

    def _connect(self, browser: WebSocketRoute) -> None:
        said: asyncio.Queue[str | bytes] = asyncio.Queue()
        browser.on_message(said.put_nowait)
        self._carrying.append(self._lines.create_task(self._carry(browser, said)))

    def hang_up(self) -> None:
        for task in self._carrying:
            task.cancel()

    async def _carry(self, browser: WebSocketRoute, said: asyncio.Queue[str | bytes]) -> None:
        path = urlsplit(browser.url).path
        async with (
            websockets.connect(
                f"ws://{self._host}{path}", origin=Origin(ADDRESS), additional_headers=self._token
            ) as server,
            asyncio.TaskGroup() as both_ways,
        ):
            both_ways.create_task(self._send(server, said))
            async for frame in server:
                browser.send(frame)

    @staticmethod
    async def _send(server: websockets.ClientConnection, said: asyncio.Queue[str | bytes]) -> None:
        while True:
            await server.send(await said.get())


async def test_the_page_works_under_the_address_that_bots_know(tmp_path: Path) -> None:
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None or not (BUILT / "index.html").is_file():
        pytest.skip("no Chromium or Chrome on this machine, or the simulator's page is not built")
    async with simulator(tmp_path) as running, async_playwright() as playwright:
        launched = await playwright.chromium.launch(
            executable_path=browser, args=["--no-sandbox", "--disable-background-networking"]
        )
        async with asyncio.TaskGroup() as lines:
            context = await launched.new_context(viewport={"width": 1280, "height": 720})
            routing = Routing(running.page, lines)
            await routing.install(context)
            page = await context.new_page()
            await page.goto(ADDRESS)
            await expect(page.locator("[data-testid=link-device-qr-code] [data-ref] canvas")).to_be_visible()
            assert (await running.control.post("/link/scan")).status_code == 200
            await expect(page.locator("[data-testid=chat-list] [role=row]")).to_have_count(3)
            assert page.url == f"{ADDRESS}/"
            await launched.close()
            routing.hang_up()
