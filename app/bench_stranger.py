"""A bot of others on the same simulated page, in its own environment: when it first names a message."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING

from app.wiring import ROOT
from core.clock import SystemClock
from core.errors import CannotStart
from detector import browser

if TYPE_CHECKING:
    from pathlib import Path

    from app.simulated import Simulator

PYTHON = ROOT / ".tools" / "strangers" / "bin" / "python"
STARTING = 240.0  # seconds; it waits ten by itself after it is linked
PATIENCE = 60.0  # seconds for one message; one that takes longer counts as so long


def python() -> Path | None:
    return PYTHON if PYTHON.exists() else None


async def measured(simulator: Simulator, count: int) -> list[float]:
    """Seconds from the simulator's send to its first event with that text; fewer where it gave up."""
    chromium = browser.find()
    if chromium is None:
        raise CannotStart("no browser was found on this machine")
    process = await asyncio.create_subprocess_exec(
        *(str(PYTHON), "-m", "tests.strangers.whatsplay_watch", simulator.addresses.page, str(chromium)),
        cwd=ROOT,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    assert process.stdout is not None
    try:
        return await _hear(simulator, process.stdout, count)
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


async def _hear(simulator: Simulator, said: asyncio.StreamReader, count: int) -> list[float]:
    try:
        async with asyncio.timeout(STARTING):
            await _linked(simulator, said)
    except TimeoutError:
        return []
    clock = SystemClock()
    known = [chat["id"] for chat in await simulator.get("/chats") if chat["kind"] == "person"][15:25]
    took: list[float] = []
    for number in range(count):
        text = f"stranger {number};"
        began = clock.monotonic()
        await simulator.receive(known[number % len(known)], text)
        try:
            async with asyncio.timeout(PATIENCE):
                await _named(said, text)
        except EOFError:
            return took
        except TimeoutError:
            pass
        took.append(clock.monotonic() - began)
    return took


async def _named(said: asyncio.StreamReader, text: str) -> None:
    async for line in said:
        if text in line.decode():
            return
    raise EOFError


async def _linked(simulator: Simulator, said: asyncio.StreamReader) -> None:
    async for line in said:
        event = json.loads(line)["event"] if line.startswith(b"{") else None  # it prints words of its own
        if event == "qr":
            await simulator.link()
        if event == "watching":
            return
