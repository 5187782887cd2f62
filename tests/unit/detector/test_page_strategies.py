"""How targets are found: the ranked strategies, and what is told about which of them matched."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.unit.detector.markup import Bubble, Row, badge, conversation, icon, id_of, lines, main

if TYPE_CHECKING:
    from tests.unit.detector.stage import Stage

pytestmark = pytest.mark.asyncio(loop_scope="session")

PAGE = main(
    rows=Row(badge=badge("3 unread messages", "3"), avatar=icon("default-contact")).html,
    conversation=conversation(Bubble(lines("hi"), own=True, label="You:", tail="tail-out", tick="Read").html),
)
READ = "() => { window._script.readScreen(); window._script.readChatRows(); window._script.readPane(); }"


async def used(stage: Stage, html: str) -> dict[str, int]:
    await stage.show(html)
    await stage.ask("strategies")
    await stage.change(READ)
    answer = await stage.ask("strategies")
    assert isinstance(answer, dict)
    return answer


async def test_on_the_page_of_today_every_first_choice_matches(stage: Stage) -> None:
    found = await used(stage, PAGE)
    assert {target: index for target, index in found.items() if index} == {}
    assert {"main", "chat_row", "row_name", "message_row", "bubble", "body", "meta", "tick"} <= found.keys()


@pytest.mark.parametrize(
    ("removed", "target", "index"),
    [
        ('data-testid="cell-frame-title"', "row_name", 1),
        ('data-testid="last-msg-status"', "row_preview", 1),
        ('data-testid="cell-frame-primary-detail"', "row_time", 1),
        ('data-testid="icon-unread-count"', "row_unread", 1),
        ('data-testid="conversation-info-header-chat-title"', "conversation_title", 1),
        ('data-testid="conversation-panel-messages"', "message_scroller", 1),
        ('data-testid="msg-container"', "bubble", 2),
        ('data-testid="selectable-text"', "body", 1),
        ('data-testid="conversation-compose-box-input"', "composer", 1),
        ('data-icon="tail-out"', "tail", 1),
        ('aria-label=" Read "', "tick", 2),
    ],
)
async def test_where_the_first_choice_is_gone_the_next_is_used_and_told(
    stage: Stage, removed: str, target: str, index: int
) -> None:
    assert removed in PAGE
    found = await used(stage, PAGE.replace(removed, ""))
    assert {name: place for name, place in found.items() if place} == {target: index}


async def test_one_change_of_the_page_may_touch_several_targets(stage: Stage) -> None:
    found = await used(stage, PAGE.replace('data-testid="chat-list"', ""))
    assert {name: place for name, place in found.items() if place} == {"main": 1, "chat_grid": 1}


async def test_one_odd_bubble_does_not_look_like_a_changed_page(stage: Stage) -> None:
    odd = Bubble('<span dir="ltr">no marks</span>', id=id_of(2)).html
    found = await used(stage, main(conversation=conversation(Bubble(lines("hi"), id=id_of(1)).html, odd)))
    assert found["body"] == 0


async def test_the_page_is_told_of_afresh_each_time(stage: Stage) -> None:
    assert (await used(stage, PAGE))["composer"] == 0
    assert await stage.ask("strategies") == {}
    await stage.change("() => document.querySelector('[contenteditable]').removeAttribute('data-testid')")
    await stage.change(READ)
    assert (await stage.ask("strategies"))["composer"] == 1


async def test_hits_are_counted_for_each_strategy_and_for_none(stage: Stage) -> None:
    await stage.show(PAGE)
    await stage.change(READ)
    hits = await stage.web.evaluate("() => window._script.hits")
    assert hits["row_name"][0] >= 1
    assert hits["row_name"][1:] == [0, 0, 0, 0]
    assert hits["quote"] == [0, 0, 0, hits["quote"][-1]]
    assert hits["quote"][-1] >= 1


async def test_labels_are_matched_whole_and_with_any_name_inside(stage: Stage) -> None:
    await stage.show(PAGE)
    for label, text, matches in (
        ("send", "Send", True),
        ("send", "  Enviar ", True),
        ("send", "Send later", False),
        ("compose", "Type a message to a.b (c) [d]", True),
        ("unread", "12 unread messages", True),
        ("unread", "", False),
    ):
        assert bool(await stage.ask("matchLabel", label, text)) is matches, text
