"""What the product says of its own eyes: drift once, loss for certain, safe mode after a while."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from core.errors import SafeMode
from core.eyesight import SafeModeChanged, StrategyUsed, TableRead
from detector import eyes, selectors
from detector.eyes import Eyes
from tests.fakes import FakeClock

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from core.types import Sighting

TABLE = selectors.load(Path(__file__).resolve().parents[3] / "selectors.yaml")


class Page:
    """A page that answers what a test wrote; it stands for the probe."""

    def __init__(self) -> None:
        self.used: dict[str, int] = {}
        self.hits: dict[str, list[int]] = {}
        self.refused: list[dict[str, Any]] = []

    async def ask(self, function: str, *arguments: Any) -> Any:
        match function:
            case "eyesight":
                return {"used": self.used, "hits": self.hits}
            case "mistakes":
                return self.refused
            case "excerpt":
                return f"div[role={arguments[0]}]"
        raise AssertionError(function)


class Looker:
    """Eyes with a page, and everything that they told."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.page = Page()
        self.told: list[Sighting] = []
        self.eyes = Eyes("main", TABLE, self.clock, self.told.append)

    async def look(self, **used: int) -> list[Sighting]:
        self.page.used = used
        return await self.told_by_a_look()

    async def count(self, **hits: list[int]) -> list[Sighting]:
        self.page.used, self.page.hits = {}, hits
        return await self.told_by_a_look()

    async def told_by_a_look(self) -> list[Sighting]:
        self.told.clear()
        await self.eyes.look(self.page)  # type: ignore[arg-type]  # the three answers are all it asks for
        return list(self.told)

    @asynccontextmanager
    async def guarded(self) -> AsyncIterator[None]:
        async with asyncio.TaskGroup() as group:
            task = group.create_task(self.eyes.guard())
            yield
            task.cancel()


@pytest.fixture
def looker() -> Looker:
    return Looker()


async def test_a_target_found_by_another_strategy_is_told_with_its_kind_and_how_the_page_looks_there(
    looker: Looker,
) -> None:
    assert await looker.look(composer=0, body=2) == [
        StrategyUsed("main", "body", 0, 2, "css", "div[role=body]")
    ]
    assert await looker.look(composer=1, body=2) == [
        StrategyUsed("main", "composer", 0, 1, "css", "div[role=composer]")
    ]


async def test_a_target_that_goes_to_and_fro_is_told_once_in_an_hour(looker: Looker) -> None:
    assert len(await looker.look(body=1)) == 1
    assert len(await looker.look(body=0)) == 1
    for _ in range(3):
        assert await looker.look(body=1) == []
        assert await looker.look(body=0) == []
    await looker.clock.advance(eyes.REMINDER)
    assert len(await looker.look(body=1)) == 1


async def test_hits_are_summed_up_until_another_table_is_taken(looker: Looker) -> None:
    await looker.count(meta=[3, 1, 0, 0])
    await looker.count(meta=[2, 0, 0, 4])
    assert looker.eyes.hits == {"meta": [5, 1, 0, 4]}
    looker.eyes.take(TABLE)
    assert looker.eyes.hits == {}
    assert looker.told[-1] == TableRead("main")


async def test_a_target_that_was_always_found_and_is_not_any_more_is_told_as_lost(looker: Looker) -> None:
    await looker.count(meta=[eyes.ENOUGH, 0, 0, 0])
    lost = StrategyUsed("main", "meta", 0, None, None, "div[role=meta]")
    assert await looker.count(meta=[0, 0, 0, eyes.FEW]) == [lost]


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ([eyes.ENOUGH - 1, 0, 0, 0], [0, 0, 0, eyes.FEW]),  # not known for long
        ([eyes.ENOUGH, 0, 0, 0], [0, 0, 0, eyes.FEW - 1]),  # hardly looked for
        ([eyes.ENOUGH, 0, 0, 0], [0, 1, 0, eyes.FEW]),  # once found
        ([eyes.ENOUGH, 0, 0, eyes.ENOUGH // 10], [0, 0, 0, eyes.FEW]),  # often not there
    ],
)
async def test_what_may_be_absent_is_not_told_as_lost(
    looker: Looker, before: list[int], now: list[int]
) -> None:
    await looker.count(meta=before)
    assert await looker.count(meta=now) == []


async def test_what_the_browser_cannot_read_of_the_first_table_is_told_once_with_its_line(
    looker: Looker,
) -> None:
    looker.page.refused = [{"target": "splash", "index": 1, "key": "css"}]
    (told,) = await looker.look()
    line = TABLE.line("splash", 1)
    assert told == TableRead(
        "main", f"line {line}: targets.splash.strategies.1.css: the browser cannot read it"
    )
    assert await looker.look() == []
    state, words = await looker.eyes.check()
    assert (state, f"line {line}" in words) == ("degraded", True)


async def test_safe_mode_begins_after_a_while_and_ends_at_once(looker: Looker) -> None:
    async with looker.guarded():
        looker.eyes.notice(["composer"])
        await looker.clock.advance(eyes.SEVERAL - 0.5)
        looker.eyes.make_sure()
        assert looker.told == []
        await looker.clock.advance(1)
        with pytest.raises(SafeMode, match="composer"):
            looker.eyes.make_sure()
        state, words = await looker.eyes.check()
        assert (state, "shows no composer" in words) == ("degraded", True)
        looker.eyes.notice([])
        looker.eyes.make_sure()
    assert looker.told == [SafeModeChanged("main", ("composer",)), SafeModeChanged("main", ())]
    assert (await looker.eyes.check())[0] == "ok"


async def test_a_target_that_is_gone_for_a_moment_is_no_reason(looker: Looker) -> None:
    async with looker.guarded():
        for _ in range(4):
            looker.eyes.notice(["composer"])
            await looker.clock.advance(eyes.SEVERAL / 2)
            looker.eyes.notice([])
            await looker.clock.advance(eyes.SEVERAL / 2)
    assert looker.told == []


async def test_one_missing_after_the_other_counts_as_one_time(looker: Looker) -> None:
    async with looker.guarded():
        looker.eyes.notice(["composer"])
        await looker.clock.advance(eyes.SEVERAL - 1)
        looker.eyes.notice(["message_row"])
        await looker.clock.advance(1.5)
    assert looker.told == [SafeModeChanged("main", ("message_row",))]


async def test_another_screen_neither_begins_safe_mode_nor_ends_it(looker: Looker) -> None:
    async with looker.guarded():
        looker.eyes.notice(["composer"])
        looker.eyes.look_away()
        await looker.clock.advance(2 * eyes.SEVERAL)
        looker.eyes.make_sure()
        looker.eyes.notice(["composer"])
        await looker.clock.advance(2 * eyes.SEVERAL)
        looker.eyes.look_away()
        with pytest.raises(SafeMode):
            looker.eyes.make_sure()


async def test_the_health_names_what_is_not_found_by_its_first_choice(looker: Looker) -> None:
    await looker.look(body=1, composer=0)
    assert await looker.eyes.check() == ("ok", "The page is read; not by the first choice: body.")
