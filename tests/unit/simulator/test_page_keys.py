"""Keys in the composer of the built page: new lines, lists that begin by themselves, clearing."""

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


async def test_enter_sends_and_enter_with_shift_begins_a_paragraph(at: Desk) -> None:
    chat = await at.write_to()
    await at.page.keyboard.type("one")
    await at.page.keyboard.press("Shift+Enter")
    await at.page.keyboard.type("two")
    assert await at.lines() == ["one", "two"]
    await at.page.keyboard.press("Enter")
    await at.page.keyboard.press("Enter")
    assert [message["text"] for message in await at.sent(chat)] == ["one\ntwo"]
    await expect(at.editor.locator("p > br")).to_have_count(1)


@pytest.mark.parametrize("marker", ["-", "*", "+"])
async def test_a_typed_marker_becomes_a_bullet_and_the_next_line_gets_one(at: Desk, marker: str) -> None:
    chat = await at.write_to()
    await at.page.keyboard.type(f"todo{marker} no")
    await at.page.keyboard.press("Shift+Enter")
    await at.page.keyboard.type(f"{marker} bread")
    await at.page.keyboard.press("Shift+Enter")
    await at.page.keyboard.type("milk")
    assert await at.lines() == [f"todo{marker} no", "• bread", "• milk"]
    await at.page.keyboard.press("Enter")
    assert (await at.sent(chat))[0]["text"] == f"todo{marker} no\n{marker} bread\n{marker} milk"


async def test_a_list_written_out_by_keys_gets_its_markers_twice(at: Desk) -> None:
    chat = await at.write_to()
    for line in ("1. eggs", "2. salt"):
        await at.page.keyboard.type(line)
        await at.page.keyboard.press("Shift+Enter")
    await at.page.keyboard.type("3. oil")
    assert await at.lines() == ["1. eggs", "2. 2. salt", "3. 3. oil"]
    await at.page.keyboard.press("Enter")
    assert (await at.sent(chat))[0]["text"] == "1. eggs\n2. 2. salt\n3. 3. oil"


async def test_an_empty_item_ends_the_list_and_its_line_break_is_gone(at: Desk) -> None:
    await at.write_to()
    await at.page.keyboard.type("- bread")
    await at.page.keyboard.press("Shift+Enter")
    await at.page.keyboard.press("Shift+Enter")
    await at.page.keyboard.type("after")
    assert await at.lines() == ["• bread", "after"]


async def test_a_marker_that_is_broken_up_is_text_again(at: Desk) -> None:
    await at.write_to()
    await at.page.keyboard.type("- ")
    assert await at.lines() == ["• "]
    await at.page.keyboard.press("Backspace")
    await at.page.keyboard.type("5 degrees")
    assert await at.lines() == ["-5 degrees"]


async def test_there_were_no_lists_in_2023(at: Desk) -> None:
    await at.write_to()
    await at.look(profile="2023-06")
    await expect(at.editor).to_have_attribute("title", "Type a message")
    await at.page.keyboard.type("- bread")
    assert await at.lines() == ["- bread"]


async def test_clearing_by_keys_leaves_an_empty_paragraph(at: Desk) -> None:
    await at.write_to()
    await at.page.keyboard.insert_text("a\n😊\n- c")
    await at.page.keyboard.press("Control+a")
    await at.page.keyboard.press("Backspace")
    await expect(at.editor.locator("p > br")).to_have_count(1)
    await expect(at.footer.locator("button[aria-label=Send]")).to_have_count(0)
