"""WhatsApp Web as one channel: a part that keeps the browser, and the hands and eyes of the pipeline."""

from __future__ import annotations

import asyncio
import logging
import secrets
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from playwright.async_api import Error as PlaywrightError

from core import phrasebook
from core.errors import BrowserGone, NotLinked, SelectorMissing
from core.proofs import Proofs
from core.types import LinkChanged, LinkView, Screen
from core.waiting import first_set
from detector import browser, eyes, login, reader
from detector.eyes import Eyes
from detector.intermission import Intermission
from detector.keyboard import Keyboard
from detector.life import Life
from detector.linking import Linking
from detector.live_view import LiveView
from detector.pane import Pane
from detector.probe import Probe, reach
from detector.recycling import Recycling
from detector.script import Script
from detector.sender import Sender
from detector.sweep import Sweep
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
    script: Script


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
        self._keyboard = Keyboard()
        self._link = LinkView(Screen.STARTING, clock.utc())
        self.linking = Linking(self._keyboard, self._link, clock)
        self.intermission = Intermission()
        self.live_view = LiveView(self._keyboard, settings.whatsapp.url)
        self._linked = asyncio.Event()
        self._hands: Hands | None = None
        self.eyes = Eyes(settings.account.name, table, clock, self._sightings.put_nowait)
        self.proofs = Proofs(clock)
        self.life = Life(
            settings.account.name,
            settings.whatsapp.sweep,
            clock,
            self.proofs,
            self._sightings.put_nowait,
        )
        self._refreshes = 0

    # Channel, Marker

    async def sightings(self) -> AsyncIterator[Sequence[Sighting]]:
        while True:
            batch = [await self._sightings.get()]
            while len(batch) < BATCH and not self._sightings.empty():
                batch.append(self._sightings.get_nowait())
            yield batch

    async def mark(self, chat: ChatRef) -> tuple[str, ...]:
        async with self._keyboard.writing():
            return await self._ready().sender.mark(chat)

    async def send(self, outgoing: Outgoing) -> SentProof:
        async with self._keyboard.writing():
            return await self._ready().sender.send(outgoing)

    async def find_sent(self, outgoing: Outgoing) -> Search:
        async with self._keyboard.writing():
            return await self._ready().sender.find_sent(outgoing)

    # LinkControl

    def link(self) -> LinkView:
        """In the operator's language."""
        if self._link.next_action is None:
            return self._link
        words = phrasebook.said(self._link.next_action, self._settings.dashboard.language)
        return replace(self._link, next_action=words)

    async def refresh_qr(self) -> None:
        """Asks the page for a fresh code when the one it shows has expired."""
        await self.linking.refresh()

    async def look_again(self) -> None:
        """Has everything on screen reported anew, for a chat that has just been allowed."""
        if self._hands is not None:
            await self._hands.probe.ask("reportAll")

    # selectors.yaml

    async def use(self, table: Table) -> list[str]:
        """Reads the open page with another table from now on; returns what the browser refuses of it."""
        hands = self._hands
        if hands is not None:
            try:
                faults = await self._show(table, hands)
            except BrowserGone:  # the next page gets it from its start
                faults = []
            if faults:
                return faults
        self._table = table
        self.eyes.take(table)
        return []

    @staticmethod
    async def _show(table: Table, hands: Hands) -> list[str]:
        argument = table.as_argument()
        faults = eyes.mistakes(table, await hands.probe.ask("mistakes", argument) or [])
        if not faults:
            await hands.script.inject(table)
            await hands.probe.ask("use", argument)
        return faults

    # Part

    async def run(self, stop: asyncio.Event) -> None:
        """Keeps one browser on the page until `stop`. Raises BrowserGone when it died, to be started anew."""
        launch = browser.Launch(self._settings.browser, self._settings.data / "profile")
        while not stop.is_set():  # a browser that is only recycled is followed by the next at once
            await self.intermission.hold()
            try:
                async with browser.launched(launch) as context:
                    await self._serve(context, stop, launch)
            finally:
                self._hands = None
                self.linking.take(None)
                self.live_view.take(None)
                self._linked.clear()
                self._look_away()
                self._set_link(login.gone(self._clock.utc()))

    async def _serve(self, context: BrowserContext, stop: asyncio.Event, launch: browser.Launch) -> None:
        web = context.pages[0] if context.pages else await reach(context.new_page())
        reports: asyncio.Queue[str] = asyncio.Queue()
        gone = asyncio.Event()
        web.on("crash", lambda _: gone.set())
        web.on("close", lambda _: gone.set())
        context.on("close", lambda _: gone.set())
        script = await self._inject(web, reports)
        probe = Probe(web, script.handle)
        pane = Pane(probe, self._clock)
        sender = Sender(probe, pane, self.eyes, self._clock, self._checkpoint)
        tell = self._sightings.put_nowait
        watcher = Watcher(probe, pane, self._ledger, self._clock, self._settings, tell)
        sweep = Sweep(probe, watcher, self.eyes, self.life, lambda: self._reload(web), tell)
        web.on("domcontentloaded", lambda _: pane.forget())  # another document, by us or by WhatsApp itself
        self._hands = Hands(probe, pane, sender, script)
        self.linking.take(probe)
        self.live_view.take(web, pane.forget)
        await self._go(web)
        old = asyncio.Event()
        async with asyncio.TaskGroup() as group:
            tasks = [
                group.create_task(self._read(reports, watcher, sweep, probe), name="reports"),
                group.create_task(self._when_linked(watcher, sweep), name="visits"),
                group.create_task(self.eyes.guard(), name="safe mode"),
                group.create_task(self._age(launch, old), name="age"),
            ]
            await first_set(stop, gone, old, self.intermission.wanted)
            for task in tasks:
                task.cancel()
        if gone.is_set() and not stop.is_set():
            raise BrowserGone("the browser or its page ended by itself")

    async def _age(self, launch: browser.Launch, old: asyncio.Event) -> None:
        await Recycling(self._settings.browser, launch.profile, self._clock).due()
        async with self._keyboard:  # nothing is half typed
            self._hands = None
            old.set()

    async def _reload(self, web: Page) -> None:
        async with self._keyboard:
            self._linked.clear()
            self._look_away()
            await self._go(web)

    def _look_away(self) -> None:
        self.eyes.look_away()
        self.life.look_away()

    async def _inject(self, web: Page, reports: asyncio.Queue[str]) -> Script:
        binding = f"_{secrets.token_hex(8)}"
        await reach(web.expose_binding(binding, lambda _, text: reports.put_nowait(str(text))))
        script = Script(web, binding)
        await script.inject(self._table)
        return script

    async def _go(self, web: Page) -> None:
        try:
            await web.goto(self._settings.whatsapp.url, wait_until="commit", timeout=60_000)
        except PlaywrightError as error:
            raise BrowserGone(f"WhatsApp could not be loaded: {str(error).splitlines()[0]}") from error

    async def _read(self, reports: asyncio.Queue[str], watcher: Watcher, sweep: Sweep, probe: Probe) -> None:
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
            sweep.hear(report.beat)

    async def _screen(self, screen: ScreenReport, probe: Probe) -> None:
        self._set_link(login.link_view(screen, self._clock.utc(), self._link))
        if self._link.screen in login.LINKED:
            self._refreshes = 0
            self._linked.set()
            self.life.watch()
            self.eyes.notice(screen.missing)
            return
        self._look_away()
        self._linked.clear()
        if self._link.qr_expired and self._refreshes < QR_REFRESHES and not self.live_view.is_open:
            self._refreshes += 1
            await probe.press_target("qr_expired")

    async def _when_linked(self, watcher: Watcher, sweep: Sweep) -> None:
        await self._linked.wait()
        is_linked = self._linked.is_set
        async with asyncio.TaskGroup() as group:
            group.create_task(watcher.visits(self._keyboard), name="visits")
            group.create_task(
                sweep.run(self._settings, self._clock, self._keyboard, is_linked=is_linked), name="sweep"
            )

    def _set_link(self, link: LinkView) -> None:
        if replace(link, since=self._link.since) == self._link:
            return
        self._link = link
        self.linking.notice(link)
        self._sightings.put_nowait(LinkChanged(self._settings.account.name, self.link()))

    def _ready(self) -> Hands:
        if self._hands is None:
            raise BrowserGone("the browser is not running")
        if not self._linked.is_set():
            raise NotLinked("the number is not linked")
        return self._hands
