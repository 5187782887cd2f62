"""Takes a list of combinations through every stage and tells each case as it is decided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from playwright.async_api import Error as PlaywrightError

from tests.matrix import builds, composing, lists, screens, stages, talks
from tests.matrix.rows import ROWS
from tests.matrix.view import View
from tests.scene import DRAWN

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Iterable

    from tests.matrix.rows import Row
    from tests.matrix.switches import Combination
    from tests.scene import Stage

MODULES = (builds, composing, lists, screens, talks)
"""Importing them registers their rows."""
ACT_TIMEOUT = 5_000  # milliseconds


@dataclass(frozen=True, slots=True)
class Case:
    """`fault` None: it holds."""

    row: str
    stage: str
    now: Combination
    fault: str | None

    def __str__(self) -> str:
        return f"{self.row} [{self.now}]: {self.fault}"


async def run(
    on: Stage, wanted: Iterable[Combination], done: frozenset[tuple[str, str]] = frozenset()
) -> AsyncIterator[tuple[str, Combination, list[Case]]]:
    """One stage and one combination at a time; `done` names those to pass over."""
    combinations = list(wanted)
    for name, enter in stages.ENTER.items():
        rows = [row for row in ROWS if row.stage == name]
        left = [one for one in combinations if (name, str(one)) not in done]
        asked: set[str] = set()
        fault = await _enter(on, name)
        for now in left:
            if fault is None and name in stages.RELOADED:
                await on.look(**now.switches() | {"is_hidden": False, "is_empty": False})
                fault_now = await _failing(enter(on))
            else:
                fault_now = fault
            yield name, now, await _stage(View(on, now, asked), name, rows, fault_now)


async def _enter(on: Stage, name: str) -> str | None:
    on.page.set_default_timeout(10_000)
    await on.look(**stages.FRESH)
    return await _failing(stages.ENTER[name](on))


async def _failing(step: Awaitable[None]) -> str | None:
    try:
        await step
    except (AssertionError, PlaywrightError, TimeoutError) as error:
        return f"the stage could not be set: {_first_line(error)}"
    return None


async def _stage(view: View, name: str, rows: list[Row], fault: str | None) -> list[Case]:
    now, on = view.now, view.stage
    wanted = [row for row in rows if row.left_out(now) is None]
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
    on.page.set_default_timeout(ACT_TIMEOUT)
    for row in wanted:
        if row.acts:
            cases.append(Case(row.name, name, now, await _acted(row, view)))
    on.page.set_default_timeout(10_000)
    return cases


async def _acted(row: Row, view: View) -> str | None:
    """What was too slow is done once more; what is wrong stays wrong."""
    fault = await _fault(row, view)
    if fault is None:
        return None
    untidy = await _failing(stages.tidy(view.stage))
    return untidy or await _fault(row, view)


async def _fault(row: Row, view: View) -> str | None:
    try:
        await row.check(view)
    except (AssertionError, PlaywrightError) as error:
        return _first_line(error)
    return None


def _first_line(error: BaseException) -> str:
    return (str(error) or type(error).__name__).strip().splitlines()[0][:300]
