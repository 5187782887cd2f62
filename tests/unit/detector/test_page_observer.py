"""What the page script reports by itself, when, and how often."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from core.types import Tick
from tests.unit.detector.markup import Bubble, Row, badge, conversation, id_of, lines, main, page, shell

if TYPE_CHECKING:
    from detector.reader import BubbleReport
    from tests.unit.detector.stage import Stage

pytestmark = pytest.mark.asyncio(loop_scope="session")

APPEND = "html => document.querySelector('[data-tab=\"8\"]').insertAdjacentHTML('beforeend', html)"
APPEND_ALL = """rows => {
  const list = document.querySelector('[data-tab="8"]');
  for (const row of rows) list.insertAdjacentHTML('beforeend', row);
}"""
BURST = 500


async def attached(
    stage: Stage, *messages: str, name: str = "Ana Ferreira", **said: Any
) -> list[BubbleReport]:
    """A conversation that is open and attached; returns the bubbles of the first report."""
    await stage.show(main(rows=Row(name=name).html, conversation=conversation(*messages, name=name, **said)))
    await stage.reports()
    await stage.ask("attach", name, 7)
    return await heard(stage)


async def heard(stage: Stage) -> list[BubbleReport]:
    reports = [report.conversation for report in await stage.reports()]
    assert all(report.token == 7 and report.lang == "en" for report in reports if report)
    return [bubble for report in reports if report for bubble in report.bubbles]


async def test_screen_and_rows_are_reported_as_soon_as_the_page_stands(stage: Stage) -> None:
    await stage.show(main(rows=Row().html + Row(name="Max", top=72).html))
    (report,) = await stage.reports()
    assert report.screen is not None
    assert report.screen.name == "main"
    assert [row.name for row in report.rows] == ["Ana Ferreira", "Max"]
    assert report.conversation is None


async def test_nothing_is_reported_while_nothing_changes(stage: Stage) -> None:
    await stage.show(main(rows=Row().html))
    await stage.reports()
    await stage.change("() => document.body.append(document.createElement('p'))")
    assert await stage.reports() == []


async def test_only_the_row_that_changed_is_reported(stage: Stage) -> None:
    await stage.show(main(rows=Row().html + Row(name="Max", top=72).html))
    await stage.reports()
    await stage.change(
        "html => { document.querySelectorAll('[aria-colindex=\"1\"]')[1].innerHTML = html; }",
        badge("2 unread messages", "2"),
    )
    (report,) = await stage.reports()
    assert [(row.name, row.unread) for row in report.rows] == [("Max", 2)]


async def test_a_row_that_only_moved_is_not_reported(stage: Stage) -> None:
    await stage.show(main(rows=Row().html + Row(name="Max", top=72).html))
    await stage.reports()
    await stage.change(
        "() => { const row = document.querySelector('[role=row]'); row.style.transform = 'translateY(144px)';"
        " row.parentElement.append(row); }"
    )
    assert await stage.reports() == []


async def test_a_new_screen_is_reported_once(stage: Stage) -> None:
    await stage.show(page('<div id="wa_web_initial_startup"></div>'))
    (first,) = await stage.reports()
    qr = '<div data-testid="link-device-qr-code"><div data-ref="2@a,b,c,d,1"></div></div>'
    await stage.change("html => { document.body.innerHTML = html; }", qr)
    (second,) = await stage.reports()
    await stage.change("() => document.querySelector('[data-ref]').setAttribute('data-ref', '2@e,f,g,h,1')")
    (third,) = await stage.reports()
    screens = [report.screen for report in (first, second, third)]
    assert [(screen.name, screen.qr) for screen in screens if screen] == [
        ("splash", None),
        ("qr", "2@a,b,c,d,1"),
        ("qr", "2@e,f,g,h,1"),
    ]


async def test_bubbles_are_reported_only_of_the_conversation_that_was_attached(stage: Stage) -> None:
    await stage.show(main(rows=Row().html, conversation=conversation(Bubble(lines("one")).html)))
    assert [report.conversation for report in await stage.reports()] == [None]
    await stage.ask("attach", "Somebody else", 7)
    assert await heard(stage) == []
    await stage.ask("attach", "Ana Ferreira", 7)
    assert [bubble.text for bubble in await heard(stage)] == ["one"]


async def test_after_detaching_no_bubble_is_reported(stage: Stage) -> None:
    await attached(stage)
    await stage.ask("detach")
    await stage.change(APPEND, Bubble(lines("late")).html)
    assert await heard(stage) == []


async def test_attaching_again_reports_everything_drawn_with_the_new_token(stage: Stage) -> None:
    await attached(stage, Bubble(lines("one")).html)
    await stage.ask("attach", "Ana Ferreira", 8)
    (report,) = await stage.reports()
    assert report.conversation is not None
    assert report.conversation.token == 8
    assert [bubble.text for bubble in report.conversation.bubbles] == ["one"]


async def test_a_burst_is_reported_whole_in_order_and_in_few_calls(stage: Stage) -> None:
    await attached(stage)
    rows = [Bubble(lines(f"message {n}"), id=id_of(n)).html for n in range(BURST)]
    await stage.change(APPEND_ALL, rows)
    bubbles = await heard(stage)
    assert [bubble.text for bubble in bubbles] == [f"message {n}" for n in range(BURST)]
    assert [bubble.previous for bubble in bubbles[1:]] == [bubble.id for bubble in bubbles[:-1]]
    assert stage.calls == 1
    await stage.change(APPEND, Bubble(lines("one more"), id=id_of(BURST)).html)
    assert [(bubble.text, bubble.previous) for bubble in await heard(stage)] == [
        ("one more", id_of(BURST - 1))
    ]


async def test_bubbles_that_trickle_in_are_each_reported_once(stage: Stage) -> None:
    await attached(stage)
    texts = []
    for n in range(5):
        await stage.change(APPEND, Bubble(lines(str(n)), id=id_of(n)).html)
        texts += [bubble.text for bubble in await heard(stage)]
    assert texts == ["0", "1", "2", "3", "4"]


async def test_a_tick_that_advances_is_reported_once(stage: Stage) -> None:
    (sent,) = await attached(stage, Bubble(lines("hi"), own=True, tick="Sent").html)
    assert sent.tick is Tick.SENT
    label = "document.querySelector('[data-testid=\"msg-meta\"] [aria-label]')"
    await stage.change(f"() => {label}.setAttribute('aria-label', ' Delivered ')")
    assert [bubble.tick for bubble in await heard(stage)] == [Tick.DELIVERED]
    await stage.change(f"() => {label}.setAttribute('aria-label', ' Delivered ')")
    assert await heard(stage) == []


async def test_a_text_that_was_edited_is_reported_again(stage: Stage) -> None:
    await attached(stage, Bubble(lines("at nine"), id=id_of(1)).html, Bubble(lines("ok"), id=id_of(2)).html)
    await stage.change("() => { document.querySelector('.line').firstChild.data = 'at ten'; }")
    assert [(bubble.id, bubble.text) for bubble in await heard(stage)] == [(id_of(1), "at ten")]


async def test_a_shell_is_reported_once_it_has_content(stage: Stage) -> None:
    assert await attached(stage, shell(id_of(1)), Bubble(lines("two"), id=id_of(2)).html) != []
    full = Bubble(lines("one"), id=id_of(1)).html
    await stage.change(
        "html => { document.querySelector('#main [role=row]').outerHTML = html; }",
        full,
    )
    assert [bubble.text for bubble in await heard(stage)] == ["one"]


async def test_bubbles_of_another_chat_are_not_reported_while_header_and_composer_disagree(
    stage: Stage,
) -> None:
    await attached(stage)
    header = "document.querySelector('[data-testid=\"conversation-info-header-chat-title\"]')"
    composer = "document.querySelector('[contenteditable]')"
    await stage.change(f"() => {composer}.setAttribute('aria-label', 'Type a message to Max')")
    await stage.change(APPEND, Bubble(lines("for Max"), id=id_of(1)).html)
    assert await heard(stage) == []
    await stage.change(f"() => {{ {header}.textContent = 'Max'; }}")
    assert await heard(stage) == []


async def test_live_bubbles_are_reported_where_the_composer_names_nobody(stage: Stage) -> None:
    await attached(stage, label="Écrivez un message")
    await stage.change(APPEND, Bubble(lines("bonjour")).html)
    assert [bubble.text for bubble in await heard(stage)] == ["bonjour"]


async def test_what_came_while_another_screen_covered_the_chats_is_reported_after_it(stage: Stage) -> None:
    await attached(stage)
    await stage.change("() => { document.querySelector('#pane-side').id = 'gone'; }")
    await stage.change(APPEND, Bubble(lines("meanwhile")).html)
    assert await heard(stage) == []
    await stage.change("() => { document.querySelector('#gone').id = 'pane-side'; }")
    await stage.change("() => document.querySelector('#pane-side').append('x')")
    assert [bubble.text for bubble in await heard(stage)] == ["meanwhile"]


async def test_everything_is_reported_anew_on_request(stage: Stage) -> None:
    await attached(stage, Bubble(lines("one")).html)
    await stage.ask("reportAll")
    (report,) = await stage.reports()
    assert report.screen is not None
    assert [row.name for row in report.rows] == ["Ana Ferreira"]
    assert report.conversation is not None
    assert report.conversation.bubbles == []  # they were told, and Python forgets none of them


async def test_a_slow_look_finds_what_no_observer_sees(stage: Stage) -> None:
    await attached(stage, Bubble(parts='<img alt="" src="data:,">').html)
    await stage.change("() => { document.querySelector('#main img').src = 'blob:https://whatsapp.test/1'; }")
    assert await heard(stage) == []
    await stage.ask("reportAll")
    assert [bubble.kind.value for bubble in await heard(stage)] == ["image"]


async def test_frames_of_the_page_are_left_alone(stage: Stage) -> None:
    await stage.show(main(rows=Row().html))
    await stage.reports()
    await stage.change(
        "() => { const frame = document.createElement('iframe'); frame.srcdoc = '<p>x</p>';"
        " document.body.append(frame); return new Promise(loaded => { frame.onload = loaded; }); }"
    )
    assert await stage.reports() == []
    assert (
        await stage.web.evaluate("() => '_script' in document.querySelector('iframe').contentWindow") is False
    )


async def test_an_edit_a_reaction_and_a_deletion_report_only_the_bubble_that_changed(stage: Stage) -> None:
    await attached(stage, *(Bubble(lines(f"text {n}"), id=id_of(n)).html for n in range(3)))
    inside = "document.querySelector(`[data-id='${id}']`)"
    await stage.change(f"id => {{ {inside}.querySelector('.line').textContent = 'edited'; }}", id_of(1))
    assert [(bubble.id, bubble.text) for bubble in await heard(stage)] == [(id_of(1), "edited")]
    button = '<button aria-label="reaction 👍. View reactions"></button>'
    reaction = f'<div data-testid="addon-bubble-container">{button}</div>'
    await stage.change(
        f"([id, html]) => {inside}.querySelector('.focusable-list-item')"
        ".insertAdjacentHTML('beforeend', html)",
        [id_of(2), reaction],
    )
    assert [(bubble.id, len(bubble.reactions)) for bubble in await heard(stage)] == [(id_of(2), 1)]
    gone = Bubble(
        id=id_of(0), parts='<span data-icon="recalled"></span><div>You deleted this message</div>'
    ).html
    await stage.change(
        f"([id, html]) => {{ {inside}.closest('[role=row]').outerHTML = html; }}", [id_of(0), gone]
    )
    assert [(bubble.id, bubble.kind.value) for bubble in await heard(stage)] == [(id_of(0), "deleted")]


async def test_a_day_that_is_called_otherwise_after_midnight_sends_nothing_again(stage: Stage) -> None:
    divider = '<div><span dir="auto" id="day">Today</span></div>'
    (bubble,) = await attached(stage, divider, Bubble(lines("hi")).html)
    assert bubble.day == "today"
    await stage.change("() => { document.querySelector('#day').textContent = 'Yesterday'; }")
    assert await heard(stage) == []
