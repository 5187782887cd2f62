"""The signs of whose a bubble is, as the page script reads them; the judgement is made in Python."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.unit.detector.markup import Bubble, conversation, id_of, lines, main

if TYPE_CHECKING:
    from tests.unit.detector.stage import Stage

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def shown(stage: Stage, *messages: str, direction: str = "ltr") -> None:
    await stage.show(main(conversation=conversation(*messages), direction=direction))


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
async def test_own_bubbles_stand_at_the_inline_end(stage: Stage, direction: str) -> None:
    messages = [Bubble(lines("mine"), id=id_of(1), own=True).html, Bubble(lines("theirs"), id=id_of(2)).html]
    await shown(stage, *messages, direction=direction)
    assert [bubble.votes["side"] for bubble in await stage.bubbles()] == ["out", "in"]


async def test_a_bubble_that_fills_its_row_stands_on_no_side(stage: Stage) -> None:
    wide = Bubble(lines("word " * 200)).html.replace('class="foreign"', 'style="max-width: none"')
    await shown(stage, wide)
    assert (await stage.bubble()).votes["side"] is None


@pytest.mark.parametrize(
    ("direction", "tail", "vote"),
    [
        ("ltr", "tail-out", "out"),
        ("ltr", "tail-in", "in"),
        ("rtl", "tail-out", "in"),
        ("rtl", "tail-in", "out"),
    ],
)
async def test_tails_are_swapped_where_the_page_runs_from_right_to_left(
    stage: Stage, direction: str, tail: str, vote: str
) -> None:
    await shown(stage, Bubble(lines("hi"), tail=tail).html, direction=direction)
    assert (await stage.bubble()).votes["tail"] == vote


@pytest.mark.parametrize(
    ("label", "name", "vote"),
    [
        ("You:", "Me Myself", "out"),
        ("Você:", "Me Myself", "out"),
        ("Ana Ferreira:", "Ana Ferreira", "in"),
        ("\u200eAna Ferreira\u200f:", "Ana Ferreira", "in"),
        ("Vous :", "Me Myself", None),  # a language without translation: nobody's name, so it says nothing
    ],
)
async def test_the_hidden_name_tells_whose_a_bubble_is(
    stage: Stage, label: str, name: str, vote: str | None
) -> None:
    await shown(stage, Bubble(lines("hi"), label=label, name=name).html)
    assert (await stage.bubble()).votes["label"] == vote


async def test_the_hidden_name_of_a_picture_is_compared_with_the_chats_title(stage: Stage) -> None:
    picture = '<div data-testid="image-thumb"></div>'
    await shown(stage, Bubble(label="Ana Ferreira:", parts=picture).html)
    assert (await stage.bubble()).votes["label"] == "in"
