"""What happens in the open conversation is told once, and told again only when it changed."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from core.clock import SystemClock
from core.eyesight import Trouble
from core.settings import Settings
from core.types import Access, ChatRef, Incoming, Seen
from detector.keyboard import Keyboard
from detector.pane import Pane
from detector.probe import Probe
from detector.watcher import Watcher
from tests.unit.detector.markup import Bubble, Row, conversation, id_of, lines, main, shell
from tests.unit.detector.stage import HANDLE
from tests.unit.detector.test_page_observer import APPEND
from tests.unit.detector.test_pane import MORE, OPENS

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence

    from core.ports import Clock
    from core.types import Sighting
    from tests.unit.detector.stage import Stage

pytestmark = pytest.mark.asyncio(loop_scope="session")

PREVIEW = """text => {
  const preview = document.querySelector("[data-testid=last-msg-status]");
  preview.title = text;
  preview.lastElementChild.textContent = text;
}"""
WHOLE = "It was a dark and stormy night"


class Allowed:
    """A ledger of a store that is empty and allows everybody."""

    async def access(self, chat: ChatRef) -> Access:
        return Access.ALLOWED

    async def last_ids(self, chat: ChatRef) -> Sequence[str]:
        return ()

    async def last_preview(self, chat: ChatRef) -> str | None:
        return None


class Watched:
    """A watcher of the page on the stage, and the messages that it told."""

    def __init__(self, stage: Stage, clock: Clock) -> None:
        self._stage = stage
        self._told: list[Sighting] = []
        probe = Probe(stage.web, HANDLE)
        pane = Pane(probe, clock)
        self.watcher = Watcher(probe, pane, Allowed(), clock, Settings(), self._told.append)

    @property
    def messages(self) -> list[Incoming]:
        return [sighting for sighting in self._told if isinstance(sighting, Incoming)]

    async def until(self, is_so: Callable[[list[Incoming]], bool]) -> list[str]:
        """Hands the page's reports over until what was told is so; the texts that were told."""
        async with asyncio.timeout(15):
            while not is_so(self.messages):
                for report in await self._stage.reports():
                    await self.watcher.take(report)
                await asyncio.sleep(0.02)
        return [message.text for message in self.messages]

    async def settle(self) -> list[str]:
        for _ in range(5):
            for report in await self._stage.reports():
                await self.watcher.take(report)
            await asyncio.sleep(0.05)
        return [message.text for message in self.messages]


class Hasty(SystemClock):
    """A clock by which nobody waits long."""

    def monotonic(self) -> float:
        return 20 * super().monotonic()

    async def sleep(self, seconds: float) -> None:
        await super().sleep(seconds / 20)


@pytest_asyncio.fixture(loop_scope="session")
async def watched(stage: Stage) -> AsyncIterator[Watched]:
    await stage.show(main(rows=Row().html, conversation=conversation(Bubble(lines("hi"), id=id_of(1)).html)))
    watched = Watched(stage, SystemClock())
    await stage.ask("reportAll")
    visits = asyncio.get_running_loop().create_task(watched.watcher.visits(Keyboard()))
    await watched.until(lambda told: len(told) == 1)
    yield watched
    visits.cancel()


async def test_a_long_text_is_told_whole_and_once(stage: Stage, watched: Watched) -> None:
    await stage.change(OPENS, [WHOLE])
    await stage.change(APPEND, Bubble(lines("It was…") + MORE, id=id_of(2)).html)
    await stage.change(APPEND, Bubble(lines("the end"), id=id_of(3)).html)
    assert await watched.until(lambda told: len(told) >= 3) == ["hi", WHOLE, "the end"]
    assert await watched.settle() == ["hi", WHOLE, "the end"]
    assert not watched.messages[1].details.truncated


async def test_a_text_that_folds_up_again_is_not_told_again(stage: Stage, watched: Watched) -> None:
    await stage.change(APPEND, Bubble(lines(WHOLE), id=id_of(2)).html)
    await watched.until(lambda told: len(told) == 2)
    folded = Bubble(lines("It was a dark…") + MORE, id=id_of(2)).html
    await stage.change(
        "html => { document.querySelectorAll('#main [role=row]')[1].outerHTML = html; }", folded
    )
    assert await watched.settle() == ["hi", WHOLE]


async def test_what_lies_below_an_emptied_bubble_waits_until_that_one_is_drawn(
    stage: Stage, watched: Watched
) -> None:
    below = Bubble(lines("four"), id=id_of(4)).html
    flood = Bubble(lines("two"), id=id_of(2)).html + shell(id_of(3)) + below
    await stage.change(APPEND, flood)
    await watched.until(lambda told: len(told) >= 2)
    assert await watched.settle() == ["hi", "two"]
    await stage.change(
        "([id, html]) => document.querySelector(`[data-id='${id}']`).parentElement.outerHTML = html",
        [id_of(3), Bubble(lines("three"), id=id_of(3)).html],
    )
    assert await watched.until(lambda told: len(told) >= 4) == ["hi", "two", "three", "four"]


async def test_an_edit_and_a_reaction_are_told_and_nothing_else_with_them(
    stage: Stage, watched: Watched
) -> None:
    await stage.change("() => { document.querySelector('#main .line').textContent = 'hello'; }")
    assert await watched.until(lambda told: len(told) == 2) == ["hi", "hello"]
    reaction = '<div data-testid="addon-bubble-container"><button aria-label="reaction 👍"></button></div>'
    await stage.change(
        "html => document.querySelector('.focusable-list-item').insertAdjacentHTML('beforeend', html)",
        reaction,
    )
    assert await watched.until(lambda told: len(told) == 3) == ["hi", "hello", "hello"]
    assert [one.emoji for one in watched.messages[2].reactions] == ["👍"]
    assert len(await watched.settle()) == 3


def just_now(number: int) -> str:
    """A bubble of this minute."""
    now = datetime.now(UTC)  # noqa: TID251 (the watcher of the stage lives by the machine's clock)
    stamp = f"{now:%I:%M %p}, {now.month}/{now.day}/{now.year}"
    return Bubble(lines(f"text {number}"), id=id_of(number), stamp=stamp).html


async def test_what_came_while_the_page_was_away_is_caught_up_until_all_is_stored(
    stage: Stage, watched: Watched
) -> None:
    watched.watcher.end_gap()
    await stage.change(APPEND, just_now(2))
    await watched.until(lambda told: len(told) == 2)
    watched.watcher.gap()
    await stage.change(APPEND, just_now(3))
    await watched.until(lambda told: len(told) == 3)
    watched.watcher.end_gap()
    await stage.change(APPEND, just_now(4))
    await watched.until(lambda told: len(told) == 4)
    assert [message.seen for message in watched.messages[1:]] == [Seen.LIVE, Seen.CAUGHT_UP, Seen.LIVE]


async def test_a_row_that_speaks_of_a_message_which_never_comes_is_a_trouble(
    stage: Stage, watched: Watched
) -> None:
    """The chat is open, so nobody opens it: without this nothing would ever be noticed."""

    async def trouble() -> Trouble | None:
        watched.watcher.begin_sweep()
        await stage.ask("reportAll", 7)
        reports = await stage.reports()
        for report in reports:
            await watched.watcher.take(report)
        assert [report.beat for report in reports] == [7]
        return await watched.watcher.trouble()

    await stage.change(PREVIEW, "are you there?")
    await watched.settle()
    assert await trouble() is Trouble.UNSTORED
    assert await trouble() is Trouble.UNSTORED
    await stage.change(APPEND, Bubble(lines("are you there?"), id=id_of(2)).html)
    await watched.until(lambda told: len(told) == 2)
    assert await trouble() is None


async def test_a_conversation_that_was_closed_is_opened_anew_for_the_next_message(
    stage: Stage, watched: Watched
) -> None:
    await stage.change("() => { window.kept = document.querySelector('#main'); kept.remove(); }")
    await watched.watcher.look_at_open_chat(Keyboard())
    await stage.change("() => { document.querySelector('#app, body').append(kept); }")
    await stage.change(APPEND, Bubble(lines("are you there?"), id=id_of(2)).html)
    await stage.change(PREVIEW, "are you there?")
    assert await watched.until(lambda told: len(told) == 2) == ["hi", "are you there?"]


async def test_a_chat_that_cannot_be_opened_is_a_trouble_until_it_can(stage: Stage) -> None:
    """A static page: pressing its row opens nothing."""
    await stage.show(main(rows=Row("Bo", preview="are you there?").html))
    watched = Watched(stage, Hasty())
    visits = asyncio.get_running_loop().create_task(watched.watcher.visits(Keyboard()))
    try:
        async with asyncio.timeout(20):
            while await watched.watcher.trouble() is not Trouble.UNSTORED:
                watched.watcher.begin_sweep()
                await stage.ask("reportAll")
                await watched.settle()
    finally:
        visits.cancel()
    assert watched.messages == []
