"""Sending from the built page: its buttons, clocks and failures, drafts, and chats that are closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import pytest_asyncio
from playwright.async_api import expect

from simulator.look import PROFILES
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


async def test_a_text_longer_than_a_message_may_be_is_cut_and_the_page_goes_on(at: Desk) -> None:
    chat = await at.write_to()
    await at.page.keyboard.insert_text("x" * 70_000)
    await at.page.keyboard.press("Enter")
    assert len((await at.sent(chat))[0]["text"]) == 65_536
    await at.page.locator("#side input[role=textbox]").fill("y" * 300)
    await at.page.locator("#side input[role=textbox]").fill("")
    await at.editor.click()
    await at.page.keyboard.insert_text("and on")
    await at.page.keyboard.press("Enter")
    assert (await at.sent(chat, 2))[1]["text"] == "and on"
    log = (await at.running.control.get("/log")).json()
    assert [entry for entry in log if entry["kind"] == "bad_word"] == []


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


async def test_on_a_page_from_right_to_left_the_composer_is_mirrored(at: Desk) -> None:
    await at.write_to()
    await at.page.keyboard.insert_text("hello\nمرحبا")
    sides = []
    for right_to_left in (False, True):
        await at.look(right_to_left=right_to_left)
        await expect(at.page.locator("html")).to_have_js_property("dir", "rtl" if right_to_left else "ltr")
        boxes = [
            await at.footer.locator(f"button[aria-label={name}]").bounding_box()
            for name in ("Attach", "Send")
        ]
        sides.append([round(box["x"]) for box in boxes if box is not None])
    (attach, send), (attach_rtl, send_rtl) = sides
    assert attach < send
    assert send_rtl < attach_rtl
    assert await at.editor.locator("p").evaluate_all("all => all.map(p => p.dir)") == ["ltr", "rtl"]


@pytest.mark.parametrize("profile", PROFILES)
async def test_in_every_language_and_direction_of_a_build_words_arrive(at: Desk, profile: str) -> None:
    chat = await at.write_to()
    theirs = await at.receive(chat, text="ping")
    expected = []
    for language, send in (("en", "Send"), ("es", "Enviar"), ("pt", "Enviar")):
        for right_to_left in (False, True):
            await at.look(profile=profile, language=language, right_to_left=right_to_left)
            await expect(at.page.locator("html")).to_have_js_property(
                "dir", "rtl" if right_to_left else "ltr"
            )
            await expect(at.page.locator("html")).to_have_attribute("lang", language)
            room = await at.row(theirs).bounding_box()
            assert room is not None
            empty = 40 if right_to_left else room["width"] - 40
            await at.row(theirs).dblclick(position={"x": empty, "y": 20})
            await expect(at.footer.locator(".quoted-mention")).to_have_text("ping")
            text = f"{language} 😊\n- مرحبا {right_to_left}"
            await at.page.keyboard.insert_text(text)
            await at.footer.locator(f"button[aria-label={send}]").click()
            await expect(at.footer.locator(f"button[aria-label={send}]")).to_have_count(0)
            expected.append((text, theirs))
    assert [(m["text"], m["quote"]) for m in (await at.messages(chat))[1:]] == expected
