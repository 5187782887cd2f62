"""What the page script reads from the bubbles of a conversation."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from core.types import MessageKind, Tick
from tests.unit.detector.markup import (
    ID,
    Bubble,
    conversation,
    icon,
    id_of,
    lines,
    main,
    message_row,
    shell,
    system_row,
    without_testids,
)

if TYPE_CHECKING:
    from tests.unit.detector.stage import Stage

pytestmark = pytest.mark.asyncio(loop_scope="session")

QUOTE = (
    '<div data-testid="quoted-message"><div role="button" aria-label="Quoted message">'
    '<span data-testid="author">Bob</span>'
    '<span class="quoted-mention" data-testid="selectable-text" dir="auto">at 12:30?</span></div></div>'
)
BOLD = 'a <strong class="copyable-text" data-testid="selectable-text">bold <em>word</em></strong>'
MENTION = (
    '<span role="button"><span dir="auto" data-testid="select-all selectable-text" data-plain-text="@Bob">'
    "@<span>Bob</span></span></span> hi"
)
EMOJI = '<img class="emoji" alt="😂" data-plain-text="😂" src="data:,">'


async def shown(stage: Stage, *messages: str) -> None:
    await stage.show(main(conversation=conversation(*messages)))


async def test_a_text_comes_with_time_and_sender_and_without_the_hidden_time(stage: Stage) -> None:
    await shown(stage, Bubble(lines("When do you open?")).html)
    bubble = await stage.bubble()
    assert bubble.model_dump(exclude={"votes"}) == {
        "id": ID,
        "previous": None,
        "shell": False,
        "kind": MessageKind.TEXT,
        "text": "When do you open?",
        "pre": "[10:05 AM, 11/21/2026] Ana Ferreira: ",
        "time": "10:05 AM",
        "author": None,
        "quoted": None,
        "tick": None,
    }


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (lines("first", "", "third"), "first\n\nthird"),
        (lines(f"ha {EMOJI}{EMOJI}"), "ha 😂😂"),
        (lines(BOLD), "a *bold _word_*"),
        (lines("<del>old</del> <code>x = 1</code>"), "~old~ `x = 1`"),
        (lines('<a href="https://x.org" class="copyable-text">https://x.org</a>'), "https://x.org"),
        (lines(MENTION), "@Bob hi"),
        ('<span class="selectable-text copyable-text"><span>class only</span></span>', "class only"),
        ('<span data-testid="selectable-text"><span>test id only</span></span>', "test id only"),
        ('<span dir="rtl">מה שלומך?</span>', "מה שלומך?"),
    ],
)
async def test_bodies_are_read_as_they_were_written(stage: Stage, body: str, text: str) -> None:
    await shown(stage, Bubble(body).html)
    assert (await stage.bubble()).text == text


async def test_lists_and_quotes_keep_their_marks_and_lines(stage: Stage) -> None:
    items = "".join(
        f'<li value="{n}"><span class="copyable-text" data-pre-plain-text="{n}. ">{word}</span></li>'
        for n, word in ((1, "flour"), (2, "sugar"))
    )
    quoted = '<blockquote class="copyable-text" data-pre-plain-text="&gt; ">so he said</blockquote>'
    await shown(stage, Bubble(lines("Buy:", f"<ol>{items}</ol>", quoted)).html)
    bubble = await stage.bubble()
    assert bubble.text == "Buy:\n1. flour\n2. sugar\n> so he said"
    assert bubble.pre == "[10:05 AM, 11/21/2026] Ana Ferreira: "


async def test_half_a_character_does_not_make_the_report_unreadable(stage: Stage) -> None:
    await shown(stage, Bubble(lines("x")).html)
    await stage.change("() => { document.querySelector('.line').textContent = 'cut \\ud83d'; }")
    assert (await stage.bubble()).text == "cut \ufffd"


@pytest.mark.parametrize("drop", [False, True])
async def test_a_quote_is_kept_apart_from_what_was_written_below_it(stage: Stage, drop: bool) -> None:
    html = Bubble(lines("Yes, at noon"), parts=QUOTE).html
    await shown(stage, without_testids(html) if drop else html)
    bubble = await stage.bubble()
    assert (bubble.text, bubble.quoted, bubble.author) == ("Yes, at noon", "Bobat 12:30?", None)
    assert (bubble.time, bubble.kind) == ("10:05 AM", MessageKind.TEXT)


async def test_a_body_marked_otherwise_than_its_quote_is_still_the_body(stage: Stage) -> None:
    body = '<span class="selectable-text copyable-text"><span>Yes</span></span>'
    await shown(stage, Bubble(body, parts=QUOTE).html)
    assert (await stage.bubble()).text == "Yes"


async def test_a_mention_is_not_taken_for_the_time(stage: Stage) -> None:
    html = Bubble(lines(MENTION), time="10:05").html
    await shown(stage, without_testids(html))
    bubble = await stage.bubble()
    assert (bubble.text, bubble.time) == ("@Bob hi", "10:05")


async def test_what_is_quoted_does_not_make_a_text_a_picture_or_a_deleted_message(stage: Stage) -> None:
    for inside in (icon("recalled"), '<div data-testid="image-thumb"></div>', '<img src="blob:x" alt="">'):
        quote = QUOTE.replace("</div></div>", f"{inside}</div></div>")
        await shown(stage, Bubble(lines("Nice!"), parts=quote).html)
        assert (await stage.bubble()).kind is MessageKind.TEXT


@pytest.mark.parametrize(
    ("media", "kind"),
    [
        ('<div data-testid="image-thumb" role="button" aria-label="Open picture"></div>', "image"),
        ('<div role="button" aria-label="Abrir imagen"></div>', "image"),
        ('<img src="blob:https://whatsapp.test/1" alt="">', "image"),
        ('<span data-icon="ptt-status" data-testid="ptt-status"></span>', "audio"),
        ('<button aria-label="Reproduzir mensagem de voz"></button>', "audio"),
        ('<div role="slider" aria-valuetext="0:00/0:37"></div><img src="blob:https://x/me" alt="">', "audio"),
        ('<div data-testid="video-content"><img src="blob:https://whatsapp.test/1" alt=""></div>', "video"),
        (icon("media-play"), "video"),
        ('<div data-testid="document-thumb" title=\'Download "a.pdf"\'></div>', "document"),
        ('<div data-icon="document-PDF-icon"></div>', "document"),
        ('<img src="blob:https://whatsapp.test/1" alt="Sticker with: 😀">', "sticker"),
        ('<img src="data:," alt="Sticker with no label">', "sticker"),
        (icon("recalled") + '<span dir="auto">This message was deleted</span>', "deleted"),
    ],
)
async def test_kinds_are_told_by_what_is_in_the_bubble(stage: Stage, media: str, kind: str) -> None:
    await shown(stage, Bubble(parts=media).html)
    bubble = await stage.bubble()
    assert (bubble.kind, bubble.pre, bubble.time) == (MessageKind(kind), None, "10:05 AM")


async def test_a_caption_is_the_text_of_a_picture(stage: Stage) -> None:
    await shown(stage, Bubble(lines("our menu"), parts='<div data-testid="image-thumb"></div>').html)
    bubble = await stage.bubble()
    assert (bubble.kind, bubble.text) == (MessageKind.IMAGE, "our menu")


async def test_media_without_any_bubble_around_are_no_notices(stage: Stage) -> None:
    await shown(stage, message_row(ID, '<div><div data-testid="video-content"></div></div>'))
    assert (await stage.bubble()).kind is MessageKind.VIDEO


async def test_notices_are_told_from_messages(stage: Stage) -> None:
    text = "Messages and calls are end-to-end encrypted."
    encrypted = f'<div role="button"><span data-icon="lock-small"></span><span>{text}</span></div>'
    for row in (system_row(ID, text), without_testids(system_row(ID, text)), message_row(ID, encrypted)):
        await shown(stage, row)
        bubble = await stage.bubble()
        assert (bubble.kind, bubble.text) == (MessageKind.SYSTEM, text)


async def test_dividers_without_an_id_are_no_bubbles(stage: Stage) -> None:
    divider = '<div role="row"><div><span dir="auto">Today</span></div></div>'
    sticker = '<div data-id="grouped-sticker--3EB01--3EB02"></div>'
    await shown(stage, divider, Bubble(lines("hi")).html, sticker)
    assert (await stage.bubble()).text == "hi"


async def test_a_shell_is_reported_as_one_and_says_nothing_else(stage: Stage) -> None:
    await shown(stage, shell(id_of(1)), Bubble(lines("hi"), id=id_of(2)).html)
    empty, full = await stage.bubbles()
    assert (empty.shell, empty.text, set(empty.votes.values())) == (True, "", {None})
    assert (full.shell, full.previous) == (False, id_of(1))


@pytest.mark.parametrize(
    ("label", "tick"),
    [
        ("Pending", Tick.PENDING),
        ("Sent", Tick.SENT),
        ("Delivered", Tick.DELIVERED),
        ("Read", Tick.READ),
        ("Entregado", Tick.DELIVERED),
        ("Lida", Tick.READ),
    ],
)
async def test_ticks_are_read_from_their_words_not_their_picture(
    stage: Stage, label: str, tick: Tick
) -> None:
    await shown(stage, Bubble(lines("hi"), own=True, tick=label).html)
    bubble = await stage.bubble()
    assert (bubble.tick, bubble.votes["status"]) == (tick, "out")


@pytest.mark.parametrize(
    ("sign", "tick"),
    [
        ('<span data-icon="msg-time"></span>', Tick.PENDING),
        ('<span data-icon="msg-check"></span>', Tick.SENT),
        ('<span data-icon="msg-dblcheck"></span>', Tick.DELIVERED),
        (f'<span aria-label=" Gelesen ">{icon("wds-ic-read")}</span>', Tick.DELIVERED),
    ],
)
async def test_ticks_in_other_languages_are_read_from_their_picture(
    stage: Stage, sign: str, tick: Tick
) -> None:
    await shown(stage, Bubble(lines("hi"), own=True, parts=sign).html)
    assert (await stage.bubble()).tick is tick


async def test_the_words_of_a_contact_are_no_tick(stage: Stage) -> None:
    await shown(stage, Bubble(lines("Sent"), name="Read").html)
    assert (await stage.bubble()).tick is None


async def test_only_the_first_of_a_run_names_its_sender_and_the_others_inherit_it(stage: Stage) -> None:
    def author(name: str) -> str:
        return f'<div><span data-testid="author" role="button" dir="auto">{name}{EMOJI}</span></div>'

    picture = '<div data-testid="image-thumb"></div>'
    await shown(
        stage,
        Bubble(lines("a"), id=id_of(1), parts=author("Bob")).html,
        Bubble(id=id_of(2), parts=picture).html,
        Bubble(lines("mine"), id=id_of(3), own=True, tick="Read").html,
        Bubble(id=id_of(4), parts=picture).html,
        Bubble(lines("b"), id=id_of(5), parts=author("Carol") + QUOTE).html,
        system_row(id_of(6), "Carol left"),
        Bubble(id=id_of(7), parts=picture).html,
    )
    authors = [bubble.author for bubble in await stage.bubbles()]
    assert authors == ["Bob😂", "Bob😂", None, None, "Carol😂", None, None]


async def test_each_bubble_knows_the_one_above_it(stage: Stage) -> None:
    await shown(stage, *(Bubble(lines(str(n)), id=id_of(n)).html for n in range(3)))
    assert [bubble.previous for bubble in await stage.bubbles()] == [None, id_of(0), id_of(1)]


async def test_pages_without_a_single_test_id_are_read_the_same(stage: Stage) -> None:
    messages = [
        Bubble(
            lines("When do you open?", "And close?"), id=id_of(1), label="Ana Ferreira:", tail="tail-in"
        ).html,
        Bubble(lines("At nine"), id=id_of(2), own=True, name="Me", tick="Read", tail="tail-out").html,
        Bubble(lines("Thanks"), id=id_of(3), parts=QUOTE).html,
    ]
    await shown(stage, *messages)
    named = await stage.bubbles()
    glance = await stage.ask("glance")
    await stage.show(without_testids(main(conversation=conversation(*messages))))
    assert await stage.bubbles() == named
    assert await stage.ask("glance") == glance


@pytest.mark.parametrize("chat", ["5491100000000@c.us", "120363@g.us", "12345@lid"])
async def test_pages_of_early_2026_are_read_by_full_id_and_class(stage: Stage, chat: str) -> None:
    html = [
        Bubble(lines("hi"), id=f"false_{chat}_3EB0AA").html.replace('item"', 'item message-in"'),
        Bubble(lines("hello"), id=f"true_{chat}_3EB0BB", own=True).html.replace('item"', 'item message-out"'),
    ]
    await stage.show(without_testids(main(conversation=conversation(*html))))
    first, second = await stage.bubbles()
    assert (first.id, second.id) == (f"false_{chat}_3EB0AA", f"true_{chat}_3EB0BB")
    assert (first.votes["class"], first.votes["prefix"]) == ("in", "in")
    assert (second.votes["class"], second.votes["prefix"]) == ("out", "out")


async def test_bubbles_are_found_where_no_scroller_is(stage: Stage) -> None:
    html = main(conversation=conversation(Bubble(lines("hi")).html))
    bare = html.replace('data-scrolltracepolicy="wa.web.conversation.messages"', "").replace("tabindex", "x")
    await stage.show(without_testids(bare))
    assert (await stage.bubble()).text == "hi"
