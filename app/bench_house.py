"""The product on a simulated WhatsApp, for measuring: nothing answers, and DevTools can look in beside it.

Usage as a process of its own: python -m app.bench_house FOLDER ADDRESS
"""

from __future__ import annotations

import asyncio
import json
import sys
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx2
import websockets

from app.runtime import first_error, run_parts, stop_on_signals
from app.wiring import ROOT, build
from core import observe, settings_source
from core.clock import SystemClock
from core.errors import CannotStart
from core.settings import Log
from core.types import Screen

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from app.simulated import Simulator
    from app.wiring import Switchboard
    from core.settings import Settings

KNOWLEDGE = ROOT / "simulator" / "scripts" / "knowledge.md"
ARGUMENTS = ("--disable-background-networking", "--remote-debugging-port=0")
LINKING = 90.0  # seconds until the chats must be on screen
LOOK = 0.1
# What `devtools` and those who use it meet while the browser is being started anew
NO_PAGE = (OSError, httpx2.HTTPError, TimeoutError, CannotStart, websockets.WebSocketException)
INTAKE = ("whatsapp", "listener")  # the parts that read and store, without those that answer


def settings_of(folder: Path, page: str, allowed: str = "*") -> Settings:
    """No file and no environment: neither a real number nor a key is touched."""
    return settings_source.isolated(
        {
            "data": folder,
            "selectors": ROOT / "selectors.yaml",
            "whatsapp": {"url": page},
            "dashboard": {"port": 0},
            "browser": {"arguments": ARGUMENTS},
            "chats": [{"name": allowed, "access": "allowed", "mode": "human"}],
            "llm": {"providers": {"offline": {"kind": "offline", "knowledge": KNOWLEDGE}}},
        }
    )


@asynccontextmanager
async def running(settings: Settings, simulator: Simulator, *parts: str) -> AsyncIterator[Switchboard]:
    """The named parts of the product in this process, linked and with the chats on screen."""
    observe.configure(Log(level="ERROR", format="text"))
    stop = asyncio.Event()
    try:
        async with build(settings) as product, asyncio.TaskGroup() as group:
            named = {name: part for name, part in product.parts.items() if name in parts}
            group.create_task(run_parts(named, stop))
            try:
                await linked(product, simulator)
                yield product
            finally:
                stop.set()
    except BaseExceptionGroup as error:
        raise first_error(error) from None


async def linked(product: Switchboard, simulator: Simulator) -> None:
    """A person holds their phone before the code as soon as there is one. Raises CannotStart."""
    clock = SystemClock()
    end = clock.monotonic() + LINKING
    scanned = False
    while product.whatsapp.link().screen is not Screen.MAIN:
        if clock.monotonic() > end:
            screen = product.whatsapp.link().screen.value
            raise CannotStart(f"the simulated page was not linked within {LINKING:.0f} s; it shows {screen}")
        if not scanned and product.whatsapp.link().qr is not None:
            scanned = True
            await simulator.link()
        await asyncio.sleep(LOOK)


class Devtools:
    """The DevTools of a page that somebody else drives; one call at a time. Raises one of `NO_PAGE`."""

    def __init__(self, line: websockets.ClientConnection, address: str) -> None:
        self.address = address  # of this very page: another one has another
        self._line = line
        self._turn = asyncio.Lock()
        self._number = 0

    async def send(self, method: str, **parameters: Any) -> Any:
        async with self._turn:
            self._number += 1
            await self._line.send(json.dumps({"id": self._number, "method": method, "params": parameters}))
            async for frame in self._line:
                answer = json.loads(frame)
                if answer.get("id") == self._number:
                    if "error" in answer:
                        raise CannotStart(f"DevTools refuse {method}: {answer['error']['message']}")
                    return answer["result"]
        raise CannotStart("the browser closed its DevTools")

    async def evaluate(self, expression: str) -> Any:
        answer = await self.send("Runtime.evaluate", expression=expression, returnByValue=True)
        return answer["result"].get("value")

    async def metrics(self) -> dict[str, float]:
        answer = await self.send("Performance.getMetrics")
        return {metric["name"]: metric["value"] for metric in answer["metrics"]}


@asynccontextmanager
async def devtools(profile: Path) -> AsyncIterator[Devtools]:
    """Those of the first page of the browser on this profile, which was started with `ARGUMENTS`."""
    told = await asyncio.to_thread((profile / "DevToolsActivePort").read_text, "utf-8")
    port = told.partition("\n")[0]
    if not port:
        raise CannotStart("the browser does not listen yet")
    async with httpx2.AsyncClient(trust_env=False) as client:
        targets = (await client.get(f"http://127.0.0.1:{port}/json/list")).json()
    pages = [one["webSocketDebuggerUrl"] for one in targets if one["type"] == "page"]
    if not pages:
        raise CannotStart("the browser has no page")
    address = pages[0]
    async with websockets.connect(address, max_size=None, proxy=None, ping_interval=None) as line:
        page = Devtools(line, address)
        await page.send("Performance.enable", timeDomain="threadTicks")
        yield page


async def main(folder: Path, page: str) -> None:
    observe.configure(Log(level="ERROR", format="text"))
    with stop_on_signals() as stop:
        async with build(settings_of(folder, page)) as product:
            await run_parts(product.parts, stop)


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), sys.argv[2]))
