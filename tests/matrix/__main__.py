"""The full product in browsers side by side; a state file lets the next call go on where this one ended."""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import tempfile
import time
from collections import Counter, deque
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.async_api import Error as PlaywrightError

from scripts import stamps
from scripts.steps import ROOT
from tests.matrix import trial
from tests.matrix.stages import ENTER
from tests.matrix.state import Progress, State
from tests.matrix.switches import left_out, product
from tests.scene import stage

if TYPE_CHECKING:
    from tests.matrix.switches import Combination

STATE = Path("data/matrix.jsonl")
SHOWN = 40
EVERY = 20.0  # seconds between two lines of progress
BATCH = 240
"""Combinations after which a browser is started anew: one page for hours is a test of something else."""
FIRST = 10
ATTEMPTS = 3
"""How often a batch is begun again after its browser or simulator broke down without deciding anything."""


class Matrix:
    """Takes the batches off one pile, as many at a time as there are jobs."""

    def __init__(self, state: State, wanted: list[Combination], jobs: int) -> None:
        self._state = state
        self._jobs = jobs
        # A few to begin with, so that every stage has soon told how long it takes.
        few = FIRST * jobs
        starts = [*range(0, few, FIRST), *range(few, len(wanted), BATCH)]
        self._pile = deque(wanted[start:end] for start, end in pairwise([*starts, len(wanted)]))
        left = (name for name in ENTER for one in wanted if (name, str(one)) not in state.done)
        self._progress = Progress(left, jobs)
        self._said = time.monotonic()

    async def run(self) -> None:
        async with asyncio.TaskGroup() as group:
            for number in range(self._jobs):
                group.create_task(self._work(), name=f"matrix job {number + 1}")

    async def _work(self) -> None:
        while self._pile:
            batch = self._pile.popleft()
            attempts = 0
            while any((name, str(one)) not in self._state.done for name in ENTER for one in batch):
                before = len(self._state.done)
                try:
                    await self._decide(batch)
                except (PlaywrightError, OSError, TimeoutError) as error:
                    attempts = 0 if len(self._state.done) > before else attempts + 1
                    if attempts == ATTEMPTS:
                        raise
                    sys.stdout.write(f"matrix: a browser is started anew after {type(error).__name__}\n")

    async def _decide(self, batch: list[Combination]) -> None:
        with tempfile.TemporaryDirectory() as folder:
            async with stage(Path(folder)) as on:
                since, last = time.monotonic(), ""
                async for name, now, cases in trial.run(on, batch, frozenset(self._state.done)):
                    self._state.add(name, str(now), cases)
                    # The first one has waited for its stage to be set, which is done once a batch.
                    self._progress.count(name, time.monotonic() - since if name == last else None)
                    self._say()
                    since, last = time.monotonic(), name

    def _say(self) -> None:
        if time.monotonic() - self._said < EVERY:
            return
        self._said = time.monotonic()
        told = self._progress.told()
        state = self._state
        sys.stdout.write(f"matrix: {state.cases} cases, {len(state.faults)} failed so far; {told}\n")
        sys.stdout.flush()


def fingerprint() -> str:
    """A page or a check that changed makes what was decided before worthless."""
    folders = ("simulator", "tests/matrix")
    files = [path for folder in folders for path in stamps.sources(ROOT / folder)]
    return stamps.digest([*files, ROOT / "tests/scene.py"])


async def main(jobs: int) -> int:
    valid = [one for one in product() if left_out(one) is None]
    reasons = Counter(why for one in product() if (why := left_out(one)) is not None)
    for why, count in reasons.items():
        sys.stdout.write(f"matrix: {count} combinations are left out: {why}\n")
    state = State(STATE, fingerprint())
    if state.done:
        sys.stdout.write(f"matrix: going on after {state.cases} cases\n")
    await Matrix(state, valid, jobs).run()
    rows = Counter(fault.partition(" [")[0] for fault in state.faults)
    for fault in state.faults[:SHOWN]:
        sys.stdout.write(f"  {fault}\n")
    for name, count in rows.most_common():
        sys.stdout.write(f"  {count} × {name}\n")
    sys.stdout.write(f"matrix: {state.cases} cases, {len(state.faults)} failed\n")
    return 1 if state.faults else 0


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="tests.matrix", description=__doc__)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="browsers side by side")
    return parser.parse_args()


if __name__ == "__main__":
    try:
        sys.exit(asyncio.run(main(max(1, arguments().jobs))))
    except KeyboardInterrupt:
        sys.stdout.write("matrix: stopped; the next call goes on from here\n")
        sys.exit(130)
