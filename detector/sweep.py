"""The slow look at everything: the net under the observer, and the proof that nothing was missed."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from core.errors import BrowserGone
from core.eyesight import Swept, Trouble
from detector.life import Repair

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from contextlib import AbstractAsyncContextManager

    from core.ports import Clock
    from core.settings import Settings
    from core.types import Sighting
    from detector.eyes import Eyes
    from detector.life import Life
    from detector.probe import Probe
    from detector.watcher import Watcher

log = logging.getLogger(__name__)

LIST_PAUSE = 0.15  # seconds for a view of the chat list to be drawn
PATIENCE = 20.0  # seconds for a beat to come back; the page throttles what it does in the background
ASLEEP = 60.0  # seconds by which the time of day may run ahead before the machine counts as having slept


class Sweep:
    """Belongs to one page. `reload` loads it anew while nobody writes."""

    def __init__(
        self,
        probe: Probe,
        watcher: Watcher,
        eyes: Eyes,
        life: Life,
        reload: Callable[[], Awaitable[None]],
        tell: Callable[[Sighting], None],
    ) -> None:
        self._probe = probe
        self._watcher = watcher
        self._eyes = eyes
        self._life = life
        self._reload = reload
        self._tell = tell
        self._beat = 0
        self._heard = asyncio.Event()

    def hear(self, beat: int | None) -> None:
        """A report came back; the one with the last beat ends the wait for it."""
        if beat == self._beat:
            self._heard.set()

    async def run(
        self,
        settings: Settings,
        clock: Clock,
        keyboard: AbstractAsyncContextManager[None],
        *,
        is_linked: Callable[[], bool],
    ) -> None:
        """Walks once through the whole chat list, then looks at everything drawn at a slow pace, for ever."""
        async with keyboard:
            await self._walk(clock)
        while True:
            day, passed = clock.utc(), clock.monotonic()
            await clock.sleep(settings.whatsapp.sweep)
            ahead = (clock.utc() - day).total_seconds() - (clock.monotonic() - passed)
            if ahead > ASLEEP:
                log.info("the machine slept", extra={"seconds": round(ahead)})
                self._watcher.gap()
            if is_linked():
                await self._look(settings.account.name, keyboard)

    async def _walk(self, clock: Clock) -> None:
        page = 0
        place = await self._probe.ask("scrollList", page)
        while place is not None and place["more"]:
            page += 1
            await clock.sleep(LIST_PAUSE)
            place = await self._probe.ask("scrollList", page)
        await clock.sleep(LIST_PAUSE)
        await self._probe.ask("scrollList", 0)

    async def _look(self, account: str, keyboard: AbstractAsyncContextManager[None]) -> None:
        """One sweep: everything is reported anew through the observer, then compared with the store."""
        self._watcher.begin_sweep()
        is_heard = await self._is_heard()
        await self._watcher.look_at_open_chat(keyboard)
        await self._eyes.look(self._probe)
        if is_heard and not self._watcher.is_there:  # nothing comes, and health says why
            return
        trouble = await self._watcher.trouble() if is_heard else Trouble.DEAF
        self._watcher.visit_what_is_behind()
        self._tell(Swept(account))
        match self._life.judge(trouble):
            case Repair.REREAD:
                await self._probe.ask("observe")
                self._watcher.read_again()
            case Repair.RELOAD:
                await self._reload()
            case Repair.RELAUNCH:
                raise BrowserGone("what the page shows was not stored, also after it was loaded anew")
            case None if trouble is None and self._watcher.is_caught_up:
                self._watcher.end_gap()
            case None:
                return

    async def _is_heard(self) -> bool:
        """Whether a change that the observer must see comes back the whole way, with all that is drawn."""
        self._beat += 1
        self._heard.clear()
        await self._probe.ask("reportAll", self._beat)
        try:
            async with asyncio.timeout(PATIENCE):
                await self._heard.wait()
        except TimeoutError:
            return False
        return True
