"""The list of chats on the built page: how rows move, what marks them, and what opens them."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio
from playwright.async_api import expect

from simulator.look import PROFILES
from simulator.model import Kind
from tests.unit.simulator.left_pane import LeftPane, left_pane, pane

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

__all__ = ["pane"]

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.timeout(90)]
OLD = ("2023-06", "2025-06")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shared() -> AsyncIterator[LeftPane]:
    async with left_pane() as pane:
        for n in range(60):
            pane.meet(f"Filler {n}", said="…", at=pane.simulation.clock.utc() - timedelta(days=30))
        yield pane
        assert pane.problems == []


async def test_only_the_rows_in_sight_and_five_more_exist(pane: LeftPane) -> None:
    grid = pane.page.locator("#pane-side [role=grid]")
    total = len(pane.world)
    await expect(grid).to_have_attribute("aria-rowcount", str(total))
    assert await grid.evaluate("grid => grid.style.height") == f"{total * 76}px"
    shown = await pane.page.locator("#pane-side").evaluate("pane => Math.ceil(pane.clientHeight / 76)")
    assert shown <= await pane.rows().count() <= shown + 6
    await pane.page.locator("#pane-side").evaluate("pane => { pane.scrollTop = 76 * 25 }")
    await expect(pane.row((pane.world.window(27, 28)[0]).name)).to_be_visible()
    assert await pane.rows().count() <= shown + 11
    assert await pane.names() == [chat.name for chat in pane.world.window(20, 20 + await pane.rows().count())]


async def test_a_message_lifts_its_row_which_keeps_its_element_while_the_others_keep_theirs(
    pane: LeftPane,
) -> None:
    low = pane.world.window(6, 7)[0]
    row = pane.row(low.name)
    await row.evaluate("row => { row.mark = 'mine' }")
    pane.world.receive(low.id, "up")
    await expect(row).to_have_css("z-index", str(len(pane.world) - 1))
    style = await row.evaluate("row => [row.mark, row.style.transform, row.style.transition]")
    assert style == ["mine", "translateY(0px)", "transform 200ms ease-in-out"]
    places = await pane.rows().evaluate_all("rows => rows.map(row => new DOMMatrix(row.style.transform).m42)")
    assert places != sorted(places)
    depths = await pane.rows().evaluate_all("rows => rows.map(row => Number(row.style.zIndex))")
    assert [y // 76 + z for y, z in zip(places, depths, strict=True)] == [len(pane.world) - 1] * len(places)
    slots = await pane.rows().evaluate_all("rows => rows.map(row => row.dataset.testid)")
    assert slots == [f"list-item-{n}" for n in range(len(slots))]


async def test_a_row_that_nobody_sees_goes_to_its_place_at_once(pane: LeftPane) -> None:
    unseen = pane.world.window(await pane.rows().count() - 2, None)[0]
    seen, first = pane.world.window(1, 3)
    pane.world.receive(first.id, "up")
    await expect(pane.row(first.name)).to_have_css("z-index", str(len(pane.world) - 1))
    pane.world.receive(pane.world.window(50, 51)[0].id, "up")
    await expect(pane.row(first.name)).to_have_css("z-index", str(len(pane.world) - 2))
    transitions = [
        await pane.row(chat.name).evaluate("row => row.style.transition") for chat in (unseen, seen)
    ]
    assert transitions == ["none", "transform 200ms ease-in-out"]


async def test_no_script_is_called_for_the_moves_of_rows(pane: LeftPane) -> None:
    devtools = await pane.page.context.new_cdp_session(pane.page)
    for place in ("document.body", "document.querySelector('#app')"):
        found = await devtools.send("Runtime.evaluate", {"expression": place})
        listened = await devtools.send(
            "DOMDebugger.getEventListeners", {"objectId": found["result"]["objectId"]}
        )
        heard = {listener["type"] for listener in listened["listeners"]}
        assert "click" in heard
        assert not {name for name in heard if name.startswith("transition")}
    await devtools.detach()


async def test_a_row_that_leaves_gives_its_element_and_its_words_to_another_chat(pane: LeftPane) -> None:
    await pane.page.evaluate(
        """() => {
            window.before = document.querySelector('[data-testid="list-item-3"] span[title]').firstChild
            window.name = window.before.data
            document.querySelector('#pane-side').scrollTop = 76 * 30
        }"""
    )
    await pane.page.wait_for_function("() => window.before.isConnected && window.before.data !== window.name")


async def test_muted_pinned_and_mentioned_chats_carry_signs_with_labels(pane: LeftPane) -> None:
    chat = pane.meet("Signs", Kind.GROUP, said="@Rosa", is_muted=True, is_pinned=True, has_mention=True)
    row = pane.row(chat.name)
    await expect(row).to_have_css("z-index", str(len(pane.world) - 1))
    for look, muted, pinned, icons in (
        ({}, "Muted chat", "Pinned chat", ["ic-notifications-off", "ic-push-pin", "ic-alternate-email"]),
        (
            {"language": "pt", "profile": "2025-06"},
            "Conversa silenciada",
            "Conversa fixada",
            ["mute-notifications-refreshed", "pin-refreshed-thin", "mentions-refreshed"],
        ),
    ):
        pane.look(**look)
        marks = row.locator("[aria-colindex='1']")
        await expect(marks.locator(f"[aria-label='{muted}']")).to_have_count(1)
        await expect(marks.locator(f"[aria-label='{pinned}']")).to_have_count(1)
        assert await marks.locator("svg > title").all_text_contents() == icons
    pane.look(profile="2023-06")
    await expect(row.locator("[data-icon=muted][data-testid=muted]")).to_have_count(1)
    await expect(row.locator("[data-icon=pinned2]")).to_have_count(1)


async def test_a_picture_is_an_image_and_its_absence_a_drawing_of_the_kind(pane: LeftPane) -> None:
    pane.meet("Pictured", said="a", has_picture=True)
    pane.meet("Person", said="a")
    pane.meet("Group", Kind.GROUP, said="a")
    pane.meet("Followed", Kind.CHANNEL, said="a")
    pane.meet("All of us", Kind.GROUP, said="a", community="All of us")
    await expect(pane.row("Pictured").locator("img[draggable=false]")).to_be_visible()
    for name, new, old in (
        ("Person", "default-contact-refreshed", "default-user"),
        ("Group", "default-group-refreshed", "default-group"),
        ("Followed", "default-newsletter", "default-newsletter"),
        ("All of us", "default-community-refreshed", "default-community"),
    ):
        pane.look()
        await expect(pane.row(name).locator("svg > title").first).to_have_text(new, use_inner_text=False)
        pane.look(profile="2023-06")
        await expect(pane.row(name).locator(f"[data-icon={old}]")).to_have_count(1)


async def test_a_group_of_a_community_has_a_line_more_that_names_it_first(pane: LeftPane) -> None:
    pane.meet("Street Food", Kind.GROUP, said="a", community="Barcelona Eats")
    row = pane.row("Street Food")
    await expect(row.get_by_test_id("cell-frame-label")).to_contain_text("Barcelona Eats")
    assert await row.locator("span[dir=auto][title]").evaluate_all("spans => spans.map(s => s.title)") == [
        "Barcelona Eats",
        "Street Food",
    ]
    await expect(row.locator("[aria-colindex='2'] span[title]")).to_have_attribute("title", "Street Food")
    pane.look(profile="2025-06")
    await expect(row.locator("._am_2 > span[title]")).to_have_attribute("title", "Barcelona Eats")


async def test_names_are_kept_whatever_they_are_made_of(pane: LeftPane) -> None:
    names = ["Bakery 🥐 & Co", "نورة العتيبي", "Two\u00a0Words", "+34 600 111 222", 'Ann "A" O\'Neil']
    for name in [*names, "Twin", "Twin"]:
        pane.meet(name, said="a")
    await expect(pane.row("Twin")).to_have_count(2)
    titles = (
        await pane.rows()
        .locator("[aria-colindex='2'] span[title]")
        .evaluate_all("spans => spans.map(span => span.title)")
    )
    assert set(names) <= set(titles)
    emoji = pane.row(names[0]).locator("[aria-colindex='2'] span[title] img")
    await expect(emoji).to_have_attribute("alt", "🥐")


async def test_the_own_chat_is_marked_beside_its_name(pane: LeftPane) -> None:
    pane.meet("Rosa", said="a", is_self=True)
    for language, mark in (("en", "(You)"), ("es", "(Tú)"), ("pt", "(Você)")):
        pane.look(language=language)
        cell = pane.row("Rosa").get_by_test_id("cell-frame-title")
        await expect(cell.locator("span[title]")).to_have_text("Rosa")
        await expect(cell).to_contain_text(mark)
    pane.look(profile="2023-06")
    await expect(pane.row("Rosa").get_by_test_id("you-label")).to_have_text("(You)")


@pytest.mark.parametrize("build", PROFILES)
async def test_rows_are_nested_and_named_as_in_the_saved_pages(pane: LeftPane, build: str) -> None:
    pane.look(profile=build)
    generation = {"2023-06": "b", "2025-06": "d", "2026-04": "d"}.get(build, "e")
    drawn = {"b": r"^g0rxnol2 ", "d": r"^_ak9y ", "e": r"^\S+$"}[generation]
    await expect(pane.page.locator("#pane-side")).to_have_class(re.compile(drawn))
    seen = await pane.rows().first.evaluate(
        """row => {
            const grid = row.parentElement, selected = row.querySelector('[aria-selected]')
            return {
                row: row.getAttribute('role'),
                wrapper: row.firstElementChild.getAttribute('role'),
                selected: selected.getAttribute('role'),
                cell: selected.firstElementChild.className.split(' ')[0],
                title: row.querySelector('[aria-colindex="2"] > div').className.split(' ')[0],
                list: grid.parentElement.dataset.testid ?? null,
                tab: grid.parentElement.parentElement.dataset.tab,
            }
        }"""
    )
    row, wrapper, selected = {
        "2023-06": ("listitem", None, "row"),
        "2025-06": ("listitem", "button", None),
    }.get(build, ("row", "gridcell", None))
    assert (seen["row"], seen["wrapper"], seen["selected"]) == (row, wrapper, selected)
    assert seen["tab"] == "4"
    assert seen["list"] == (None if build in ("2025-06", "2026-04") else "chat-list")
    if build in ("2025-06", "2026-04"):
        assert (seen["cell"], seen["title"]) == ("_ak72", "_ak8q")
    if build == "2023-06":
        assert (seen["cell"], seen["title"]) == ("_199zF", "_21S-L")


async def test_a_change_of_build_keeps_the_place_and_the_elements_of_the_list(pane: LeftPane) -> None:
    scroller = pane.page.locator("#pane-side")
    await scroller.evaluate("pane => { pane.scrollTop = 1000; pane.mark = 'same' }")
    for build in (*PROFILES, "2026-10"):
        pane.look(profile=build)
        await expect(pane.rows().first).to_have_attribute("role", "listitem" if build in OLD else "row")
        assert await scroller.evaluate("pane => [pane.mark, pane.scrollTop]") == ["same", 1000]


async def test_a_row_opens_when_the_mouse_goes_down_and_not_on_a_click(pane: LeftPane) -> None:
    chat = pane.meet("Pressed", said="hello")
    row = pane.row("Pressed")
    await row.locator("span[title=Pressed]").dispatch_event("click")
    await row.locator("[aria-selected]").evaluate("element => element.click()")
    await expect(row.locator("[aria-selected]")).to_have_attribute("aria-selected", "false")
    await expect(pane.page.get_by_test_id("intro-panel")).to_be_visible()
    assert chat.unread == 1
    await row.locator("span[title=Pressed]").hover()
    await pane.page.mouse.down()
    await expect(row.locator("[aria-selected]")).to_have_attribute("aria-selected", "true")
    await expect(row.locator("[aria-selected]")).to_have_attribute("tabindex", "0")
    await expect(row.get_by_test_id("icon-unread-count")).to_have_count(0)
    await pane.page.mouse.up()
    assert pane.diary("receipt")[-1]["chat_id"] == chat.id


async def test_the_edge_of_a_row_under_the_mouse_opens_a_menu_and_not_the_chat(pane: LeftPane) -> None:
    pane.meet("Edged", said="a")
    row = pane.row("Edged")
    await expect(row.locator("button")).to_have_count(0)
    await row.hover()
    await row.locator("button").click()
    await expect(pane.page.get_by_role("menuitem", name="Archive chat")).to_be_visible()
    await expect(row.locator("[aria-selected]")).to_have_attribute("aria-selected", "false")
    await pane.page.keyboard.press("Escape")
    await expect(pane.page.get_by_role("menu")).to_have_count(0)


async def test_a_page_from_right_to_left_is_mirrored_row_by_row(pane: LeftPane) -> None:
    pane.look(right_to_left=True, language="es")
    await expect(pane.page.locator("html")).to_have_attribute("dir", "rtl")
    row = pane.rows().first
    name, picture = (
        row.locator("span[title]").first,
        row.get_by_test_id("cell-frame-container").locator("svg").first,
    )
    time = row.get_by_test_id("cell-frame-primary-detail")
    boxes = [
        await part.bounding_box() for part in (time, name, picture, pane.page.locator("nav, header").first)
    ]
    lefts = [box["x"] for box in boxes if box is not None]
    assert lefts == sorted(lefts)
    assert len(lefts) == 4
