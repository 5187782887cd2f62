"""One simulator and one browser for a whole file of tests; each test writes in a chat of its own."""

from __future__ import annotations

import contextlib
import itertools
import shutil
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest
from playwright.async_api import async_playwright, expect

from simulator.page_server import BUILT
from tests.unit.simulator.running import simulator
from tests.unit.simulator.test_page import is_problem, link

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from playwright.async_api import Browser, Locator, Page

    from tests.unit.simulator.running import Running

EDITOR = "#main footer div[contenteditable=true][role=textbox]"
NUMBERS = itertools.count(1)
PASTE = """(editor, {text, files}) => {
    const data = new DataTransfer();
    if (text) data.setData('text/plain', text);
    for (const {name, type, body} of files) data.items.add(new File([body], name, {type}));
    editor.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
}"""


@dataclass
class Desk:
    running: Running
    browser: Browser
    page: Page
    problems: list[str] = field(default_factory=list)

    @property
    def editor(self) -> Locator:
        return self.page.locator(EDITOR)

    @property
    def footer(self) -> Locator:
        return self.page.locator("#main footer")

    async def look(self, **changes: Any) -> None:
        answer = await self.running.control.patch("/look", json=changes)
        assert answer.status_code == 200, answer.text

    async def tidy(self) -> None:
        """Back to the newest build in English, with nothing going wrong."""
        await self.look(profile="2026-10", language="en", right_to_left=False, drops_testids=False)
        await self.running.control.post("/send", json={})
        await self.running.control.patch("/latency", json={"send": 0.1, "lookup": 0.15})

    async def new_chat(self, name: str = "Chat", **facts: Any) -> tuple[str, str]:
        """A chat that no other test knows, and its name."""
        called = f"{name} {next(NUMBERS)}"
        answer = await self.running.control.post("/chats", json={"name": called, **facts})
        return str(answer.json()["id"]), called

    async def open(self, called: str) -> None:
        await self.page.locator(f'#pane-side span[title="{called}"]').click()
        await expect(self.page.locator("#main header span[dir=auto]").first).to_have_text(called)

    async def write_to(self, name: str = "Chat", **facts: Any) -> str:
        """Opens a new chat and puts the caret into its composer."""
        chat, called = await self.new_chat(name, **facts)
        await self.open(called)
        await self.editor.click()
        return chat

    async def lines(self) -> list[str]:
        """What stands in the composer, a string a paragraph."""
        return await self.editor.locator("p").all_text_contents()

    async def messages(self, chat: str) -> list[dict[str, Any]]:
        listed: list[dict[str, Any]] = (await self.running.control.get(f"/chats/{chat}/messages")).json()
        return listed

    async def receive(self, chat: str, **body: Any) -> str:
        answer = await self.running.control.post(f"/chats/{chat}/messages", json=body)
        return str(answer.json()["id"])

    async def sent(self, chat: str, count: int = 1) -> list[dict[str, Any]]:
        """The own messages of a chat, once that many have left the clock."""
        settled = "#main [aria-label=' Sent '], #main [aria-label=' Delivered '], #main [aria-label=' Read ']"
        await expect(self.page.locator(settled)).to_have_count(count)
        return [message for message in await self.messages(chat) if message["direction"] == "out"]

    def row(self, message_id: str) -> Locator:
        return self.page.locator(f"#main [data-id*='{message_id}']")


@contextlib.asynccontextmanager
async def desk(folder: Path) -> AsyncIterator[Desk]:
    found = shutil.which("chromium") or shutil.which("google-chrome")
    if found is None:
        pytest.skip("no Chromium or Chrome on this machine")
    if not (BUILT / "index.html").is_file():
        pytest.skip("the simulator's page is not built")
    async with simulator(folder) as running, async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=found, args=["--no-sandbox", "--disable-background-networking"]
        )
        page = await browser.new_page(viewport={"width": 1280, "height": 720})
        made = Desk(running, browser, page)
        page.on("pageerror", lambda error: made.problems.append(str(error)))
        page.on("console", lambda said: made.problems.append(said.text) if is_problem(said) else None)
        await link(running, page)
        yield made
        await browser.close()
        assert made.problems == []
