"""Text put into the composer of the built page: every way that works and every way that must not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import pytest_asyncio
from playwright.async_api import expect

from simulator.look import PROFILES
from tests.unit.simulator.desk import PASTE, Desk, desk

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

pytestmark = [pytest.mark.timeout(120), pytest.mark.asyncio(loop_scope="module")]
INSERT_AT_START = """(editor, way) => {
    const text = document.createTreeWalker(editor, NodeFilter.SHOW_TEXT).nextNode();
    getSelection().setBaseAndExtent(text, 0, text, 0);
    const data = new DataTransfer();
    data.setData('text/plain', 'X');
    const how = way === 'insertText' ? {data: 'X'} : {dataTransfer: data};
    const event = {inputType: way, ...how, bubbles: true, cancelable: true};
    editor.dispatchEvent(new InputEvent('beforeinput', event));
}"""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def one_desk(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Desk]:
    async with desk(tmp_path_factory.mktemp("desk")) as made:
        yield made


@pytest_asyncio.fixture(loop_scope="module")
async def at(one_desk: Desk) -> AsyncIterator[Desk]:
    await one_desk.tidy()
    yield one_desk


@pytest.mark.parametrize("profile", PROFILES)
async def test_the_composer_names_itself_as_its_build_does(at: Desk, profile: str) -> None:
    _, called = await at.new_chat("Ana")
    await at.open(called)
    await at.look(profile=profile)
    named = profile in ("2026-04", "2026-05-mixed", "2026-10")
    attributes = await at.editor.evaluate(
        "node => Object.fromEntries([...node.attributes].map(a => [a.name, a.value]))"
    )
    assert attributes["data-tab"] == attributes["tabindex"] == "10"
    assert attributes["data-lexical-editor"] == "true"
    has_ids = profile in ("2023-06", "2026-05-mixed", "2026-10")
    assert attributes.get("data-testid") == ("conversation-compose-box-input" if has_ids else None)
    if profile == "2023-06":
        assert attributes["title"] == "Type a message"
        assert "aria-label" not in attributes
    else:
        assert attributes["aria-label"] == (f"Type a message to {called}" if named else "Type a message")
        assert attributes["aria-placeholder"] == "Type a message"
        assert "title" not in attributes


@pytest.mark.parametrize(
    ("language", "person", "group", "plain"),
    [
        ("en", "Type a message to {}", "Type a message to group {}", "Type a message"),
        ("es", "Escribir un mensaje para {}", "Escribir un mensaje para el grupo {}", "Escribe un mensaje"),
        ("pt", "Digite uma mensagem para {}", "Digite uma mensagem para o grupo {}", "Mensagem"),
    ],
)
async def test_the_composer_names_the_chat_in_the_language_of_the_page(
    at: Desk, language: str, person: str, group: str, plain: str
) -> None:
    for kind, form in (("person", person), ("group", group)):
        _, called = await at.new_chat("Ana", kind=kind)
        await at.open(called)
        await at.look(language=language)
        await expect(at.editor).to_have_attribute("aria-label", form.format(called))
        await at.look(profile="2025-06")
        await expect(at.editor).to_have_attribute("aria-label", plain)
        await at.tidy()


async def test_an_empty_composer_is_one_paragraph_with_a_break_and_its_hint_lies_outside(at: Desk) -> None:
    await at.write_to()
    assert await at.editor.locator("p > br").count() == 1
    assert (await at.editor.inner_text()).strip() == ""
    await expect(at.page.locator(f"{'#main footer .lexical-rich-text-input'} > div").nth(1)).to_have_text(
        "Type a message"
    )


async def test_each_line_is_a_paragraph_that_runs_in_the_direction_of_its_words(at: Desk) -> None:
    await at.write_to()
    await at.page.keyboard.insert_text("hello\nمرحبا\n\n123")
    paragraphs = await at.editor.locator("p").evaluate_all(
        "all => all.map(p => [p.className, p.dir, p.innerHTML])"
    )
    assert [each[1] for each in paragraphs] == ["ltr", "rtl", "auto", "ltr"]
    assert all("copyable-text" in each[0] for each in paragraphs)
    assert '<span class="selectable-text copyable-text" data-lexical-text="true">' in paragraphs[0][2]
    assert paragraphs[2][2].startswith("<br")
    assert (await at.editor.inner_text()).count("\n") > 3


async def test_a_build_that_changes_under_the_editor_dresses_its_lines_anew_and_keeps_the_words(
    at: Desk,
) -> None:
    await at.write_to()
    await at.page.keyboard.insert_text("kept\nwords")
    await at.look(profile="2026-04")
    await expect(at.editor.locator("p").first).to_have_class("_aupe copyable-text")
    await at.page.keyboard.insert_text("\nmore")
    classes = await at.editor.locator("p, p > span").evaluate_all("all => all.map(node => node.className)")
    assert set(classes) == {"_aupe copyable-text"}
    assert await at.lines() == ["kept", "words", "more"]


async def test_emoji_are_nodes_of_their_own_and_come_back_as_they_were(at: Desk) -> None:
    chat = await at.write_to()
    text = "😊👍🏽 family 👨‍👩‍👧 and 🇲🇽🇧🇷 ❤️\n1️⃣ end"
    await at.page.keyboard.insert_text(text)
    pictures = at.editor.locator("p > span[data-lexical-text][style*=background-image]")
    assert await pictures.all_text_contents() == ["😊", "👍🏽", "👨‍👩‍👧", "🇲🇽", "🇧🇷", "❤️", "1️⃣"]
    assert "\n".join(await at.lines()) == text
    await at.page.keyboard.press("Backspace")
    await at.page.keyboard.type("d @Ana")
    await at.page.keyboard.press("Enter")
    assert (await at.sent(chat))[0]["text"] == text + " @Ana"


async def test_text_in_one_go_needs_no_keys_and_sends_nothing(at: Desk) -> None:
    chat = await at.write_to()
    text = "first\n\nthird " + "long " * 600
    await at.page.keyboard.insert_text(text)
    assert "\n".join(await at.lines()) == text
    assert await at.messages(chat) == []


async def test_a_list_that_comes_in_one_go_stays_as_it_was_given(at: Desk) -> None:
    chat = await at.write_to()
    text = "todo:\n- bread\n* milk\n1. eggs\n2. salt"
    await at.page.keyboard.insert_text(text)
    assert "\n".join(await at.lines()) == text
    assert await at.editor.locator("[data-plain-text]").count() == 0
    await at.page.keyboard.press("Enter")
    assert (await at.sent(chat))[0]["text"] == text


async def test_fill_and_type_work(at: Desk) -> None:
    await at.write_to()
    await at.editor.fill("filled")
    await expect(at.editor.locator("p")).to_have_text("filled")
    await at.page.keyboard.type(" typed")
    await expect(at.editor.locator("p")).to_have_text("filled typed")


async def test_the_old_command_of_documents_works(at: Desk) -> None:
    await at.write_to()
    await at.editor.evaluate("() => document.execCommand('insertText', false, 'by command')")
    await expect(at.editor.locator("p")).to_have_text("by command")
    await expect(at.footer.locator("button[aria-label=Send]")).to_be_visible()


async def test_pasted_text_is_split_into_paragraphs(at: Desk) -> None:
    await at.write_to()
    await at.editor.evaluate(PASTE, {"text": "one\r\ntwo\n\nfour", "files": []})
    assert await at.lines() == ["one", "two", "", "four"]


async def test_the_clipboard_works_by_keys(at: Desk) -> None:
    await at.write_to()
    await at.page.keyboard.insert_text("copy me\nplease")
    await at.page.keyboard.press("Control+a")
    await at.page.keyboard.press("Control+x")
    await expect(at.editor.locator("p > br")).to_have_count(1)
    await at.page.keyboard.press("Control+v")
    assert await at.lines() == ["copy me", "please"]


async def test_files_in_a_paste_come_before_its_text(at: Desk) -> None:
    chat = await at.write_to()
    image = {"name": "a.png", "type": "image/png", "body": "not really"}
    await at.editor.evaluate(PASTE, {"text": "words", "files": [image]})
    await at.page.locator("#main div[role=button][aria-label=Send]").click()
    [sent] = await at.sent(chat)
    assert sent["content"]["kind"] == "image"
    assert await at.lines() == [""]


@pytest.mark.parametrize("way", ["innerHTML", "textContent"])
async def test_what_is_written_past_the_editor_is_taken_back(at: Desk, way: str) -> None:
    chat = await at.write_to()
    await at.page.keyboard.insert_text("mine")
    await at.editor.evaluate("(editor, way) => { editor[way] = 'theirs' }", way)
    await expect(at.editor).to_have_text("mine")
    await at.page.keyboard.press("Enter")
    assert (await at.sent(chat))[0]["text"] == "mine"


@pytest.mark.parametrize("way", ["insertText", "insertReplacementText"])
async def test_a_selection_made_by_script_does_not_move_the_caret(at: Desk, way: str) -> None:
    await at.write_to()
    await at.page.keyboard.insert_text("where it was")
    await at.editor.evaluate(INSERT_AT_START, way)
    await expect(at.editor.locator("p")).to_have_text("where it wasX")
