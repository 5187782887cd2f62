"""Long texts are opened before they are handed over."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from core.clock import SystemClock
from detector import pane
from detector.pane import Pane
from detector.probe import Probe
from tests.unit.detector.markup import Bubble, conversation, id_of, lines, main
from tests.unit.detector.stage import HANDLE

if TYPE_CHECKING:
    from tests.unit.detector.stage import Stage

pytestmark = pytest.mark.asyncio(loop_scope="session")

MORE = '<div role="button" class="read-more-button">Read more</div>'
OPENS = """texts => document.addEventListener('click', ({ target }) => {
  if (!target.closest('.read-more-button')) return;
  const next = texts.shift();
  const line = target.parentElement.querySelector('.line');
  if (next === undefined) return;
  line.textContent = next;
  if (!texts.length) target.remove();
})"""


async def read(stage: Stage, steps: list[str], known: list[str]) -> dict[str, tuple[str, bool]]:
    messages = [
        Bubble(lines("short"), id=id_of(1)).html,
        Bubble(lines("It was…") + MORE, id=id_of(2)).html,
        Bubble(lines("the end"), id=id_of(3)).html,
    ]
    await stage.show(main(conversation=conversation(*messages)))
    await stage.change(OPENS, steps)
    opened = await Pane(Probe(stage.web, HANDLE), SystemClock()).read_back(known, 100)
    return {id_: (bubble.text, bubble.truncated) for id_, bubble in opened.bubbles.items()}


async def test_a_text_that_opens_in_steps_is_read_whole(stage: Stage) -> None:
    found = await read(stage, ["It was a dark…", "It was a dark and stormy night"], [])
    assert found == {
        id_of(1): ("short", False),
        id_of(2): ("It was a dark and stormy night", False),
        id_of(3): ("the end", False),
    }


async def test_a_text_that_is_known_is_left_alone(stage: Stage) -> None:
    found = await read(stage, ["never pressed"], [id_of(2)])
    assert found[id_of(2)] == ("It was…", True)


async def test_a_text_that_does_not_open_is_marked(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pane, "OLDER_TIMEOUT", 0.2)
    assert (await read(stage, [], []))[id_of(2)] == ("It was…", True)
