"""A simulated account with something of everything in it, opened in a real browser and linked."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest
from playwright.async_api import async_playwright, expect

from simulator.page_server import BUILT
from tests.unit.simulator.running import simulator

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from playwright.async_api import Page

    from tests.unit.simulator.running import Running

SCRIPT = """\
owner: Rosa
chats:
  - name: Ana
    history:
      - {by: Ana, text: "good morning", ago: 5 d}
      - {by: me, text: "hello Ana", ago: 5 d}
      - {by: Ana, text: "first\\nsecond\\nthird", ago: 1 d}
      - {by: Ana, text: "and one more", ago: 1 d}
      - {by: me, text: "thank you 😊", ago: 2 h}
      - {by: me, text: "see you", ago: 2 h}
  - name: Team
    kind: group
    members: [Tom, Wei]
    history:
      - {by: Tom, text: "who is in?", ago: 3 d}
      - {by: Wei, text: "me", ago: 3 d}
      - {by: Wei, text: "and Bo", ago: 3 d}
      - {by: me, text: "fine", ago: 3 d}
  - name: Kiosk
    unread: 1227
    history: [{by: Kiosk, text: "open now", ago: 40 d}]
  - name: Luz
    unread: 2
    history: [{by: Luz, text: "one", ago: 9 d}, {by: Luz, text: "two", ago: 9 d}]
  - {name: Media, history: [{by: Media, text: "pictures", ago: 2 d}]}
  - name: Silent
"""
DRAWN = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
LONG = "A long story. " * 400
SKIPPED = (
    *("loading_step", "qr_blank", "qr_hint", "qr_refresh", "link_step", "pane_switch", "header_lag"),
    *("older_page", "search", "logout", "banner", "lookup"),
)
"""The waits that nobody sits through here; a stage that is about one of them sets it anew."""
CONTENTS: tuple[dict[str, Any], ...] = (
    {"text": "look at this", "content": {"kind": "image"}},
    {"content": {"kind": "image"}},
    {"content": {"kind": "album"}},
    {"content": {"kind": "video"}},
    {"content": {"kind": "gif"}},
    {"content": {"kind": "voice"}},
    {"content": {"kind": "audio"}},
    {"content": {"kind": "document", "name": "prices.pdf", "pages": 2}},
    {"content": {"kind": "sticker", "emoji": "🎂"}},
    {"content": {"kind": "location", "latitude": 4.6, "longitude": -74.1, "name": "Here"}},
    {"content": {"kind": "contact", "name": "Bo", "phone": "573001112233"}},
    {"text": "Which one?", "content": {"kind": "poll", "options": ["a", "b"]}},
    {"content": {"kind": "view_once"}},
    {"content": {"kind": "undecrypted"}},
    {"text": "*bold* _soft_ ~gone~ `code`\n- one\n- two\n> said"},
    {
        "text": "see https://example.com/menu",
        "content": {"kind": "text", "preview": {"title": "Menu", "address": "https://example.com/menu"}},
    },
    {"text": LONG},
    {"text": "passed on", "forwards": 1},
    {"text": "@Tom are you there?", "mentions": [{"name": "Tom", "id": "12345678@lid"}]},
    {"text": "😂"},
)


@dataclass
class Stage:
    """A linked page and the simulator behind it; `chats` are their ids by name."""

    running: Running
    page: Page
    chats: dict[str, str] = field(default_factory=dict)
    told: asyncio.Event = field(default_factory=asyncio.Event)

    async def look(self, **switches: Any) -> None:
        """Comes back when the page has drawn it."""
        self.told.clear()
        await self.ask("PATCH", "/look", switches)
        async with asyncio.timeout(10):
            await self.told.wait()
        await self.page.evaluate(DRAWN)

    def listen(self) -> None:
        """A page says nothing when it has a new look; its socket does."""

        def hear(frame: str | bytes) -> None:
            if isinstance(frame, str) and '"t":"look"' in frame.replace(" ", ""):
                self.told.set()

        self.page.on("websocket", lambda socket: socket.on("framereceived", hear))

    async def ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        """The control API, which must agree."""
        answer = await self.running.control.request(method, path, json=body)
        assert answer.status_code == 200, (
            f"{method} {path} answered {answer.status_code}: {answer.text[:200]}"
        )
        return answer.json()

    async def open(self, name: str) -> None:
        """By the mouse, through what every build has; waits for header and editor."""
        row = self.page.locator(f'#pane-side span[title="{name}"]').first
        await row.click()
        await expect(self.page.locator("#main header span[dir=auto]").first).to_have_text(name)
        await self.page.locator("#main footer").wait_for()

    async def say(self, name: str, body: dict[str, Any], *, own: bool = False) -> str:
        path = f"/chats/{self.chats[name]}/{'own' if own else 'messages'}"
        return str((await self.ask("POST", path, body))["id"])

    async def messages(self, name: str) -> list[dict[str, Any]]:
        told: list[dict[str, Any]] = await self.ask("GET", f"/chats/{self.chats[name]}/messages")
        return told

    async def know(self) -> None:
        """Learns the chats that there are now."""
        self.chats = {chat["name"]: chat["id"] for chat in await self.ask("GET", "/chats")}


def browser_path() -> str:
    found = shutil.which("chromium") or shutil.which("google-chrome")
    if found is None:
        pytest.skip("no Chromium or Chrome on this machine")
    return found


@contextlib.asynccontextmanager
async def stage(folder: Path, script: str = SCRIPT) -> AsyncIterator[Stage]:
    if not (BUILT / "index.html").is_file():
        pytest.skip("the simulator's page is not built")
    async with simulator(folder, script=script) as running, async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=browser_path(), args=["--no-sandbox", "--disable-background-networking"]
        )
        try:
            page = await browser.new_page(viewport={"width": 1280, "height": 800})
            set_up = Stage(running, page)
            set_up.listen()
            await _link(set_up)
            yield set_up
        finally:
            await browser.close()


async def fill(on: Stage, chat: str = "Ana", *, both_ways: bool = True) -> None:
    """One message of every kind in one chat, and answers in the group."""
    for body in CONTENTS:
        await on.say(chat, body)
        if both_ways:
            await on.say(chat, body, own=True)
    asked = (await on.messages("Team"))[0]["id"]
    await on.say("Team", {"text": "I am", "sender": "Wei", "quote": asked})
    await on.say("Team", {"text": "so am I", "quote": asked}, own=True)
    await on.say("Team", {"content": {"kind": "image"}, "sender": "Tom"})
    await on.say("Team", {"text": "@Tom yes", "sender": "Wei", "mentions": CONTENTS[18]["mentions"]})


async def _link(on: Stage) -> None:
    await on.ask("PATCH", "/latency", dict.fromkeys(SKIPPED, 0.0))
    await on.page.goto(on.running.page)
    await on.page.locator("[data-ref] canvas").wait_for()
    await on.ask("POST", "/link/scan")
    await on.page.locator("#pane-side [aria-selected]").first.wait_for()
    await on.know()
