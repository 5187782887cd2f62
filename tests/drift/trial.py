"""One build without one family: a message is read, a text is sent, and nothing stands where it should not."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from app import bench_house, simulated
from conversation import chats, history, outbox
from core.clock import SystemClock
from core.types import Author, ChatKind, ChatRef, OutboxState
from tests.drift import losses
from tests.journey.simulation import until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from app.simulated import Simulator
    from app.wiring import Switchboard

PATIENCE = 120.0  # seconds; a busy machine may take so long
LIMIT = 60.0  # seconds within which all of a trial is done where the machine is not busy
PARTS = (*bench_house.INTAKE, "workers")
SCRIPT = f"""\
owner: {losses.OWNER}
chats:
  - {{name: Ana, history: [{{by: Ana, text: "good morning", ago: 2 h}}, {{by: me, text: "hello", ago: 1 h}}]}}
  - {{name: Luz, history: [{{by: Luz, text: "are you there?", ago: 3 h}}, {{by: me, text: "yes", ago: 2 h}}]}}
"""
SENT = {OutboxState.SENT, OutboxState.DELIVERED, OutboxState.READ}


@dataclass
class Outcome:
    """`fault` says what did not go on; `safe` that nothing was to be sent, and nothing was."""

    build: str
    family: str
    fault: str = ""
    safe: bool = False
    seconds: float = 0.0


@dataclass
class House:
    """The product and the account that it is linked to."""

    product: Switchboard
    simulator: Simulator
    profile: Path
    known: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)

    async def reads(self, name: str, text: str) -> None:
        """A contact writes. Raises AssertionError where it is not stored in time."""
        await self.simulator.receive(self.known[name], text)

        async def newest() -> list[str]:
            async with self.product.store.db.reading() as session:
                chat = await chats.find(session, ref(name))
                return [] if chat is None else [m.text for m in await history.page(session, chat.id)]

        await until(newest, lambda texts: text in texts, PATIENCE)

    async def sends(self, name: str, text: str) -> OutboxState:
        """An operator writes; comes back once it is sent, or with the state it stays in."""
        self.texts[text] = self.known[name]
        db = self.product.store.db
        async with db.transaction() as session:
            chat = await chats.find(session, ref(name))
            assert chat is not None
            row = await outbox.put(session, chat.id, text, author=Author.OPERATOR, by="anna")

        async def state() -> OutboxState:
            async with db.reading() as session:
                now = await outbox.get(session, row.id)
            assert now is not None
            return now.state

        try:
            await until(state, lambda now: now in SENT, PATIENCE)
        except AssertionError:
            return await state()
        return OutboxState.SENT

    async def misplaced(self) -> list[str]:
        """Texts of ours that stand in another chat than was meant, or more than once."""
        found: list[str] = []
        seen: list[str] = []
        for chat in await self.simulator.chats():
            for message in await self.simulator.get(f"/chats/{chat}/messages"):
                if message["direction"] == "out" and message["text"] in self.texts:
                    if self.texts[message["text"]] != chat or message["text"] in seen:
                        found.append(message["text"])
                    seen.append(message["text"])
        return found


def ref(name: str) -> ChatRef:
    return ChatRef("main", name, ChatKind.UNKNOWN)


@asynccontextmanager
async def house(folder: Path) -> AsyncIterator[House]:
    script = folder / "world.yaml"
    await asyncio.to_thread(script.write_text, SCRIPT, "utf-8")
    async with simulated.started("--script", str(script)) as simulator:
        settings = bench_house.settings_of(folder / "data", simulator.addresses.page)
        whatsapp = settings.whatsapp.model_copy(update={"sweep": 2.0})
        settings = settings.model_copy(update={"whatsapp": whatsapp})
        async with bench_house.running(settings, simulator, *PARTS) as product:
            made = House(product, simulator, settings.data / "profile")
            made.known = {chat["name"]: chat["id"] for chat in await simulator.get("/chats")}
            for name in made.known:
                await made.reads(name, f"first words of {name}")
            yield made


async def run(on: House, build: str, family: str) -> Outcome:
    outcome = Outcome(build, family)
    await on.simulator.patch("/look", profile=build)
    began = SystemClock().monotonic()
    async with bench_house.devtools(on.profile) as page:
        await page.evaluate(losses.script(family))
        try:
            await _goes_on(on, outcome)
        except AssertionError as error:
            outcome.fault = str(error)
        outcome.seconds = SystemClock().monotonic() - began
        try:
            is_same = await page.evaluate(losses.left(family)) == 0 and await page.evaluate(losses.UNDO)
        except bench_house.NO_PAGE:
            is_same = False
        if not is_same:
            outcome.fault = (
                outcome.fault or "the page was loaded anew meanwhile, or had the family all the same"
            )
    if misplaced := await on.misplaced():
        outcome.fault = f"{len(misplaced)} texts stand in a wrong chat or twice"
    await _well_again(on)
    return outcome


async def _goes_on(on: House, outcome: Outcome) -> None:
    """The second chat is not open when its message comes, so that it must be found and opened."""
    mark = f"{outcome.build}, {outcome.family}"
    await on.reads("Ana", f"to Ana: {mark}")
    await on.reads("Luz", f"to Luz: {mark}")
    state = await on.sends("Ana", f"from us: {mark}")
    if state is not OutboxState.SENT:
        health, words = await on.product.whatsapp.eyes.check()
        outcome.safe = state is OutboxState.QUEUED and "Safe mode" in words
        if not outcome.safe:
            outcome.fault = f"the text stays {state.value}; {health}: {words}"


async def _well_again(on: House) -> None:
    """What waited for a page that can be read is sent before the next trial begins."""

    async def waiting() -> list[Any]:
        async with on.product.store.db.reading() as session:
            return list(await outbox.listing(session, {OutboxState.QUEUED, OutboxState.SENDING}, 10))

    await until(waiting, lambda rows: not rows, PATIENCE)
