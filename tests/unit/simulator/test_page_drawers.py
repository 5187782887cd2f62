"""What stands around the list of the built page: archive, new chat, menu, rail, and nothing at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import pytest_asyncio
from playwright.async_api import expect

from simulator.content import Traits
from simulator.look import PROFILES
from simulator.model import Kind
from tests.unit.simulator.left_pane import LeftPane, left_pane, pane

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from playwright.async_api import Locator

__all__ = ["pane"]

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.timeout(90)]


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


@pytest.mark.parametrize("build", PROFILES)
async def test_archived_chats_are_behind_an_entry_that_is_no_chat(pane: LeftPane, build: str) -> None:
    tom = pane.world.named("Tom", Kind.PERSON)
    assert tom is not None
    pane.look(profile=build)
    entry = pane.page.locator("#pane-side > button[data-tab='4'][aria-label='Archived ']")
    await expect(entry).to_have_count(0)
    pane.world.set_traits(tom.id, Traits(is_archived=True))
    await expect(entry).to_have_text("Archived", use_inner_text=True)
    await expect(entry.locator("[title]")).to_have_count(0)
    await expect(pane.row("Tom")).to_have_count(0)
    await entry.click()
    await expect(pane.rows()).to_have_count(1)
    await pane.row("Tom").locator("span[title=Tom]").click()
    await expect(pane.page.locator("#main header span[dir=auto]").first).to_have_text("Tom")
    await pane.page.locator("#side header [aria-label=Back]").click()
    await expect(pane.rows()).to_have_count(len(pane.world))
    await expect(pane.row("Tom")).to_have_count(0)


async def test_the_list_ends_with_a_word_on_encryption_and_is_kind_when_it_is_empty(pane: LeftPane) -> None:
    end = pane.page.get_by_test_id("chatlist-e2e-message")
    await expect(end).to_contain_text("Your personal messages are end-to-end encrypted")
    for language, words in (
        ("en", "No chats yet"),
        ("es", "Todavía no hay chats"),
        ("pt", "Ainda não há conversas"),
    ):
        pane.look(is_empty=True, language=language)
        await expect(pane.page.locator("#pane-side").get_by_text(words, exact=True)).to_be_visible()
    await expect(grid(pane)).to_have_attribute("aria-rowcount", "0")
    await expect(pane.rows()).to_have_count(0)
    await expect(end).to_have_count(0)


@pytest.mark.parametrize(
    ("build", "icon"),
    [
        ("2026-10", None),
        ("2026-04", "new-chat-outline"),
        ("2025-06", "new-chat-outline"),
        ("2023-06", "chat"),
    ],
)
async def test_the_drawer_of_the_new_chat_finds_contacts_by_name(
    pane: LeftPane, build: str, icon: str | None
) -> None:
    pane.look(profile=build)
    button = pane.page.locator("header [aria-label='New chat'][data-tab='2']")
    if icon is None:
        await expect(button.locator("svg > title")).to_have_text("ic-add", use_inner_text=False)
        await expect(button.locator("[data-icon]")).to_have_count(0)
    else:
        await expect(button.locator(f"[data-icon={icon}]")).to_have_count(1)
    await button.click()
    items = pane.page.locator("[role=listitem]:has([role=gridcell]):not(#side *)")
    await expect(items.filter(has_text="Tom")).to_be_visible()
    box = pane.page.locator("[data-tab='3']:not(#side *)")
    await expect(box).to_be_focused()
    await pane.page.keyboard.type("bea")
    await expect(items).to_have_count(1)
    await expect(items.locator("[role=button]")).to_have_text("Bea Ruiz", use_inner_text=True)
    await expect(pane.rows()).to_have_count(len(pane.world))
    await items.locator("span[title='Bea Ruiz']").click()
    await expect(items).to_have_count(0)
    await expect(pane.page.locator("#main header span[dir=auto]").first).to_have_text("Bea Ruiz")


async def test_a_number_in_the_drawer_asks_the_world(pane: LeftPane) -> None:
    await pane.page.locator("[aria-label='New chat']").click()
    drawer = pane.page.get_by_test_id("new-chat-drawer")
    box = drawer.get_by_placeholder("Search name or number")
    await box.press_sequentially("+34 600 111")
    await expect(drawer).to_contain_text("Looking outside your contacts…")
    asked = await pane.until_said("lookup")
    assert asked == {"t": "lookup", "number": "34600111", "by": "drawer"}
    await drawer.locator("[aria-label=Back]").click()
    await expect(drawer).to_have_count(0)


@pytest.mark.parametrize("build", PROFILES)
async def test_the_menu_leads_to_the_archive_and_out(pane: LeftPane, build: str) -> None:
    pane.look(profile=build)
    button = pane.page.locator("header [aria-label=Menu][data-tab='2']")
    await button.click()
    items = pane.page.get_by_role("menuitem")
    assert await items.all_inner_texts() == ["New group", "Archived", "Settings", "Log out"]
    await items.filter(has_text="Archived").click()
    await expect(pane.page.locator("#side")).to_contain_text("No chats here yet")
    await pane.page.locator("#side [aria-label=Back]").click()
    await button.click()
    before = len(pane.diary("pressed"))
    await items.filter(has_text="New group").click()
    await expect(items).to_have_count(0)
    assert (await pane.until_entered("pressed", before + 1))["what"] == "new_group"


@pytest.mark.parametrize("language", ["en", "es", "pt"])
async def test_the_rail_stands_beside_the_list_since_2024(pane: LeftPane, language: str) -> None:
    status = {"en": "Updates in Status", "es": "Novedades en Estados", "pt": "Atualizações no Status"}[
        language
    ]
    pane.look(language=language)
    rail = pane.page.get_by_test_id("navbar-primary-section").locator("button[data-tab='2']")
    await expect(rail.nth(1)).to_have_attribute("aria-label", status)
    pane.look(language=language, profile="2025-06")
    header = pane.page.locator("header[data-tab='2'] button[data-navbar-item=true]")
    await expect(header.nth(1)).to_have_attribute("aria-label", status)
    pane.look(language=language, profile="2023-06")
    await expect(header).to_have_count(0)
    await expect(pane.page.get_by_test_id("menu-bar-status")).to_be_visible()
