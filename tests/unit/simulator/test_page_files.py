"""Files on the built page: the attach menu, the preview with its caption, pictures that go as stickers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import pytest_asyncio
from playwright.async_api import expect

from tests.unit.simulator.desk import PASTE, Desk, desk

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from playwright.async_api import FilePayload

pytestmark = [pytest.mark.timeout(120), pytest.mark.asyncio(loop_scope="module")]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def one_desk(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Desk]:
    async with desk(tmp_path_factory.mktemp("desk")) as made:
        yield made


@pytest_asyncio.fixture(loop_scope="module")
async def at(one_desk: Desk) -> AsyncIterator[Desk]:
    await one_desk.tidy()
    yield one_desk


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
    button = at.footer.locator("[title=Attach]")
    for close in (at.page.keyboard.press("Escape"), at.page.locator("#main header").click(), button.click()):
        await button.click()
        await expect(at.footer.locator("li")).not_to_have_count(0)
        await close
        await expect(at.footer.locator("li")).to_have_count(0)
    await button.click()
    media = at.page.locator("input[type=file][accept='image/*,video/mp4,video/3gpp,video/quicktime']")
    assert await at.page.locator("input[type=file][accept='*']").count() == 1
    await media.set_input_files(payload("a.png", "image/png"))
    label = "title" if profile == "2023-06" else "aria-label"
    await expect(at.page.locator(f"#main div[contenteditable=true][{label}='Add a caption']")).to_be_focused()
    await at.page.locator("#main div[role=button][aria-label=Send]").click()
    [sent] = await at.sent(chat)
    assert sent["content"]["kind"] == "image"


async def test_the_first_of_several_files_carries_the_answer(at: Desk) -> None:
    chat = await at.write_to()
    asked = await at.receive(chat, text="have you got a list?")
    room = await at.row(asked).bounding_box()
    assert room is not None
    await at.row(asked).dblclick(position={"x": room["width"] - 30, "y": 20})
    await expect(at.footer.locator("[data-testid=quoted-message]")).to_have_count(1)
    files = [{"name": f"{n}.txt", "type": "text/plain", "body": str(n)} for n in range(2)]
    await at.editor.evaluate(PASTE, {"text": "", "files": files})
    await at.page.locator("#main div[role=button][aria-label=Send]").click()
    assert [message["quote"] for message in await at.sent(chat, 2)] == [asked, None]
    await expect(at.footer.locator("[data-testid=quoted-message]")).to_have_count(0)
