"""Carries what a browser asks of WhatsApp's host to the simulator; needs nothing of this project."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import websockets
from websockets.typing import Origin

if TYPE_CHECKING:
    from playwright.async_api import BrowserContext, Route, WebSocketRoute

ADDRESS = "https://web.whatsapp.com"


class Routing:
    """One browser context under WhatsApp's own address; `lines` holds the sockets that are open."""

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
        query = f"?{parts.query}" if parts.query else ""
        answer = await route.fetch(url=f"http://{self._host}{parts.path}{query}", headers=self._token)
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
