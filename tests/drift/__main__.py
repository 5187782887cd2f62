"""Every build without every family; the last line tells how many went on. `make drift` runs it."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

from tests.drift import losses, trial

KNOWN: frozenset[tuple[str, str]] = frozenset()
"""Builds that lose with a family what nothing else finds: safe mode is right there."""


async def main() -> int:
    outcomes = []
    with tempfile.TemporaryDirectory() as folder:
        async with trial.house(Path(folder)) as house:
            for build in losses.BUILDS:
                for family in losses.STRIPPED:
                    one = await trial.run(house, build, family)
                    outcomes.append(one)
                    if not one.fault and one.seconds > trial.LIMIT:
                        one.fault = f"it took longer than {trial.LIMIT:.0f} s"
                    word = f"FAULT: {one.fault}" if one.fault else "safe mode" if one.safe else "goes on"
                    sys.stdout.write(f"{build:14} without {family:13} {one.seconds:5.1f} s  {word}\n")
                    sys.stdout.flush()
    went = [one for one in outcomes if not one.fault and not one.safe]
    safe = [one for one in outcomes if one.safe]
    sys.stdout.write(f"drift: {len(outcomes)} trials, {len(went)} go on, {len(safe)} in safe mode\n")
    bad = [one for one in outcomes if one.fault or (one.safe and (one.build, one.family) not in KNOWN)]
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
