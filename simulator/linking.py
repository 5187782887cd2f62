"""Linking a browser: the code and its rotation, or eight characters for a phone that cannot scan."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from simulator import ids

if TYPE_CHECKING:
    from simulator.diary import Diary
    from simulator.pace import Pace

CODES_IN_A_BATCH = 6


@dataclass(slots=True)
class AutoScan:
    """Whether a scripted person scans each code by itself, and how long after it was shown."""

    after: float | None = None


class Show(Protocol):
    """Puts a screen with its facts on the page."""

    def __call__(self, name: str, **facts: object) -> None: ...


class Linking:
    """Shows one way of linking at a time until a person has gone through with it."""

    def __init__(self, show: Show, diary: Diary, pace: Pace, auto: AutoScan) -> None:
        self.code: str | None = None
        self.refusals = 0
        self._show = show
        self._diary = diary
        self._pace = pace
        self._auto = auto
        self._number = ""
        self._typed: str | None = None
        self._done = asyncio.Event()
        self._refresh = asyncio.Event()
        self._turned = asyncio.Event()
        self._is_code_shown = asyncio.Event()
        self._way = "qr"

    def scan(self) -> bool:
        if self.code is None or self._done.is_set():
            return False
        self._done.set()
        return True

    def confirm(self, typed: str | None) -> bool:
        plain = None if typed is None else typed.replace("-", "").replace(" ", "").upper()
        if self._typed is None or self._done.is_set() or plain not in (None, self._typed):
            return False
        self._done.set()
        return True

    def press(self, what: str, value: str | None) -> None:
        match what:
            case "refresh_code":
                self._refresh.set()
            case "link_by_phone" | "edit_number":
                self._turn("number")
            case "link_by_code":
                self._turn("qr")
            case "number_next" if value and value.isdigit():
                self._number = value
                self._turn("phone_code")
            case "new_phone_code":
                self._turn("phone_code")
            case _:
                pass

    def hide(self) -> None:
        """The page shows something else; nothing can be scanned or confirmed."""
        self.code = self._typed = None
        self._way = "qr"

    async def run(self) -> None:
        """Returns when a person has linked the page."""
        self._done.clear()
        self._is_code_shown.clear()
        self._way = "qr"
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(self._take_turns()), group.create_task(self._scan_by_itself())]
            await self._done.wait()
            for task in tasks:
                task.cancel()
        self.hide()

    def _turn(self, way: str) -> None:
        self._way = way
        self._turned.set()

    async def _take_turns(self) -> None:
        is_first = True
        while True:
            self._turned.clear()
            self.code = self._typed = None
            async with asyncio.TaskGroup() as turn:
                if self._way == "qr":
                    shown = turn.create_task(self._rotate(is_first=is_first))
                elif self._way == "number":
                    shown = turn.create_task(self._ask_number())
                else:
                    shown = turn.create_task(self._show_phone_code())
                await self._turned.wait()
                shown.cancel()
            is_first = False

    async def _ask_number(self) -> None:
        self._show("number", stage="entry", number=self._number)

    async def _show_phone_code(self) -> None:
        await self._pace.sleep(self._pace.latency.qr_refresh)
        if self.refusals > 0:
            self.refusals -= 1
            self._show("number", stage="refused", number=self._number)
            return
        self._typed = ids.link_code()
        code = ",".join(self._typed)
        self._show("phone_code", stage="code", code=code, number=self._number)
        self._diary.note("phone_code_shown")
        await self._pace.sleep(self._pace.latency.code_life)
        self._typed = None
        self._show("phone_code", stage="expired", code=code, number=self._number)

    async def _rotate(self, *, is_first: bool) -> None:
        latency = self._pace.latency
        if is_first:
            self._show("qr", stage="blank")
            await self._pace.sleep(latency.qr_blank)
        self._show("qr", stage="hint")
        await self._pace.sleep(latency.qr_hint if is_first else latency.qr_refresh)
        while True:
            for turn in range(CODES_IN_A_BATCH):
                self.code = ids.pairing_reference()
                self._show("qr", stage="code", ref=self.code)
                self._diary.note("code_shown")
                self._is_code_shown.set()
                await self._pace.sleep(latency.qr_next if turn else latency.qr_first)
            self._refresh.clear()
            stale, self.code = self.code, None
            self._show("qr", stage="expired", ref=stale)
            await self._refresh.wait()
            await self._pace.sleep(latency.qr_refresh)

    async def _scan_by_itself(self) -> None:
        await self._is_code_shown.wait()
        after = self._auto.after
        while after is not None:
            await self._pace.sleep(after)
            self.scan()
