"""What a page shows before the chats: the loading screen, the linking code and its rotation."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from simulator import ids

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.devices import Devices
    from simulator.diary import Diary
    from simulator.pace import Pace

CODES_IN_A_BATCH = 6


@dataclass(slots=True)
class AutoScan:
    """Whether a scripted person scans each code by itself, and how long after it was shown."""

    after: float | None = None


class Screens:
    """Drives one page from its first word to the chats, and back to the code when it is unlinked."""

    def __init__(
        self,
        tell: Callable[[dict[str, Any]], None],
        devices: Devices,
        diary: Diary,
        pace: Pace,
        auto: AutoScan,
    ) -> None:
        self.name = "splash"
        self.code: str | None = None
        self._tell = tell
        self._devices = devices
        self._diary = diary
        self._pace = pace
        self._auto = auto
        self._scanned = asyncio.Event()
        self._unlinked = asyncio.Event()
        self._refresh = asyncio.Event()

    def scan(self) -> bool:
        """A person holds their phone before the screen; False when there is no code to see."""
        if self.code is None or self._scanned.is_set():
            return False
        self._scanned.set()
        return True

    def press(self, what: str) -> None:
        """A person pressed something on the page; what is of no concern to the screens is only noted."""
        if what == "refresh_code":
            self._refresh.set()

    def unlink(self) -> None:
        self._unlinked.set()

    async def run(self, key: str | None, *, is_back: bool, when_ready: Callable[[], None]) -> None:
        is_linked = self._devices.has(key)
        if is_linked and not is_back:
            await self._load()
        while True:
            if not is_linked:
                await self._link()
            self._show("main")
            when_ready()
            async with asyncio.TaskGroup() as group:
                syncing = None if is_linked else group.create_task(self._sync())
                await self._unlinked.wait()
                if syncing is not None:
                    syncing.cancel()
            self._unlinked.clear()
            self._tell({"t": "unlinked"})
            is_linked = False

    def _show(self, name: str, **facts: Any) -> None:
        self.name = name
        self._tell({"t": "screen", "name": name} | facts)

    async def _load(self) -> None:
        step = self._pace.latency.loading_step
        for text, progress in (
            ("Connecting…", None),
            ("Loading your chats", 20),
            ("Loading your chats [60%]", 60),
        ):
            self._show("loading", text=text, progress=progress)
            await self._pace.sleep(step)

    async def _link(self) -> None:
        self._scanned.clear()
        async with asyncio.TaskGroup() as group:
            rotation = group.create_task(self._rotate(group))
            await self._scanned.wait()
            rotation.cancel()
        self.code = None
        self._tell({"t": "linked", "key": self._devices.link()})
        step = self._pace.latency.link_step
        self._show("loading", text="Connecting…", progress=None)
        await self._pace.sleep(step)
        for percent in (8, 35, 62, 88, 100):
            self._show("loading", text=f"Downloading messages: {percent}%", progress=percent)
            await self._pace.sleep(step)
        self._show("loading", text="Organizing messages", progress=100)
        await self._pace.sleep(step)

    async def _sync(self) -> None:
        """Older messages still come in while the chats are on screen already."""
        for percent in (12, 47, 81):
            self._tell({"t": "syncing", "percent": percent})
            await self._pace.sleep(self._pace.latency.link_step * 2)
        self._tell({"t": "syncing", "percent": None})

    async def _rotate(self, group: asyncio.TaskGroup) -> None:
        latency = self._pace.latency
        self._show("qr", stage="blank")
        await self._pace.sleep(latency.qr_blank)
        self._show("qr", stage="hint")
        await self._pace.sleep(latency.qr_hint)
        if self._auto.after is not None:
            group.create_task(self._scan_by_itself(self._auto.after))
        while True:
            for turn in range(CODES_IN_A_BATCH):
                self.code = ids.pairing_reference()
                self._show("qr", stage="code", ref=self.code)
                self._diary.note("code_shown")
                await self._pace.sleep(latency.qr_next if turn else latency.qr_first)
            self._refresh.clear()
            stale, self.code = self.code, None
            self._show("qr", stage="expired", ref=stale)
            await self._refresh.wait()
            await self._pace.sleep(latency.qr_refresh)

    async def _scan_by_itself(self, after: float) -> None:
        await self._pace.sleep(after)
        while not self._scanned.is_set() and not self.scan():
            await self._pace.sleep(after)
