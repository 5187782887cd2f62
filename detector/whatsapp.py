"""WhatsApp Web as one channel: a part that keeps the browser, and the hands and eyes of the pipeline."""

from __future__ import annotations

import asyncio
import logging
import secrets
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from playwright.async_api import Error as PlaywrightError

from core.errors import BrowserGone, NotLinked, SelectorMissing
from core.types import LinkChanged, LinkView, Screen
from core.waiting import first_set
from detector import browser, login, page, reader
from detector.pane import Pane
from detector.probe import Probe, reach
from detector.sender import Sender
from detector.watcher import Watcher

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from playwright.async_api import BrowserContext, Page

    from core.ports import Checkpoint, Clock, Ledger
    from core.settings import Settings
    from core.types import ChatRef, Outgoing, Search, SentProof, Sighting
    from detector.reader import ScreenReport
    from detector.selectors import Table

log = logging.getLogger(__name__)

BATCH = 100  # sightings that may be stored in one transaction
QR_REFRESHES = 10  # expired codes renewed unasked after a start; then a person asks for one


@dataclass(frozen=True, slots=True)
class Hands:
    """What exists only while a page is up."""

    probe: Probe
    pane: Pane
    sender: Sender
    watcher: Watcher


class WhatsAppWeb:
    """A `Channel`, `Marker` and `LinkControl`. `run` is a part; the others work while it runs."""

    def __init__(
        self, settings: Settings, table: Table, ledger: Ledger, clock: Clock, checkpoint: Checkpoint
    ) -> None:
        self._settings = settings
        self._table = table
        self._ledger = ledger
        self._clock = clock
        self._checkpoint = checkpoint
        self._sightings: asyncio.Queue[Sighting] = asyncio.Queue()
        self._keyboard = asyncio.Lock()
        self._link = LinkView(Screen.STARTING, clock.utc())
        self._linked = asyncio.Event()
        self._hands: Hands | None = None
        self._refreshes = 0

    # Channel, Marker

    async def sightings(self) -> AsyncIterator[Sequence[Sighting]]:
        while True:
            batch = [await self._sightings.get()]
            while len(batch) < BATCH and not self._sightings.empty():
                batch.append(self._sightings.get_nowait())
            yield batch

    async def mark(self, chat: ChatRef) -> tuple[str, ...]:
        async with self._keyboard:
            return await self._ready().sender.mark(chat)

    async def send(self, outgoing: Outgoing) -> SentProof:
        async with self._keyboard:
            return await self._ready().sender.send(outgoing)

    async def find_sent(self, outgoing: Outgoing) -> Search:
        async with self._keyboard:
            return await self._ready().sender.find_sent(outgoing)

    # LinkControl

    def link(self) -> LinkView:
        return self._link

    async def refresh_qr(self) -> None:
        """Asks the page for a fresh code when the one it shows has expired."""
        if self._hands is not None and self._link.qr_expired:
            async with self._keyboard:
                await self._hands.probe.press_target("qr_expired")

    async def look_again(self) -> None:
        """Has everything on screen reported anew, for a chat that has just been allowed."""
        if self._hands is not None:
            await self._hands.probe.ask("reportAll")

    # Part

    async def run(self, stop: asyncio.Event) -> None:
        """Keeps one browser on the page until `stop`. Raises BrowserGone when it died, to be started anew."""
        launch = browser.Launch(self._settings.browser, self._settings.data / "profile")
        try:
            async with browser.launched(launch) as context:
                await self._serve(context, stop)
        finally:
            self._hands = None
            self._linked.clear()
            self._set_link(login.gone(self._clock.utc()))

    async def _serve(self, context: BrowserContext, stop: asyncio.Event) -> None:
        web = context.pages[0] if context.pages else await reach(context.new_page())
        reports: asyncio.Queue[str] = asyncio.Queue()
        gone = asyncio.Event()
        web.on("crash", lambda _: gone.set())
        web.on("close", lambda _: gone.set())
        context.on("close", lambda _: gone.set())
        probe = await self._inject(web, reports)
        pane = Pane(probe, self._clock)
        sender = Sender(probe, pane, self._clock, self._checkpoint)
        watcher = Watcher(probe, pane, self._ledger, self._clock, self._settings, self._sightings.put_nowait)
        self._hands = Hands(probe, pane, sender, watcher)
        await self._go(web)
        async with asyncio.TaskGroup() as group:
            tasks = [
                group.create_task(self._read(reports, watcher, probe), name="reports"),
                group.create_task(self._when_linked(watcher), name="visits"),
            ]
            await first_set(stop, gone)
            for task in tasks:
                task.cancel()
        if gone.is_set() and not stop.is_set():
            raise BrowserGone("the browser or its page ended by itself")

    async def _inject(self, web: Page, reports: asyncio.Queue[str]) -> Probe:
        """The names on `window` are new each time, so that nothing in the page can rely on them."""
        handle, binding = (f"_{secrets.token_hex(8)}" for _ in range(2))
        await reach(web.expose_binding(binding, lambda _, text: reports.put_nowait(str(text))))
        script = page.source(self._table.as_argument(), handle=handle, binding=binding)
        await reach(web.add_init_script(script))
        return Probe(web, handle)

    async def _go(self, web: Page) -> None:
        try:
            await web.goto(self._settings.whatsapp.url, wait_until="commit", timeout=60_000)
        except PlaywrightError as error:
            raise BrowserGone(f"WhatsApp could not be loaded: {str(error).splitlines()[0]}") from error

    async def _read(self, reports: asyncio.Queue[str], watcher: Watcher, probe: Probe) -> None:
        while True:
            text = await reports.get()
            try:
                report = reader.parse(text)
            except SelectorMissing as error:
                log.error("the page reported something unreadable", extra={"target": error.target})
                continue
            if report.screen is not None:
                await self._screen(report.screen, probe)
            await watcher.take(report)

    async def _screen(self, screen: ScreenReport, probe: Probe) -> None:
        self._set_link(login.link_view(screen, self._clock.utc(), self._link))
        if self._link.screen in login.LINKED:
            self._refreshes = 0
            self._linked.set()
            return
        self._linked.clear()
        if self._link.qr_expired and self._refreshes < QR_REFRESHES:
            self._refreshes += 1
            await probe.press_target("qr_expired")

    async def _when_linked(self, watcher: Watcher) -> None:
        await self._linked.wait()
        async with asyncio.TaskGroup() as group:
            group.create_task(watcher.visits(self._keyboard), name="visits")
            group.create_task(watcher.sweep(self._keyboard), name="sweep")

    def _set_link(self, link: LinkView) -> None:
        if replace(link, since=self._link.since) == self._link:
            return
        self._link = link
        self._sightings.put_nowait(LinkChanged(self._settings.account.name, link))

    def _ready(self) -> Hands:
        if self._hands is None:
            raise BrowserGone("the browser is not running")
        if not self._linked.is_set():
            raise NotLinked("the number is not linked")
        return self._hands
