"""What can be done with one message on the built page: answer, react, edit, delete."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import pytest_asyncio
from playwright.async_api import expect

from tests.unit.simulator.desk import Desk, desk

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

pytestmark = [pytest.mark.timeout(120), pytest.mark.asyncio(loop_scope="module")]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def one_desk(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Desk]:
    async with desk(tmp_path_factory.mktemp("desk")) as made:
        yield made


@pytest_asyncio.fixture(loop_scope="module")
async def at(one_desk: Desk) -> AsyncIterator[Desk]:
    await one_desk.tidy()
    yield one_desk


async def over(at: Desk, message_id: str) -> None:
    await at.row(message_id).locator("[data-testid=msg-container]").hover()


async def choose(at: Desk, message_id: str, item: str) -> None:
    await over(at, message_id)
    await at.page.locator("[data-js-context-icon]").click()
    await at.page.locator("[role=menu] [role=menuitem]").get_by_text(item, exact=True).click()


async def write_and_receive(at: Desk) -> tuple[str, str, str]:
    """A chat with one message of each side, open: its id and theirs."""
    chat = await at.write_to("Ana")
    theirs = await at.receive(chat, text="what time? 😊\nplease")
    await at.page.keyboard.insert_text("at eight")
    await at.page.keyboard.press("Enter")
    [own] = await at.sent(chat)
    return chat, theirs, own["id"]


@pytest.mark.parametrize(
    ("look", "label", "icon"),
    [
        ({"profile": "2023-06"}, "Context Menu", "[data-icon=down-context]"),
        ({"profile": "2025-06"}, "Context menu", "[data-icon=ic-chevron-down-menu]"),
        ({"profile": "2026-05-mixed"}, "Context menu", "[data-icon=ic-chevron-down-menu]"),
        ({"language": "en"}, "Message options", "svg > title"),
        ({"language": "es"}, "Opciones del mensaje", "svg > title"),
        ({"profile": "2026-04", "language": "es"}, "Menú contextual", "[data-icon=ic-chevron-down-menu]"),
        ({"language": "pt"}, "Opções da mensagem", "svg > title"),
    ],
)
async def test_the_menu_button_is_there_only_under_the_pointer(
    at: Desk, look: dict[str, str], label: str, icon: str
) -> None:
    chat = await at.write_to()
    theirs = await at.receive(chat, text="hello")
    await at.look(**look)
    await expect(at.row(theirs)).to_have_count(1)
    await at.footer.hover()
    await expect(at.page.locator("[data-js-context-icon]")).to_have_count(0)
    await at.row(theirs).get_by_text("hello").first.hover()
    button = at.page.locator(f"[data-js-context-icon][role=button][aria-label='{label}']")
    await expect(button.locator(icon)).to_have_count(1)
    await at.footer.hover()
    await expect(button).to_have_count(0)


async def test_the_menu_lies_outside_the_conversation_and_offers_what_may_be_done(at: Desk) -> None:
    _, theirs, own = await write_and_receive(at)
    for message, offered in (
        (theirs, ["Reply", "Copy", "React"]),
        (own, ["Reply", "Copy", "React", "Edit", "Delete"]),
    ):
        await over(at, message)
        await at.page.locator("[data-js-context-icon]").click()
        assert await at.page.locator("[role=menu] [role=menuitem]").all_text_contents() == offered
        assert await at.page.locator("#main [role=menu]").count() == 0
        await at.page.keyboard.press("Escape")


async def test_the_other_mouse_button_on_a_bubble_opens_the_menu_too(at: Desk) -> None:
    _, theirs, _ = await write_and_receive(at)
    await at.row(theirs).get_by_text("what time?").click(button="right")
    await at.page.get_by_role("menuitem", name="Reply").click()
    await expect(at.footer.locator("[data-testid=quoted-message]")).to_contain_text("what time?")


async def test_an_answer_shows_what_it_answers_until_it_is_sent(at: Desk) -> None:
    chat, theirs, _ = await write_and_receive(at)
    await choose(at, theirs, "Reply")
    preview = at.footer.locator("[data-testid=quoted-message]")
    await expect(preview).to_contain_text("what time?")
    await expect(at.editor).to_be_focused()
    await at.page.keyboard.type("nine")
    await at.page.keyboard.press("Enter")
    await expect(preview).to_have_count(0)
    sent = (await at.sent(chat, 2))[-1]
    assert (sent["text"], sent["quote"]) == ("nine", theirs)
    quote = at.row(sent["id"]).locator("[data-testid=quoted-message]")
    await expect(quote).to_contain_text("please")
    await at.page.keyboard.type("without")
    await at.page.keyboard.press("Enter")
    assert (await at.sent(chat, 3))[-1]["quote"] is None


async def test_an_answer_can_be_given_up_and_does_not_follow_into_another_chat(at: Desk) -> None:
    _, theirs, own = await write_and_receive(at)
    preview = at.footer.locator("[data-testid=quoted-message]")
    await choose(at, own, "Reply")
    await expect(preview).to_contain_text("You")
    await at.footer.locator("[aria-label='Cancel reply']").click()
    await expect(preview).to_have_count(0)
    await choose(at, theirs, "Reply")
    await expect(preview).to_have_count(1)
    chat = await at.write_to()
    await expect(preview).to_have_count(0)
    await at.page.keyboard.type("new")
    await at.page.keyboard.press("Enter")
    assert (await at.sent(chat))[0]["quote"] is None


async def test_a_double_press_beside_a_bubble_answers_it_and_one_on_it_does_not(at: Desk) -> None:
    _, theirs, _ = await write_and_receive(at)
    await at.row(theirs).get_by_text("what time?").dblclick()
    preview = at.footer.locator("[data-testid=quoted-message]")
    await expect(preview).to_have_count(0)
    room = await at.row(theirs).bounding_box()
    assert room is not None
    await at.row(theirs).dblclick(position={"x": room["width"] - 40, "y": 20})
    await expect(preview).to_contain_text("what time?")


async def test_a_reaction_is_given_and_taken_back(at: Desk) -> None:
    chat, theirs, _ = await write_and_receive(at)
    for there in ({"Rosa": "❤️"}, {}):
        await over(at, theirs)
        await at.page.locator("[role=button][aria-label=React]").click()
        assert await at.page.locator("[aria-label='More reactions']").count() == 1
        await at.page.locator("[data-emoji='❤️']").click()
        await until(at, chat, theirs, "reactions", there)


@pytest.mark.parametrize(
    ("language", "item", "done"), [("en", "Edit", "edited"), ("es", "Editar", "editado")]
)
async def test_a_young_message_of_ones_own_is_written_anew(
    at: Desk, language: str, item: str, done: str
) -> None:
    chat, _, own = await write_and_receive(at)
    await at.look(language=language)
    await expect(at.page.locator("html")).to_have_attribute("lang", language)
    await choose(at, own, item)
    field = at.page.locator("[role=dialog] [contenteditable=true]")
    await expect(field).to_have_text("at eight")
    await field.fill("at nine 😊")
    await at.page.locator(f"[role=dialog] [role=button][aria-label*='{done}']").click()
    await expect(field).to_have_count(0)
    await until(at, chat, own, "text", "at nine 😊")
    assert next(m for m in await at.messages(chat) if m["id"] == own)["is_edited"] is True


async def test_a_message_is_deleted_only_when_that_is_confirmed(at: Desk) -> None:
    chat, _, own = await write_and_receive(at)
    popup = at.page.locator("[role=dialog] [data-testid=confirm-popup]")
    await choose(at, own, "Delete")
    await popup.locator("[data-testid=popup-controls-cancel]").click()
    await expect(popup).to_have_count(0)
    assert next(m for m in await at.messages(chat) if m["id"] == own)["text"] == "at eight"
    await choose(at, own, "Delete")
    await popup.locator("[data-testid=popup-controls-ok]").click()
    await until(at, chat, own, "deleted_by", "sender")


async def until(at: Desk, chat: str, message_id: str, field: str, value: object) -> None:
    """Waits for the diary to say that the world changed, and looks at what it became."""
    for _ in range(100):
        message = next(m for m in await at.messages(chat) if m["id"] == message_id)
        if message[field] == value:
            return
        await at.page.evaluate("() => new Promise(requestAnimationFrame)")
    pytest.fail(f"{field} is {message[field]!r}, not {value!r}")
