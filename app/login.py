"""`switchboard login`: links a number from the terminal, by QR code or by a code for the phone, and ends."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from rich.console import Console

from app import hold
from app.profiles import Vault
from app.runtime import restarting, run_parts, stop_on_signals
from app.terminal import Terminal
from app.wiring import open_store
from core import observe
from core.checkpoints import KillAt
from core.clock import SystemClock
from core.errors import LinkingFailed
from core.linking import Pairing
from core.types import Access, Screen
from core.waiting import first_set
from detector import linking, selectors
from detector.login import LINKED
from detector.whatsapp import WhatsAppWeb

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.settings import Settings
    from core.types import ChatRef

LOOK = 0.5  # seconds between looks at the link
SETTLE = 5.0  # seconds for the page to put its new keys away before the browser is closed


class Unread:
    """A `Ledger` that allows no chat, so that nothing is opened."""

    async def access(self, _: ChatRef) -> Access:
        return Access.BLOCKED

    async def last_ids(self, _: ChatRef) -> Sequence[str]:
        return ()

    async def last_preview(self, _: ChatRef) -> str | None:
        return None


async def login(settings: Settings, phone: str | None) -> int:
    """Returns 0 when the number is linked, 1 when not. Raises CannotStart; LinkingFailed for a bad number."""
    if phone is not None:
        linking.plain(phone)
    observe.configure(settings.log)
    clock = SystemClock()
    with stop_on_signals() as stop, hold.data_folder(settings.data):
        whatsapp = WhatsAppWeb(settings, selectors.load(settings.selectors), Unread(), clock, KillAt(None))
        person = _Person(whatsapp, phone)
        parts = {"whatsapp": restarting("whatsapp", whatsapp.run, clock), "login": person.run}
        await run_parts(parts, stop)
        if person.is_linked and settings.profile.seal_every is not None:
            async with open_store(settings, clock) as store:
                await Vault(settings, store, clock).seal()
    return 0 if person.is_linked else 1


class _Person:
    """A part: tells whoever sits at the terminal what to do until it is done."""

    def __init__(self, whatsapp: WhatsAppWeb, phone: str | None) -> None:
        self.is_linked = False
        self._whatsapp = whatsapp
        self._phone = phone
        self._console = Console(stderr=True, highlight=False)
        self._terminal = Terminal(self._console, draws=phone is None, spells=True)

    async def run(self, stop: asyncio.Event) -> None:
        with self._console.status("The browser is starting.") as status:
            while not stop.is_set() and not self._is_over():
                link = self._whatsapp.link()
                self._terminal.show(link)
                status.update(self._terminal.left(link, SystemClock().utc()) or f"{link.screen}…")
                if link.screen in {Screen.QR, Screen.PHONE_NUMBER}:
                    await self._ask()
                await first_set(stop, after=asyncio.sleep(LOOK))
            if self.is_linked:
                status.update("Your messages are coming in.")
                await first_set(stop, after=asyncio.sleep(SETTLE))

    def _is_over(self) -> bool:
        link = self._whatsapp.link()
        self.is_linked = link.screen in LINKED
        if self.is_linked:
            self._terminal.show(link)
        return self.is_linked or link.pairing is Pairing.EXPIRED

    async def _ask(self) -> None:
        """Once: WhatsApp refuses whoever asks again and again."""
        if self._phone is None:
            return
        number, self._phone = self._phone, None
        try:
            await self._whatsapp.linking.ask_code(number)
        except LinkingFailed as failure:
            self._console.print(str(failure))
            self._terminal = Terminal(self._console, draws=True, spells=True)
            if self._whatsapp.link().screen is Screen.PHONE_NUMBER:
                await self._whatsapp.linking.show_qr()
