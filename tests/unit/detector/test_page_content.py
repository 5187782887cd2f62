"""What the page script reads of what a bubble holds, and the days between bubbles."""
# ruff: noqa: E501 (markup is easier to compare in one line)

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from core.content import Details, Mention, Reaction
from core.types import ChatKind, ChatRef, Incoming, MessageKind, Quoted, Seen
from detector import reader
from detector.reader import Reading
from tests.unit.detector.markup import Bubble, conversation, icon, id_of, lines, main

if TYPE_CHECKING:
    from tests.unit.detector.stage import Stage

pytestmark = pytest.mark.asyncio(loop_scope="session")

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
ANA = ChatRef("main", "Ana Ferreira", ChatKind.PERSON)

DOCUMENT = (
    '<div role="button" data-testid="document-thumb" title=\'Mostrar "Menú 3.pdf"\'>'
    '<div><div style="x">PDF</div></div><div><span dir="auto">Menú 3.pdf</span></div>'
    '<div><span title="2 páginas">2 páginas</span><span>•</span>'
    '<span data-meta-key="type" data-testid="type" title="PDF">PDF</span><span>•</span>'
    '<span title="164 KB">164 KB</span></div></div>'
)
VOICE = (
    '<button aria-label="Play voice message"></button><span aria-label="Voice message"></span>'
    '<div aria-hidden="true">0:35</div><div role="slider" aria-valuetext="0:00/0:35"></div>'
)
VIDEO = (
    '<div role="button" data-testid="video-content"><span data-icon="media-play"></span>'
    '<span><div><span data-icon="msg-video"></span></div><span>1:05</span></span></div>'
)
TILE = '<div style="grid-area: 1 / {n} / 2 / 2"><div data-testid="image-thumb"></div>{more}</div>'
ALBUM = f'<div data-testid="media-album">{TILE.format(n=1, more="")}{TILE.format(n=2, more="<span>+3</span>")}</div>'
MAP = "https://maps.google.com/maps?q=-34.6037%2C-58.3816&z=17&hl=en"
PLACE = (
    f'<div data-testid="location-msg"><a href="{MAP}" title="Obelisco"><svg></svg></a><div>'
    f'<a href="{MAP}"><span dir="auto">Obelisco</span></a></div></div>'
)
LIVE = PLACE.replace("location-msg", "live-location-msg").replace(
    "<div>", "<div><span>Live location</span>", 1
)
CARD = (
    '<div role="button" data-testid="vcard-msg" aria-label="Carol"><img alt="" src="data:,">'
    '<div dir="auto" class="selectable-text copyable-text">Carol</div></div>'
    '<div><div role="button" title="Message Carol"><div>Message</div></div></div>'
)
POLL = (
    '<div><span dir="ltr" class="copyable-text">Pizza or <img class="emoji" alt="🍣" src="data:,">?</span></div>'
    "<div>Select one</div>"
    '<div role="radio" aria-checked="false" aria-label="Pizza"><span dir="auto">Pizza</span><span>0</span></div>'
    '<div role="radio" aria-checked="false" aria-label="Sushi"><span dir="auto">Sushi</span><span>1</span></div>'
)
ONCE = '<div aria-label="Mensagem aberta - Foto de visualização única"><span data-icon="view-once-viewed"></span><div>Mensagem aberta</div></div>'
UNOPENED = f'<div role="button" aria-label="View once video">{icon("wds-ic-view-once")}<div>Video</div></div>'


async def told(stage: Stage, *messages: str, chat: ChatRef = ANA) -> list[Incoming]:
    await stage.show(main(conversation=conversation(*messages)))
    how = Reading(chat, UTC, NOW, answer_window=1e9, seen=Seen.CAUGHT_UP)
    return list(reader.messages(await stage.bubbles(), how))


async def only(stage: Stage, bubble: Bubble) -> Incoming:
    (message,) = await told(stage, bubble.html)
    return message


@pytest.mark.parametrize(
    ("parts", "kind", "details"),
    [
        (DOCUMENT, "document", Details(name="Menú 3.pdf", type="PDF", size=164 * 1024, pages=2)),
        (VOICE + '<span data-icon="ptt-status"></span>', "voice", Details(seconds=35)),
        (VOICE + '<span data-icon="audio-file"></span>', "audio", Details(seconds=35)),
        (VIDEO, "video", Details(seconds=65)),
        ('<div data-testid="image-thumb-gif" aria-label="Play GIF"></div>', "gif", Details()),
        (ALBUM, "album", Details(items=5)),
        (ALBUM.replace('data-testid="media-album"', ""), "album", Details(items=5)),
        ('<img src="data:," alt="Sticker con: 😀">', "sticker", Details(emoji="😀")),
        ('<img src="data:," alt="Sticker with no label">', "sticker", Details()),
        (ONCE, "view_once", Details(once="image", state="opened")),
        (UNOPENED, "view_once", Details(once="video", state="unopened")),
        (icon("recalled") + "<div>You deleted this message</div>", "deleted", Details(by="us")),
        (
            icon("recalled") + "<div>This message was deleted by admin Bob</div>",
            "deleted",
            Details(by="admin"),
        ),
        (icon("recalled") + "<div>Se eliminó este mensaje.</div>", "deleted", Details(by="sender")),
        (
            "<div><div>Waiting for this message. This may take a while. <a href='https://faq.whatsapp.com/'>Learn more</a></div></div>",
            "unknown",
            Details(state="waiting"),
        ),
    ],
)
async def test_media_tell_their_facts_and_no_words(
    stage: Stage, parts: str, kind: str, details: Details
) -> None:
    message = await only(stage, Bubble(parts=parts))
    assert (message.kind, message.details, message.text) == (MessageKind(kind), details, "")


@pytest.mark.parametrize(
    ("body", "kind", "text", "details"),
    [
        (PLACE, "location", "", Details(name="Obelisco", latitude=-34.6037, longitude=-58.3816)),
        (LIVE, "live_location", "", Details(name="Obelisco", latitude=-34.6037, longitude=-58.3816)),
        (CARD, "contact", "", Details(name="Carol")),
        (POLL, "poll", "Pizza or 🍣?", Details(options=("Pizza", "Sushi"))),
        (
            DOCUMENT + lines("our menu"),
            "document",
            "our menu",
            Details(name="Menú 3.pdf", type="PDF", size=164 * 1024, pages=2),
        ),
        (lines(f'see <a class="copyable-text" href="{MAP}">{MAP}</a>'), "text", f"see {MAP}", Details()),
        (
            '<div data-testid="link-preview-container"><div title="Our shop"><span data-testid="link-preview-title" dir="ltr">Our shop</span></div></div>'
            + lines("https://x.org"),
            "text",
            "https://x.org",
            Details(link="Our shop"),
        ),
        (
            lines(
                "<span role='button'><span dir='auto' data-plain-text='@\u2068Bob\u2069' data-app-text-template='\u200b491@lid\u200b'>@Bob</span></span> hi"
            ),
            "text",
            "@Bob hi",
            Details(mentions=(Mention("Bob", "491@lid"),)),
        ),
        ("<div>Forwarded</div>" + lines("news"), "text", "news", Details(forwarded="once")),
        (
            '<span data-icon="highly-forwarded-v2"></span>' + lines("news"),
            "text",
            "news",
            Details(forwarded="many"),
        ),
        (lines("Forwarded"), "text", "Forwarded", Details()),
        (lines("Select one"), "text", "Select one", Details()),
        (
            lines("Waiting for this message. This may take a while."),
            "text",
            "Waiting for this message. This may take a while.",
            Details(),
        ),
    ],
)
async def test_what_can_be_copied_tells_its_facts_beside_its_words(
    stage: Stage, body: str, kind: str, text: str, details: Details
) -> None:
    message = await only(stage, Bubble(body))
    assert (message.kind, message.text, message.details) == (MessageKind(kind), text, details)


async def test_a_call_is_a_notice_with_its_words(stage: Stage) -> None:
    call = f'<button type="button">{icon("wds-ic-phone-call-made-filled")}<div><div>Missed voice call</div></div></button>'
    message = await only(stage, Bubble(parts=call))
    assert (message.kind, message.text) == (MessageKind.SYSTEM, "Missed voice call")


async def test_an_edit_stands_beside_the_time_and_is_not_it(stage: Stage) -> None:
    html = Bubble(lines("hi"), time="10:05").html
    marked = html.replace(
        'role="button"><span dir="auto">10:05', 'role="button"><span>Edited</span><span dir="auto">10:05'
    )
    (message,) = await told(stage, marked)
    assert (message.text, message.edited) == ("hi", True)
    assert (await stage.bubble()).time == "10:05"
    assert (await only(stage, Bubble(lines("Edited")))).edited is False


async def test_a_quote_names_its_author_and_what_it_was(stage: Stage) -> None:
    quote = (
        '<div data-testid="quoted-message"><span data-testid="author">Bob</span><span data-icon="status-image"></span>'
        '<span class="quoted-mention" data-testid="selectable-text" dir="auto">Photo</span></div>'
    )
    message = await only(stage, Bubble(lines("Nice"), parts=quote))
    assert (message.text, message.quoted) == ("Nice", Quoted("Photo", "Bob", MessageKind.IMAGE))


async def test_reactions_stand_below_the_bubble(stage: Stage) -> None:
    html = Bubble(lines("cake")).html
    below = (
        '<div data-testid="addon-bubble-container"><button data-testid="reaction-bubble" aria-haspopup="true" '
        'aria-label="Reactions 👍, ❤ 2 in total. View reactions"><img class="emoji" alt="👍" src="data:,"></button></div>'
    )
    (message,) = await told(
        stage,
        html.replace("</div></div></div></div></div></div>", f"</div></div></div>{below}</div></div></div>"),
    )
    assert message.reactions == (Reaction("👍", 1), Reaction("❤", 1))
    assert (await only(stage, Bubble(lines("cake")))).reactions == ()


@pytest.mark.parametrize(
    "button",
    [
        '<div role="button" class="read-more-button">Baca selengkapnya</div>',
        '<div role="button"> Read more</div>',
        '<div role="button" tabindex="0">Weiterlesen</div>',
    ],
)
async def test_a_text_that_goes_on_is_marked_and_the_button_is_none_of_it(stage: Stage, button: str) -> None:
    message = await only(stage, Bubble(lines("It was a dark…") + button))
    assert (message.text, message.details.truncated) == ("It was a dark…", True)
    assert (await stage.ask("morePoint", message.wa_id))["visible"] is True


def divider(text: str, role: str = 'role="row"') -> str:
    return f'<div {role} tabindex="-1"><div><span dir="auto">{text}</span></div></div>'


def voice(number: int, time: str) -> str:
    return Bubble(id=id_of(number), parts=VOICE, time=time).html


@pytest.mark.parametrize("role", ['role="row"', ""])
async def test_a_voice_note_has_the_date_of_the_day_above_it(stage: Stage, role: str) -> None:
    rows = [divider("11/2/2026", role), voice(1, "9:00 PM"), divider("Thursday", role), voice(2, "8:00 AM")]
    rows += [divider("Yesterday", role), voice(3, "7:00 AM"), divider("Today", role), voice(4, "6:00 AM")]
    days = [message.sent_at for message in await told(stage, *rows)]
    assert [day and (day.month, day.day, day.hour) for day in days] == [
        (11, 2, 21),
        (11, 19, 8),
        (11, 20, 7),
        (11, 21, 6),
    ]


async def test_the_day_that_floats_above_the_list_and_other_notices_are_no_days(stage: Stage) -> None:
    await told(
        stage, divider("Monday"), voice(1, "9:00 AM"), divider("3 unread messages"), voice(2, "9:00 AM")
    )
    floating = "() => document.querySelector('#main').insertAdjacentHTML('beforeend', '<div><span dir=auto>Today</span></div>')"
    await stage.change(floating)
    assert [bubble.day for bubble in await stage.bubbles()] == ["weekday 1", "weekday 1"]


@pytest.mark.parametrize(
    ("lang", "text", "day"),
    [
        ("es", "Ayer", "yesterday"),
        ("de", "Heute", "today"),
        ("fr", "mercredi", "weekday 3"),
        ("xx-junk", "Hoje", "today"),
        ("pt-BR", "3/9/2026", "3/9/2026"),
        ("en", "Nothing", None),
    ],
)
async def test_days_are_known_by_our_words_and_by_those_of_the_browser(
    stage: Stage, lang: str, text: str, day: str | None
) -> None:
    await stage.show(main(conversation=conversation(divider(text), voice(1, "9:00")), lang=lang))
    assert (await stage.bubble()).day == day


async def test_bubbles_without_a_sign_of_their_own_go_with_their_run(stage: Stage) -> None:
    rows = [
        Bubble(lines("a"), id=id_of(1), tail="tail-in", label="Ana Ferreira:").html,
        Bubble(lines("b"), id=id_of(2)).html,
        Bubble(lines("c"), id=id_of(3), tail="tail-out", tick="Read", own=True).html,
        Bubble(lines("d"), id=id_of(4)).html,
    ]
    flat = [row.replace('class="foreign"', 'style="max-width: none; width: 100%"') for row in rows]
    messages = await told(stage, *flat)
    assert [message.direction.value for message in messages] == ["in", "in", "out", "unknown"]
