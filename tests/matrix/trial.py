"""Takes a list of combinations through every stage and tells each case as it is decided."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from playwright.async_api import Error as PlaywrightError

from tests.matrix import answering, builds, composing, lists, overlays, screens, stages, talks
from tests.matrix.rows import ROWS
from tests.matrix.view import View
from tests.scene import DRAWN

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Iterable

    from tests.matrix.rows import Row
    from tests.matrix.switches import Combination
    from tests.scene import Stage

MODULES = (answering, builds, composing, lists, overlays, screens, talks)
"""Importing them registers their rows."""
TIMEOUT = 10_000  # milliseconds


@dataclass(frozen=True, slots=True)
class Case:
    """`fault` None: it holds."""

    row: str
    stage: str
    now: Combination
    fault: str | None

    def __str__(self) -> str:
        return f"{self.row} [{self.now}]: {self.fault}"


Decided = tuple[str, "Combination", list[Case]]


async def run(
    on: Stage, wanted: Iterable[Combination], done: frozenset[tuple[str, str]] = frozenset()
) -> AsyncIterator[Decided]:
    """One stage and one combination at a time; `done` names those to pass over."""
    combinations = list(wanted)
    for name in stages.ENTER:
        left = [one for one in combinations if (name, str(one)) not in done]
        async for decided in _through(on, name, left):
            yield decided


async def _through(on: Stage, name: str, left: list[Combination]) -> AsyncIterator[Decided]:
    rows = [row for row in ROWS if row.stage == name]
    asked: set[str] = set()
    fault = await _enter(on, name)
    loaded: Combination | None = None
    fault_now = fault
    for now in _in_order(name, left):
        wanted = [row for row in rows if row.left_out(now) is None]
        if name in stages.RELOADED and fault is None and wanted and _in_sight(now) != loaded:
            loaded = _in_sight(now)
            await on.look(**loaded.switches())
            fault_now = await _failing(stages.ENTER[name](on))
        yield name, now, await _stage(View(on, now, asked), name, wanted, fault_now)


def _in_order(name: str, left: list[Combination]) -> list[Combination]:
    """One load for all that it serves; elsewhere no chat that an empty account closes is opened twice."""
    if name in stages.RELOADED:
        return sorted(left, key=lambda one: (str(_in_sight(one)), one.is_empty, one.is_hidden))
    return sorted(left, key=lambda one: one.is_empty)


def _in_sight(now: Combination) -> Combination:
    """A page is loaded with its chats in sight; what hides them comes after that."""
    return replace(now, is_hidden=False, is_empty=False)


async def _enter(on: Stage, name: str) -> str | None:
    on.page.set_default_timeout(TIMEOUT)
    await on.look(**stages.FRESH)
    return await _failing(stages.ENTER[name](on))


async def _failing(step: Awaitable[None]) -> str | None:
    try:
        await step
    except (AssertionError, PlaywrightError, TimeoutError) as error:
        return f"the stage could not be set: {_first_line(error)}"
    return None


async def _stage(view: View, name: str, wanted: list[Row], fault: str | None) -> list[Case]:
    now, on = view.now, view.stage
    if not wanted:
        return []
    if fault is None:
        await on.look(**now.switches())
        fault = None if now.is_empty else await _failing(stages.reopen(on, name))
    if fault is not None:
        return [Case(row.name, name, now, fault) for row in wanted]
    await view.look()
    cases = [Case(row.name, name, now, await _fault(row, view)) for row in wanted if not row.acts]
    if any(case.fault for case in cases):
        # What is drawn late is looked at once more; what is wrong stays wrong.
        await on.page.evaluate(DRAWN)
        await view.look()
        again = {row.name: await _fault(row, view) for row in wanted if not row.acts}
        cases = [Case(case.row, name, now, case.fault and again[case.row]) for case in cases]
    for row in wanted:
        if row.acts:
            cases.append(Case(row.name, name, now, await _acted(row, view)))
    return cases


async def _acted(row: Row, view: View) -> str | None:
    """What was too slow is done once more; what is wrong stays wrong."""
    fault = await _fault(row, view)
    if fault is None:
        return None
    untidy = await _failing(stages.tidy(view.stage, row.stage))
    return untidy or await _fault(row, view)


async def _fault(row: Row, view: View) -> str | None:
    try:
        await row.check(view)
    except (AssertionError, PlaywrightError) as error:
        return _first_line(error)
    return None


def _first_line(error: BaseException) -> str:
    return (str(error) or type(error).__name__).strip().splitlines()[0][:300]
