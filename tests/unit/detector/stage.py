"""A page of a real Chromium that shows what a test wrote, with the page script in it and its time stopped."""

from __future__ import annotations

from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.async_api import async_playwright

from detector import browser, page, reader, selectors

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from playwright.async_api import Browser, Page, Route

    from detector.reader import BubbleReport, Report

ROOT = Path(__file__).resolve().parents[3]
HANDLE, BINDING = "_script", "_report"
ARGUMENTS = ["--no-sandbox", "--disable-background-networking"]
NO_SCRIPTS = {"content-security-policy": "script-src 'none'"}  # only ours runs, as an init script
A_BATCH = 100  # milliseconds of the page's own time; changes are reported well within


class Stage:
    """`show` loads a page anew; `reports` lets its time pass and returns what it reported meanwhile."""

    def __init__(self, web: Page) -> None:
        self.web = web
        self.calls = 0
        self._html = ""
        self._reported: list[str] = []

    async def prepare(self) -> None:
        await self.web.clock.install(time=0)
        await self.web.clock.pause_at(1000)
        await self.web.expose_binding(BINDING, lambda _, text: self._reported.append(text))
        table = selectors.load(ROOT / "selectors.yaml")
        await self.web.add_init_script(page.source(table.as_argument(), handle=HANDLE, binding=BINDING))
        await self.web.route("**/*", self._serve)

    async def show(self, html: str) -> None:
        self._html = html
        await self.web.goto("https://whatsapp.test/", wait_until="domcontentloaded")
        self._reported.clear()

    async def ask(self, function: str, *arguments: Any) -> Any:
        call = "([handle, name, args]) => window[handle][name](...args)"
        return await self.web.evaluate(call, [HANDLE, function, list(arguments)])

    async def change(self, script: str, argument: Any = None) -> None:
        """Runs a script that stands for what WhatsApp's own code does to the page."""
        await self.web.evaluate(script, argument)

    async def reports(self) -> list[Report]:
        await self.web.clock.run_for(A_BATCH)
        await self.web.evaluate(f"window.{BINDING}('all that came before is here')")
        texts, self._reported = self._reported[:-1], []
        self.calls = len(texts)
        return [reader.parse(text) for text in texts]

    async def bubbles(self) -> list[BubbleReport]:
        return reader.pane(await self.ask("readPane")).bubbles

    async def bubble(self) -> BubbleReport:
        (only,) = await self.bubbles()
        return only

    async def row(self) -> dict[str, Any]:
        (only,) = await self.ask("readChatRows")
        assert isinstance(only, dict)
        return only

    async def _serve(self, route: Route) -> None:
        if route.request.resource_type == "document":
            await route.fulfill(body=self._html, content_type="text/html; charset=utf-8", headers=NO_SCRIPTS)
        else:
            await route.abort()


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        started = await playwright.chromium.launch(
            executable_path=browser.find(), headless=True, args=ARGUMENTS
        )
        try:
            yield started
        finally:
            await started.close()
