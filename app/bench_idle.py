"""What the product costs while nobody writes, beside the same page without it, in turns within one run.

DevTools calls are counted where they leave for the browser: in the protocol log of the driver.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import tempfile
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
from rich.console import Console

from app import bench_house, simulated
from app.bench_figures import at_most, report
from app.wiring import ROOT
from core.clock import SystemClock
from core.errors import CannotStart
from core.settings import Browser
from detector import browser

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from app.bench_figures import Figure
    from app.bench_house import Devtools
    from app.simulated import Simulator

LOAD = "chats=50,messages=500"
PROCESSOR = 1.0  # per cent of one core, in Python
CALLS = 10.0  # DevTools calls a minute
SCRIPT = 20.0  # milliseconds a minute more than the page needs without us
LINKING = 90.0  # seconds
SETTLING = 300.0  # seconds that walking through the list and reading unread chats may take
QUIET = 12.0  # seconds without a call after which all of that is over
SENT = b"SEND \xe2\x96\xba"  # how the driver's log marks what goes to the browser


@dataclass(frozen=True, slots=True)
class Stretch:
    """One stretch of time with us and one without, each for a minute."""

    processor: float
    calls: float
    script: float
    script_without: float


async def run(pairs: int, seconds: float, file: Path | None) -> int:
    """`pairs` of `seconds` each; 30 s is how often everything is looked at, so take a multiple of it."""
    console = Console(highlight=False, width=130)
    with tempfile.TemporaryDirectory() as place:
        async with (
            simulated.started("--load", LOAD) as first,
            simulated.started("--load", LOAD) as second,
            _alone(second, Path(place) / "alone") as alone,
            _product(first, Path(place) / "product") as (process, log),
            bench_house.devtools(Path(place) / "product" / "profile") as ours,
        ):
            console.print("Waiting until what is unread has been read …")
            await _settled(log)
            stretches = []
            for number in range(pairs):
                stretches.append(await _stretch(process, log, ours, alone, seconds))
                console.print(f"pair {number + 1} of {pairs}: {stretches[-1]}")
    return report(console, "idle", _figures(stretches, seconds), file)


async def _stretch(
    process: psutil.Process, log: Path, ours: Devtools, alone: Devtools, seconds: float
) -> Stretch:
    minute = 60 / seconds
    busy, called, script = _busy(process), _called(log), (await ours.metrics())["ScriptDuration"]
    await asyncio.sleep(seconds)
    busy, called = _busy(process) - busy, _called(log) - called
    script = (await ours.metrics())["ScriptDuration"] - script
    without = (await alone.metrics())["ScriptDuration"]
    await asyncio.sleep(seconds)
    without = (await alone.metrics())["ScriptDuration"] - without
    return Stretch(100 * busy / seconds, called * minute, 1000 * script * minute, 1000 * without * minute)


async def _settled(log: Path) -> None:
    clock = SystemClock()
    end = clock.monotonic() + SETTLING
    before = -1
    while (now := _called(log)) != before:
        if clock.monotonic() > end:
            raise CannotStart(f"the product did not come to rest within {SETTLING:.0f} s")
        before = now
        await asyncio.sleep(QUIET)


def _busy(process: psutil.Process) -> float:
    times = process.cpu_times()
    return times.user + times.system


def _called(log: Path) -> int:
    return log.read_bytes().count(SENT)


def _figures(stretches: list[Stretch], seconds: float) -> list[Figure]:
    detail = f"median of {len(stretches)} times {seconds:.0f} s"
    more = statistics.median(one.script - one.script_without for one in stretches)
    page = statistics.median(one.script_without for one in stretches)
    return [
        at_most(
            "Python, of one core", PROCESSOR, statistics.median(s.processor for s in stretches), " %", detail
        ),
        at_most("DevTools calls a minute", CALLS, statistics.median(s.calls for s in stretches), "", detail),
        at_most(
            "script of the page a minute, more than without us",
            SCRIPT,
            more,
            " ms",
            f"{detail}; the page alone takes {page:.1f} ms",
        ),
    ]


@asynccontextmanager
async def _product(simulator: Simulator, folder: Path) -> AsyncIterator[tuple[psutil.Process, Path]]:
    """A process of its own with one chat open, and the file that its driver logs into."""
    log = folder.with_suffix(".log")
    with log.open("wb") as errors:
        process = await asyncio.create_subprocess_exec(
            *("env", "DEBUG=pw:protocol"),  # for that child alone
            *(sys.executable, "-m", "app.bench_house", str(folder), simulator.addresses.page),
            cwd=ROOT,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=errors,
            stderr=errors,
        )
    try:
        await _linked(simulator)
        chat = (await simulator.chats())[0]
        await simulator.receive(chat, "Are you there?")
        yield psutil.Process(process.pid), log
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


async def _linked(simulator: Simulator) -> None:
    clock = SystemClock()
    end = clock.monotonic() + LINKING
    scanned = False
    while (state := await simulator.get("/state"))["screen"] != "main":
        if clock.monotonic() > end:
            raise CannotStart(f"the simulated page was not linked within {LINKING:.0f} s; it says {state}")
        if not scanned and state["qr"] is not None:
            scanned = True
            await simulator.link()
        await asyncio.sleep(bench_house.LOOK)


@asynccontextmanager
async def _alone(simulator: Simulator, profile: Path) -> AsyncIterator[Devtools]:
    """The same page with the same chat open, in a browser that nobody drives any more."""
    settings = Browser(arguments=bench_house.ARGUMENTS)
    async with browser.launched(browser.Launch(settings, profile)) as context:
        page = context.pages[0] if context.pages else await context.new_page()
        await page.goto(simulator.addresses.page)
        await page.locator("[data-ref] canvas").wait_for(timeout=60_000)
        await simulator.link()
        await page.locator("#pane-side [aria-selected]").first.click(timeout=60_000)
        await page.locator("#main footer").wait_for(timeout=60_000)
        async with bench_house.devtools(profile) as devtools:
            yield devtools
