"""Finding a chat on the built page: search and filters of each build."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import pytest_asyncio
from playwright.async_api import expect

from simulator.look import PROFILES
from simulator.model import Kind
from tests.unit.simulator.left_pane import LeftPane, left_pane, pane

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from playwright.async_api import Locator

__all__ = ["pane"]

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.timeout(90)]
INPUT = "#side input[type=text][role=textbox][data-tab='3']"
EDITOR = "#side div[contenteditable=true][role=textbox][data-tab='3'][data-lexical-editor=true]"
NEW = [build for build in PROFILES if build not in ("2023-06", "2025-06")]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shared() -> AsyncIterator[LeftPane]:
    async with left_pane() as pane:
        for name in ("Ana Ruiz", "Bea Ruiz", "Tom"):
            pane.meet(name, said=f"{name} was here")
        pane.meet("Bakery Team", Kind.GROUP, said="who brings bread?")
        yield pane
        assert pane.problems == []


def grid(pane: LeftPane) -> Locator:
    return pane.page.locator("#pane-side [role=grid]")


async def search(pane: LeftPane, box: str, words: str) -> None:
    await pane.page.locator(box).click()
    await pane.page.keyboard.type(words)


@pytest.mark.parametrize("build", NEW)
async def test_a_search_finds_what_is_typed_and_its_headings_are_rows(pane: LeftPane, build: str) -> None:
    pane.look(profile=build)
    box = pane.page.locator(INPUT)
    await expect(box).to_have_attribute("placeholder", "Search or start a new chat")
    await expect(box).to_have_attribute("aria-label", "Search or start a new chat")
    await search(pane, INPUT, "ruiz")
    await expect(box).to_have_attribute("aria-label", "")
    await expect(grid(pane)).to_have_attribute("aria-label", "Search results.")
    await expect(pane.rows()).to_have_count(6)
    assert [name.strip() for name in await pane.names()] == [
        *("Chats", "Bea Ruiz", "Ana Ruiz"),
        *("Messages", "Bea Ruiz", "Ana Ruiz"),
    ]
    assert await pane.rows().evaluate_all("rows => rows.map(row => row.getAttribute('role'))") == ["row"] * 6
    await expect(pane.row("Ana Ruiz").first.locator(".matched-text").first).to_have_text("Ruiz")
    await pane.page.locator("#side [aria-label='End icon button']").click()
    await expect(box).to_have_value("")
    await expect(box).to_be_focused()
    await expect(grid(pane)).to_have_attribute("aria-label", "Chat list")
    await expect(pane.rows()).to_have_count(len(pane.world))


async def test_results_come_after_a_while_and_only_for_the_last_words(pane: LeftPane) -> None:
    await search(pane, INPUT, "tom")
    await expect(grid(pane)).to_have_attribute("aria-label", "Search results.")
    assert await pane.rows().count() == len(pane.world)
    await expect(pane.rows()).to_have_count(4)
    asked = [word["query"] for word in pane.said if word["t"] == "rows" and word["query"]][-3:]
    assert asked == ["t", "to", "tom"]


async def test_a_message_that_was_found_opens_its_chat(pane: LeftPane) -> None:
    await search(pane, INPUT, "brings")
    await expect(pane.rows()).to_have_count(2)
    assert (await pane.names())[0] == "Messages"
    hit = pane.row("Bakery Team")
    await expect(hit.get_by_test_id("last-msg-status")).to_have_attribute(
        "title", "\u202awho brings bread?\u202c"
    )
    await expect(hit.get_by_test_id("last-msg-status").locator(".matched-text")).to_have_text("brings")
    await hit.locator("span[title='Bakery Team']").click()
    await expect(pane.page.get_by_test_id("conversation-info-header-chat-title")).to_have_text("Bakery Team")


async def test_a_value_set_by_script_does_not_search(pane: LeftPane) -> None:
    before = len(pane.said)
    await pane.page.locator(INPUT).evaluate(
        """box => {
            const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set
            box.value = 'tom'
            box.dispatchEvent(new Event('input', { bubbles: true }))
            set.call(box, 'ana')
            box.dispatchEvent(new InputEvent('input', { bubbles: true, data: 'ana' }))
        }"""
    )
    await search(pane, INPUT, "x")
    await expect(grid(pane)).to_have_attribute("aria-label", "Search results.")
    queries = [word["query"] for word in pane.said[before:] if word["t"] == "rows"]
    assert queries == ["x"]


async def test_escape_clears_the_search_and_keeps_the_open_chat_which_the_list_keeps_filtered_till_then(
    pane: LeftPane,
) -> None:
    await search(pane, INPUT, "bakery")
    await expect(pane.rows()).to_have_count(2)
    await pane.row("Bakery Team").locator("span[title='Bakery Team']").click()
    await expect(pane.page.get_by_test_id("conversation-info-header-chat-title")).to_have_text("Bakery Team")
    await expect(pane.rows()).to_have_count(2)
    await pane.page.locator(INPUT).click()
    await pane.page.keyboard.press("Escape")
    await expect(pane.rows()).to_have_count(len(pane.world))
    await expect(pane.page.get_by_test_id("conversation-info-header-chat-title")).to_have_text("Bakery Team")
    await expect(pane.page.locator(INPUT)).to_have_attribute("aria-label", "Search or start a new chat")


@pytest.mark.parametrize(("build", "attribute"), [("2023-06", "title"), ("2025-06", "aria-label")])
async def test_older_builds_search_in_an_editor(pane: LeftPane, build: str, attribute: str) -> None:
    pane.look(profile=build)
    box = pane.page.locator(EDITOR)
    await expect(pane.page.locator(INPUT)).to_have_count(0)
    await expect(box).to_have_attribute(attribute, "Search input textbox")
    await expect(box.locator("p.selectable-text > br")).to_have_count(1)
    await box.evaluate("box => { box.textContent = 'ana' }")
    await expect(box).to_have_text("")
    await search(pane, EDITOR, "ruiz")
    await expect(box.locator("p > span[data-lexical-text=true]")).to_have_text("ruiz")
    await expect(pane.rows()).to_have_count(6)
    await expect(box).to_have_attribute(attribute, "Search input textbox")
    await pane.page.locator("#side [aria-label='Cancel search']:has([data-icon=x-alt])").click()
    await expect(pane.rows()).to_have_count(len(pane.world))
    await expect(box).to_have_text("")
    await pane.page.keyboard.type("tom")
    await expect(pane.rows()).to_have_count(4)
    await pane.page.keyboard.press("Escape")
    await expect(pane.rows()).to_have_count(len(pane.world))


async def test_a_change_of_build_does_not_take_the_focus_and_keeps_what_is_searched(pane: LeftPane) -> None:
    await search(pane, INPUT, "ruiz")
    await expect(pane.rows()).to_have_count(6)
    await pane.page.locator("#unread-filter").focus()
    pane.look(profile="2025-06")
    await expect(pane.page.locator(EDITOR)).to_have_text("ruiz")
    await expect(pane.page.locator("#unread-filter")).to_be_focused()
    pane.look()
    await expect(pane.page.locator(INPUT)).to_have_value("ruiz")
    await expect(pane.rows()).to_have_count(6)


@pytest.mark.parametrize("build", [build for build in PROFILES if build != "2023-06"])
async def test_filters_are_tabs_with_ids(pane: LeftPane, build: str) -> None:
    for language, names in (
        ("en", ["All", "Unread", "Favorites", "Groups"]),
        ("es", ["Todos", "No leídos", "Favoritos", "Grupos"]),
        ("pt", ["Tudo", "Não lidas", "Favoritos", "Grupos"]),
    ):
        pane.look(profile=build, language=language)
        tabs = pane.page.locator("[role=tablist][aria-label=chat-list-filters] button[role=tab]")
        await expect(tabs.nth(1)).to_have_text(names[1])
        assert (await tabs.all_inner_texts())[:4] == names
    ids = ["all-filter", "unread-filter", "favorites-filter", "group-filter", "additional-filters"]
    seen = await tabs.evaluate_all("tabs => tabs.map(tab => tab.id)")
    assert seen == (ids[:4] if build == "2025-06" else ids)
    await pane.page.locator("#group-filter").click()
    await expect(pane.rows()).to_have_count(1)
    await expect(pane.page.locator("#group-filter")).to_have_attribute("aria-selected", "true")
    await pane.page.locator("#all-filter").click()


async def test_the_unread_filter_keeps_the_open_chat_and_sends_no_receipt_by_itself(pane: LeftPane) -> None:
    ana = pane.world.named("Ana Ruiz", Kind.PERSON)
    assert ana is not None
    await pane.page.locator("#unread-filter").click()
    await expect(pane.page.locator("#pane-side").get_by_text("No unread chats")).to_be_visible()
    receipts = len(pane.diary("receipt"))
    pane.world.receive(ana.id, "new")
    await expect(pane.rows()).to_have_count(1)
    assert len(pane.diary("receipt")) == receipts
    await pane.row("Ana Ruiz").locator("span[title='Ana Ruiz']").click()
    await expect(pane.row("Ana Ruiz").get_by_test_id("icon-unread-count")).to_have_count(0)
    assert len(pane.diary("receipt")) == receipts + 1
    await expect(pane.rows()).to_have_count(1)
    tom = pane.world.named("Tom", Kind.PERSON)
    assert tom is not None
    pane.world.receive(tom.id, "me too")
    await pane.row("Tom").locator("span[title=Tom]").click()
    await expect(pane.row("Ana Ruiz")).to_have_count(0)


async def test_the_oldest_build_has_one_button_for_unread_chats(pane: LeftPane) -> None:
    tom = pane.world.named("Tom", Kind.PERSON)
    assert tom is not None
    pane.world.receive(tom.id, "unread")
    pane.look(profile="2023-06")
    await expect(pane.page.locator("[role=tablist]")).to_have_count(0)
    button = pane.page.locator("#side button[aria-label='Unread chats filter'][title]")
    await button.click()
    await expect(pane.rows()).to_have_count(1)
    await button.click()
    await expect(pane.rows()).to_have_count(len(pane.world))
