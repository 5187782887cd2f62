"""Writing on the built page in a real browser: every way that works and every way that must not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import pytest_asyncio
from playwright.async_api import expect

from simulator.look import PROFILES
from tests.unit.simulator.desk import Desk, desk

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from playwright.async_api import FilePayload

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
PASTE = """(editor, {text, files}) => {
    const data = new DataTransfer();
    if (text) data.setData('text/plain', text);
    for (const {name, type, body} of files) data.items.add(new File([body], name, {type}));
    editor.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
}"""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def one_desk(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Desk]:
    async with desk(tmp_path_factory.mktemp("desk")) as made:
        yield made


@pytest_asyncio.fixture(loop_scope="module")
async def at(one_desk: Desk) -> AsyncIterator[Desk]:
    await one_desk.tidy()
    yield one_desk


# --- the editor ----------------------------------------------------------------------------------------


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


# --- ways of putting text in ---------------------------------------------------------------------------


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


# --- keys ----------------------------------------------------------------------------------------------


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


# --- sending -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("profile", "send", "voice", "attach"),
    [
        (
            "2023-06",
            "button[data-testid=compose-btn-send] > [data-testid=send][data-icon=send]",
            "ptt",
            "clip",
        ),
        (
            "2025-06",
            "button[data-tab='11'] > span[data-icon=wds-ic-send-filled]",
            "mic-outlined",
            "plus-rounded",
        ),
        (
            "2026-04",
            "button[data-tab='11'] span[data-icon=wds-ic-send-filled]",
            "mic-outlined",
            "plus-rounded",
        ),
        (
            "2026-05-mixed",
            "button[data-tab='11'] [data-testid=wds-ic-send-filled][data-icon=wds-ic-send-filled]",
            "mic-outlined",
            "plus-rounded",
        ),
    ],
)
async def test_the_buttons_are_those_of_the_build(
    at: Desk, profile: str, send: str, voice: str, attach: str
) -> None:
    await at.write_to()
    await at.look(profile=profile)
    await expect(at.footer.locator(f"[data-tab='11'] [data-icon={voice}]")).to_have_count(1)
    await expect(at.footer.locator(f"[data-tab='10'] [data-icon={attach}]")).to_have_count(1)
    await at.page.keyboard.insert_text("x")
    await expect(at.footer.locator(send)).to_be_visible()
    await expect(at.footer.locator("button[aria-label='Voice message']")).to_have_count(0)


async def test_the_newest_build_knows_its_buttons_by_label_only(at: Desk) -> None:
    await at.write_to()
    await expect(at.footer.locator("button[aria-label='Voice message'][data-tab='11']")).to_have_count(1)
    await expect(at.footer.locator("button[aria-label=Attach][data-tab='10']")).to_have_count(1)
    icons = await at.footer.locator("[data-icon]").evaluate_all("all => all.map(icon => icon.dataset.icon)")
    assert icons == ["plus-rounded"]
    await at.page.keyboard.insert_text("x")
    button = at.footer.locator("button[aria-label=Send][data-tab='11']")
    assert await button.locator("svg > title").text_content() == "wds-ic-send-filled"


async def test_a_message_shows_at_once_under_the_clock_and_the_editor_empties_a_little_later(
    at: Desk,
) -> None:
    await at.running.control.patch("/latency", json={"send": 0.6})
    chat = await at.write_to()
    await at.page.keyboard.insert_text("slow")
    watch = """() => new Promise(done => new MutationObserver(() => {
        const pending = document.querySelector("#main [aria-label=' Pending ']");
        if (pending) done(document.querySelector('#main footer [contenteditable]').textContent);
    }).observe(document.getElementById('main'), {childList: true, subtree: true}))"""
    async with at.page.expect_console_message(lambda said: said.text.startswith("held:")) as said:
        await at.page.evaluate(f"() => void ({watch})().then(text => console.log('held:' + text))")
        await at.footer.locator("button[aria-label=Send]").click()
    assert (await said.value).text == "held:slow"
    await expect(at.editor.locator("p > br")).to_have_count(1)
    row = at.page.locator("#main [data-id]:has([aria-label=' Pending '])")
    id_ = await row.get_attribute("data-id")
    assert id_ is not None
    assert id_.startswith("3EB0")
    assert len(id_) == 22
    assert (await at.sent(chat))[0]["id"] == id_


async def test_a_send_that_the_server_refuses_ends_in_a_failure(at: Desk) -> None:
    await at.running.control.post("/send", json={"fail": True, "times": 1})
    chat = await at.write_to()
    await at.page.keyboard.type("never")
    await at.page.keyboard.press("Enter")
    await expect(at.page.locator("#main", has_text="Couldn't send this message.")).to_be_visible()
    assert (await at.messages(chat))[0]["status"] == "failed"
    await at.page.keyboard.type("again")
    await at.page.keyboard.press("Enter")
    assert len(await at.sent(chat)) == 2


async def test_a_message_that_is_stuck_keeps_its_clock(at: Desk) -> None:
    await at.running.control.post("/send", json={"stuck": True, "times": 1})
    chat = await at.write_to()
    await at.page.keyboard.type("stuck")
    await at.page.keyboard.press("Enter")
    await at.page.keyboard.type("passes")
    await at.page.keyboard.press("Enter")
    await at.sent(chat)
    assert (await at.messages(chat))[0]["status"] == "pending"


async def test_what_was_sent_without_a_line_goes_out_after_a_reload_once(at: Desk) -> None:
    chat, called = await at.new_chat()
    asked = await at.receive(chat, text="what do you say?")
    await at.open(called)
    await at.row(asked).hover()
    await at.page.locator("[data-js-context-icon]").click()
    await at.page.get_by_role("menuitem", name="Reply").click()
    await at.page.keyboard.insert_text("later\nof course")
    await at.running.control.post("/network", json={"seconds": 2.5})
    await at.page.keyboard.press("Enter")
    await expect(at.page.locator("#main [aria-label=' Pending ']")).to_be_visible()
    assert len(await at.messages(chat)) == 1
    await at.page.reload()
    await at.open(called)
    [sent] = await at.sent(chat)
    assert (sent["text"], sent["quote"]) == ("later\nof course", asked)
    await at.page.reload()
    await at.open(called)
    assert len(await at.sent(chat)) == 1


async def test_each_chat_keeps_its_own_draft(at: Desk) -> None:
    _, one = await at.new_chat()
    _, other = await at.new_chat()
    for called, draft in ((one, "half of\none"), (other, "half of other")):
        await at.open(called)
        await at.editor.click()
        await at.page.keyboard.insert_text(draft)
    await at.open(one)
    await expect(at.editor.locator("p")).to_have_text(["half of", "one"])
    await at.open(other)
    await expect(at.editor.locator("p")).to_have_text(["half of other"])


# --- notices -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("footer", "language", "words"),
    [
        ("restricted", "en", "Your account on linked devices is restricted."),
        ("restricted", "es", "Tu cuenta en los dispositivos vinculados está restringida."),
        ("blocked", "en", "Can't send a message to blocked contact"),
        ("announcement", "pt", "Somente admins podem enviar mensagens."),
        ("left", "es", "ya no eres miembro"),
    ],
)
async def test_a_closed_chat_has_a_notice_and_no_editor(
    at: Desk, footer: str, language: str, words: str
) -> None:
    chat = await at.write_to()
    await at.page.keyboard.insert_text("begun")
    await at.look(language=language)
    await at.running.control.patch(f"/chats/{chat}/traits", json={"footer": footer})
    await expect(at.editor).to_have_count(0)
    await expect(at.footer).to_contain_text(words)
    bar = at.footer.locator("[data-testid=block-message] > [data-testid=reachout-timelock-compose-bar]")
    await expect(bar).to_have_count(1 if footer == "restricted" else 0)
    await at.running.control.patch(f"/chats/{chat}/traits", json={"footer": "open"})
    await expect(at.editor).to_have_text("begun")


# --- files ---------------------------------------------------------------------------------------------

FILES = {
    "a.png": ("image/png", "image"),
    "b.mp4": ("video/mp4", "video"),
    "c.mp3": ("audio/mpeg", "audio"),
    "d e.pdf": ("application/pdf", "document"),
}


def payload(name: str, type_: str) -> FilePayload:
    return {"name": name, "mimeType": type_, "buffer": b"0123456789"}


@pytest.mark.parametrize(
    ("language", "items"),
    [
        ("en", "Document|Photos & videos|Camera|Audio|Contact|Poll|Event|New sticker"),
        ("es", "Documento|Fotos y videos|Cámara|Audio|Contacto|Encuesta|Evento|Nuevo sticker"),
        ("pt", "Documento|Fotos e vídeos|Câmera|Áudio|Contato|Enquete|Evento|Nova figurinha"),
    ],
)
async def test_the_attach_menu_lies_outside_the_conversation(at: Desk, language: str, items: str) -> None:
    await at.write_to()
    await at.look(language=language)
    await at.footer.locator("[data-icon=plus-rounded]").click()
    menu = at.page.locator("[data-testid=attach-menu-popup][role=menu]")
    assert await menu.get_by_role("menuitem").all_text_contents() == items.split("|")
    assert await at.page.locator("#main [role=menu]").count() == 0
    await at.page.keyboard.press("Escape")
    await expect(menu).to_have_count(0)


@pytest.mark.parametrize("name", FILES)
async def test_a_chosen_file_is_shown_and_goes_with_its_caption(at: Desk, name: str) -> None:
    chat = await at.write_to()
    type_, kind = FILES[name]
    item = {"image": "Photos & videos", "video": "Photos & videos", "audio": "Audio"}.get(kind, "Document")
    await at.footer.locator("button[aria-label=Attach]").click()
    async with at.page.expect_file_chooser() as choosing:
        await at.page.get_by_role("menuitem", name=item).click()
    assert await at.page.locator("body > input[type=file]").count() == 1
    await (await choosing.value).set_files(payload(name, type_))
    caption = at.page.locator("#main div[contenteditable=true][aria-label='Type a message']")
    await expect(caption).to_be_focused()
    assert await at.footer.locator(caption).count() == 0
    assert await at.page.locator("body > input[type=file]").count() == 0
    await at.page.keyboard.insert_text("look 😊")
    await at.page.locator("div[role=button][aria-label=Send]").click()
    await expect(caption).to_have_count(0)
    [sent] = await at.sent(chat)
    assert (sent["content"]["kind"], sent["text"]) == (kind, "look 😊")
    if kind == "document":
        assert (sent["content"]["name"], sent["content"]["size"]) == (name, 10)
    if kind in ("image", "video"):
        assert 0 <= sent["content"]["hue"] < 360


async def test_what_was_written_becomes_the_caption_and_enter_sends_it(at: Desk) -> None:
    chat = await at.write_to()
    await at.page.keyboard.insert_text("begun in the composer")
    files = [{"name": f"{n}.txt", "type": "text/plain", "body": str(n)} for n in range(2)]
    await at.editor.evaluate(PASTE, {"text": "", "files": files})
    await expect(at.page.locator("#main div[contenteditable=true]").first).to_have_text(
        "begun in the composer"
    )
    await expect(at.editor).to_have_text("")
    await at.page.keyboard.press("Enter")
    sent = await at.sent(chat, 2)
    assert [message["text"] for message in sent] == ["begun in the composer", ""]
    assert [message["content"]["name"] for message in sent] == ["0.txt", "1.txt"]


async def test_files_that_are_not_sent_are_gone_when_the_preview_closes(at: Desk) -> None:
    chat = await at.write_to()
    await at.editor.evaluate(
        PASTE, {"text": "", "files": [{"name": "a.txt", "type": "text/plain", "body": "a"}]}
    )
    await at.page.locator("#main [aria-label=Close]").click()
    await expect(at.page.locator("#main div[contenteditable=true]")).to_have_count(1)
    assert await at.messages(chat) == []


async def test_a_picture_for_a_new_sticker_goes_as_a_sticker(at: Desk) -> None:
    chat = await at.write_to()
    await at.footer.locator("button[aria-label=Attach]").click()
    picture = payload("a.webp", "image/webp")
    async with at.page.expect_file_chooser() as choosing:
        await at.page.get_by_role("menuitem", name="New sticker").click()
    await (await choosing.value).set_files(picture)
    await at.sent(chat)
    await at.footer.locator("input[type=file][accept='image/*']").set_input_files(picture)
    sent = await at.sent(chat, 2)
    assert {message["content"]["kind"] for message in sent} == {"sticker"}


async def test_a_choice_that_is_given_up_leaves_no_input_behind(at: Desk) -> None:
    await at.write_to()
    await at.footer.locator("button[aria-label=Attach]").click()
    async with at.page.expect_file_chooser():
        await at.page.get_by_role("menuitem", name="Document").click()
    made = at.page.locator("body > input[type=file]")
    await made.evaluate("input => input.dispatchEvent(new Event('cancel'))")
    await expect(made).to_have_count(0)


@pytest.mark.parametrize("profile", ["2023-06", "2025-06"])
async def test_older_builds_keep_file_inputs_in_the_open_menu(at: Desk, profile: str) -> None:
    chat = await at.write_to()
    await at.look(profile=profile)
    await at.footer.locator("[title=Attach]").click()
    media = at.page.locator("input[type=file][accept='image/*,video/mp4,video/3gpp,video/quicktime']")
    assert await at.page.locator("input[type=file][accept='*']").count() == 1
    await media.set_input_files(payload("a.png", "image/png"))
    label = "title" if profile == "2023-06" else "aria-label"
    await expect(at.page.locator(f"#main div[contenteditable=true][{label}='Add a caption']")).to_be_focused()
    await at.page.locator("#main div[role=button][aria-label=Send]").click()
    [sent] = await at.sent(chat)
    assert sent["content"]["kind"] == "image"


# --- one message ---------------------------------------------------------------------------------------


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
    box = await at.row(theirs).bounding_box()
    assert box is not None
    await at.page.mouse.dblclick(box["x"] + box["width"] - 40, box["y"] + box["height"] / 2)
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
