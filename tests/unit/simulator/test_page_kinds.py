"""Every kind of content in a real browser, with a caption and without, and what changes in place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
import pytest_asyncio
from playwright.async_api import expect

from tests.unit.simulator.talking import Linked, Talk, linked_page

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

pytestmark = [pytest.mark.timeout(90), pytest.mark.asyncio(loop_scope="module")]
PRE = ".copyable-text[data-pre-plain-text^='[']"
ALL = ("2023-06", "2025-06", "2026-04", "2026-05-mixed", "2026-10")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def linked(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Linked]:
    async with linked_page(tmp_path_factory.mktemp("kinds")) as linked:
        yield linked


@pytest_asyncio.fixture(loop_scope="module")
async def talk(linked: Linked) -> AsyncIterator[Talk]:
    yield await linked.talk()
    assert linked.problems == []


CAPTIONED: dict[str, dict[str, Any]] = {
    "image": {"kind": "image", "hue": 20},
    "album": {"kind": "album", "hues": [1, 2, 3, 4, 5]},
    "video": {"kind": "video", "seconds": 72},
    "gif": {"kind": "gif"},
    "document": {"kind": "document", "name": "a.pdf"},
}


@pytest.mark.parametrize("kind", CAPTIONED)
async def test_only_media_with_a_caption_can_be_copied(talk: Talk, kind: str) -> None:
    content = CAPTIONED[kind]
    bare, captioned = await talk.receive(content=content), await talk.receive("look *here*", content=content)
    for profile in ALL:
        await talk.look(profile=profile)
        await expect(talk.bubble(bare).locator(PRE)).to_have_count(0)
        await expect(talk.bubble(bare).locator("[dir=ltr].copyable-text")).to_have_count(0)
        caption = talk.bubble(captioned).locator(f"{PRE} .copyable-text[dir=ltr]")
        await expect(caption).to_have_text("look here")
        await expect(caption.locator("strong")).to_have_text("here")


async def test_a_picture_is_a_preview_first_and_a_blob_then(talk: Talk) -> None:
    seen = await talk.page.evaluate_handle(
        """() => {
          const seen = []
          new MutationObserver(() => {
            const thumb = document.querySelector('#main [data-testid=image-thumb]')
            if (!thumb) return
            const style = thumb.querySelector('[style*="data:image/jpeg"]')
            if (style && !seen.includes('preview')) seen.push('preview')
            if (thumb.querySelector('img[src^="blob:"]') && !seen.includes('blob')) seen.push('blob')
          }).observe(document.querySelector('#main'), { childList: true, subtree: true })
          return seen
        }"""
    )
    message = await talk.receive(content={"kind": "image", "hue": 77})
    thumb = talk.bubble(message).locator("[data-testid=image-thumb][role=button]")
    await expect(thumb.locator("img[src^='blob:']")).to_have_count(1)
    assert await seen.json_value() == ["preview", "blob"]
    assert await thumb.locator("img[src^='blob:']").evaluate(
        "img => img.decode().then(() => img.naturalWidth)"
    )
    await expect(thumb).to_have_attribute("aria-label", "Open picture")
    await talk.look(profile="2023-06")
    await expect(thumb).to_have_attribute("aria-label", "Open Picture")
    await talk.look(profile="2026-04", language="es")
    await expect(talk.bubble(message).locator("[aria-label='Abrir foto']")).to_have_count(1)


async def test_a_picture_is_looked_at_in_full_until_it_is_closed(talk: Talk) -> None:
    message = await talk.receive(content={"kind": "image"})
    await talk.bubble(message).locator("[data-testid=image-thumb]").click()
    viewer = talk.page.locator("[data-testid=media-viewer-modal][role=dialog]")
    await expect(viewer.locator("img")).to_be_visible()
    await viewer.locator("button[aria-label=Close]").click()
    await expect(viewer).to_have_count(0)


async def test_an_album_is_one_row_of_tiles(talk: Talk) -> None:
    message = await talk.receive(content={"kind": "album", "hues": [1, 2, 3, 4, 5, 6]})
    tiles = talk.bubble(message).locator("[data-testid=media-album] > [style*=grid-area]")
    areas = await tiles.evaluate_all("tiles => tiles.map(tile => tile.style.gridArea)")
    assert areas == ["1 / 1 / 2 / 2", "1 / 2 / 2 / 3", "2 / 1 / 3 / 2", "2 / 2 / 3 / 3"]
    await expect(tiles.last).to_have_text("+2")
    await expect(talk.row(message)).to_have_count(1)


async def test_in_2023_an_album_is_a_row_that_is_no_message(talk: Talk) -> None:
    content = {"kind": "album", "hues": [1, 2, 3, 4, 5, 6]}
    bare = await talk.receive(content=content)
    captioned = await talk.receive("the harbour", content=content)
    await talk.look(profile="2023-06")
    album = talk.page.locator("#main [role=row] > .message-in.focusable-list-item[data-testid=image-album]")
    await expect(album).to_have_count(1)
    named = str(await album.get_attribute("data-id"))
    assert re.fullmatch(rf"album-false_\d+@c\.us_{bare}-false_\d+@c\.us_[0-9A-F]+-6", named), named
    await expect(talk.page.locator(f"#main [data-testid^=conv-msg-][data-id*='{bare}']")).to_have_count(0)
    await expect(album.locator("[data-testid=image-thumb]")).to_have_count(4)
    await expect(album.locator("[data-testid=msg-meta]:not([role])")).to_have_count(3)
    row = talk.page.locator(f"#main [data-testid^=conv-msg-][data-id*='{captioned}']")
    await expect(row.locator("[data-testid=image-thumb]")).to_have_count(4)


async def test_a_film_and_a_gif_name_themselves(talk: Talk) -> None:
    film = await talk.receive(content={"kind": "video", "seconds": 72})
    gif = await talk.receive(content={"kind": "gif"})
    await expect(talk.bubble(film).locator("[data-testid=video-content]")).to_contain_text("1:12")
    await expect(talk.bubble(film).locator("title", has_text="media-play")).to_have_count(1)
    await expect(talk.bubble(gif).locator("[data-testid=image-thumb-gif]")).to_have_attribute(
        "aria-label", "Play GIF"
    )


async def test_a_voice_note_has_no_player_before_it_is_played(talk: Talk) -> None:
    message = await talk.receive(content={"kind": "voice", "seconds": 37})
    bubble = talk.bubble(message)
    await expect(bubble.locator("[data-icon=ptt-status]")).to_have_count(1)
    await expect(bubble.locator("span[aria-label='Voice message']")).to_have_count(1)
    slider = bubble.locator("[role=slider]")
    await expect(slider).to_have_attribute("aria-valuetext", "0:00/0:37")
    await expect(talk.page.locator("audio")).to_have_count(0)
    await bubble.locator("button[aria-label='Play voice message']").click()
    await expect(talk.page.locator("audio")).to_have_count(1)
    await expect(bubble.locator("button[aria-label='Pause voice message']")).to_have_count(1)
    await expect(slider).to_have_attribute("aria-valuetext", "0:01/0:37")
    await bubble.locator("button[aria-label='Pause voice message']").click()
    await talk.look(language="pt")
    await expect(bubble.locator("button[aria-label='Reproduzir mensagem de voz']")).to_have_count(1)


async def test_a_file_says_its_name_type_and_size(talk: Talk) -> None:
    pdf = await talk.receive(content={"kind": "document", "name": "Menu.pdf", "size": 164_000, "pages": 2})
    other = await talk.receive(content={"kind": "document", "name": "list.xlsx", "size": 900})
    thumb = talk.bubble(pdf).locator("[data-testid=document-thumb]")
    await expect(thumb).to_have_attribute("title", 'Download "Menu.pdf"')
    await expect(thumb.locator("[data-meta-key=type]")).to_have_text("PDF")
    facts = await thumb.locator("[title]").evaluate_all("all => all.map(one => one.title)")
    assert facts == ["2 pages", "PDF", "164 KB"]
    await talk.look(language="es")
    await expect(thumb).to_have_attribute("title", 'Ver "Menu.pdf"')
    await expect(talk.bubble(other).locator("[title='Descargar \"list.xlsx\"']")).to_have_count(1)


async def test_stickers_that_follow_each_other_share_a_wrapper(talk: Talk) -> None:
    first = await talk.receive(content={"kind": "sticker", "emoji": "😀"})
    await expect(talk.bubble(first).locator("img[alt='Sticker with: 😀']")).to_have_count(1)
    second = await talk.receive(content={"kind": "sticker"})
    wrapper = talk.page.locator(f"#main [data-id='grouped-sticker--{first}-{second}']")
    await expect(wrapper.locator("[data-testid^=conv-msg-]")).to_have_count(2)
    await expect(talk.bubble(second).locator("img")).to_have_attribute("alt", "Sticker with no label")
    await expect(talk.bubble(second).locator(PRE)).to_have_count(0)
    await talk.look(profile="2026-04", language="pt")
    await expect(talk.page.locator("#main [data-id^=grouped]")).to_have_count(0)
    await expect(talk.bubble(first).locator("img[alt='Figurinha com: 😀']")).to_have_count(1)


async def test_places_cards_and_polls_can_be_copied(talk: Talk) -> None:
    place = await talk.receive(
        content={"kind": "location", "latitude": 41.4, "longitude": 2.2, "name": "Market"}
    )
    live = await talk.receive(content={"kind": "live_location", "latitude": 41.4, "longitude": 2.2})
    card = await talk.receive(content={"kind": "contact", "name": "Marta", "phone": "+34 600"})
    poll = await talk.receive(
        "Where?", content={"kind": "poll", "options": ["Sea", "Hills"], "several": True}
    )
    for message in (place, live, card, poll):
        await expect(talk.bubble(message).locator(PRE)).to_have_count(1)
    link = talk.bubble(place).locator("a[href*='maps.google.com'][href*='41.4']")
    await expect(link.last).to_have_text("Market")
    await expect(talk.bubble(live).locator("[data-testid*=location]")).to_contain_text("Live location")
    await expect(talk.bubble(card).locator("[role=button][title='Message Marta']")).to_have_text("Message")
    await expect(talk.bubble(poll).locator("[role=checkbox]")).to_have_count(2)
    for words in ("Where?", "Select one or more", "View votes"):
        await expect(talk.bubble(poll)).to_contain_text(words)
    await talk.bubble(poll).locator("[role=checkbox][aria-label=Sea]").click()
    await expect(talk.bubble(poll).locator("[aria-checked=true]")).to_have_count(1)


async def test_what_can_be_seen_once_says_what_became_of_it(talk: Talk) -> None:
    message = await talk.receive(content={"kind": "view_once"})
    closed = talk.bubble(message).locator("[role=button][aria-label='View once photo']")
    await expect(closed.locator("title")).to_have_text("wds-ic-view-once")
    await talk.change(message, "replace", content={"kind": "view_once", "state": "opened"})
    await expect(talk.bubble(message).locator("[aria-label='Opened - View once photo']")).to_contain_text(
        "Opened"
    )
    await talk.change(message, "replace", content={"kind": "view_once", "what": "video", "state": "expired"})
    await expect(talk.bubble(message)).to_contain_text("Video expired")
    await expect(talk.bubble(message).locator(PRE)).to_have_count(0)


async def test_an_undecrypted_message_gets_its_words_in_place(talk: Talk) -> None:
    message = await talk.receive(content={"kind": "undecrypted"})
    await expect(talk.bubble(message)).to_contain_text(
        "Waiting for this message. This may take a while. Learn more"
    )
    await expect(talk.bubble(message).locator(PRE)).to_have_count(0)
    await talk.change(message, "replace", text="here it is")
    await expect(talk.bubble(message).locator(f"{PRE} [data-testid=selectable-text]")).to_have_text(
        "here it is"
    )


async def test_a_link_has_a_card_above_the_words(talk: Talk) -> None:
    preview = {"title": "Bread", "description": "How to", "address": "https://www.example.com/bread"}
    message = await talk.receive(
        "https://www.example.com/bread", content={"kind": "text", "preview": preview}
    )
    card = talk.bubble(message).locator(f"{PRE} [data-testid=link-preview-container]")
    await expect(card.locator("[data-testid=link-preview-title]")).to_have_text("Bread")
    await expect(card).to_contain_text("example.com")
    await expect(talk.bubble(message).locator(f"{PRE} a.copyable-text")).to_have_attribute(
        "href", preview["address"]
    )


async def test_a_quote_stands_before_the_words_with_an_author_of_its_own(talk: Talk) -> None:
    asked = await talk.own("are *you* there")
    picture = await talk.receive(content={"kind": "image", "hue": 9})
    answer, about = await talk.receive("yes", quote=asked), await talk.receive("that one", quote=picture)
    quote = talk.bubble(answer).locator("[data-testid=quoted-message]")
    await expect(quote.locator("[role=button]")).to_have_attribute("aria-label", "Quoted message")
    await expect(quote.locator("[data-testid=author]")).to_have_text("You")
    await expect(quote.locator(".quoted-mention[data-testid=selectable-text]")).to_have_text("are you there")
    body = talk.bubble(answer).locator(f"{PRE} > div:last-child > [dir]")
    await expect(body).to_have_text("yes")
    is_before = "(body, quote) => !!(quote.compareDocumentPosition(body) & 4)"
    assert await body.evaluate(is_before, await quote.element_handle())
    media = talk.bubble(about).locator("[data-testid=quoted-message]")
    await expect(media).to_contain_text("Photo")
    await expect(media.locator("[style*='data:image/jpeg']")).to_have_count(1)
    for profile in ("2023-06", "2025-06"):
        await talk.look(profile=profile)
        inside = talk.bubble(answer).locator(f"{PRE} .quoted-mention")
        await expect(inside).to_have_text("are you there")
    await talk.look(profile="2026-10", language="pt")
    await expect(quote.locator("[role=button]")).to_have_attribute("aria-label", "Mensagem citada")
    await expect(quote.locator("[data-testid=author]")).to_have_text("Você")


async def test_forwarded_messages_say_so_and_those_sent_on_often_too(talk: Talk) -> None:
    once, often = await talk.receive("a", forwards=1), await talk.receive("b", forwards=5)
    await expect(talk.bubble(once)).to_contain_text("Forwarded")
    await expect(talk.bubble(once)).not_to_contain_text("many times")
    await expect(talk.bubble(often)).to_contain_text("Forwarded many times")


async def test_an_edited_message_says_so_beside_its_time(talk: Talk) -> None:
    message = await talk.receive("befoer")
    node = await talk.row(message).element_handle()
    await talk.change(message, "edit", text="before")
    await expect(talk.bubble(message).locator("[data-testid=msg-meta]")).to_contain_text("Edited")
    await expect(talk.bubble(message).locator(f"{PRE} [dir=ltr]")).to_have_text("before")
    assert await talk.row(message).evaluate("(row, node) => row === node", node)
    hidden = talk.bubble(message).locator(f"{PRE} [aria-hidden=true]")
    assert str(await hidden.text_content()).startswith("Edited")


async def test_a_deleted_message_keeps_its_row_and_loses_its_words(linked: Linked) -> None:
    talk = await linked.talk("group", ("Tom", "Wei"))
    theirs, mine, third = await talk.receive("a"), await talk.own("b"), await talk.receive("c")
    node = await talk.row(theirs).element_handle()
    await talk.change(theirs, "delete")
    await talk.change(mine, "delete")
    await talk.change(third, "delete", by="Wei")
    for message, words in (
        (theirs, "This message was deleted"),
        (mine, "You deleted this message"),
        (third, "This message was deleted by admin Wei"),
    ):
        await expect(talk.bubble(message)).to_contain_text(words)
        await expect(talk.bubble(message).locator(PRE)).to_have_count(0)
        await expect(talk.bubble(message).locator("title", has_text="recalled")).to_have_count(1)
    assert await talk.row(theirs).evaluate("(row, node) => row === node", node)
    await expect(talk.bubble(mine).locator("[aria-label=' Read ']")).to_have_count(0)


async def test_reactions_come_below_the_bubble_and_go(talk: Talk) -> None:
    message = await talk.receive("a")
    await talk.change(message, "react", who="Rosa", emoji="❤️")
    room = talk.bubble(message).locator("> [data-testid=addon-bubble-container]")
    button = room.locator("button[data-testid=reaction-bubble]")
    await expect(button).to_have_attribute("aria-label", "reaction ❤. View reactions")
    await talk.change(message, "react", who=talk.name, emoji="👍")
    await expect(button).to_have_attribute("aria-label", "Reactions ❤, 👍 2 in total. View reactions")
    await talk.look(language="pt")
    await talk.change(message, "react", who=talk.name, emoji=None)
    await expect(button).to_have_attribute("aria-label", "reação ❤. Mostrar reações")
    await talk.change(message, "react", who="Rosa", emoji=None)
    await expect(room).to_be_empty()
