"""What the page script knows of its own eyes: what is lost, an excerpt without anybody in it, a new table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from detector import selectors
from tests.unit.detector.markup import (
    Bubble,
    Row,
    badge,
    conversation,
    icon,
    id_of,
    lines,
    main,
    page,
    system_row,
    without_testids,
)
from tests.unit.detector.stage import ROOT

if TYPE_CHECKING:
    from tests.unit.detector.stage import Stage

pytestmark = pytest.mark.asyncio(loop_scope="session")

PAGE = main(
    rows=Row("Ana Ferreira", preview="At nine?", badge=badge("3 unread messages", "3")).html,
    conversation=conversation(
        Bubble(lines("Meet me at nine"), own=True, id=id_of(1)).html, name="Ana Ferreira"
    ),
)
EDITOR = 'contenteditable="true" role="textbox" data-tab="10" data-lexical-editor="true"'


def table() -> dict[str, Any]:
    return selectors.load(ROOT / "selectors.yaml").as_argument()


def in_main(inside: str) -> str:
    return f'<div id="main">{inside}</div>'


def in_footer(inside: str) -> str:
    return in_main(f"<footer>{inside}</footer>")


def in_header(inside: str) -> str:
    return in_main(f"<header>{inside}</header>")


def in_side(inside: str) -> str:
    return f'<div id="side">{inside}</div>'


def in_dialog(inside: str) -> str:
    return f'<div role="dialog" aria-modal="true">{inside}</div>'


# What is lost


@pytest.mark.parametrize(
    ("html", "missing"),
    [
        (PAGE, []),
        (without_testids(PAGE), []),
        (main(), []),
        (main(rows=Row().html, conversation=conversation()), []),
        (PAGE.replace(' title="Ana Ferreira"', ""), ["row_name"]),
        (PAGE.replace(EDITOR, 'role="textbox"').replace("conversation-compose-box-input", "x"), ["composer"]),
        (PAGE.replace(f'data-id="{id_of(1)}"', 'data-id="?"').replace("conv-msg-", "m-")
         .replace('<div role="row"><div tabindex="-1"', '<div><div tabindex="-1"'), ["message_row"]),
    ],
)  # fmt: skip
async def test_what_must_be_there_and_is_not_is_named(stage: Stage, html: str, missing: list[str]) -> None:
    await stage.show(html)
    assert await stage.ask("missingNow") == missing


@pytest.mark.parametrize(
    ("body", "is_empty"),
    [
        ('<div id="pane-side"><span>No chats, contacts or messages found</span></div>', True),
        ('<div id="pane-side"></div>', True),
        ('<div id="pane-side"><b title="Ana">Ana</b></div>', False),
    ],
)
async def test_a_list_without_chats_lacks_nothing(stage: Stage, body: str, is_empty: bool) -> None:
    await stage.show(page(f'<div id="app">{body}</div>'))
    assert (await stage.ask("missing", "main") == []) is is_empty


async def test_a_conversation_that_holds_only_a_notice_lacks_nothing(stage: Stage) -> None:
    notice = system_row("notice-of-the-page", "Encrypted")
    await stage.show(without_testids(main(conversation=conversation(notice))))
    assert await stage.ask("missingNow") == []


async def test_a_footer_that_says_why_there_is_no_editor_is_no_loss(stage: Stage) -> None:
    start, end = PAGE.index("<footer>"), PAGE.index("</footer>")
    for footer, missing in (
        ('<footer><div data-testid="block-message"></div>', []),
        ("<footer>Only admins can send messages", []),
        ("<footer>", ["composer"]),
    ):
        await stage.show(f"{PAGE[:start]}{footer}{PAGE[end:]}")
        assert await stage.ask("missingNow") == missing


async def test_the_observer_reports_a_loss_and_its_end(stage: Stage) -> None:
    await stage.show(PAGE)
    await stage.reports()
    await stage.change(
        "() => { window.lost = document.querySelector('footer'); window.lost.firstChild.remove(); }"
    )
    (report,) = await stage.reports()
    assert report.screen is not None
    assert report.screen.missing == ["composer"]
    await stage.change(
        "html => { document.querySelector('footer').innerHTML = html; }", f"<div {EDITOR}><p></p></div>"
    )
    (report,) = await stage.reports()
    assert report.screen is not None
    assert report.screen.missing == []


# Each new way to find something


WRITER = f'<div style="display: inline-block" {EDITOR}>x</div>'
HIT_BUTTON = '<button class="hit">+</button>'
PLACED = '<div class="hit"><p style="transform: translateY(72px)"></p></div>'
NAMED = '<span dir="auto" title="Ana">Ana</span>'
CHROME = '<a class="hit" href="https://www.google.com/chrome/">Google Chrome</a>'
TWO_EDITORS = (
    '<div style="height: 600px"><p contenteditable="true">a</p></div>'
    '<p class="hit" contenteditable="true">b</p>'
)
SEARCH = "<button><span>Search</span></button>"
CHEVRON = "<svg><title>chevron</title></svg>"
CHAT_MENU = in_header('<button aria-label="Menu" aria-haspopup="menu">x</button>')
INVALID = "Phone number shared via url is invalid."


@pytest.mark.parametrize(
    ("target", "html"),
    [
        ("chat_grid", f'<div id="pane-side"><div>{PLACED}</div></div>'),
        ("chat_grid", '<div role="grid" class="hit" aria-label="Resultados de la búsqueda."></div>'),
        ("conversation_title", in_header(f'{SEARCH}<span class="hit">Ana</span><div>on</div>')),
        ("composer", in_main(TWO_EDITORS)),
        ("attach", in_footer('<button title="Attach" class="hit">+</button>')),
        ("attach", in_footer(f"{HIT_BUTTON}<button>:)</button>{WRITER}")),
        ("send_button", in_footer('<button class="hit"><svg><title>any</title></svg>Enviar</button>')),
        ("media_send", f'{in_footer("<button>Send</button>")}<div role="button" class="hit">Send</div>'),
        ("media_send", '<div role="button" class="hit"><i data-icon="send">x</i></div>'),
        ("caption_box", f'{in_footer(WRITER)}<div class="hit" {EDITOR}>x</div>'),
        ("search_box", in_side('<input type="text" role="textbox" class="hit">')),
        ("search_clear", in_side(f'<button class="hit">{icon("x-alt")}</button>')),
        ("new_chat", '<button class="hit" aria-label="Nuevo chat">+</button>'),
        ("filter_unread", in_side('<p role="tab">Todos</p><p role="tab" class="hit">No leídos</p>')),
        ("presence", in_header(f'{NAMED}<span title="online" class="hit">online</span>')),
        ("pairing_code", '<div data-link-code="A,B,C,D,E,F,G,H" class="hit">A B</div>'),
        ("number_link", f'<div role="button" class="hit">Link with phone number instead.{CHEVRON}</div>'),
        ("number_link", '<p><span class="hit">Entrar com número de telefone</span></p>'),
        ("number_link", in_side('<div role="button">Settings</div>')),
        ("number_input", '<div id="app"><button>x</button><input type="text" class="hit"></div>'),
        ("number_next", '<input type="tel"><button class="hit">Weiter</button><button>x</button>'),
        ("number_next", '<button>Mexico</button><input><button class="hit">Siguiente</button>'),
        ("code_again", '<div data-link-code="A,B"><button class="hit">Nochmal</button></div>'),
        ("code_again", '<div data-link-code="A,B"></div><button>Next</button>'),
        ("code_link", '<div role="button" class="hit">Log in with QR code</div>'),
        ("linking_refused", '<input><p role="alert" class="hit">Zu viele</p>'),
        ("menu_button", f'<header><button aria-label="Menú" class="hit">x</button></header>{CHAT_MENU}'),
        ("menu_button", CHAT_MENU),
        (
            "log_out",
            '<div role="menu"><p role="menuitem">x</p><p role="menuitem" class="hit">Log out</p></div>',
        ),
        ("log_out", "<button>Log out</button>"),
        ("log_out_ok", in_dialog('<button>Cancel</button><button class="hit">Log out</button>')),
        ("log_out_ok", in_dialog('<button>Nein</button><button class="hit">Ja</button>')),
        ("use_here", in_dialog('<button>Close</button><button class="hit">Use here</button>')),
        ("use_here", in_dialog("<button>Close</button><button>OK</button>")),
        ("invalid_number", in_dialog(f'<p class="hit">{INVALID}</p><button>OK</button><button>x</button>')),
        ("invalid_number", in_dialog("<p>Hello</p><button>OK</button><button>x</button>")),
        ("reply_preview", in_footer('<div aria-label="Mensaje citado" class="hit">x</div>')),
        ("scroll_to_bottom", in_main('<div role="button" data-tab="7" class="hit">v</div>')),
        ("menu_item", '<div role="menu"><li role="menuitem" class="hit">Reply</li></div>'),
        ("file_input", '<input type="file" accept="*" class="hit">'),
        ("no_composer", in_main('<footer class="hit">Only admins can send messages</footer>')),
        ("unsupported", CHROME),
        ("unsupported", f'<div id="app"></div>{CHROME.replace("hit", "")}'),
    ],
)
async def test_a_target_is_found_where_it_is_and_nowhere_else(stage: Stage, target: str, html: str) -> None:
    await stage.show(page(html))
    seen = await stage.web.evaluate(
        "name => window._script.findAll(name).map(each => each.className)", target
    )
    assert seen == ["hit"] * html.count("hit")


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
async def test_the_time_of_a_row_is_found_by_where_it_stands(stage: Stage, direction: str) -> None:
    row = (
        '<div role="row" style="position: relative; width: 300px; height: 72px">'
        '<div style="display: flex; justify-content: space-between; height: 30px">'
        '<span title="Ana 09:00">Ana 09:00</span><span class="hit">10:05</span></div><div>11:11</div></div>'
    )
    grid = f'<div id="pane-side"><div role="grid">{row}</div></div>'
    await stage.show(page(grid, direction=direction))
    found = "() => window._script.find('row_time', document.querySelector('[role=row]'))?.className"
    assert await stage.web.evaluate(found) == "hit"


async def test_a_pinned_and_muted_chat_is_known_by_its_signs(stage: Stage) -> None:
    for target, sign in (
        ("row_pinned", '<i aria-label="Conversa fixada">x</i>'),
        ("row_pinned", icon("ic-push-pin")),
        ("row_muted", '<i aria-label="Muted chat">x</i>'),
        ("row_muted", '<i data-icon="muted">x</i>'),
    ):
        await stage.show(main(rows=Row(badge=sign).html + Row("Bea", top=72).html))
        rows = await stage.web.evaluate(
            "name => Array.from(document.querySelectorAll('[role=row]'),"
            " row => Boolean(window._script.find(name, row)))",
            target,
        )
        assert rows == [True, False]


async def test_a_survey_looks_for_what_nothing_has_looked_for(stage: Stage) -> None:
    await stage.show(PAGE)
    assert "attach" not in await stage.ask("matches")
    await stage.ask("survey")
    matches = await stage.ask("matches")
    targets = table()["targets"]
    in_a_dialog = {name for name, target in targets.items() if target["scope"] == "dialog"}
    assert targets.keys() - in_a_dialog <= matches.keys()
    assert matches["presence"] == {"matched": 0, "tried": 1}


async def test_a_survey_looks_again_for_what_was_not_there_while_the_page_loaded(stage: Stage) -> None:
    await stage.show(page(""))
    assert await stage.ask("pointOf", "attach") is None
    await stage.change("html => { document.body.innerHTML = html; }", in_footer('<b data-icon="x"></b>'))
    await stage.ask("survey")
    assert (await stage.ask("matches"))["attach"]["matched"] is None
    await stage.change(
        "html => { document.body.innerHTML = html; }", in_footer('<button title="Attach"></button>')
    )
    await stage.ask("survey")
    assert (await stage.ask("matches"))["attach"]["matched"] == 0


# An excerpt


async def test_an_excerpt_holds_tags_roles_test_ids_and_names_of_attributes(stage: Stage) -> None:
    await stage.show(
        page('<main><ul role="list" aria-label="Ana"><li data-id="a"></li><li data-id="b"></li></ul></main>')
    )
    assert await stage.web.evaluate("() => window._script.outline(document.querySelector('main'))") == (
        "main\n  ul[role=list][aria-label]\n    li[data-id] ×2"
    )


async def test_no_word_title_label_or_id_is_left_in_an_excerpt(stage: Stage) -> None:
    await stage.show(PAGE)
    for target in ("chat_row", "row_name", "composer", "message_row", "body", "conversation_title", "qr"):
        excerpt = await stage.ask("excerpt", target)
        assert "div" in excerpt
        for secret in ("Ana", "Ferreira", "nine", "10:05", "11/21", id_of(1), "3 unread", "online"):
            assert secret not in excerpt, (target, secret)
    assert "[data-testid=conv-msg-#]" in await stage.ask("excerpt", "message_row")
    assert "[data-testid=cell-frame-title]" in await stage.ask("excerpt", "row_name")


@pytest.mark.parametrize(
    ("markup", "shown"),
    [
        ('<b data-testid="conv-msg-false_4915112345678@c.us_3EB0AA"></b>', "b[data-testid=conv-msg-#]"),
        ('<b data-testid="list-item-17"></b>', "b[data-testid=list-item-#]"),
        ('<b data-testid="chat-4915112345678@c.us"></b>', "b[data-testid=?]"),
        ('<b data-testid="cell-3EB0F667409EE4B4"></b>', "b[data-testid=cell-#]"),
        ('<b data-testid="select-all selectable-text"></b>', "b[data-testid=select-all selectable-text]"),
        ('<b role="Ana Ferreira"></b>', "b[role=?]"),
        ('<b class="x1" style="top: 1px"></b>', "b"),
        ('<svg viewBox="0 0 1 1"><title>tail-in</title></svg>', "svg[viewBox]"),
    ],
)
async def test_what_may_name_somebody_is_masked(stage: Stage, markup: str, shown: str) -> None:
    await stage.show(page(f"<main>{markup}</main>"))
    outline = await stage.web.evaluate("() => window._script.outline(document.querySelector('main'))")
    assert outline == f"main\n  {shown}"


async def test_an_excerpt_of_a_huge_page_stays_small(stage: Stage) -> None:
    many = "".join(f"<i{n:03}-x></i{n:03}-x>".replace("i", "x-", 1) for n in range(500))
    await stage.show(page(f"<main>{many}</main>"))
    outline = await stage.web.evaluate("() => window._script.outline(document.querySelector('main'))")
    assert len(outline.splitlines()) <= 60


async def test_where_nothing_is_found_the_place_it_should_have_is_shown(stage: Stage) -> None:
    await stage.show(PAGE.replace(EDITOR, 'role="textbox"').replace("conversation-compose-box-input", "x"))
    assert "footer\n" in await stage.ask("excerpt", "composer")


# Another table


async def test_another_table_is_used_at_once_and_nothing_known_is_forgotten(stage: Stage) -> None:
    await stage.show(PAGE)
    await stage.ask("attach", "Ana Ferreira", 1)
    reports = await stage.reports()
    assert [b.text for r in reports if r.conversation for b in r.conversation.bubbles] == ["Meet me at nine"]
    await stage.ask("eyesight")
    other = table()
    other["targets"]["body"]["strategies"] = [{"css": ".other"}]
    await stage.ask("use", other)
    reports = await stage.reports()
    assert [b.text for r in reports if r.conversation for b in r.conversation.bubbles] == [""]
    assert (await stage.ask("eyesight"))["hits"]["body"][0] == 0
    await stage.ask("use", table())
    reports = await stage.reports()
    assert [b.text for r in reports if r.conversation for b in r.conversation.bubbles] == ["Meet me at nine"]
    await stage.change("() => { document.querySelector('.line').textContent = 'At ten'; }")
    reports = await stage.reports()
    assert [b.text for r in reports if r.conversation for b in r.conversation.bubbles] == ["At ten"]
    assert stage.calls == 1


async def test_labels_come_with_the_table(stage: Stage) -> None:
    await stage.show(PAGE)
    other = table()
    other["labels"]["send"] = ["Skicka"]
    await stage.ask("use", other)
    assert await stage.ask("matchLabel", "send", "Skicka")
    assert not await stage.ask("matchLabel", "send", "Send")


async def test_what_the_browser_cannot_read_is_named(stage: Stage) -> None:
    await stage.show(PAGE)
    assert await stage.ask("mistakes", table()) == []
    wrong = table()
    wrong["targets"]["qr"]["strategies"] = [
        {"css": "div"},
        {"css": "div[["},
        {"xpath": ".//*[@x"},
        {"testid": "x", "closest": ">>"},
        {"testid": "x", "within": "a,"},
    ]
    assert await stage.ask("mistakes", wrong) == [
        {"target": "qr", "index": 1, "key": "css"},
        {"target": "qr", "index": 2, "key": "xpath"},
        {"target": "qr", "index": 3, "key": "closest"},
        {"target": "qr", "index": 4, "key": "within"},
    ]
