"""Lets the bot of others drive the page in each language; the last line tells how far it came."""

from __future__ import annotations

import asyncio
import shutil
import sys

from tests.strangers import environment, trial

LANGUAGES = ("en", "es")
EXCUSED: dict[tuple[str, str], str] = {}
"""(language, step) to the record under docs/decisions that shows the stranger to be wrong about dom.md."""


async def main() -> int:
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        sys.stderr.write("strangers: no Chromium or Chrome on this machine\n")
        return 2
    python = environment.ensure()
    trials = [
        await trial.run(python, "tests.strangers.whatsplay_bot", language, chromium) for language in LANGUAGES
    ]
    for one in trials:
        for step, fault in one.faults.items():
            excuse = EXCUSED.get((one.language, step))
            sys.stdout.write(f"{one.language}: {step}: {fault}{f' (see {excuse})' if excuse else ''}\n")
        if one.faults:
            for event in one.told:
                if event["event"] == "trouble":
                    sys.stdout.write(f"{one.language}: it said: {' '.join(event['words'])}\n")
    told = ", ".join(f"{one.language} {one.passed}/{len(trial.STEPS)}" for one in trials)
    sys.stdout.write(f"strangers: whatsplay {told}\n")
    return int(any((one.language, step) not in EXCUSED for one in trials for step in one.faults))


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
