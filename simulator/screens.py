"""What a page shows before the chats and instead of them: loading, linking, whatever stands in the way."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from simulator.linking import AutoScan, Linking

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.devices import Devices
    from simulator.diary import Diary
    from simulator.pace import Pace
    from simulator.stops import Stop

__all__ = ["AutoScan", "Screens"]


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
        self.key: str | None = None
        self.when_stopped: Callable[[], None] = lambda: None
        self.when_passed: Callable[[Stop], None] = lambda _: None
        self._tell = tell
        self._devices = devices
        self._diary = diary
        self._pace = pace
        self._linking = Linking(self._show, diary, pace, auto)
        self._stop: Stop | None = None
        self._is_retaken = False
        self._changed = asyncio.Event()
        self._unlinked = asyncio.Event()

    @property
    def code(self) -> str | None:
        """What a phone could scan now."""
        return self._linking.code

    @property
    def stop(self) -> Stop | None:
        return self._stop

    def scan(self) -> bool:
        """A person holds their phone before the screen; False when there is no code to see."""
        return self._linking.scan()

    def confirm(self, typed: str | None = None) -> bool:
        """A person types the eight characters into their phone; False when no page shows them."""
        return self._linking.confirm(typed)

    def refuse_numbers(self, count: int) -> None:
        self._linking.refusals = count

    def press(self, what: str, value: str | None = None) -> None:
        """A person pressed something on the page; what is of no concern to the screens is only noted."""
        if self._stop is not None:
            self._leave_stop(self._stop, what)
        elif what == "log_out" and self.name in {"loading", "main"}:
            self._log_out()
        else:
            self._linking.press(what, value)

    def unlink(self) -> None:
        if self.key is None:
            return
        self._unlinked.set()
        self._changed.set()

    def put(self, stop: Stop | None) -> None:
        """Stands in the way of whatever the page shows, until it is taken away or a press leads past it."""
        if stop is self._stop:
            return
        self._stop, self._is_retaken = stop, stop is None
        self._changed.set()

    async def run(self, key: str | None, *, is_back: bool, when_ready: Callable[[], None]) -> None:
        self.key = key if self._devices.has(key) else None
        is_fresh = not is_back
        while True:
            self._changed.clear()
            async with asyncio.TaskGroup() as group:
                flow = group.create_task(self._flow(when_ready, is_fresh=is_fresh))
                await self._changed.wait()
                flow.cancel()
            is_fresh = False
            self._linking.hide()
            if self._unlinked.is_set():
                await self._say_goodbye()

    async def _flow(self, when_ready: Callable[[], None], *, is_fresh: bool) -> None:
        if self._stop is not None:
            self.when_stopped()
            self._show("stop", **self._stop.shown())
            return
        is_new = self.key is None
        if self._is_retaken:
            self._is_retaken = False
            await self._load(("connecting", None, None))
        elif self.key is not None and is_fresh:
            await self._load(("connecting", None, None), ("chats", None, 20), ("chats", 60, 60))
        if self.key is None:
            await self._link()
        self._show("main")
        when_ready()
        if is_new:
            await self._sync()

    def _show(self, name: str, **facts: Any) -> None:
        self.name = name
        self._diary.note("screen", name=name, stage=facts.get("stage") or facts.get("stop"))
        self._tell({"t": "screen", "name": name} | facts)

    async def _load(self, *steps: tuple[str, int | None, int | None]) -> None:
        """Each step is its name, the share in its words and the length of its bar."""
        for stage, percent, progress in steps:
            may_leave = stage == "chats"
            self._show("loading", stage=stage, percent=percent, progress=progress, may_leave=may_leave)
            await self._pace.sleep(self._pace.latency.loading_step)

    async def _link(self) -> None:
        await self._linking.run()
        self.key = self._devices.link()
        self._tell({"t": "linked", "key": self.key})
        steps = [("connecting", None), *(("downloading", share) for share in (8, 35, 62, 88, 100))]
        for stage, percent in [*steps, ("organizing", 100)]:
            self._show("loading", stage=stage, percent=percent, progress=percent, may_leave=False)
            await self._pace.sleep(self._pace.latency.link_step)

    async def _sync(self) -> None:
        """Older messages still come in while the chats are on screen already."""
        for percent in (12, 47, 81):
            self._tell({"t": "syncing", "percent": percent})
            await self._pace.sleep(self._pace.latency.link_step * 2)
        self._tell({"t": "syncing", "percent": None})

    def _leave_stop(self, stop: Stop, what: str) -> None:
        way = stop.ways.get(what, "stay")
        if way == "stay":
            return
        self.when_passed(stop)
        if way == "retake":
            self.put(None)
        else:
            self._stop = None
            self._log_out()

    def _log_out(self) -> None:
        self._devices.unlink_one(self.key)
        self.unlink()

    async def _say_goodbye(self) -> None:
        """The key is gone; the page says so for a moment and then shows a code."""
        self.key = None
        self._tell({"t": "unlinked"})
        self.when_stopped()
        if self._stop is None:
            self._show("loading", stage="logging_out", percent=None, progress=None, may_leave=False)
            await self._pace.sleep(self._pace.latency.logout)
        self._unlinked.clear()
