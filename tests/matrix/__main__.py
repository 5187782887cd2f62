"""The full product in one browser; a state file lets the next call go on where this one ended."""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from scripts import stamps
from scripts.steps import ROOT
from tests.matrix import trial
from tests.matrix.stages import ENTER
from tests.matrix.switches import left_out, product
from tests.scene import stage

if TYPE_CHECKING:
    from tests.matrix.switches import Combination
    from tests.matrix.trial import Case

STATE = Path("data/matrix.jsonl")
SHOWN = 40
EVERY = 20.0  # seconds between two lines of progress
BATCH = 400
"""Combinations after which the browser is started anew: one page for hours is a test of something else."""


class State:
    """One line for each (stage, combination) that is decided; its first line is the page it is true of."""

    def __init__(self, path: Path, page: str) -> None:
        self._path = path
        path.parent.mkdir(exist_ok=True)
        lines = path.read_text("utf-8").splitlines() if path.is_file() else []
        if not lines or json.loads(lines[0]) != {"page": page}:
            lines = [json.dumps({"page": page})]
            path.write_text(lines[0] + "\n", "utf-8")
        told = [json.loads(line) for line in lines[1:]]
        self.done = {(one["stage"], one["now"]) for one in told}
        self.cases = sum(one["cases"] for one in told)
        self.faults: list[str] = [fault for one in told for fault in one["faults"]]

    def add(self, stage: str, now: str, cases: list[Case]) -> None:
        faults = [str(case) for case in cases if case.fault]
        line = {"stage": stage, "now": now, "cases": len(cases), "faults": faults}
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
        self.done.add((stage, now))
        self.cases += len(cases)
        self.faults += faults


def fingerprint() -> str:
    """A page or a check that changed makes what was decided before worthless."""
    folders = ("simulator", "tests/matrix")
    return stamps.digest(path for folder in folders for path in stamps.sources(ROOT / folder))


async def main() -> int:
    valid = [one for one in product() if left_out(one) is None]
    reasons = Counter(why for one in product() if (why := left_out(one)) is not None)
    for why, count in reasons.items():
        sys.stdout.write(f"matrix: {count} combinations are left out: {why}\n")
    state = State(STATE, fingerprint())
    if state.done:
        sys.stdout.write(f"matrix: going on after {state.cases} cases\n")
    for start in range(0, len(valid), BATCH):
        await _batch(state, valid[start : start + BATCH], start, len(valid))
    rows = Counter(fault.partition(" [")[0] for fault in state.faults)
    for fault in state.faults[:SHOWN]:
        sys.stdout.write(f"  {fault}\n")
    for name, count in rows.most_common():
        sys.stdout.write(f"  {count} × {name}\n")
    sys.stdout.write(f"matrix: {state.cases} cases, {len(state.faults)} failed\n")
    return 1 if state.faults else 0


async def _batch(state: State, batch: list[Combination], start: int, total: int) -> None:
    said = time.monotonic()
    if all((name, str(one)) in state.done for name in ENTER for one in batch):
        return
    with tempfile.TemporaryDirectory() as folder:
        async with stage(Path(folder)) as on:
            async for name, now, cases in trial.run(on, batch, frozenset(state.done)):
                state.add(name, str(now), cases)
                if time.monotonic() - said > EVERY:
                    said = time.monotonic()
                    where = f"{name}, combinations {start + 1} to {start + len(batch)} of {total}"
                    sys.stdout.write(
                        f"matrix: {state.cases} cases, {len(state.faults)} failed so far; {where}\n"
                    )
                    sys.stdout.flush()


if __name__ == "__main__":
    try:
        sys.exit(asyncio.run(main()))
    except KeyboardInterrupt:
        sys.stdout.write("matrix: stopped; the next call goes on from here\n")
        sys.exit(130)
