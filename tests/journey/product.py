"""Switchboard as a process of its own: started, stopped, killed, and its database read from outside."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import psutil
import yaml

from conversation.db import open_database
from conversation.secrets import load_keys
from core.clock import SystemClock
from tests.journey.simulation import until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from conversation.db import Database

ROOT_BROWSER = {"arguments": ["--disable-background-networking"]}


class Product:
    """One installation in a folder of its own; it may be started more than once."""

    def __init__(self, folder: Path, page: str, **settings: Any) -> None:
        self.folder = folder
        self.knowledge = folder / "knowledge.md"
        self.process: asyncio.subprocess.Process | None = None
        self._settings = {
            "data": str(folder / "data"),
            "whatsapp": {"url": page, "sweep": 3},
            "browser": ROOT_BROWSER,
            "chats": [{"name": "*", "access": "allowed"}],
            "conversation": {"quiet": 0.3, "quiet_cap": 2},
            "llm": {"providers": {"offline": {"kind": "offline", "knowledge": str(self.knowledge)}}},
            "dashboard": {"port": 0},
            "log": {"level": "INFO", "format": "text"},
            **settings,
        }

    def settings_file(self, **settings: Any) -> Path:
        file = self.folder / "settings.yaml"
        file.write_text(yaml.safe_dump({**self._settings, **settings}), encoding="utf-8")
        return file

    async def start(self, **settings: Any) -> None:
        file = self.settings_file(**settings)
        log = (self.folder / "log.txt").open("ab")
        self.process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "app", "run", "--settings", str(file)),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        log.close()

    async def end(self, how: signal.Signals = signal.SIGTERM) -> int:
        """Sends a signal and waits for the end; returns the exit code."""
        assert self.process is not None
        if self.process.returncode is None:
            self.process.send_signal(how)
        return await self.ended()

    async def ended(self, patience: float = 60.0) -> int:
        assert self.process is not None
        async with asyncio.timeout(patience):
            return await self.process.wait()

    @property
    def log(self) -> str:
        return (self.folder / "log.txt").read_text(encoding="utf-8")

    async def address(self) -> str:
        """Where the dashboard answers."""

        async def found() -> str | None:
            lines = [line for line in self.log.splitlines() if line.startswith("Dashboard: ")]
            return lines[-1].removeprefix("Dashboard: ") if lines else None

        return str(await until(found, lambda address: address is not None, 30.0))

    @asynccontextmanager
    async def database(self) -> AsyncIterator[Database]:
        keys = load_keys(self.folder / "data" / "keys", may_create=False)
        url = f"sqlite+aiosqlite:///{self.folder / 'data' / 'switchboard.db'}"
        async with open_database(url, keys, SystemClock()) as db:
            yield db

    def processes(self) -> list[int]:
        """Every process that works for this installation, found by the folder on its command line."""
        found = []
        for process in psutil.process_iter(["cmdline", "status"]):
            line = " ".join(process.info["cmdline"] or ())
            if str(self.folder) in line and process.pid != os.getpid():
                found.append(process.pid)
        return found

    async def kill_what_is_left(self) -> None:
        if self.process is not None and self.process.returncode is None:
            self.process.kill()
            await self.process.wait()
        for pid in self.processes():
            try:
                psutil.Process(pid).kill()
            except psutil.NoSuchProcess:
                continue
