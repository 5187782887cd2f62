"""How quickly a message is seen: against a bare observer, in a burst, and in a chat that is not open."""

from __future__ import annotations

import asyncio
import json
import tempfile
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from app import bench_house, bench_stranger, simulated
from app.bench_figures import Figure, at_least, at_most, none_of, quantile, report, told
from conversation import chats, history
from core.clock import SystemClock
from core.events import ActivityWritten
from core.settings import Browser
from core.types import ChatKind, ChatRef, Incoming
from detector import browser

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence

    from app.simulated import Simulator
    from app.wiring import Switchboard
    from detector.whatsapp import WhatsAppWeb

LOAD = "chats=30,messages=300"
HALF, MOST = 4.0, 6.0  # times the bare observer, at the median and at the 95th percentile
QUICKER = 5.0  # times, than the stranger at the median
BURST = 500  # messages, within a second where the machine can
SENDERS = 10
WORD = "burst"
PATIENCE = 60.0  # seconds for what was sent to arrive
PAUSE = 0.15  # seconds between two messages that are measured alone
NOTE = """(tell) => new MutationObserver((changes) => {
  const now = performance.timeOrigin + performance.now();
  for (const change of changes)
    for (const node of change.addedNodes)
      for (const word of (node.textContent || "").match(/bench-\\d+;/g) || []) tell(word, now);
}).observe(document.querySelector("#main"), { subtree: true, childList: true })"""
KEEP = f"window.drawn = {{}}; ({NOTE})((word, now) => {{ window.drawn[word] ??= now }}); 1"
HAND_OVER = f"({NOTE})((word, now) => window.hear(word, now))"


@dataclass
class Handed:
    """Takes what the detector hands over, and when; nothing is stored."""

    at: dict[str, float] = field(default_factory=dict)
    ids: list[str] = field(default_factory=list)
    _more: asyncio.Event = field(default_factory=asyncio.Event)

    async def until(self, is_there: Callable[[], bool]) -> None:
        while not is_there():
            self._more.clear()
            await self._more.wait()

    async def listen(self, whatsapp: WhatsAppWeb) -> None:
        async for batch in whatsapp.sightings():
            now = _milliseconds()
            for message in batch:
                if isinstance(message, Incoming):
                    self.at.setdefault(message.text, now)
                    self.ids.append(message.wa_id)
            self._more.set()


async def run(messages: int, unopened: int, file: Path | None) -> int:
    """`messages` in an open chat, then as many in chats that are not open as the stranger gets."""
    console = Console(highlight=False, width=130)
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory() as place:
        async with simulated.started("--load", LOAD) as simulator:
            page = simulator.addresses.page
            people = [chat for chat in await simulator.get("/chats") if chat["kind"] == "person"]
            settings = bench_house.settings_of(Path(place) / "open", page, people[0]["name"])
            console.print(f"{messages} messages in an open chat, then {BURST} within a second …")
            async with bench_house.running(settings, simulator, "whatsapp") as product:
                figures += await _in_the_open_chat(product, simulator, settings.data, people[0], messages)
            settings = bench_house.settings_of(Path(place) / "all", page)
            console.print(f"{unopened} messages in chats that are not open …")
            async with bench_house.running(settings, simulator, *bench_house.INTAKE) as product:
                ours = await _unopened(product, simulator, unopened)
            theirs = await _stranger(console, simulator, unopened)
    figures += _against(ours, theirs)
    return report(console, "detect", figures, file)


async def _in_the_open_chat(
    product: Switchboard, simulator: Simulator, folder: Path, chat: dict[str, str], count: int
) -> list[Figure]:
    handed, bare = Handed(), {}
    async with asyncio.TaskGroup() as group:
        listening = group.create_task(handed.listen(product.whatsapp))
        await _handed_over(simulator, handed, chat["id"], "bench-0;")
        async with (
            bench_house.devtools(folder / "profile") as page,
            _observed(simulator, chat["name"]) as bare,
        ):
            await page.evaluate(KEEP)
            for number in range(1, count + 1):
                await _handed_over(simulator, handed, chat["id"], f"bench-{number};")
                await asyncio.sleep(PAUSE)
            drawn = json.loads(await page.evaluate("JSON.stringify(window.drawn)"))
        own = [handed.at[word] - at for word, at in drawn.items() if word in handed.at]
        figures = _beside(own, list(bare.values()))
        figures += await _burst(simulator, handed, chat["id"])
        listening.cancel()
    return figures


async def _handed_over(simulator: Simulator, handed: Handed, chat: str, text: str) -> None:
    await simulator.receive(chat, text)
    async with asyncio.timeout(PATIENCE):
        await handed.until(lambda: text in handed.at)


@asynccontextmanager
async def _observed(simulator: Simulator, name: str) -> AsyncIterator[dict[str, float]]:
    """A second device on the same account: a page with nothing in it but an observer and a binding."""
    took: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as profile:
        async with browser.launched(browser.Launch(Browser(), Path(profile))) as context:
            page = context.pages[0] if context.pages else await context.new_page()
            await page.expose_binding("hear", lambda _, word, at: took.setdefault(word, _milliseconds() - at))
            await page.goto(simulator.addresses.page)
            await page.locator("[data-ref] canvas").wait_for(timeout=60_000)
            await simulator.link()
            await page.locator(f'#pane-side span[title="{name}"]').first.click(timeout=60_000)
            await page.locator("#main footer").wait_for(timeout=60_000)
            await page.evaluate(HAND_OVER)
            yield took


def _beside(own: Sequence[float], bare: Sequence[float]) -> list[Figure]:
    return [
        at_most(
            f"seen → handed over, {name}, to a bare observer",
            limit,
            quantile(own, share) / quantile(bare, share),
            " ×",
            f"{quantile(own, share):.1f} ms to {quantile(bare, share):.1f} ms, {len(own)} messages",
        )
        for name, share, limit in (("p50", 0.5, HALF), ("p95", 0.95, MOST))
    ]


async def _burst(simulator: Simulator, handed: Handed, chat: str) -> list[Figure]:
    """Several senders at once, since none alone is so quick; the world knows in which order they came."""
    clock = SystemClock()
    handed.ids.clear()
    began = clock.monotonic()
    async with asyncio.TaskGroup() as group:
        for _ in range(SENDERS):
            group.create_task(_talk(simulator, chat, BURST // SENDERS))
    sent = clock.monotonic() - began
    said = await simulator.get(f"/chats/{chat}/messages")
    wanted = [message["id"] for message in said if message["text"].startswith(WORD)]
    with suppress(TimeoutError):
        async with asyncio.timeout(PATIENCE):
            await handed.until(lambda: set(wanted) <= set(handed.ids))
    took = clock.monotonic() - began
    got = [id_ for id_ in handed.ids if id_ in set(wanted)]
    lost = len(set(wanted) - set(got))
    detail = f"{len(wanted)} sent within {sent:.1f} s, all handed over after {took:.1f} s"
    return [
        none_of(f"burst of {BURST} messages, lost", lost, detail),
        none_of("… told twice", len(got) - len(set(got))),
        none_of("… out of order", out_of_order(wanted, got)),
    ]


async def _talk(simulator: Simulator, chat: str, count: int) -> None:
    for number in range(count):
        await simulator.receive(chat, f"{WORD} {number}")


def out_of_order(wanted: Sequence[str], got: Sequence[str]) -> int:
    place = {id_: number for number, id_ in enumerate(wanted)}
    places = [place[id_] for id_ in dict.fromkeys(got)]
    return sum(after < before for before, after in pairwise(places))


async def _unopened(product: Switchboard, simulator: Simulator, count: int) -> list[float]:
    """Seconds from the simulator's send until the message is committed."""
    clock = SystemClock()
    known = [chat for chat in await simulator.get("/chats") if chat["kind"] == "person"][5:15]
    took: list[float] = []
    for number in range(-len(known), count):  # the first ones wait until what was unread has been read
        chat = known[number % len(known)]
        ref = ChatRef("main", chat["name"], ChatKind.UNKNOWN)
        began = clock.monotonic()
        sent = await simulator.post(f"/chats/{chat['id']}/messages", text=f"unopened {number}")
        await _committed(product, ref, sent["id"])
        took.append(clock.monotonic() - began)
        await asyncio.sleep(PAUSE)
    return took[len(known) :]


async def _committed(product: Switchboard, ref: ChatRef, wa_id: str) -> None:
    """One that does not come counts as long as it was waited for."""
    db = product.store.db
    with suppress(TimeoutError), db.bus.waiting_for(ActivityWritten) as written:
        async with asyncio.timeout(PATIENCE):
            while True:
                written.clear()
                async with db.reading() as session:
                    chat = await chats.find(session, ref)
                    if chat is not None and wa_id in await history.last_ids(session, chat.id):
                        return
                await written.wait()


async def _stranger(console: Console, simulator: Simulator, count: int) -> list[float]:
    if bench_stranger.python() is None:
        return []
    console.print(f"whatsplay hears {count} messages; it needs some seconds for each …")
    return await bench_stranger.measured(simulator, count)


def _against(ours: Sequence[float], theirs: Sequence[float]) -> list[Figure]:
    half = quantile(ours, 0.5)
    own = told(
        "message in a chat that is not open, until committed, p50", half, " s", f"{len(ours)} messages"
    )
    name = "… times quicker than whatsplay's first word of it"
    if not theirs:
        how = (
            "whatsplay is not installed (`make strangers` does it)"
            if bench_stranger.python() is None
            else ("whatsplay named none of the messages")
        )
        return [own, Figure(name, f"≥ {QUICKER:g} ×", "not measured", None, how)]
    detail = f"{quantile(theirs, 0.5):.2f} s at the median, {len(theirs)} messages"
    return [own, at_least(name, QUICKER, quantile(theirs, 0.5) / half, " ×", detail)]


def _milliseconds() -> float:
    return SystemClock().utc().timestamp() * 1000
