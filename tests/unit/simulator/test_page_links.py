"""A chat that is begun by the address of the page, in a real browser: found, refused, slow, given up."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

import pytest
import pytest_asyncio
from playwright.async_api import expect

from tests.unit.simulator.desk import EDITOR, Desk, desk

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from playwright.async_api import Page

pytestmark = [pytest.mark.timeout(120), pytest.mark.asyncio(loop_scope="module")]
DIALOG = "[role=dialog][aria-modal=true]"
OK = f"{DIALOG} [data-testid=confirm-popup] [data-testid=popup-controls-ok]"
NUMBERS = itertools.count(34612000000)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def one_desk(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Desk]:
    async with desk(tmp_path_factory.mktemp("desk")) as made:
        yield made


@pytest_asyncio.fixture(loop_scope="module")
async def at(one_desk: Desk) -> AsyncIterator[Desk]:
    await one_desk.tidy()
    yield one_desk


def address(at: Desk, number: str, text: str | None = None, more: str = "") -> str:
    """Where a link to a number leads; only the host is taken from the page's own address."""
    parts = urlsplit(at.running.page)
    words = "" if text is None else f"&text={quote(text)}"
    return f"{parts.scheme}://{parts.netloc}/send?phone={number}{words}{more}"


async def registered(at: Desk, **facts: Any) -> str:
    number = str(next(NUMBERS))
    answer = await at.running.control.post("/accounts", json={"number": number, **facts})
    assert answer.status_code == 200
    return number


async def title(page: Page) -> str | None:
    return await page.locator("#main header span[dir=auto]").first.text_content()


async def test_a_link_opens_a_new_chat_with_its_text_and_sends_nothing(at: Desk) -> None:
    number = await registered(at, name="Luis")
    text = "Hello 😊 & welcome\n- second line?"
    await at.page.goto(address(at, number, text, "&type=phone_number&app_absent=0"))
    await expect(at.page.locator(f"{EDITOR} p")).to_have_text(["Hello 😊 & welcome", "- second line?"])
    assert await title(at.page) == f"+34 612 {number[5:8]} {number[8:]}"
    assert urlsplit(at.page.url).path == "/"
    chat = (await at.running.control.get("/chats")).json()[0]
    assert await at.messages(chat["id"]) == []
    await at.page.locator("#main footer button[aria-label=Send]").click()
    assert (await at.sent(chat["id"]))[0]["text"] == text


async def test_a_link_to_a_saved_contact_opens_the_chat_that_is_there(at: Desk) -> None:
    number = str(next(NUMBERS))
    chat, called = await at.new_chat("Saved")
    await at.running.control.patch(f"/chats/{chat}/traits", json={"phone": number})
    count = len((await at.running.control.get("/chats")).json())
    await at.page.goto(address(at, number))
    await expect(at.page.locator(EDITOR)).to_be_visible()
    assert await title(at.page) == called
    assert await at.lines() == [""]
    assert len((await at.running.control.get("/chats")).json()) == count


async def test_the_text_of_a_link_takes_the_place_of_a_draft(at: Desk) -> None:
    number = str(next(NUMBERS))
    chat = await at.write_to("Saved")
    await at.running.control.patch(f"/chats/{chat}/traits", json={"phone": number})
    await at.page.keyboard.insert_text("a draft")
    await at.page.goto(address(at, number, "from the link"))
    await expect(at.page.locator(EDITOR)).to_have_text("from the link")


@pytest.mark.parametrize(
    ("look", "words"),
    [
        ({"profile": "2023-06"}, "Phone number shared via url is invalid."),
        ({"profile": "2025-06"}, "Phone number shared via url is invalid."),
        ({"profile": "2026-04"}, "The number +52 155 isn't on WhatsApp."),
        ({"profile": "2026-05-mixed"}, "The number +52 155 isn't on WhatsApp."),
        ({}, "The number +52 155 isn't on WhatsApp."),
        ({"language": "es"}, "El número +52 155 no está en WhatsApp."),
        ({"language": "es", "profile": "2025-06"}, "no es válido"),
        ({"language": "pt"}, "O número +52 155 não está no WhatsApp."),
        ({"language": "pt", "profile": "2023-06"}, "inválido"),
    ],
)
async def test_a_number_without_an_account_is_refused(at: Desk, look: dict[str, str], words: str) -> None:
    await at.look(**look)
    await at.page.goto(address(at, "52155", "never"))
    dialog = at.page.locator(DIALOG)
    await expect(dialog).to_contain_text(words)
    assert await dialog.get_by_role("button").all_text_contents() == ["OK"]
    await dialog.get_by_role("button", name="OK").click()
    await expect(dialog).to_have_count(0)
    await expect(at.page.locator("#main")).to_have_count(0)


@pytest.mark.parametrize("number", ["abc", "1" * 30])
async def test_an_address_without_a_number_is_refused_as_one(at: Desk, number: str) -> None:
    await at.page.goto(address(at, number))
    await expect(at.page.locator(OK)).to_be_visible()
    await expect(at.page.locator(DIALOG)).to_contain_text("Phone number shared via url is invalid.")
    assert number not in (await at.page.locator(DIALOG).text_content() or "")


@pytest.mark.parametrize(
    ("language", "words", "cancel"),
    [
        ("en", "Starting chat", "Cancel"),
        ("es", "Iniciando chat", "Cancelar"),
        ("pt", "Iniciando conversa", "Cancelar"),
    ],
)
async def test_a_slow_lookup_shows_that_it_goes_on_and_can_be_given_up(
    at: Desk, language: str, words: str, cancel: str
) -> None:
    await at.running.control.patch("/latency", json={"lookup": 3})
    await at.look(language=language)
    number = await registered(at)
    await at.page.goto(address(at, number, "late"))
    dialog = at.page.locator(DIALOG)
    await expect(dialog).to_contain_text(words)
    await expect(dialog.locator("svg[role=status]")).to_be_visible()
    await dialog.get_by_role("button", name=cancel).click()
    await expect(dialog).to_have_count(0)
    async with at.page.expect_event("websocket") as reconnected:
        await at.running.control.post("/network", json={"seconds": 0})
    assert await reconnected.value
    await expect(at.page.locator("#main")).to_have_count(0)


async def test_a_lookup_that_lost_its_line_is_asked_again(at: Desk) -> None:
    await at.running.control.patch("/latency", json={"lookup": 1.5})
    number = await registered(at)
    await at.page.goto(address(at, number, "after all"))
    await expect(at.page.locator(DIALOG)).to_contain_text("Starting chat")
    await at.running.control.post("/network", json={"seconds": 0.3})
    await expect(at.page.locator(EDITOR)).to_have_text("after all")
    await expect(at.page.locator(DIALOG)).to_have_count(0)


async def test_a_reload_does_not_follow_the_link_again(at: Desk) -> None:
    number = await registered(at)
    await at.page.goto(address(at, number))
    await expect(at.page.locator(EDITOR)).to_be_visible()
    await at.page.reload()
    await expect(at.page.locator("[data-testid=intro-panel]")).to_be_visible()
    await expect(at.page.locator(DIALOG)).to_have_count(0)


async def test_every_link_loads_the_page_anew(at: Desk) -> None:
    number = await registered(at)
    await at.page.evaluate("() => { window.isOld = true }")
    await at.page.goto(address(at, number))
    await expect(at.page.locator(EDITOR)).to_be_visible()
    assert await at.page.evaluate("() => window.isOld === undefined")


async def test_a_page_that_is_not_linked_is_linked_first_and_then_follows_its_address(at: Desk) -> None:
    number = await registered(at)
    other = await at.browser.new_context()
    page = await other.new_page()
    try:
        token = at.running.page.partition("?")[2]
        await page.goto(address(at, number, "first linked", f"&{token}"))
        await expect(page.locator("[data-testid=link-device-qr-code] [data-ref] canvas")).to_be_visible()
        assert (await at.running.control.post("/link/scan")).status_code == 200
        await expect(page.locator(EDITOR)).to_have_text("first linked")
    finally:
        await other.close()
