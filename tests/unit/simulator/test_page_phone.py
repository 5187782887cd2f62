"""The phone page in a real browser, with a real page beside it: what is done on one shows on the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from tests.unit.simulator.test_page import EDITOR, chat_id, link, messages, page, press, running

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from playwright.async_api import Page

    from tests.unit.simulator.running import Running

__all__ = ["page", "running"]

pytestmark = pytest.mark.timeout(180)


@pytest.fixture
async def phone(running: Running, page: Page) -> AsyncIterator[Page]:
    browser = page.context.browser
    assert browser is not None
    context = await browser.new_context(viewport={"width": 360, "height": 720}, color_scheme="dark")
    hand = await context.new_page()
    problems: list[str] = []
    hand.on("pageerror", lambda error: problems.append(str(error)))
    await hand.goto(running.phone)
    await expect(hand.get_by_role("button", name="Ana Rosa: hi 😊")).to_be_visible()
    yield hand
    await context.close()
    assert problems == []


SIZES = "drawn => drawn.map(each => [each.clientWidth, each.clientHeight])"


async def look(phone: Page, name: str) -> None:
    await phone.get_by_role("navigation").get_by_role("button").filter(has_text=name).first.click()
    await expect(phone.get_by_role("heading", level=2)).to_have_text(name)


async def attach(phone: Page, kind: str, **facts: str) -> None:
    await phone.get_by_role("button", name="Attach", exact=True).click()
    await phone.get_by_role("group", name="Attach").get_by_role("button", name=kind, exact=True).click()
    for label, value in facts.items():
        await phone.get_by_role("group", name="Attach").get_by_label(label).fill(value)
    await phone.get_by_role("button", name=f"Send {kind.lower()}", exact=True).click()
    await expect(phone.get_by_role("group", name="Attach")).to_be_hidden()


async def test_the_phone_scans_writes_and_shows_what_was_answered(
    running: Running, page: Page, phone: Page
) -> None:
    await page.goto(running.page)
    await phone.get_by_role("button", name="Scan the code").click()
    await expect(page.locator("[data-testid=chat-list] [role=row]")).to_have_count(3)
    await expect(phone.get_by_role("status")).to_have_text("Linked. The page is open.")
    await press(page, "Ana")
    assert await phone.locator("nav li button > div > div").evaluate_all(SIZES) == [[44, 44]] * 3
    await look(phone, "Ana")
    assert await phone.locator("main header > div > div").first.evaluate_all(SIZES) == [[36, 36]]

    box = phone.get_by_label("Message", exact=True)
    await box.fill("first line")
    await expect(page.locator("#main header")).to_contain_text("typing…")
    await box.press("Shift+Enter")
    await box.press_sequentially("second ")
    await phone.get_by_role("button", name="Emoji", exact=True).click()
    await phone.get_by_role("group", name="Emoji").get_by_role("button").first.click()
    await box.press("Enter")
    await expect(page.locator("#main [data-testid=selectable-text]").last).to_contain_text("second")
    assert (await messages(running, "Ana"))[-1]["text"] == "first line\nsecond 😀"

    await page.locator(EDITOR).click()
    await page.keyboard.insert_text("an answer")
    await page.keyboard.press("Enter")
    answer = phone.locator("[data-from=owner]").last
    await expect(answer).to_contain_text("an answer")
    await expect(answer.get_by_label("Read")).to_be_visible()
    await expect(phone.locator("[data-from=contact]").last.get_by_label("Read")).to_be_visible()


async def test_everything_that_is_not_words_comes_to_the_world(running: Running, phone: Page) -> None:
    await look(phone, "Ana")
    await attach(phone, "Photo", Caption="look")
    await attach(phone, "Document", Name="list.pdf", Caption="")
    await attach(phone, "Poll", Question="Which?", **{"Options, one a line": "White\nRye"})
    await attach(phone, "Location", Name="Here")
    await attach(phone, "Contact", Name="Wei", Phone="+65 1")
    for kind in ("Album", "Video", "GIF", "Audio", "Sticker", "Live location", "View once"):
        name = kind if kind != "GIF" else "GIF"
        await phone.get_by_role("button", name="Attach", exact=True).click()
        await phone.get_by_role("group", name="Attach").get_by_role("button", name=name, exact=True).click()
        await phone.get_by_role("button", name="Send ").last.click()
    await phone.get_by_role("button", name="Voice note", exact=True).click()
    await phone.get_by_label("Seconds").fill("42")
    await phone.get_by_role("button", name="Send voice note").click()
    await expect(phone.get_by_role("img", name="Voice note, 0:42")).to_be_visible()
    said = await messages(running, "Ana")
    assert [message["content"]["kind"] for message in said[2:]] == [
        *("image", "document", "poll", "location", "contact", "album", "video", "gif"),
        *("audio", "sticker", "live_location", "view_once", "voice"),
    ]
    assert (said[2]["text"], said[4]["text"]) == ("look", "Which?")
    assert said[4]["content"]["options"] == ["White", "Rye"]


async def test_messages_are_answered_reacted_to_changed_and_taken_back_by_keyboard(
    running: Running, phone: Page
) -> None:
    await look(phone, "Team")
    await phone.get_by_label("Write as").select_option("Wei")
    await phone.get_by_role("button", name="What to do with this message").focus()
    await phone.keyboard.press("Enter")
    await expect(phone.get_by_role("toolbar")).to_be_visible()
    await phone.keyboard.press("Enter")
    await expect(phone.get_by_label("Wei: 👍")).to_be_visible()

    await phone.get_by_role("button", name="What to do with this message").click()
    await phone.get_by_role("button", name="Reply").click()
    await expect(phone.get_by_label("Message", exact=True)).to_be_focused()
    await phone.keyboard.type("me too")
    await phone.keyboard.press("Enter")
    last = phone.locator("[data-from=contact]").last
    await expect(last).to_contain_text("me too")

    await last.get_by_role("button", name="What to do with this message").click()
    await phone.get_by_role("button", name="Edit").click()
    await phone.get_by_label("Message", exact=True).fill("me three")
    await phone.get_by_role("button", name="Save").click()
    await expect(last).to_contain_text("Edited")
    first, second = await messages(running, "Team")
    assert (first["reactions"], second["quote"], second["sender"], second["text"]) == (
        {"Wei": "👍"},
        first["id"],
        "Wei",
        "me three",
    )
    await last.get_by_role("button", name="What to do with this message").click()
    await phone.get_by_role("button", name="Delete").click()
    await expect(last).to_contain_text("This message was deleted")


async def test_people_are_met_and_found_and_the_owner_writes_too(running: Running, phone: Page) -> None:
    await phone.get_by_role("button", name="New contact or group").click()
    await phone.get_by_text("Group", exact=True).click()
    await phone.get_by_label("Name of the group").fill("مجموعة")
    await phone.get_by_label("Members, one a line").fill("Zoe\nمها")
    await phone.get_by_role("button", name="Add", exact=True).click()
    await expect(phone.get_by_role("heading", level=2)).to_have_text("مجموعة")
    await phone.get_by_label("Write as").select_option("Rosa, on their own phone")
    await phone.get_by_label("Message", exact=True).fill("welcome")
    await phone.keyboard.press("Enter")
    await expect(phone.locator("[data-from=owner]")).to_contain_text("welcome")
    assert [(m["direction"], m["sender"]) for m in await messages(running, "مجموعة")] == [("out", "Rosa")]

    await phone.get_by_role("button", name="Back to the chats").click()
    await phone.get_by_label("Search chats").fill("nobody")
    await expect(phone.get_by_text("Nobody is called “nobody”.")).to_be_visible()
    await phone.get_by_label("Search chats").fill("tea")
    await expect(phone.get_by_role("navigation").get_by_role("listitem")).to_have_count(1)


async def test_the_phone_goes_offline_and_unlinks_the_page(running: Running, page: Page, phone: Page) -> None:
    await link(running, page)
    online = phone.get_by_role("switch", name="The owner’s phone is online")
    await online.click()
    await expect(page.get_by_test_id("chat-butterbar")).to_contain_text("Phone not connected")
    await expect(phone.get_by_role("status")).to_have_text("Linked. The phone is offline.")
    await online.click()
    await expect(online).to_be_checked()
    await expect(page.get_by_test_id("chat-butterbar")).to_be_empty()
    await phone.get_by_role("button", name="Unlink").click()
    await expect(page.locator("[data-testid=link-device-qr-code]")).to_be_visible()


async def test_the_page_is_no_wider_than_a_small_phone(running: Running, phone: Page) -> None:
    long = "https://example.org/" + "x" * 300
    chat = await chat_id(running, "Ana")
    await running.control.post(f"/chats/{chat}/messages", json={"text": long})
    wide = "document.documentElement.scrollWidth - window.innerWidth"
    assert await phone.evaluate(wide) <= 0
    await look(phone, "Ana")
    await expect(phone.locator("[data-from=contact]").last).to_contain_text("example.org")
    await phone.get_by_role("button", name="What to do with this message").last.click()
    assert await phone.evaluate(wide) <= 0
    await phone.get_by_role("button", name="Attach", exact=True).click()
    assert await phone.evaluate(wide) <= 0
