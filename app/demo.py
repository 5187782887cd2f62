"""`switchboard demo`: the whole road on one machine, against a simulated WhatsApp, nothing to prepare."""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING

from rich.console import Console

from app import hold, people, simulated
from app.narrator import Narrator
from app.runtime import run_parts, stop_on_signals
from app.wiring import ROOT, build
from conversation import outbox
from core import observe, settings_source
from core.clock import SystemClock
from core.errors import CannotStart
from core.settings import Dashboard, Log
from core.types import OutboxState
from core.waiting import first_set

if TYPE_CHECKING:
    import asyncio
    from pathlib import Path

    from app.simulated import Script, Simulator, Step
    from conversation.db import Database
    from core.settings import Settings

SCRIPT = ROOT / "simulator" / "scripts" / "demo.yaml"
KNOWLEDGE = ROOT / "simulator" / "scripts" / "knowledge.md"
TIME_LIMIT = 110.0  # seconds for all answers together
LOOK = 0.25
PROVEN = (OutboxState.SENT, OutboxState.DELIVERED, OutboxState.READ)
RECENT = 50  # outbox rows looked at: more than one run makes


async def play(folder: Path, *, once: bool) -> int:
    """Plays the script. Returns 0 when every question got its answer as a bubble, else 1."""
    console = Console(highlight=False, soft_wrap=True)
    observe.configure(Log(level="WARNING", format="text"))
    clock = SystemClock()
    with stop_on_signals() as stop:
        console.print("Starting a simulated WhatsApp, a browser and Switchboard …")
        async with (
            simulated.started("--script", str(SCRIPT), "--state", str(folder / "simulator")) as simulator,
            build(demo_settings(folder, simulator.addresses.page)) as switchboard,
        ):
            password = await people.renew(switchboard.store.db, "demo")
            console.print(f"  dashboard   {switchboard.address}  (sign in as demo, password {password})")
            console.print(f"  phone page  {simulator.addresses.phone}\n")
            verdict = _Verdict(simulator, switchboard.store.db, console, stays=not once)
            parts = {
                **switchboard.parts,
                "narrator": Narrator(switchboard.store.db, clock, console).run,
                "verdict": verdict.run,
            }
            await run_parts(parts, stop)
    if once:
        console.print(verdict.line)
    return verdict.exit_code


def demo_settings(folder: Path, page: str) -> Settings:
    """Settings of the demo alone: no file and no environment, so neither your number nor a key is touched."""
    return settings_source.isolated(
        {
            "data": folder,
            "selectors": ROOT / "selectors.yaml",
            "whatsapp": {"url": page, "sweep": 5},
            "dashboard": {"port": _port()},
            "browser": {"arguments": ("--disable-background-networking",)},
            "chats": [{"name": "Ana Ferreira", "kind": "person", "access": "allowed"}],
            "conversation": {"quiet": 1, "quiet_cap": 5},
            "llm": {
                "chain": ["offline"],
                "providers": {"offline": {"kind": "offline", "knowledge": KNOWLEDGE}},
            },
        }
    )


def _port() -> int:
    """The usual port, or a free one where something else uses it."""
    usual = Dashboard().port
    try:
        hold.listening_socket(Dashboard()).close()
    except CannotStart:
        return 0
    return usual


class _Verdict:
    """Waits for the script's answers, and says whether each was really seen as a bubble of this run."""

    def __init__(self, simulator: Simulator, db: Database, console: Console, *, stays: bool) -> None:
        self._simulator = simulator
        self._db = db
        self._console = console
        self._stays = stays
        self._knowledge = KNOWLEDGE.read_text(encoding="utf-8")
        self.exit_code = 0 if stays else 1
        self.line = "demo: stopped before the answers came"

    async def run(self, stop: asyncio.Event) -> None:
        clock = SystemClock()
        end = clock.monotonic() + TIME_LIMIT
        missing = ["the script did not start"]
        script: Script | None = None
        while missing and clock.monotonic() < end and not stop.is_set():
            await first_set(stop, after=clock.sleep(LOOK))
            script = await self._simulator.script()
            missing = await self._missing(script)
        if self._stays and stop.is_set():
            return
        if script is not None:
            self._conclude(script, missing)
        if self._stays:
            self._console.print(
                "Write as a contact on the phone page, or by hand on the dashboard. Ctrl-C ends.\n"
            )
            await stop.wait()

    def _conclude(self, script: Script, missing: list[str]) -> None:
        for sentence in missing:
            self._console.print(f"missing: {sentence}", style="red")
        times = [step.seconds * 1000 for step in script.steps if step.seconds is not None]
        middle = f"{statistics.median(times):.0f}" if times else "–"
        answers = len(script.steps) - len(missing)
        self.line = f"demo: {len(script.steps)} questions, {max(0, answers)} answers, p50 {middle} ms"
        self.exit_code = 1 if missing else 0
        if self._stays:
            self._console.print(f"\n{self.line}")

    async def _missing(self, script: Script) -> list[str]:
        """One sentence for each question that has no proven answer."""
        return [
            f"{step.question!r}: {problem}"
            for step in script.steps
            if (problem := await self._problem(step)) is not None
        ]

    async def _problem(self, step: Step) -> str | None:
        if step.question_id is None:
            return "was not asked yet"
        if step.answer_id is None or step.answer is None:
            return "got no answer"
        if step.answer not in self._knowledge:
            return "the answer holds no fact of the knowledge file"
        if step.answer_id not in await self._simulator.drawn():
            return "the answer was not drawn as a bubble"
        async with self._db.reading() as session:
            sent = await outbox.listing(session, PROVEN, RECENT)
        if step.answer_id not in {row.wa_id for row in sent}:
            return "the bubble is not the one that Switchboard recorded as sent"
        return None
