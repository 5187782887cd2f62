"""`switchboard demo`: the whole road on one machine, against a simulated WhatsApp, nothing to prepare."""

from __future__ import annotations

import statistics
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING, Any

from rich.console import Console

from app import hold, local_model, people, simulated
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
LOCAL_TIME_LIMIT = 900.0  # a small model on a busy machine thinks for a minute or more
PERSONA = (
    "You answer for Rosa's Bakery in one short sentence, with facts from these notes and nothing else. "
    "If the notes do not say it, say that you do not know.\n\n"
)
LOOK = 0.25
PROVEN = (OutboxState.SENT, OutboxState.DELIVERED, OutboxState.READ)
RECENT = 50  # outbox rows looked at: more than one run makes


async def play(folder: Path, *, once: bool, model: str | None = None) -> int:
    """Plays the script. Returns 0 when every question got its answer as a bubble, else 1.

    With `model` "local" a small real model writes the answers. Raises CannotStart.
    """
    if model not in {None, "local"}:
        raise CannotStart(f"the demo knows no model {model!r}; it can be local, or left out")
    console = Console(highlight=False, soft_wrap=True)
    observe.configure(Log(level="WARNING", format="text"))
    clock = SystemClock()
    with stop_on_signals() as stop:
        async with AsyncExitStack() as stack:
            served = None
            if model is not None:
                place = local_model.serving(folder.parent / "models", console.print)
                served = await stack.enter_async_context(place)
            console.print("Starting a simulated WhatsApp, a browser and Switchboard …")
            simulator = await stack.enter_async_context(
                simulated.started("--script", str(SCRIPT), "--state", str(folder / "simulator"))
            )
            switchboard = await stack.enter_async_context(
                build(demo_settings(folder, simulator.addresses.page, served))
            )
            password = await people.renew(switchboard.store.db, "demo")
            console.print(f"  dashboard   {switchboard.address}  (sign in as demo, password {password})")
            console.print(f"  phone page  {simulator.addresses.phone}\n")
            verdict = _Verdict(simulator, switchboard.store.db, console, stays=not once)
            verdict.quotes = served is None
            parts = {
                **switchboard.parts,
                "narrator": Narrator(switchboard.store.db, clock, console).run,
                "verdict": verdict.run,
            }
            await run_parts(parts, stop)
    if once:
        console.print(verdict.line)
    return verdict.exit_code


def demo_settings(folder: Path, page: str, served: str | None = None) -> Settings:
    """Settings of the demo alone: no file and no environment, so neither your number nor a key is touched.

    `served` is the address of a model of this machine. It writes; whether to answer at all is judged by plain
    rules, since a model as small as this one judges badly.
    """
    agents = {} if served is None else {"persona": PERSONA + KNOWLEDGE.read_text(encoding="utf-8")}
    return settings_source.isolated(
        {
            "data": folder,
            "selectors": ROOT / "selectors.yaml",
            "whatsapp": {"url": page, "sweep": 5},
            "dashboard": {"port": _port()},
            "browser": {"arguments": ("--disable-background-networking",)},
            "chats": [{"name": "Ana Ferreira", "kind": "person", "access": "allowed"}],
            "conversation": {"quiet": 1, "quiet_cap": 5},
            "llm": _models(served),
            "agents": agents,
        }
    )


def _models(served: str | None) -> dict[str, Any]:
    offline = {"kind": "offline", "knowledge": KNOWLEDGE}
    if served is None:
        return {"chain": ["offline"], "providers": {"offline": offline}}
    local = {
        "kind": "openai_compatible",
        "preset": "llama_cpp",
        "base_url": served,
        "model": local_model.NAME,
        "max_context": local_model.CONTEXT,
        "at_once": 1,
        "timeout": LOCAL_TIME_LIMIT / 3,
        "first_token": LOCAL_TIME_LIMIT / 3,
    }
    return {
        "chain": ["local", "offline"],
        "planners": ["offline"],
        "providers": {"local": local, "offline": offline},
        "deadline": LOCAL_TIME_LIMIT / 3,
    }


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
        self.quotes = True  # a model has words of its own
        self.exit_code = 0 if stays else 1
        self.line = "demo: stopped before the answers came"

    async def run(self, stop: asyncio.Event) -> None:
        clock = SystemClock()
        end = clock.monotonic() + (TIME_LIMIT if self.quotes else LOCAL_TIME_LIMIT)
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
        if self.quotes and step.answer not in self._knowledge:
            return "the answer holds no fact of the knowledge file"
        if step.answer_id not in await self._simulator.drawn():
            return "the answer was not drawn as a bubble"
        async with self._db.reading() as session:
            sent = await outbox.listing(session, PROVEN, RECENT)
        if step.answer_id not in {row.wa_id for row in sent}:
            return "the bubble is not the one that Switchboard recorded as sent"
        return None
