"""The built page in a real browser: linked, read, opened by mouse, written in, sent from, and written to."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest
from playwright.async_api import async_playwright, expect

from simulator.page_server import BUILT
from tests.unit.simulator.running import simulator

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from playwright.async_api import ConsoleMessage, Page

    from tests.unit.simulator.running import Running

pytestmark = pytest.mark.timeout(90)
EDITOR = "#main footer [data-testid=conversation-compose-box-input]"
OWN = "#main .focusable-list-item:has([aria-label=' Read '])"


@pytest.fixture
async def running(tmp_path: Path) -> AsyncIterator[Running]:
    if not (BUILT / "index.html").is_file():
        pytest.skip("the simulator's page is not built")
    async with simulator(tmp_path) as started:
        yield started


@pytest.fixture
async def page(running: Running) -> AsyncIterator[Page]:
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        pytest.skip("no Chromium or Chrome on this machine")
    async with async_playwright() as playwright:
        launched = await playwright.chromium.launch(
            executable_path=browser, args=["--no-sandbox", "--disable-background-networking"]
        )
        page = await launched.new_page(viewport={"width": 1280, "height": 720})
        problems: list[str] = []
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", lambda said: problems.append(said.text) if is_problem(said) else None)
        yield page
        await launched.close()
        assert problems == []


def is_problem(said: ConsoleMessage) -> bool:
    """A line that is cut on purpose is told by the browser and by nobody else."""
    return said.type == "error" and not said.text.startswith("WebSocket connection")


async def link(running: Running, page: Page) -> None:
    await page.goto(running.page)
    await expect(page.locator("[data-testid=link-device-qr-code] [data-ref] canvas")).to_be_visible()
    assert (await running.control.get("/state")).json()["screen"] == "qr"
    assert (await running.control.post("/link/scan")).status_code == 200
    await expect(page.locator("[data-testid=chat-list] [role=row]")).to_have_count(3)


async def press(page: Page, name: str) -> None:
    await page.locator(f'[data-testid=cell-frame-title] span[title="{name}"]').click()
    await expect(page.locator("[data-testid=conversation-info-header-chat-title]")).to_have_text(name)
    await expect(page.locator(EDITOR)).to_be_visible()


async def messages(running: Running, name: str) -> list[dict[str, Any]]:
    chats = (await running.control.get("/chats")).json()
    chat = next(chat["id"] for chat in chats if chat["name"] == name)
    listed: list[dict[str, Any]] = (await running.control.get(f"/chats/{chat}/messages")).json()
    return listed


async def chat_id(running: Running, name: str) -> str:
    chats = (await running.control.get("/chats")).json()
    return str(next(chat["id"] for chat in chats if chat["name"] == name))


async def test_a_linked_page_opens_by_mouse_only_and_carries_words_both_ways(
    running: Running, page: Page
) -> None:
    await link(running, page)
    row = page.locator('[data-testid=cell-frame-title] span[title="Ana"]')
    await row.dispatch_event("click")
    await expect(page.locator("[data-testid=intro-panel]")).to_be_visible()
    await press(page, "Ana")
    await expect(page.locator(EDITOR)).to_have_attribute("aria-label", "Type a message to Ana")

    await page.locator(EDITOR).click()
    await page.keyboard.insert_text("We open at 8 😊\n\n- really ")
    await expect(page.locator(f"{EDITOR} p")).to_have_count(3)
    await page.keyboard.press("Shift+Enter")
    await page.keyboard.type("bye")
    await page.locator("#main footer button[aria-label=Send]").click()
    await expect(page.locator(f"{EDITOR} p")).to_have_count(1)
    await expect(page.locator("#main footer button[aria-label='Voice message']")).to_be_visible()
    await expect(page.locator(OWN)).to_have_count(2)
    sent = (await messages(running, "Ana"))[-1]
    assert sent["text"] == "We open at 8 😊\n\n- really \nbye"
    assert sent["id"].startswith("3EB0")

    chat = await chat_id(running, "Ana")
    got = (await running.control.post(f"/chats/{chat}/messages", json={"text": "one\ntwo "})).json()["id"]
    bubble = page.locator(f"[data-id='{got}'] [data-testid=selectable-text]")
    assert await bubble.text_content() == "one\ntwo "
    kinds = [entry["kind"] for entry in (await running.control.get("/log")).json()]
    assert kinds.count("opened") == 1
    assert "receipt" in kinds


async def test_own_bubbles_are_at_the_inline_end(running: Running, page: Page) -> None:
    await link(running, page)
    await press(page, "Ana")
    panel = await page.locator("[data-testid=conversation-panel-messages]").bounding_box()
    bubbles = await page.locator("[data-testid=msg-container]").all()
    theirs, own = [await bubble.bounding_box() for bubble in bubbles]
    assert panel is not None
    assert theirs is not None
    assert own is not None
    assert abs(theirs["x"] - panel["x"] - 63) < 2
    assert abs(panel["x"] + panel["width"] - own["x"] - own["width"] - 63) < 20
    assert own["x"] - panel["x"] > panel["width"] / 2


async def test_a_reload_stays_linked_and_keeps_the_draft(running: Running, page: Page) -> None:
    await link(running, page)
    await press(page, "Team")
    await page.locator(EDITOR).click()
    await page.keyboard.type("half a sentence")
    await press(page, "نورة")
    await expect(page.locator("[data-testid=last-msg-status]", has_text="Draft:")).to_be_visible()
    await page.goto(running.page.partition("?")[0])
    await press(page, "Team")
    await expect(page.locator(EDITOR)).to_have_text("half a sentence")
    await expect(page.locator(EDITOR)).to_have_attribute("aria-label", "Type a message to group Team")


async def test_a_page_without_its_line_shows_the_clock_and_sends_when_it_is_back(
    running: Running, page: Page
) -> None:
    await link(running, page)
    await press(page, "Ana")
    await page.locator(EDITOR).click()
    await page.keyboard.type("later")
    await running.control.post("/network", json={"seconds": 0.4})
    await page.keyboard.press("Enter")
    await expect(page.locator("#main [aria-label=' Pending ']")).to_be_visible()
    chat = await chat_id(running, "Ana")
    await running.control.post(f"/chats/{chat}/messages", json={"text": "while you were away"})
    await expect(page.locator("#main [data-testid=selectable-text]", has_text="while you")).to_be_visible()
    await expect(page.locator(OWN)).to_have_count(2)
    texts = [message["text"] for message in await messages(running, "Ana")]
    assert texts.count("later") == texts.count("while you were away") == 1


async def test_a_long_history_is_read_upwards_page_by_page(running: Running, page: Page) -> None:
    await link(running, page)
    export = "".join(f"[01/01/19 11:25] Ana: number {n}\n" for n in range(160))
    asked = {"text": export, "chat": "Long", "rate": 0}
    ids = (await running.control.post("/exports", json=asked)).json()["ids"]
    await expect(page.locator("[data-testid=last-msg-status]", has_text="number 159")).to_be_visible()
    await running.control.post(f"/chats/{await chat_id(running, 'Long')}/own", json={"text": "mine"})
    await press(page, "Long")
    first = page.locator(f"[data-id='{ids[0]}']")
    panel = page.locator("[data-testid=conversation-panel-messages]")
    for _ in range(6):
        if await first.count():
            break
        await panel.evaluate("panel => { panel.scrollTop = 0 }")
        await page.locator("#main", has_text="Loading messages…").wait_for(state="hidden")
        await expect(panel).not_to_have_js_property("scrollTop", 0)
    rows = await page.locator("#main [data-id]").evaluate_all("rows => rows.map(row => row.dataset.id)")
    assert [row for row in rows if row in ids] == ids
    assert await page.locator("[data-virtualized=true]").count() > 0


async def test_an_answer_shows_what_it_answers_apart_from_its_own_words(running: Running, page: Page) -> None:
    await link(running, page)
    await press(page, "Team")
    chat, asked = await chat_id(running, "Team"), (await messages(running, "Team"))[0]
    body = {"text": "I do", "sender": "Tom", "quote": asked["id"]}
    answer = (await running.control.post(f"/chats/{chat}/messages", json=body)).json()["id"]
    bubble = page.locator(f"[data-id='{answer}']")
    await expect(bubble.locator("[data-testid=quoted-message]")).to_have_text("Weia\nb", use_inner_text=False)
    await expect(bubble.locator(".copyable-text [data-testid=selectable-text]")).to_have_text("I do")
    await expect(bubble.locator("[data-testid=author]")).to_have_text(["Tom", "Wei"])
