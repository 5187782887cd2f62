"""What the simulated page costs a browser: opening a chat, one message that arrives, memory after thousands.

Figures are Chromium's own, `Performance.getMetrics` of the DevTools protocol: processor seconds that the
page's thread spent in script, style and layout, so that other work of the machine is not
counted. Clicks go by coordinates, and nothing of ours runs in the page meanwhile.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

from app import simulated
from core.settings import Browser
from detector import browser

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable

    from playwright.async_api import CDPSession, Page

PARTS = {"ScriptDuration": "script", "RecalcStyleDuration": "style", "LayoutDuration": "layout"}
OPENING = 60.0  # milliseconds at the 95th percentile
ARRIVING = 4.0
RATIO = 1.5  # of the large world to the small one
GROWTH = 0.05  # of memory, between a tenth of the arrivals and all of them
WARM_UP = 4  # chats opened before the first one counts: the browser is still compiling the page
OPENINGS = 24
SETTLING = 40  # messages before the first one counts, for the same reason
MESSAGES = 160
STARTING = 600.0  # seconds that filling a large world may take
CHUNK, RATE = 200, 100.0  # messages that one request brings, and how many of them a second
LIVELY = 500  # the newest chats, in which messages arrive
QUIET = 0.02  # seconds between two looks at whether the page has come to rest
RESTLESS = 20.0  # seconds after which a page that never rests is read as it is
ASIDE = (2, 2)  # where the mouse waits: rows that pass under it are work of another kind
WORDS = ("are", "you", "open", "tomorrow", "morning", "we", "would", "like", "to", "come", "by")
ROWS = """() => [...document.querySelectorAll('#pane-side [aria-selected]')].map((row) => {
  const { left, top, width, height } = row.getBoundingClientRect()
  return [left + width / 3, top + height / 2]
})"""


@dataclass(frozen=True, slots=True)
class Size:
    chats: int
    messages: int


SMALL = Size(20, 200)


@dataclass(frozen=True, slots=True)
class Cost:
    """Milliseconds of each kind of work."""

    script: float
    style: float
    layout: float

    @property
    def total(self) -> float:
        return self.script + self.style + self.layout


@dataclass
class Figures:
    """All of one world."""

    size: Size
    opening: list[Cost] = field(default_factory=list)
    arriving: list[Cost] = field(default_factory=list)
    idle: list[Cost] = field(default_factory=list)
    memory: list[tuple[int, float, float]] = field(default_factory=list)
    """Messages that arrived since the last time, heap in bytes after a collection, DOM nodes."""


class Gauge:
    """Reads one page's counters."""

    def __init__(self, devtools: CDPSession) -> None:
        self._devtools = devtools

    async def counters(self) -> dict[str, float]:
        answer = await self._devtools.send("Performance.getMetrics")
        return {metric["name"]: metric["value"] for metric in answer["metrics"]}

    async def rest(self) -> dict[str, float]:
        """Waits until the page has done nothing for three looks in a row."""
        before, still = await self.counters(), 0
        limit = time.monotonic() + RESTLESS
        while still < 3 and time.monotonic() < limit:
            await asyncio.sleep(QUIET)
            now = await self.counters()
            still = still + 1 if all(now[part] == before[part] for part in PARTS) else 0
            before = now
        return before

    async def memory(self) -> tuple[float, float]:
        for _ in range(3):
            await self._devtools.send("HeapProfiler.collectGarbage")
            await asyncio.sleep(0.3)
        counters = await self.counters()
        return counters["JSHeapUsedSize"], counters["Nodes"]


class Progress:
    """Says what goes on, with the seconds since the start, since all of it takes minutes."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._start = time.monotonic()

    def say(self, what: str) -> None:
        self._console.print(f"{time.monotonic() - self._start:5.0f} s  {what}")


async def run(size: Size, arrivals: int) -> None:
    console = Console(highlight=False, width=150)
    progress = Progress(console)
    measured = []
    for one in (SMALL, size):
        progress.say(f"a world of {one.chats:,} chats and {one.messages:,} messages")
        measured.append(await _measure(one, arrivals if one is size else 0, progress))
    report(console, *measured)


async def _measure(size: Size, arrivals: int, progress: Progress) -> Figures:
    figures = Figures(size)
    load = f"chats={size.chats},messages={size.messages}"
    async with simulated.started("--load", load, patience=STARTING) as simulator:
        chats = await _filled(simulator, size)
        world = World(simulator, chats[0], chats[:LIVELY], Random(size.chats))
        async with _linked(simulator) as (page, gauge):
            progress.say(f"linked; {WARM_UP + OPENINGS} chats are opened")
            figures.opening = await _openings(page, gauge)
            figures.idle = [await _cost(gauge) for _ in range(20)]
            progress.say(f"{SETTLING + MESSAGES} messages arrive, each measured")
            figures.arriving = await _arrivals(world, gauge)
            for wanted in (arrivals // 10, arrivals - arrivals // 10) if arrivals else ():
                await _crowd(world, gauge, wanted, progress)
                figures.memory.append((wanted, *await gauge.memory()))
    return figures


@dataclass(frozen=True, slots=True)
class World:
    """Where messages arrive: one in two in the open chat, where a bubble is drawn; others only move rows."""

    simulator: simulated.Simulator
    open: str
    chats: list[str]
    dice: Random

    def next(self, number: int) -> tuple[str, str]:
        """The chat and the words of the next message."""
        words = " ".join(self.dice.choices(WORDS, k=self.dice.randint(2, 14)))
        return (self.open if number % 2 else self.dice.choice(self.chats)), words


async def _filled(simulator: simulated.Simulator, size: Size) -> list[str]:
    """The newest chats first, once the simulator has made up all of them."""
    async with asyncio.timeout(STARTING):
        while True:
            chats = await simulator.chats()
            if len(chats) >= size.chats:
                return chats
            await asyncio.sleep(2)


async def _arrivals(world: World, gauge: Gauge) -> list[Cost]:
    costs = []
    await gauge.rest()
    for number in range(SETTLING + MESSAGES):
        before = await gauge.counters()
        await world.simulator.receive(*world.next(number))
        costs.append(_between(before, await gauge.rest()))
    return costs[SETTLING:]


async def _crowd(world: World, gauge: Gauge, wanted: int, progress: Progress) -> None:
    for done in range(0, wanted, CHUNK):
        arriving = [world.next(number) for number in range(done, min(done + CHUNK, wanted))]
        await world.simulator.receive_many(arriving, RATE)
        await gauge.rest()
        if done // CHUNK % 5 == 4 or done + CHUNK >= wanted:
            progress.say(f"{done + len(arriving):,} of {wanted:,} messages arrived")


@asynccontextmanager
async def _linked(simulator: simulated.Simulator) -> AsyncIterator[tuple[Page, Gauge]]:
    with tempfile.TemporaryDirectory() as profile:
        async with browser.launched(browser.Launch(Browser(), Path(profile))) as context:
            page = context.pages[0] if context.pages else await context.new_page()
            await page.goto(simulator.addresses.page)
            await page.locator("[data-ref] canvas").wait_for()
            await simulator.link()
            await page.locator("#pane-side [aria-selected]").first.wait_for(timeout=60_000)
            devtools = await context.new_cdp_session(page)
            await devtools.send("Performance.enable", {"timeDomain": "threadTicks"})
            gauge = Gauge(devtools)
            await gauge.rest()
            yield page, gauge


async def _openings(page: Page, gauge: Gauge) -> list[Cost]:
    places = (await page.evaluate(ROWS))[:8]
    costs = []
    for number in range(WARM_UP + OPENINGS):
        x, y = places[number % len(places)]
        await page.mouse.move(x, y)
        before = await gauge.rest()
        await page.mouse.down()
        await page.mouse.up()
        costs.append(_between(before, await gauge.rest()))
    await page.mouse.click(*places[0])
    await page.mouse.move(*ASIDE)
    await gauge.rest()
    return costs[WARM_UP:]


async def _cost(gauge: Gauge) -> Cost:
    before = await gauge.counters()
    return _between(before, await gauge.rest())


def _between(before: dict[str, float], after: dict[str, float]) -> Cost:
    return Cost(**{name: (after[part] - before[part]) * 1000 for part, name in PARTS.items()})


def report(console: Console, small: Figures, large: Figures) -> None:
    """Every target beside what was measured, also where it was missed, and what the time went into."""
    table = Table("figure", "target", "measured", "", "what it goes into")
    met = [
        _line(table, "open a chat, p95", OPENING, large.opening),
        _line(table, "one message arrives, p95", ARRIVING, large.arriving),
        _ratio(table, "open a chat, large to small world", small.opening, large.opening),
        _ratio(table, "message, large to small world", small.arriving, large.arriving),
        *_growth(table, large.memory),
    ]
    table.add_row("page at rest, p95", "", f"{_p95(large.idle):.2f} ms", "", "noise of the measurement")
    console.print(table)
    console.print(f"bench page: {sum(met)} of {len(met)} targets met")


def _line(table: Table, name: str, target: float, costs: list[Cost]) -> bool:
    is_met = _p95(costs) <= target
    parts = ", ".join(
        f"{part} {sum(getattr(cost, part) for cost in costs) / len(costs):.2f}" for part in PARTS.values()
    )
    told = f"{_p95(costs):.2f} ms (median {_quantile(costs, 0.5):.2f})"
    unstyled = _p95([replace(cost, style=0.0) for cost in costs])
    goes = f"mean ms: {parts}; p95 without style {unstyled:.2f}"
    table.add_row(name, f"≤ {target:g} ms", told, _mark(is_met), goes)
    return is_met


def _ratio(table: Table, name: str, small: list[Cost], large: list[Cost]) -> bool:
    ratio = _quantile(large, 0.5) / _quantile(small, 0.5)
    is_met = ratio <= RATIO
    told = f"median {_quantile(large, 0.5):.2f} ms to {_quantile(small, 0.5):.2f} ms"
    table.add_row(name, f"≤ {RATIO:g} ×", f"{ratio:.2f} ×", _mark(is_met), told)
    return is_met


def _growth(table: Table, memory: list[tuple[int, float, float]]) -> Iterable[bool]:
    (few, heap, nodes), (more, heap_then, nodes_then) = memory
    for name, before, after in (
        ("JS heap", heap / 2**20, heap_then / 2**20),
        ("DOM nodes", nodes, nodes_then),
    ):
        growth = after / before - 1
        is_met = growth <= GROWTH
        told = f"{before:,.1f} → {after:,.1f}"
        label = f"{name}, {few:,} to {few + more:,} messages"
        table.add_row(label, f"≤ +{GROWTH:.0%}", f"{growth:+.1%}", _mark(is_met), told)
        yield is_met


def _mark(is_met: bool) -> str:
    return "met" if is_met else "MISSED"


def _p95(costs: list[Cost]) -> float:
    return _quantile(costs, 0.95)


def _quantile(costs: list[Cost], share: float) -> float:
    totals = sorted(cost.total for cost in costs)
    return totals[min(len(totals) - 1, int(len(totals) * share))]
