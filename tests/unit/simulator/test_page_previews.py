"""What a row of the built page says of its chat: when, how many unread, and what was written last."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
import pytest_asyncio
from playwright.async_api import expect

from simulator.content import CONTENTS, Body
from simulator.look import PROFILES
from simulator.model import Kind, Status
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


def body(text: str = "", **content: Any) -> Body:
    return Body(text=text, content=CONTENTS.validate_python(content))


async def test_time_is_a_clock_today_then_a_day_then_a_date(pane: LeftPane) -> None:
    noon = pane.simulation.clock.utc().astimezone().replace(hour=12, minute=0)
    # Pinned, because the older ones would stand far below the rows in sight.
    pane.meet("Today", said="a", at=noon, is_pinned=True)
    pane.meet("Day before", said="a", at=noon - timedelta(days=1), is_pinned=True)
    pane.meet("This week", said="a", at=noon - timedelta(days=3), is_pinned=True)
    pane.meet("Long ago", said="a", at=datetime(2024, 3, 5, 12, tzinfo=UTC), is_pinned=True)
    for language, clock, yesterday, date in (
        ("en", "12:00\u202fPM", "Yesterday", "3/5/2024"),
        ("es", "12:00", "Ayer", "5/3/2024"),
        ("pt", "12:00", "Ontem", "05/03/2024"),
    ):
        pane.look(language=language)
        for name, said in (("Today", clock), ("Day before", yesterday), ("Long ago", date)):
            await expect(pane.row(name).get_by_test_id("cell-frame-primary-detail")).to_have_text(said)
    week = (noon - timedelta(days=3)).strftime("%A")
    pane.look(profile="2025-06")
    await expect(pane.row("This week").locator("._ak8i").first).to_have_text(week)


@pytest.mark.parametrize("build", PROFILES)
async def test_a_badge_says_how_many_in_the_words_of_the_language(pane: LeftPane, build: str) -> None:
    chat, one = pane.meet(f"Many {build}", said="a"), pane.meet(f"One {build}", said="a")
    pane.world.set_unread(chat.id, 1227)
    for language, number, label, single in (
        ("en", "1,227", "1,227 unread messages", "1 unread message"),
        ("es", "1.227", "1.227 mensajes no leídos", "1 mensaje no leído"),
        ("pt", "1.227", "1.227 mensagens não lidas", "1 mensagem não lida"),
    ):
        pane.look(profile=build, language=language)
        badge = pane.row(chat.name).locator(f"span[aria-label='{label}']")
        await expect(badge).to_have_text(number)
        await expect(pane.row(one.name).locator(f"span[aria-label='{single}']")).to_have_text("1")
        cell = pane.row(chat.name).locator("[role=gridcell][aria-colindex='2']")
        hidden = await cell.locator("span").first.text_content()
        assert hidden == (chat.name if build in OLD else label)
        assert await badge.evaluate("badge => badge.parentElement.ariaHidden") == (
            None if build in OLD else "true"
        )


async def test_a_chat_marked_as_unread_has_a_badge_without_a_number(pane: LeftPane) -> None:
    pane.meet("Marked", said="a", at=pane.simulation.clock.utc(), is_marked_unread=True)
    for language, label in (("en", "Unread"), ("es", "No leído"), ("pt", "Não lida")):
        pane.look(language=language)
        badge = pane.row("Marked").get_by_test_id("icon-unread-count")
        await expect(badge).to_have_attribute("aria-label", label)
        await expect(badge).to_have_text("")


PREVIEWS: list[tuple[Body, str, str, str]] = [
    (body(kind="image"), "Photo", "ic-image", "image-refreshed"),
    (body("Our shop", kind="image"), "Our shop", "ic-image", "image-refreshed"),
    (body(kind="album", hues=[1, 2, 3]), "3 photos", "ic-image", "image-refreshed"),
    (body(kind="video"), "Video", "ic-videocam", "video-call-refreshed"),
    (body(kind="gif"), "GIF", "ic-gif", "gif-refreshed"),
    (body(kind="voice", seconds=67), "1:07", "ic-keyboard-voice-filled", "mic"),
    (body(kind="audio"), "Audio", "ic-headphones", "status-audio"),
    (
        body(kind="document", name="a.pdf", pages=28),
        "a.pdf • 28 pages",
        "ic-description",
        "document-refreshed-thin",
    ),
    (body(kind="sticker"), "Sticker", "wds-ic-sticker", "sticker-refreshed-thin"),
    (body(kind="location", latitude=1, longitude=2), "Location", "ic-location-on", "status-location"),
    (
        body(kind="live_location", latitude=1, longitude=2),
        "Live location",
        "ic-location-on",
        "status-location",
    ),
    (body(kind="contact", name="Ana Ruiz"), "Ana Ruiz", "ic-person", "status-vcard"),
    (body("Cake or pie?", kind="poll", options=["a", "b"]), "Cake or pie?", "ic-poll", "poll"),
    (body(kind="view_once", what="photo"), "Photo", "wds-ic-view-once", "view-once"),
    (
        body(kind="undecrypted"),
        "Waiting for this message. This may take a while.",
        "ic-schedule",
        "status-ciphertext",
    ),
]


async def test_each_kind_of_content_is_previewed_with_its_sign(pane: LeftPane) -> None:
    for said, text, new, old in PREVIEWS:
        chat = pane.meet(f"Kind {said.content.kind} {text}", said=said)
        pane.look()
        line = pane.row(chat.name).get_by_test_id("last-msg-status")
        await expect(line).to_have_attribute("title", f"\u202a{text}\u202c")
        symbol = line.get_by_test_id("chat-msg-symbol")
        assert await symbol.locator("svg > title").text_content() == new
        assert await symbol.locator("[data-icon]").count() == 0
        pane.look(profile="2025-06")
        await expect(pane.row(chat.name).locator(f"._ak8k svg > title:text-is('{old}')")).to_have_count(1)
        await expect(pane.row(chat.name).locator("[data-testid]")).to_have_count(0)


async def test_a_preview_is_marked_with_its_direction_and_keeps_spaces_and_lines(pane: LeftPane) -> None:
    said = {"Left": "two  spaces\nand a line", "Right": "مرحبا  بك"}
    for name, text in said.items():
        pane.meet(name, said=text)
    for name, title, direction in (
        ("Left", "\u202atwo \u00a0spaces\nand a line\u202c", "ltr"),
        ("Right", "\u202bمرحبا \u00a0بك\u202c", "rtl"),
    ):
        line = pane.row(name).get_by_test_id("last-msg-status")
        await expect(line).to_have_attribute("title", title)
        await expect(line.locator("span[dir]")).to_have_attribute("dir", direction)
        assert await line.text_content() == said[name]


async def test_own_messages_have_ticks_named_as_each_build_names_them(pane: LeftPane) -> None:
    chat = pane.meet("Ticked")
    message = pane.world.write(chat.id, "mine")
    modern = {
        "pending": "ic-chatlist-clock",
        "sent": "wds-ic-sent",
        "delivered": "wds-ic-delivered",
        "read": "wds-ic-read",
    }
    named = {
        "pending": "status-time",
        "sent": "status-check",
        "delivered": "status-dblcheck",
        "read": "status-dblcheck",
    }
    for status in ("pending", "sent", "delivered", "read"):
        pane.world.set_status(message, Status(status))
        pane.look()
        line = pane.row("Ticked").get_by_test_id("last-msg-status")
        await expect(line.locator(f"svg > title:text-is('{modern[status]}')")).to_have_count(1)
        await expect(line.locator("[data-icon]")).to_have_count(0)
        pane.look(profile="2023-06")
        await expect(line.locator(f"[data-icon={named[status]}][data-testid={named[status]}]")).to_have_count(
            1
        )


async def test_a_group_names_who_wrote_and_the_owner_as_you(pane: LeftPane) -> None:
    chat = pane.meet("Quiet Team", Kind.GROUP)
    pane.world.receive(chat.id, "hello", "Wei Chen")
    line = pane.row("Quiet Team").get_by_test_id("last-msg-status")
    await expect(line).to_have_text("Wei Chen:\u00a0hello")
    await expect(line).to_have_attribute("title", "\u202ahello\u202c")
    pane.world.write(chat.id, "hi all", status=Status.SENT)
    for language, you in (("en", "You"), ("es", "Tú"), ("pt", "Você")):
        pane.look(language=language)
        await expect(line.locator("span[dir=auto]").first).to_have_text(you)


async def test_who_is_typing_or_recording_stands_instead_of_the_message(pane: LeftPane) -> None:
    chat, group = pane.meet("Tess", said="a"), pane.meet("Club", Kind.GROUP, said="a")
    line = {name: pane.row(name).get_by_test_id("last-msg-status") for name in ("Tess", "Club")}
    pane.world.set_typing(chat.id, "Tess")
    await expect(line["Tess"]).to_have_attribute("title", "\u202atyping…\u202c")
    pane.world.set_typing(chat.id, "Tess", activity="recording")
    await expect(line["Tess"]).to_have_text("recording audio…")
    pane.world.set_typing(group.id, "Ivo")
    await expect(line["Club"]).to_have_text("Ivo is typing…")
    pane.world.set_typing(chat.id, None)
    await expect(line["Tess"]).to_have_text("a")


async def test_a_draft_is_shown_until_its_chat_is_open(pane: LeftPane) -> None:
    chat = pane.meet("Drafted", said="and?")
    pane.world.set_draft(chat.id, "I would say")
    line = pane.row("Drafted").get_by_test_id("last-msg-status")
    await expect(line).to_have_text("Draft:\u00a0I would say")
    await expect(line).to_have_attribute("title", "\u202aI would say\u202c")
    await pane.row("Drafted").locator("span[title=Drafted]").click()
    await expect(line).to_have_text("and?")


async def test_deleted_answered_by_emoji_and_missed_calls_are_previewed(pane: LeftPane) -> None:
    chat = pane.meet("Changing", said="oops")
    line = pane.row("Changing").get_by_test_id("last-msg-status")
    message = chat.messages[-1]
    pane.world.react(message, "Rosa", "😂")
    await expect(line).to_have_attribute("title", '\u202aYou reacted 😂 to: "oops"\u202c')
    pane.world.react(message, "Rosa", None)
    pane.world.react(message, "Changing", "😂")
    await expect(line).to_have_attribute("title", '\u202aReacted 😂 to: "oops"\u202c')
    pane.world.delete(message)
    await expect(line).to_have_text("recalledThis message was deleted", use_inner_text=False)
    pane.world.delete(pane.world.write(chat.id, "mine"))
    await expect(line).to_have_attribute("title", "\u202aYou deleted this message\u202c")
    pane.world.notice(chat.id, "call", content=CONTENTS.validate_python({"kind": "call", "what": "video"}))
    await expect(line).to_have_attribute("title", "\u202aMissed video call\u202c")
