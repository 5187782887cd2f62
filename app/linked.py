"""`switchboard unlink` and `switchboard profile`: the link to a number, ended, moved or kept."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from rich.console import Console

from app import hold
from app.login import Unread
from app.profiles import Vault
from app.runtime import restarting, run_parts, stop_on_signals
from app.wiring import open_existing, open_store
from core import observe
from core.checkpoints import KillAt
from core.clock import SystemClock
from core.errors import LinkingFailed
from core.types import Screen
from core.waiting import first_set
from detector import selectors
from detector.login import LINKED
from detector.whatsapp import WhatsAppWeb

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from core.settings import Settings

LOOK = 0.5  # seconds between looks at the page
PASSING = {Screen.STARTING, Screen.SPLASH, Screen.LOADING, Screen.GONE, Screen.LOGGED_OUT}


async def unlink(settings: Settings, *, force: bool) -> int:
    """Logs out on the page, then removes what this machine knows of the link. Returns 1 if the page refused.

    `force`: without the page; the phone goes on listing this computer until it is removed there.
    """
    observe.configure(settings.log)
    console = Console(highlight=False, markup=False)
    async with _vault(settings) as vault:
        fault = None if force else await _log_out(settings)
        if fault is not None:
            console.print(f"{fault} With --force only this machine forgets the link.")
            return 1
        await vault.forget()
        await vault.note("command line", "unlinked")
    console.print("This machine holds no link any more.")
    if force:
        console.print("On the phone, remove it from Linked devices.")
    return 0


async def import_(settings: Settings, source: Path) -> None:
    async with _vault(settings) as vault:
        size = await asyncio.to_thread(vault.import_, source)
        await vault.note("command line", "profile_imported")
    console = Console(highlight=False)
    console.print(f"The profile is in place ({size / 1e6:.1f} MB). Start with: switchboard run")


async def seal(settings: Settings) -> None:
    async with _vault(settings, alone=False) as vault:
        sealed = await vault.seal()
        await vault.note("command line", "profile_sealed")
    console = Console(highlight=False)
    console.print(f"The profile is sealed in the database ({sealed.size / 1e6:.1f} MB).")


async def restore(settings: Settings) -> None:
    async with _vault(settings) as vault:
        sealed = await vault.restore()
        await vault.note("command line", "profile_restored")
    when = f"{sealed.sealed_at.astimezone(settings.account.zone):%Y-%m-%d %H:%M}"
    Console(highlight=False).print(f"The profile of {when} is in place. Run it on one machine only.")


@asynccontextmanager
async def _vault(settings: Settings, *, alone: bool = True) -> AsyncIterator[Vault]:
    """Sealing may happen beside a running Switchboard; everything else needs the data folder for itself."""
    clock = SystemClock()
    if not alone:
        async with open_existing(settings, clock) as store:
            yield Vault(settings, store, clock)
        return
    with hold.data_folder(settings.data):
        async with open_store(settings, clock) as store:
            yield Vault(settings, store, clock)


async def _log_out(settings: Settings) -> LinkingFailed | None:
    """What stood in the way; None when the page is not linked now."""
    clock = SystemClock()
    whatsapp = WhatsAppWeb(settings, selectors.load(settings.selectors), Unread(), clock, KillAt(None))
    faults: list[LinkingFailed] = []

    async def press(stop: asyncio.Event) -> None:
        while not stop.is_set() and whatsapp.link().screen in PASSING:
            await first_set(stop, after=clock.sleep(LOOK))
        if whatsapp.link().screen in LINKED:
            try:
                await whatsapp.linking.unlink()
            except LinkingFailed as failure:
                faults.append(failure)

    with stop_on_signals() as stop:
        parts = {"whatsapp": restarting("whatsapp", whatsapp.run, clock), "unlink": press}
        await run_parts(parts, stop)
    return faults[0] if faults else None
