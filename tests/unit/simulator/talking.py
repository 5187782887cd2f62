"""One browser and one simulator for a module of tests; every test opens a conversation of its own in it."""

from __future__ import annotations

import contextlib
import shutil
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest
from playwright.async_api import async_playwright, expect

from simulator.look import Look
from simulator.page_server import BUILT
from tests.unit.simulator.running import simulator
from tests.unit.simulator.test_page import is_problem, link

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from datetime import datetime
    from pathlib import Path

    from playwright.async_api import Locator, Page

    from tests.unit.simulator.running import Running

PANEL = "#main .copyable-area > [tabindex='0']"


@dataclass
class Talk:
    """An open conversation: what a contact or the owner does in it, and what the page then shows."""

    running: Running
    page: Page
    chat: str
    name: str

    async def receive(self, text: str = "", **body: Any) -> str:
        return await self._say("messages", {"text": text, **body})

    async def own(self, text: str = "", **body: Any) -> str:
        return await self._say("own", {"text": text, **body})

    async def notice(self, **body: Any) -> str:
        return await self._say("notices", body)

    async def change(self, message: str, how: str, **body: Any) -> None:
        (await self.running.control.post(f"/messages/{message}/{how}", json=body)).raise_for_status()

    async def traits(self, **traits: Any) -> None:
        answer = await self.running.control.patch(f"/chats/{self.chat}/traits", json=traits)
        answer.raise_for_status()

    async def look(self, **changes: Any) -> None:
        (await self.running.control.patch("/look", json=changes)).raise_for_status()
        if profile := changes.get("profile"):
            await self.page.wait_for_function(KNOWS, arg=profile)

    def row(self, message: str) -> Locator:
        """The element that carries the id, however the build writes it."""
        return self.page.locator(f"#main [data-id*='{message}']:not([data-id^=grouped])")

    def bubble(self, message: str) -> Locator:
        return self.row(message).locator(".focusable-list-item")

    async def _say(self, where: str, body: dict[str, Any]) -> str:
        answer = await self.running.control.post(f"/chats/{self.chat}/{where}", json=body)
        answer.raise_for_status()
        message = str(answer.json()["id"])
        await expect(self.row(message)).to_have_count(1)
        return message


KNOWS = """profile => {
  const main = document.querySelector('#main')
  const id = main.querySelector('[data-id]')?.dataset.id ?? ''
  const isFull = /^(true|false)_/.test(id)
  const hasTestids = main.querySelector('[data-testid^=conv-msg]') !== null
  const isBuild = {
    '2026-10': () => !isFull && !main.querySelector('.message-in, .message-out'),
    '2026-05-mixed': () => !isFull && main.querySelector('.message-in, .message-out'),
    '2026-04': () => isFull && !hasTestids && main.querySelector('[data-scrolltracepolicy]'),
    '2025-06': () => isFull && !hasTestids && !main.querySelector('[data-scrolltracepolicy]'),
    '2023-06': () => isFull && hasTestids,
  }
  return Boolean(isBuild[profile]())
}"""


@dataclass
class Linked:
    """A page that is linked, and what its console complained of."""

    running: Running
    page: Page
    problems: list[str] = field(default_factory=list)
    _names: Any = field(default_factory=lambda: count(1))

    async def talk(
        self, kind: str = "person", members: tuple[str, ...] = (), *, is_open: bool = True
    ) -> Talk:
        """A new chat under the newest look."""
        await self.reset()
        name = f"Ana {next(self._names)}"
        asked = {"name": name, "kind": kind, "members": list(members)}
        chat = (await self.running.control.post("/chats", json=asked)).json()["id"]
        talk = Talk(self.running, self.page, chat, name)
        if is_open:
            await self.open(talk)
        return talk

    async def reset(self) -> None:
        await self.running.control.patch("/look", json=Look().model_dump())

    async def open(self, talk: Talk) -> None:
        await self.page.locator(f'[data-testid=chat-list] span[title="{talk.name}"]').click()
        title = self.page.locator("[data-testid=conversation-info-header-chat-title]")
        await expect(title).to_have_text(talk.name)
        await expect(self.page.locator("#main [data-id]").first).to_be_attached()


@contextlib.asynccontextmanager
async def linked_page(folder: Path, before: datetime | None = None) -> AsyncIterator[Linked]:
    """With a time, the page has a clock of its own that starts then and stands still."""
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        pytest.skip("no Chromium or Chrome on this machine")
    if not (BUILT / "index.html").is_file():
        pytest.skip("the simulator's page is not built")
    async with simulator(folder) as running, async_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-background-networking"]
        launched = await playwright.chromium.launch(executable_path=browser, args=arguments)
        page = await launched.new_page(
            viewport={"width": 1280, "height": 720}, locale="en-US", timezone_id="UTC"
        )
        if before is not None:
            await page.clock.install(time=before)
        linked = Linked(running, page)
        page.on("pageerror", lambda error: linked.problems.append(str(error)))
        page.on("console", lambda said: linked.problems.append(said.text) if is_problem(said) else None)
        await link(running, page)
        yield linked
        await launched.close()
