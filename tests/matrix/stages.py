"""What must stand on the page before the rows of a stage can be seen, and how it is brought there."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, Any

from tests.scene import fill

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tests.scene import Stage

    Enter = Callable[[Stage], Awaitable[None]]

NUMBER = "52155512345"
TOAST = "Chat archived"
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
NEVER = 3_600.0  # seconds
STEPS = (0.3, 1.0, 3.0, 9.0)  # seconds that a step of loading takes; the next one where it was too fast
TURN = 0.04  # seconds that a code lasts where codes run out
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
    await on.ask("POST", f"/messages/{gone}/delete", {})
    await on.ask("POST", f"/messages/{liked}/react", {"who": "Media", "emoji": "👍"})
    await on.ask("POST", f"/messages/{changed}/edit", {"text": "hello"})
    # Young enough to be written anew, and the last one: a hidden tab draws it too.
    await on.say("Media", {"text": "at eight"}, own=True)
    await on.open(OPENED["media"])


async def overlays(on: Stage) -> None:
    await on.ask("POST", "/banner", {"name": "computer"})
    await on.ask("POST", "/dialog", {"name": "whats_new"})
    await on.ask("POST", "/toast", {"text": TOAST, "seconds": 3_600})


async def conflict(on: Stage) -> None:
    await on.ask("DELETE", "/dialog")
    await on.ask("DELETE", "/banner")
    await on.ask("POST", "/toast", {"text": TOAST, "seconds": 0.01})
    await on.ask("POST", "/screen", {"name": "conflict_window"})


async def offline(on: Stage) -> None:
    await on.ask("POST", "/screen", {"name": "offline"})


async def unknown(on: Stage) -> None:
    await on.ask("POST", "/screen", {"name": "unknown", "title": "Something new", "text": "Read this."})


async def link(on: Stage) -> None:
    await on.ask("POST", "/screen", {"name": None})
    await on.ask("POST", "/accounts", {"number": NUMBER, "name": "Max"})
    await on.page.goto(f"{on.running.page.partition('?')[0]}send?phone={NUMBER}&text=hello%20there")
    await on.page.locator("#main footer [contenteditable=true]", has_text="hello there").wait_for()
    await on.know()


async def nobody(on: Stage) -> None:
    await on.page.goto(f"{on.running.page.partition('?')[0]}send?phone=49123&text=x")
    await on.page.locator("div[role=dialog]", has_text=VERDICT).wait_for()


async def qr(on: Stage) -> None:
    await on.page.goto(on.running.page.partition("?")[0])
    await on.page.locator("#pane-side [role=grid]").wait_for()
    # So long that no code runs out while it is being looked at.
    await on.ask("PATCH", "/latency", {"qr_first": NEVER})
    await on.ask("POST", "/link/unlink")
    await on.page.locator("[data-ref] canvas").wait_for()


async def expired(on: Stage) -> None:
    await on.ask("PATCH", "/latency", {"qr_first": TURN, "qr_next": TURN})
    await on.page.reload()
    await on.page.locator("[data-ref] button").wait_for()


async def downloading(on: Stage) -> None:
    for step in STEPS:
        await on.ask("PATCH", "/latency", {"qr_first": NEVER, "link_step": step})
        await on.ask("POST", "/link/unlink")
        await on.page.reload()
        await on.page.locator("[data-ref] canvas").wait_for()
        await on.ask("POST", "/link/scan")
        if await _holds(on, "link_step", "downloading", 5):
            return
    raise AssertionError("the messages came down too fast")


async def starting(on: Stage) -> None:
    for step in STEPS:
        await on.ask("PATCH", "/latency", {"loading_step": step})
        await on.page.reload()
        if await _holds(on, "loading_step", "chats", 2):
            return
    raise AssertionError("the chats were there too fast")


async def connecting(on: Stage) -> None:
    await on.page.reload()
    await on.page.locator("#app progress:not([value])").wait_for()


async def _holds(on: Stage, wait: str, stage: str, steps: int) -> bool:
    """Makes the next of so many steps the last one, if the page has not come to that yet."""
    await on.page.locator("#app progress[value], #pane-side").first.wait_for()
    await on.ask("PATCH", "/latency", {wait: NEVER})
    told = [entry.get("stage") for entry in await on.ask("GET", "/log") if entry["kind"] == "screen"]
    since = list(itertools.takewhile(lambda one: one != "connecting", reversed(told)))
    return 0 < len(since) < steps and set(since) == {stage}


ENTER: dict[str, Enter] = {
    one.__name__: one
    for one in (
        *(talk, group, media, overlays, conflict, offline, unknown, link, nobody),
        *(qr, expired, downloading, starting, connecting),
    )
}
"""In this order; each begins where the one before it ends."""


async def reopen(on: Stage, name: str) -> None:
    """An account that was empty for a while has closed its chat."""
    if name in OPENED and not await on.page.locator("#main footer").count():
        await on.open(OPENED[name])


async def tidy(on: Stage, name: str) -> None:
    """A check that stopped half-way leaves a menu, a dialog, a query or a draft behind."""
    page = on.page
    if name not in OPENED:
        return
    await on.ask("PATCH", f"/chats/{on.chats[OPENED[name]]}/traits", {"footer": "open"})
    if await page.locator("[role=menu]").count():
        await page.keyboard.press("Escape")
    ways_out = page.locator("div[role=dialog] button")
    if await ways_out.count():
        await ways_out.first.click()
    box = page.locator("#side [data-tab='3'][role=textbox]").first
    await box.click()
    await page.keyboard.press("Control+A")
    await page.keyboard.press("Backspace")
    await page.locator("#main footer [contenteditable=true]").first.click()
    for key in ("Control+A", "Backspace", "Backspace"):
        await page.keyboard.press(key)
