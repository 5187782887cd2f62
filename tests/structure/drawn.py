"""What our page draws in each build: the same account, taken through its states."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.scene import DRAWN, fill
from tests.structure import nodes

if TYPE_CHECKING:
    from tests.scene import Stage
    from tests.structure.nodes import Seen

UP = "p => { const before = p.scrollTop; p.scrollTop -= p.clientHeight; return before === p.scrollTop }"
EDITOR = "#main footer [contenteditable=true]"


async def collect(on: Stage, profile: str) -> Seen:
    """Call `prepare` once before. Scrolls through whole conversations, because far bubbles are not drawn."""
    seen: Seen = {}
    await on.look(profile=profile)
    for name in ("Team", "Ana"):
        await on.open(name)
        await _scroll(on, seen)
    await on.page.locator(EDITOR).first.click()
    await on.page.keyboard.insert_text("one\ntwo")
    await on.page.locator(f"{EDITOR} p").nth(1).wait_for()
    nodes.add(seen, await nodes.look(on.page), "ours")
    await on.page.keyboard.press("Control+A")
    await on.page.keyboard.press("Backspace")
    return seen


async def prepare(on: Stage) -> None:
    await fill(on)
    await on.running.control.post(f"/chats/{on.chats['Luz']}/typing", json={"on": True})
    last = (await on.messages("Ana"))[-1]["id"]
    liked = f"/messages/{last}/react"
    assert (await on.running.control.post(liked, json={"who": "Ana", "emoji": "👍"})).is_success


async def _scroll(on: Stage, seen: Seen) -> None:
    panel = on.page.locator("#main [tabindex='0']:has(> [data-tab='8'])").first
    for _ in range(40):
        nodes.add(seen, await nodes.look(on.page), "ours")
        is_up = await panel.evaluate(UP)
        if is_up:
            break
        await on.page.evaluate(DRAWN)
