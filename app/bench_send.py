"""How long texts take from the outbox to bubbles, and whether each stands once, in its own chat."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from app import bench_house, simulated
from app.bench_figures import none_of, quantile, report, told
from conversation import chats, outbox
from core.clock import SystemClock
from core.events import ActivityWritten
from core.settings import ChatRule
from core.types import Access, Author, ChatKind, ChatRef, Mode, OutboxState

if TYPE_CHECKING:
    from app.bench_figures import Figure
    from app.simulated import Simulator
    from app.wiring import Switchboard

LOAD = "chats=20,messages=200"
PARTS = (*bench_house.INTAKE, "workers")
DONE = {OutboxState.SENT, OutboxState.DELIVERED, OutboxState.READ}
ENDED = {*DONE, OutboxState.FAILED, OutboxState.UNKNOWN}
PATIENCE = 120.0  # seconds for one text
RULES = (ChatRule(access=Access.ALLOWED, mode=Mode.HUMAN),)


async def run(messages: int, file: Path | None) -> int:
    """One text after the other, each into another chat than the one before."""
    console = Console(highlight=False, width=130)
    with tempfile.TemporaryDirectory() as place:
        async with simulated.started("--load", LOAD) as simulator:
            settings = bench_house.settings_of(Path(place), simulator.addresses.page)
            async with bench_house.running(settings, simulator, *PARTS) as product:
                console.print(f"{messages} texts into chats in turns …")
                wanted, took, states = await _send(product, simulator, messages)
                figures = await _held_against(simulator, wanted)
    figures.append(none_of("texts not known as sent", sum(state not in DONE for state in states)))
    half, most = quantile(took, 0.5), quantile(took, 0.95)
    figures.append(told("from the outbox to a bubble with a tick, p50", half, " s", f"{messages} texts"))
    figures.append(told("… p95", most, " s"))
    return report(console, "send", figures, file)


async def _send(
    product: Switchboard, simulator: Simulator, count: int
) -> tuple[dict[str, str], list[float], list[OutboxState]]:
    clock = SystemClock()
    known = [chat for chat in await simulator.get("/chats") if chat["kind"] == "person"][:6]
    wanted: dict[str, str] = {}
    took, states = [], []
    for number in range(count):
        chat = known[number % len(known)]
        text = f"bench {number}\nsecond line 😊"
        wanted[text] = chat["id"]
        began = clock.monotonic()
        states.append(await _sent(product, ChatRef("main", chat["name"], ChatKind.UNKNOWN), text))
        took.append(clock.monotonic() - began)
    return wanted, took, states


async def _sent(product: Switchboard, ref: ChatRef, text: str) -> OutboxState:
    db = product.store.db
    async with db.transaction() as session:
        chat = await chats.meet(session, ref, RULES)
        row = await outbox.put(session, chat.id, text, author=Author.OPERATOR, by="bench")
    try:
        async with asyncio.timeout(PATIENCE):
            with db.bus.waiting_for(ActivityWritten) as written:
                while True:
                    written.clear()
                    async with db.reading() as session:
                        now = await outbox.get(session, row.id)
                    if now is not None and now.state in ENDED:
                        return now.state
                    await written.wait()
    except TimeoutError:
        return OutboxState.UNKNOWN


async def _held_against(simulator: Simulator, wanted: dict[str, str]) -> list[Figure]:
    """What the world holds of the texts."""
    right = wrong = double = 0
    for chat in await simulator.chats():
        own = [
            message["text"]
            for message in await simulator.get(f"/chats/{chat}/messages")
            if message["direction"] == "out" and message["text"] in wanted
        ]
        right += len({text for text in own if wanted[text] == chat})
        wrong += sum(wanted[text] != chat for text in own)
        double += len(own) - len(set(own))
    return [
        none_of("texts without a bubble", len(wanted) - right, f"{len(wanted)} texts"),
        none_of("bubbles in a wrong chat", wrong),
        none_of("bubbles more than one of a text", double),
    ]
