"""Thousands of messages over many chats while things go wrong: all there, once, in order, memory flat."""

from __future__ import annotations

import asyncio
import gc
import random
import tempfile
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil
import yaml
from rich.console import Console

from app import bench_house, simulated
from app.bench_figures import Figure, at_least, at_most, none_of, report
from conversation import chats as store
from conversation import history
from core.clock import SystemClock
from core.types import ChatKind, ChatRef

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.simulated import Simulator
    from app.wiring import Switchboard

RATE = 5.0  # messages a second
MINUTES = 45.0
FAULTS = 60
SAMPLES = 50
GROWTH = 0.05  # of the last tenth of the samples over the second
CATCHING_UP = 600.0  # seconds without any news from the product, after which what is missing counts as lost
LOOK = 5.0  # seconds between looks at what is still missing
ALL = 100_000  # ids of a chat
CRASH = "crash"
KINDS: tuple[dict[str, Any], ...] = (
    {"kind": "network", "seconds": 2},
    {"kind": "lost_news", "count": 2},
    {"kind": "hang", "seconds": 2},
    {"kind": "doubled_news", "count": 2},
    {"kind": "dialog", "dialog": {"name": "whats_new"}},
    {"kind": "resent_history", "count": 5},
    {"kind": "slow_rendering", "ms": 300, "seconds": 5},
    {"kind": "banner", "banner": {"name": "computer"}},
    {"kind": CRASH},
)


@dataclass
class Soak:
    """What was sent, by chat, and how much memory was taken on the way."""

    sent: dict[str, list[str]] = field(default_factory=dict)
    memory: list[tuple[float, float, float]] = field(default_factory=list)
    """DOM nodes, JS heap and Python's memory in bytes, after a collection."""
    faults: Counter[str] = field(default_factory=Counter)
    sending: float = 0.0
    whole: float = 0.0


async def run(messages: int, chats: int, file: Path | None) -> int:
    """The full form takes half an hour and more; fewer messages get fewer faults, in proportion."""
    console = Console(highlight=False, width=130)
    names = [f"Contact {number:03}" for number in range(1, chats + 1)]
    with tempfile.TemporaryDirectory() as place:
        script = Path(place) / "world.yaml"
        script.write_text(yaml.safe_dump({"chats": [{"name": name} for name in names]}), "utf-8")
        async with simulated.started("--script", str(script)) as simulator:
            settings = bench_house.settings_of(Path(place) / "data", simulator.addresses.page)
            async with bench_house.running(settings, simulator, *bench_house.INTAKE) as product:
                soak = Soak()
                began = SystemClock().monotonic()
                await _send(console, simulator, settings.data / "profile", soak, messages)
                stored = await _caught_up(console, product, soak, names)
                soak.whole = SystemClock().monotonic() - began
    return report(console, "soak", figures(soak, stored, messages), file)


async def _send(console: Console, simulator: Simulator, profile: Path, soak: Soak, messages: int) -> None:
    clock, dice = SystemClock(), random.Random("soak")
    known = {chat["name"]: chat["id"] for chat in await simulator.get("/chats")}
    samples = min(SAMPLES, max(10, messages // 100))
    faults = max(len(KINDS), round(FAULTS * 1.1 * messages / 10_000))
    began = clock.monotonic()
    for number in range(messages):
        name = dice.choice(list(known))
        answer = await simulator.post(f"/chats/{known[name]}/messages", text=f"message {number}")
        soak.sent.setdefault(name, []).append(answer["id"])
        if (number + 1) * faults // messages > number * faults // messages:
            await _go_wrong(simulator, profile, soak)
        if (number + 1) * samples // messages > number * samples // messages:
            await _weigh(profile, soak)
        if (number + 1) % max(1, messages // 10) == 0:
            console.print(f"{number + 1:,} of {messages:,} sent, {soak.faults.total()} faults …")
        ahead = began + (number + 1) / RATE - clock.monotonic()
        if ahead > 0:
            await asyncio.sleep(ahead)
    soak.sending = clock.monotonic() - began


async def _go_wrong(simulator: Simulator, profile: Path, soak: Soak) -> None:
    fault = KINDS[soak.faults.total() % len(KINDS)]
    soak.faults[fault["kind"]] += 1
    if fault["kind"] != CRASH:
        await simulator.post("/faults", fault=fault)
        return
    with suppress(*bench_house.NO_PAGE):
        async with asyncio.timeout(3), bench_house.devtools(profile) as page:
            await page.send("Page.crash")


async def _weigh(profile: Path, soak: Soak) -> None:
    """Nothing while there is no page: after a crash the next sample counts again."""
    gc.collect()
    try:
        async with asyncio.timeout(10), bench_house.devtools(profile) as page:
            await page.send("HeapProfiler.collectGarbage")
            metrics = await page.metrics()
    except bench_house.NO_PAGE:
        return
    memory = float(psutil.Process().memory_info().rss)
    soak.memory.append((metrics["Nodes"], metrics["JSHeapUsedSize"], memory))


async def _caught_up(
    console: Console, product: Switchboard, soak: Soak, names: Sequence[str]
) -> dict[str, list[str]]:
    """All that is stored, by chat, once nothing is missing or nothing more came for long."""
    clock = SystemClock()
    missing = {id_ for ids in soak.sent.values() for id_ in ids}
    since, stored = clock.monotonic(), await _stored(product, names)
    while missing and clock.monotonic() - since < CATCHING_UP:
        found = {id_ for ids in stored.values() for id_ in ids} & missing
        if found:
            since = clock.monotonic()
            missing -= found
            console.print(f"{len(missing):,} are still to be stored …")
        await asyncio.sleep(LOOK)
        stored = await _stored(product, names)
    return stored


async def _stored(product: Switchboard, names: Sequence[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    async with product.store.db.reading() as session:
        for name in names:
            chat = await store.find(session, ChatRef("main", name, ChatKind.UNKNOWN))
            if chat is not None:
                found[name] = await history.last_ids(session, chat.id, ALL)
    return found


def figures(soak: Soak, stored: dict[str, list[str]], messages: int) -> list[Figure]:
    sent = {id_ for ids in soak.sent.values() for id_ in ids}
    kept = [id_ for ids in stored.values() for id_ in ids if id_ in sent]
    disorder = sum(_is_disordered(ids, stored.get(name, [])) for name, ids in soak.sent.items())
    told = ", ".join(f"{count} {kind}" for kind, count in soak.faults.items())
    is_full = messages >= 10_000
    faults = soak.faults.total()
    return [
        none_of("lost", len(sent - set(kept)), f"{len(sent):,} messages over {len(soak.sent)} chats"),
        none_of("doubled", len(kept) - len(set(kept))),
        none_of("chats out of order", disorder),
        at_least("messages a second, while sent", RATE * 0.98, messages / soak.sending),
        at_most("minutes until all are stored", MINUTES, soak.whole / 60, " min"),
        Figure("faults", f"≥ {FAULTS}", str(faults), faults >= FAULTS if is_full else None, told, faults),
        *growth(soak.memory, is_full=is_full),
    ]


def _is_disordered(sent: Sequence[str], stored: Sequence[str]) -> bool:
    both = set(sent) & set(stored)
    return [id_ for id_ in sent if id_ in both] != [id_ for id_ in stored if id_ in both]


def growth(memory: Sequence[tuple[float, float, float]], *, is_full: bool) -> list[Figure]:
    tenth = len(memory) // 10
    if not tenth:
        return [Figure("memory", f"≤ +{GROWTH:.0%}", "not measured", None, f"{len(memory)} samples")]
    found = []
    for place, (name, unit) in enumerate((("DOM nodes", 1), ("JS heap, MB", 2**20), ("Python, MB", 2**20))):
        early = sum(sample[place] for sample in memory[tenth : 2 * tenth]) / tenth / unit
        late = sum(sample[place] for sample in memory[-tenth:]) / tenth / unit
        growth = late / early - 1
        told = f"{early:,.1f} → {late:,.1f}, {len(memory)} samples"
        is_met = growth <= GROWTH if is_full else None
        found.append(Figure(name, f"≤ +{GROWTH:.0%}", f"{growth:+.1%}", is_met, told, growth))
    return found
