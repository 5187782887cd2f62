"""What the page script says about the whole page and about the open conversation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.unit.detector.markup import (
    Bubble,
    Row,
    conversation,
    icon,
    id_of,
    lines,
    main,
    page,
    shell,
    without_testids,
)

if TYPE_CHECKING:
    from tests.unit.detector.stage import Stage

pytestmark = pytest.mark.asyncio(loop_scope="session")

SPLASH = '<div id="wa_web_initial_startup"><div><progress value="0" max="100"></progress></div>WhatsApp</div>'
OLD_SPLASH = '<div id="app"></div><div id="initial_startup"><progress value="0"></progress></div>'
LOADING = '<div id="app"><div data-testid="wa-web-loading-screen"><progress max="100"></progress></div></div>'
REF = "2@abc,def,ghi,jkl,1"
QR = (
    '<div id="app"><div data-testid="link-device-qr-code">'
    f'<div data-ref="{REF}"><canvas role="img" aria-label="Scan this QR code to link a device!"></canvas>'
    "{over}</div></div></div>"
)
EXPIRED = '<span><button data-testid="link_device_qr_expired_refresh_button">Reload</button></span>'
CELLS = '<div data-testid="link-device-phone-number-code-view">W 1 K 7 - 2 Q P X</div>'
TOO_MANY = "There were too many attempts to link a device. Please try again later."
NO_CODE = {"code": None, "expired": False, "refused": False}
REFUSED = (
    '<div id="app"><h1>Browser not supported</h1>'
    '<a href="https://example.org/c">Google Chrome</a>'
    '<a href="https://example.org/f">Mozilla Firefox</a></div>'
)
REFUSED_WITHOUT_APP = '<p>WhatsApp works with Google Chrome 85+</p><a href="https://example.org">Chrome</a>'


def modal(title: str, inside: str, name: str = "") -> str:
    """A dialog, nested as on the page, over everything."""
    return (
        '<div data-animate-modal-backdrop="true"><div role="dialog" aria-modal="true" '
        'style="position: fixed; inset: 0; z-index: 99"><div data-animate-modal-popup="true" '
        f'aria-label="{title}" {name}><div data-animate-modal-body="true">'
        f"<h1>{title}</h1>{inside}</div></div>"
        "</div></div>"
    )


NO_NETWORK = modal(
    "Connecting to WhatsApp",
    "<div>Make sure your computer has an active internet connection.</div><button>Log out</button>",
)
USE_HERE = modal(
    "",
    "<div>WhatsApp is open in another window.</div>"
    '<button data-testid="popup-controls-cancel">Close</button>'
    '<button data-testid="popup-controls-ok">Use here</button>',
)


@pytest.mark.parametrize(
    ("body", "screen"),
    [
        (SPLASH, {"name": "splash"}),
        (OLD_SPLASH, {"name": "splash"}),
        (LOADING, {"name": "loading"}),
        ('<div id="app"><div>Loading your chats [12%]</div></div>', {"name": "loading"}),
        (QR.format(over=""), {"name": "qr", "qr": REF, "expired": False}),
        (QR.format(over=EXPIRED), {"name": "qr", "qr": REF, "expired": True}),
        (REFUSED, {"name": "unsupported"}),
        (REFUSED_WITHOUT_APP, {"name": "unsupported"}),
        (
            '<div id="app"><h1>Your account is banned</h1>for a day</div>',
            {"name": "other", "heading": "Your account is banned"},
        ),
        (
            '<p>Read <a href="https://example.org">our terms</a></p>',
            {"name": "other", "heading": "Read our terms"},
        ),
        (f'<div id="app">{LOADING}{NO_NETWORK}</div>', {"name": "offline"}),
        ('<div id="app"><h1>Computer not connected</h1></div>', {"name": "offline"}),
        (f'<div id="app">{LOADING}<div>Logging out</div></div>', {"name": "logged_out"}),
        (
            '<div id="app"><h1>Enter phone number</h1></div>',
            {"name": "phone_number", "dialog": None, **NO_CODE},
        ),
        (
            '<div id="app"><div data-link-code="A,B,C,D,E,F,G,H"></div></div>',
            {"name": "phone_number", "dialog": None, **NO_CODE, "code": "ABCDEFGH"},
        ),
        (
            f'<div id="app">{CELLS}</div>',
            {"name": "phone_number", "dialog": None, **NO_CODE, "code": "W1K72QPX"},
        ),
        (
            '<div id="app"><div data-link-code="A,B,C,D,E,F,G,H"><button>again</button></div></div>',
            {"name": "phone_number", "dialog": None, **NO_CODE, "code": "ABCDEFGH", "expired": True},
        ),
        (
            f'<div id="app"><h1>Enter phone number</h1><p>{TOO_MANY}</p></div>',
            {"name": "phone_number", "dialog": None, **NO_CODE, "refused": True},
        ),
        ("", {"name": "starting"}),
        ('<div id="app"></div>', {"name": "starting"}),
    ],
)
async def test_each_screen_is_known(stage: Stage, body: str, screen: dict[str, Any]) -> None:
    await stage.show(page(body))
    assert await stage.ask("readScreen") == screen


@pytest.mark.parametrize("body", [LOADING, QR.format(over=""), QR.format(over=EXPIRED)])
async def test_screens_are_known_without_test_ids_too(stage: Stage, body: str) -> None:
    await stage.show(page(body))
    named = await stage.ask("readScreen")
    await stage.show(page(without_testids(body)))
    assert await stage.ask("readScreen") == named


async def with_dialog(stage: Stage, dialog: str) -> dict[str, Any]:
    html = main(rows=Row().html)
    await stage.show(html.replace("</body>", f"{dialog}</body>"))
    screen = await stage.ask("readScreen")
    assert isinstance(screen, dict)
    return screen


async def test_the_main_screen_has_neither_dialog_nor_banner_at_first(stage: Stage) -> None:
    assert await with_dialog(stage, "") == {"name": "main", "dialog": None, "banner": None}


@pytest.mark.parametrize(
    "cross", ['<button aria-label="Close">x</button>', f"<button>{icon('ic-close')}</button>"]
)
async def test_a_dialog_with_a_cross_is_an_announcement(stage: Stage, cross: str) -> None:
    news = modal("What's new on WhatsApp Web", f"{cross}<button>Continue</button>")
    screen = await with_dialog(stage, news)
    assert screen["dialog"] == {"kind": "announcement", "title": "What's new on WhatsApp Web"}
    assert (await stage.ask("pointOf", "dialog_close"))["visible"] is True


@pytest.mark.parametrize(
    "inside",
    [
        '<button data-testid="popup-controls-ok">OK</button>',
        '<button aria-label="Close">x</button><button data-testid="popup-controls-ok">Log out</button>',
        "<button>OK</button>",
        "",
    ],
)
async def test_a_dialog_that_wants_an_answer_is_a_question(stage: Stage, inside: str) -> None:
    screen = await with_dialog(stage, modal("Log out?", inside))
    assert (screen["name"], screen["dialog"]) == ("main", {"kind": "question", "title": "Log out?"})


@pytest.mark.parametrize("words", ["Use here", "Usar aquí"])
async def test_a_conflict_is_a_screen_of_its_own_with_and_without_the_list_behind_it(
    stage: Stage, words: str
) -> None:
    dialog = USE_HERE.replace("Use here", words)
    assert (await with_dialog(stage, dialog))["name"] == "conflict"
    await stage.show(page(f'<div id="app"></div>{dialog}'))
    assert await stage.ask("readScreen") == {
        "name": "conflict",
        "dialog": {"kind": "use_here", "title": "WhatsApp is open in another window."},
    }


async def test_an_account_that_may_not_write_is_restricted(stage: Stage) -> None:
    html = main(rows=Row().html, conversation=conversation())
    start, end = html.index("<footer>"), html.index("</footer>")
    bar = '<div data-testid="reachout-timelock-compose-bar">Restricted</div>'
    notice = f'<div data-testid="block-message">{bar}</div>'
    await stage.show(f"{html[:start]}<footer>{notice}{html[end:]}")
    assert (await stage.ask("readScreen"))["name"] == "restricted"
    words = "<div><span>Your account on linked devices is restricted until tomorrow.</span></div>"
    await stage.show(f"{html[:start]}<footer>{words}{html[end:]}")
    assert (await stage.ask("readScreen"))["name"] == "restricted"


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Computer not connected", "network"),
        ("Phone not connected", "phone"),
        ("Retrying in 7 seconds…", "network"),
        ("A new version of WhatsApp is available.", "update"),
        ("Get message notifications", "notifications"),
        ("Turn on background sync", "sync"),
        ("Language out of sync", "language"),
        ("Loading messages (12%)", "loading"),
        ("Novità di WhatsApp", "other"),
    ],
)
async def test_a_banner_is_told_by_what_it_is_about(stage: Stage, words: str, kind: str) -> None:
    banner = (
        f'<span data-testid="chat-butterbar"><div><span>{words}</span><button>Close</button></div></span>'
    )
    html = main(rows=Row().html)
    await stage.show(html.replace('<div id="pane-side"', f'<div id="side">{banner}<div id="pane-side"', 1))
    assert (await stage.ask("readScreen"))["banner"] == {"kind": kind, "text": words}


async def test_an_empty_place_for_banners_is_no_banner(stage: Stage) -> None:
    html = main(rows=Row().html)
    empty = '<div id="side"><span data-testid="chat-butterbar"></span><div id="pane-side"'
    await stage.show(html.replace('<div id="pane-side"', empty, 1))
    assert (await stage.ask("readScreen"))["banner"] is None


async def test_a_lost_connection_is_told_without_test_ids_too(stage: Stage) -> None:
    html = main(rows=Row().html)
    banner = '<div id="side"><div><span>Phone not connected</span></div><div id="pane-side"'
    await stage.show(html.replace('<div id="pane-side"', banner, 1))
    assert (await stage.ask("readScreen"))["banner"]["kind"] == "phone"


async def test_no_conversation_is_open_at_first(stage: Stage) -> None:
    await stage.show(main(rows=Row().html))
    assert await stage.ask("glance") is None
    assert await stage.ask("readPane") is None
    assert await stage.ask("editorText", "composer") is None
    assert await stage.ask("pointOf", "composer") is None


@pytest.mark.parametrize(
    ("label", "names", "group"),
    [
        ("Type a message to Ana", ["Ana"], False),
        ("Type a message to group Ana", ["Ana", "group Ana"], True),
        ("Escribir un mensaje para Ana", ["Ana"], False),
        ("Digite uma mensagem para o grupo Ana", ["Ana", "o grupo Ana"], True),
        ("Type a message to \u2068Ana\u2069", ["Ana"], False),
        ("Type a message", [], False),
        ("Écrivez un message à Ana", [], False),
    ],
)
async def test_the_composer_names_its_chat_in_every_way_its_label_can_be_read(
    stage: Stage, label: str, names: list[str], group: bool
) -> None:
    await stage.show(main(conversation=conversation(name="Ana", label=label)))
    glance = await stage.ask("glance")
    seen = {"title": "Ana", "composer": True, "names": names, "group": group, "fresh": True, "ids": []}
    assert glance == seen


async def test_the_header_keeps_the_emoji_of_a_name(stage: Stage) -> None:
    title = 'Ana\u00a0<img class="emoji" alt="🌈" src="data:,">'
    await stage.show(main(conversation=conversation(name="Ana 🌈", title=title)))
    glance = await stage.ask("glance")
    assert (glance["title"], glance["names"]) == ("Ana 🌈", ["Ana 🌈"])


async def test_a_chat_that_nobody_may_write_in_has_no_composer_and_lacks_none(stage: Stage) -> None:
    html = main(conversation=conversation(name="News"))
    start, end = html.index("<footer>"), html.index("</footer>")
    await stage.show(f"{html[:start]}<footer>Only admins can send messages{html[end:]}")
    assert (await stage.ask("glance"))["composer"] is False
    assert await stage.ask("missing", "conversation") == []


async def test_what_a_page_lacks_is_named(stage: Stage) -> None:
    await stage.show(main(rows=Row().html, conversation=conversation()))
    assert await stage.ask("missing", "main") == []
    assert await stage.ask("missing", "conversation") == []
    await stage.show(page('<div id="app"></div>'))
    assert await stage.ask("missing", "main") == ["chat_grid", "chat_row"]
    assert set(await stage.ask("missing", "conversation")) == {
        "conversation_title",
        "message_scroller",
        "message_row",
        "composer",
    }


@pytest.mark.parametrize(
    ("composer", "text"),
    [
        ("<p><br></p>", ""),
        ('<p><span data-lexical-text="true">one line</span></p>', "one line"),
        ("<p>first</p><p><br></p><p>third</p>", "first\n\nthird"),
        ('<p>smile <img alt="😂" data-plain-text="😂"></p>', "smile 😂"),
        ("plain, without a paragraph", "plain, without a paragraph"),
    ],
)
async def test_the_composer_is_read_a_line_for_each_paragraph(stage: Stage, composer: str, text: str) -> None:
    await stage.show(main(conversation=conversation(composer=composer)))
    assert await stage.ask("editorText", "composer") == text


async def test_a_press_on_the_composer_gives_it_the_focus(stage: Stage) -> None:
    await stage.show(main(conversation=conversation()))
    assert await stage.ask("editorHasFocus", "composer") is False
    point = await stage.ask("pointOf", "composer")
    await stage.web.mouse.click(point["x"], point["y"])
    assert await stage.ask("editorHasFocus", "composer") is True
    await stage.web.keyboard.insert_text("Hello\nworld")
    assert (await stage.ask("editorText", "composer")).split() == ["Hello", "world"]


async def test_the_send_button_is_found_by_its_name_and_by_its_icon(stage: Stage) -> None:
    for button in (
        '<button aria-label="Send" data-tab="11">&gt;</button>',
        f'<button aria-label="Envoyer">{icon("wds-ic-send-filled")}</button>',
        '<button aria-label="Envoyer"><span data-icon="send">&gt;</span></button>',
    ):
        html = main(conversation=conversation()).replace("</footer>", f"{button}</footer>")
        await stage.show(html)
        assert (await stage.ask("pointOf", "send_button"))["visible"] is True
    await stage.show(
        main(conversation=conversation()).replace(
            "</footer>", '<button aria-label="Voice message" data-tab="11">o</button></footer>'
        )
    )
    assert await stage.ask("pointOf", "send_button") is None


async def test_what_is_not_drawn_cannot_be_pressed(stage: Stage) -> None:
    hidden = '<button aria-label="Send" style="display: none">&gt;</button>'
    over = f'<div style="position: fixed; inset: 0; z-index: 99">{hidden}</div>'
    await stage.show(main(conversation=conversation()).replace("</footer>", f"{over}</footer>"))
    assert (await stage.ask("pointOf", "send_button"))["visible"] is False


IS_IN_VIEW = (
    "id => { const box = document.querySelector(`[data-id='${id}']`).getBoundingClientRect();"
    " return box.bottom > 0 && box.top < innerHeight; }"
)


async def test_the_conversation_scrolls_to_its_end_to_its_top_and_to_any_bubble(stage: Stage) -> None:
    rows = [shell(id_of(n)) for n in range(10)]
    rows += [Bubble(lines(*["line"] * 20), id=id_of(n)).html for n in range(10, 30)]
    await stage.show(main(conversation=conversation(*rows)))

    async def seen() -> list[bool]:
        return [await stage.web.evaluate(IS_IN_VIEW, id_of(n)) for n in (0, 15, 29)]

    await stage.ask("scrollPane", False)
    assert await seen() == [False, False, True]
    await stage.ask("scrollPane", True)
    assert await seen() == [True, False, False]
    await stage.ask("showBubble", id_of(15))
    assert await seen() == [False, True, False]
    await stage.ask("showBubble", "nobody's id")
    assert await seen() == [False, True, False]


async def test_reading_back_returns_the_content_of_each_bubble_once(stage: Stage) -> None:
    messages = [shell(id_of(1)), Bubble(lines("two"), id=id_of(2)).html]
    await stage.show(main(conversation=conversation(*messages)))
    first = await stage.ask("readOn", True)
    assert (first["ids"], [bubble["text"] for bubble in first["bubbles"]]) == ([id_of(1), id_of(2)], ["two"])
    await stage.change(
        "html => { document.querySelector('#main [role=row]').outerHTML = html; }",
        Bubble(lines("one"), id=id_of(1)).html,
    )
    second = await stage.ask("readOn", False)
    assert (second["ids"], [bubble["text"] for bubble in second["bubbles"]]) == (first["ids"], ["one"])
    assert [bubble["text"] for bubble in (await stage.ask("readOn", True))["bubbles"]] == ["one", "two"]


async def test_a_composer_is_fresh_when_another_one_stands_in_its_place(stage: Stage) -> None:
    await stage.show(main(conversation=conversation(name="Ana")))
    await stage.ask("leaveComposer")
    assert (await stage.ask("glance"))["fresh"] is False
    await stage.change("""() => {
        const old = document.querySelector('#main footer [contenteditable]');
        old.replaceWith(old.cloneNode(true));
    }""")
    assert (await stage.ask("glance"))["fresh"] is True
