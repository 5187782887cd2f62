"""Planned faults as a browser sees them: the page drifts, lags, hangs, loses and repeats, and comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.async_api import expect

from tests.unit.simulator.running import simulator
from tests.unit.simulator.test_page import chat_id, press
from tests.unit.simulator.test_page_screens import browser, context, link, look, page, running

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.async_api import BrowserContext, Page

    from tests.unit.simulator.running import Running

__all__ = ["browser", "context", "page", "running"]
pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.timeout(120)]
BODIES = "#main [data-testid=selectable-text]"
# Counts each row that is put into the conversation, however often.
COUNT = """
window.added = {}
new MutationObserver((changes) => {
  for (const change of changes) {
    for (const node of change.addedNodes) {
      for (const row of node.querySelectorAll?.('[data-id]') ?? []) {
        window.added[row.dataset.id] = (window.added[row.dataset.id] ?? 0) + 1
      }
    }
  }
}).observe(document, { childList: true, subtree: true })
"""


async def fault(running: Running, what: dict[str, Any], **moment: Any) -> None:
    answer = await running.control.post("/faults", json={"fault": what} | moment)
    assert answer.status_code == 200, answer.text


async def say(running: Running, chat: str, text: str) -> str:
    answer = await running.control.post(f"/chats/{chat}/messages", json={"text": text})
    return str(answer.json()["id"])


async def test_names_drift_in_mid_run_and_the_draft_stays(running: Running, page: Page) -> None:
    await link(running, page)
    await press(page, "Ana")
    await page.locator("#main footer [contenteditable=true]").click()
    await page.keyboard.type("half")
    drift = {
        "testids": {"msg-container": "bubble", "chat-list": ""},
        "roles": {"row": "listitem"},
        "labels": {"Attach": "Add"},
    }
    await fault(running, {"kind": "drift", "drift": drift})
    await expect(page.locator("#main [data-testid=bubble]")).not_to_have_count(0)
    await expect(page.locator("[data-testid=msg-container], [data-testid=chat-list]")).to_have_count(0)
    await expect(page.locator("#pane-side [role=row]")).to_have_count(0)
    await expect(page.locator("#pane-side [role=listitem]")).to_have_count(3)
    await expect(page.locator("#main footer [aria-label=Add]")).to_be_visible()
    await expect(page.locator("#main footer [contenteditable=true]")).to_have_text("half")
    await look(running, drift={"testids": {}, "classes": {}, "roles": {}, "labels": {}})
    await expect(page.locator("[data-testid=chat-list]")).to_be_visible()


async def test_lost_news_comes_with_the_next_and_swapped_news_out_of_order(
    running: Running, page: Page
) -> None:
    await link(running, page)
    await press(page, "Ana")
    chat = await chat_id(running, "Ana")
    await fault(running, {"kind": "lost_news"})
    lost = await say(running, chat, "lost for a while")
    await expect(page.locator("#pane-side", has_text="lost for a while")).to_be_visible()
    await expect(page.locator(f"[data-id='{lost}']")).to_have_count(0)
    await say(running, chat, "seen")
    await expect(page.locator(f"[data-id='{lost}']")).to_be_visible()
    await fault(running, {"kind": "swapped_news"})
    first = await say(running, chat, "first")
    await expect(page.locator("#pane-side", has_text="first")).to_be_visible()
    second = await say(running, chat, "second")
    await expect(page.locator(f"[data-id='{first}']")).to_be_visible()
    shown = await page.locator("#main [data-id]").evaluate_all("rows => rows.map(row => row.dataset.id)")
    assert shown.index(second) < shown.index(first)


async def test_a_doubled_row_is_put_in_again_and_stands_there_once(running: Running, page: Page) -> None:
    await link(running, page)
    await press(page, "Ana")
    await page.evaluate(COUNT)
    await fault(running, {"kind": "doubled_news"})
    doubled = await say(running, await chat_id(running, "Ana"), "twice")
    await page.wait_for_function("id => window.added[id] === 2", arg=doubled)
    await expect(page.locator(f"[data-id='{doubled}']")).to_have_count(1)


async def test_history_comes_again_after_an_outage(running: Running, page: Page) -> None:
    await link(running, page)
    await press(page, "Ana")
    chat = await chat_id(running, "Ana")
    ids = [await say(running, chat, text) for text in ("one", "two")]
    await expect(page.locator(f"[data-id='{ids[-1]}']")).to_be_visible()
    await page.evaluate(COUNT)
    await fault(running, {"kind": "resent_history", "count": 2})
    await fault(running, {"kind": "network", "seconds": 0.3})
    await page.wait_for_function("ids => ids.every(id => window.added[id] >= 1)", arg=ids)
    for message_id in ids:
        await expect(page.locator(f"[data-id='{message_id}']")).to_have_count(1)


async def test_slow_rendering_keeps_the_order(running: Running, page: Page) -> None:
    await link(running, page)
    await press(page, "Ana")
    chat = await chat_id(running, "Ana")
    await fault(running, {"kind": "slow_rendering", "ms": 150, "seconds": 1})
    ids = [await say(running, chat, f"slow {number}") for number in range(4)]
    await expect(page.locator(f"[data-id='{ids[-1]}']")).to_be_visible()
    shown = await page.locator("#main [data-id]").evaluate_all("rows => rows.map(row => row.dataset.id)")
    assert [one for one in shown if one in ids] == ids


async def test_a_hang_holds_the_script_for_its_time(running: Running, page: Page) -> None:
    await link(running, page)
    await page.evaluate("""() => {
        window.longest = 0
        let last = performance.now()
        setInterval(() => {
          window.longest = Math.max(window.longest, performance.now() - last)
          last = performance.now()
        }, 20)
    }""")
    await fault(running, {"kind": "hang", "seconds": 0.8})
    await page.wait_for_function("window.longest >= 800")


async def test_a_logout_comes_when_a_word_arrives(running: Running, page: Page) -> None:
    await link(running, page)
    await fault(running, {"kind": "logout"}, when={"event": "arrived", "contains": "bye"})
    chat = await chat_id(running, "Ana")
    await say(running, chat, "hello again")
    await expect(page.locator("#pane-side", has_text="hello again")).to_be_visible()
    await say(running, chat, "bye")
    await expect(page.locator("[data-ref] canvas")).to_be_visible()


async def test_a_page_that_is_open_when_the_simulator_starts_again_comes_back(
    tmp_path: Path, context: BrowserContext
) -> None:
    state = ("--state", str(tmp_path / "state"))
    page = await context.new_page()
    async with simulator(tmp_path, *state) as first:
        await link(first, page)
        await press(page, "Ana")
        address = first.page
        first.process.kill()
        await first.process.wait()
    await expect(page.locator("[data-testid=chat-butterbar]")).to_contain_text("Computer not connected")
    async with simulator(tmp_path, *state) as second:
        assert second.page == address
        await expect(page.locator("[data-testid=chat-butterbar]")).to_have_text("")
        came = await say(second, await chat_id(second, "Ana"), "after the restart")
        await expect(page.locator(f"[data-id='{came}']")).to_be_visible()
    await page.close()
