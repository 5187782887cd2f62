"""What must stand on the page before the rows of a stage can be seen, and how it is brought there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tests.scene import fill

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tests.scene import Stage

    Enter = Callable[[Stage], Awaitable[None]]

NUMBER = "52155512345"
CHAT = "+52 155 512 345"
FRESH: dict[str, Any] = {
    "profile": "2026-10",
    "language": "en",
    "right_to_left": False,
    "is_hidden": False,
    "is_empty": False,
    "labels_every_row": False,
    "drops_testids": False,
    "translates": True,
}
VERDICT = re.compile("WhatsApp|invalid|válido|inválido", re.IGNORECASE)
RELOADED = ("link", "nobody")
"""Stages that are entered anew for each combination, because the page is loaded with it."""
OPENED = {"talk": "Ana", "group": "Team", "media": "Media"}
"""The chat that is open on a stage."""


async def talk(on: Stage) -> None:
    await on.open(OPENED["talk"])


async def group(on: Stage) -> None:
    # One way only: what lies far from the view is not drawn.
    await fill(on, "Media", both_ways=False)
    await on.open(OPENED["group"])


async def media(on: Stage) -> None:
    gone, liked, changed = [await on.say("Media", {"text": text}) for text in ("by mistake", "liked", "helo")]
    await _tell(on, "POST", f"/messages/{gone}/delete", {})
    await _tell(on, "POST", f"/messages/{liked}/react", {"who": "Media", "emoji": "👍"})
    await _tell(on, "POST", f"/messages/{changed}/edit", {"text": "hello"})
    await on.open(OPENED["media"])


async def overlays(on: Stage) -> None:
    await _tell(on, "POST", "/banner", {"name": "computer"})
    await _tell(on, "POST", "/dialog", {"name": "whats_new"})


async def conflict(on: Stage) -> None:
    await _tell(on, "DELETE", "/dialog")
    await _tell(on, "DELETE", "/banner")
    await _tell(on, "POST", "/screen", {"name": "conflict_window"})


async def offline(on: Stage) -> None:
    await _tell(on, "POST", "/screen", {"name": "offline"})


async def unknown(on: Stage) -> None:
    await _tell(on, "POST", "/screen", {"name": "unknown", "title": "Something new", "text": "Read this."})


async def link(on: Stage) -> None:
    await _tell(on, "POST", "/screen", {"name": None})
    await _tell(on, "POST", "/accounts", {"number": NUMBER, "name": "Max"})
    await on.page.goto(f"{on.running.page.partition('?')[0]}send?phone={NUMBER}&text=hello%20there")
    await on.page.locator("#main footer [contenteditable=true]", has_text="hello there").wait_for()
    on.chats = {chat["name"]: chat["id"] for chat in (await on.running.control.get("/chats")).json()}


async def nobody(on: Stage) -> None:
    await on.page.goto(f"{on.running.page.partition('?')[0]}send?phone=49123&text=x")
    await on.page.locator("div[role=dialog]", has_text=VERDICT).wait_for()


async def qr(on: Stage) -> None:
    await on.page.goto(on.running.page.partition("?")[0])
    await on.page.locator("#pane-side [role=grid]").wait_for()
    # So long that no code runs out while it is being looked at.
    await _tell(on, "PATCH", "/latency", {"qr_first": 3_600})
    await _tell(on, "POST", "/link/unlink")
    await on.page.locator("[data-ref] canvas").wait_for()


async def expired(on: Stage) -> None:
    await _tell(on, "PATCH", "/latency", {"qr_first": 0.05, "qr_next": 0.05})
    await on.page.reload()
    await on.page.locator("[data-ref] button").wait_for()


ENTER: dict[str, Enter] = {
    one.__name__: one
    for one in (talk, group, media, overlays, conflict, offline, unknown, link, nobody, qr, expired)
}
"""In this order; each begins where the one before it ends."""


async def reopen(on: Stage, name: str) -> None:
    """An account that was empty for a while has closed its chat."""
    if name in OPENED and not await on.page.locator("#main footer").count():
        await on.open(OPENED[name])


async def tidy(on: Stage) -> None:
    """A check that stopped half-way leaves a menu, a query or a draft behind."""
    page = on.page
    menus = page.locator("[role=menu]")
    if await menus.count():
        await page.keyboard.press("Escape")
    box = page.locator("#side [data-tab='3'][role=textbox]").first
    await box.click()
    await page.keyboard.press("Control+A")
    await page.keyboard.press("Backspace")
    await page.locator("#main footer [contenteditable=true]").first.click()
    for key in ("Control+A", "Backspace", "Backspace"):
        await page.keyboard.press(key)


async def _tell(on: Stage, method: str, path: str, body: dict[str, Any] | None = None) -> None:
    answer = await on.running.control.request(method, path, json=body)
    assert answer.status_code == 200, f"{method} {path} answered {answer.status_code}"
