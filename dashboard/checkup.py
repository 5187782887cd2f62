"""One look at everything the product needs, kept for a few seconds so that probes cost nothing."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import psutil
from sqlalchemy.exc import SQLAlchemyError

from conversation import activity
from core import phrasebook
from core.types import Screen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.ports import Health, LinkControl
    from dashboard.services import ProviderState, Services

log = logging.getLogger(__name__)

KEEP = 5.0  # seconds
PATIENCE = 3.0  # seconds for one check

State = Literal["ok", "degraded", "failed"]
_ORDER: dict[State, int] = {"ok": 0, "degraded": 1, "failed": 2}

_MEGABYTE = 1024 * 1024
_LITTLE_DISK = 500 * _MEGABYTE
_NO_DISK = 50 * _MEGABYTE
_LITTLE_MEMORY = 100 * _MEGABYTE


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of health: `detail` is a plain sentence without secrets."""

    name: str
    state: State
    detail: str


@dataclass(frozen=True, slots=True)
class Report:
    """All findings; the worst of them is the state of the whole."""

    findings: tuple[Finding, ...]
    uptime: float

    @property
    def state(self) -> State:
        return max((finding.state for finding in self.findings), key=_ORDER.__getitem__, default="ok")

    @property
    def sentence(self) -> str:
        worst = max(self.findings, key=lambda finding: _ORDER[finding.state], default=None)
        if worst is None or worst.state == "ok":
            return "Everything works."
        return worst.detail


class Checkup:
    """Checks are made at most once in `KEEP` seconds, however often they are asked for."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._started = services.clock.monotonic()
        self._turn = asyncio.Lock()
        self._last: tuple[float, Report] | None = None

    async def report(self) -> Report:
        async with self._turn:
            now = self._services.clock.monotonic()
            if self._last is None or now - self._last[0] >= KEEP:
                self._last = now, Report(await self._look(), now - self._started)
            return self._last[1]

    async def _look(self) -> tuple[Finding, ...]:
        given = [await asked(name, health) for name, health in self._services.health.items()]
        own = [
            await self._database(),
            _providers(self._services.providers()),
            self._whatsapp("whatsapp", self._services.link),
            _memory(),
            self._disk(),
        ]
        names = {finding.name for finding in given}
        others = [each for name in self._services.others for each in await self._number(name)]
        return (*(finding for finding in own if finding.name not in names), *given, *others)

    async def _number(self, name: str) -> list[Finding]:
        """One of the further numbers: its checks under their names and its own."""
        number = self._services.numbers[name]
        checks = [await asked(f"{check} ({name})", health) for check, health in number.health.items()]
        return [self._whatsapp(f"whatsapp ({name})", number.link), *checks]

    def _whatsapp(self, name: str, control: LinkControl) -> Finding:
        link = control.link()
        if link.screen is Screen.MAIN and link.next_action is None:
            return Finding(name, "ok", "WhatsApp is linked.")
        words = link.next_action or _SCREENS.get(link.screen, "WhatsApp is not ready.")
        return Finding(name, "degraded", phrasebook.said(words, self._services.settings.language))

    async def _database(self) -> Finding:
        try:
            async with asyncio.timeout(PATIENCE), self._services.db.reading() as session:
                await activity.bounds(session)
        except (SQLAlchemyError, OSError, TimeoutError) as error:
            log.warning("database check failed", extra={"error": type(error).__name__})
            return Finding("database", "failed", "The database does not answer.")
        return Finding("database", "ok", "The database answers.")

    def _disk(self) -> Finding:
        try:
            free = psutil.disk_usage(str(self._services.data)).free
        except OSError:
            return Finding("disk", "failed", "The data folder cannot be read.")
        words = f"{_size(free)} of disk are free."
        return Finding("disk", "failed" if free < _NO_DISK else _below(free, _LITTLE_DISK), words)


async def asked(name: str, health: Health) -> Finding:
    """What a check says; one that is silent or makes no sense is a failure."""
    try:
        async with asyncio.timeout(PATIENCE):
            state, detail = await health.check()
    except TimeoutError:
        return Finding(name, "failed", f"The check of {name} got no answer.")
    if state not in _ORDER:
        return Finding(name, "failed", detail)
    return Finding(name, state, detail)


def _providers(states: Sequence[ProviderState]) -> Finding:
    resting = [provider.name for provider in states if provider.state == "open"]
    if not states:
        return Finding("providers", "ok", "No provider is configured here.")
    if len(resting) == len(states):
        return Finding("providers", "degraded", f"Every provider rests ({', '.join(resting)}).")
    if resting:
        return Finding("providers", "degraded", f"{', '.join(resting)} rests; the next in the chain answers.")
    return Finding("providers", "ok", f"{len(states)} of {len(states)} providers are ready.")


def _memory() -> Finding:
    memory = psutil.virtual_memory()
    used = psutil.Process().memory_info().rss
    words = f"Switchboard uses {_size(used)}; {_size(memory.available)} are free."
    return Finding("memory", _below(memory.available, _LITTLE_MEMORY), words)


def _size(amount: float) -> str:
    if amount < 1024 * _MEGABYTE:
        return f"{amount / _MEGABYTE:.0f} MB"
    return f"{amount / _MEGABYTE / 1024:.1f} GB"


def _below(amount: int, limit: int) -> State:
    return "degraded" if amount < limit else "ok"


_SCREENS = {
    Screen.STARTING: "The browser is starting.",
    Screen.SPLASH: "WhatsApp is loading.",
    Screen.LOADING: "WhatsApp is loading your messages.",
    Screen.QR: "WhatsApp is not linked: scan the QR code with your phone.",
    Screen.PHONE_NUMBER: "WhatsApp is not linked: it waits for a code to be typed on the phone.",
    Screen.RESTRICTED: "WhatsApp restricts this account; nothing can be sent.",
    Screen.CONFLICT: "WhatsApp is open in another window or browser.",
    Screen.OFFLINE: "WhatsApp has no connection.",
    Screen.LOGGED_OUT: "WhatsApp was logged out.",
    Screen.UNSUPPORTED: "WhatsApp does not accept this browser; a newer one is needed.",
    Screen.OTHER: "WhatsApp shows a screen that Switchboard does not know.",
    Screen.GONE: "The browser is gone; it is being started again.",
}
