"""The hands of the product on a simulated page, without the rest of it: what they send, the world tells."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.clock import SystemClock
from core.types import ChatKind, ChatRef, Outgoing
from detector import page, selectors
from detector.eyes import Eyes
from detector.pane import Pane
from detector.probe import Probe
from detector.sender import Sender
from tests.journey.simulation import until
from tests.scene import Stage, stage

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from core.types import SentProof

ROOT = Path(__file__).resolve().parents[2]
HANDLE, BINDING = "_hands", "_told"
WORLD = """\
owner: Rosa
chats:
  - name: Ana
    history:
      - {by: Ana, text: "good morning", ago: 1 d}
      - {by: me, text: "hello Ana", ago: 1 d}
      - {by: Ana, text: "have you got a list?", ago: 2 h}
  - {name: Empty}
  - {name: Also empty}
"""


class Stopped(BaseException):
    """The hands end in the middle; nobody tidies up."""


@dataclass
class Desk:
    """One page that is written on, unless the hands stop at a checkpoint, as a crash would stop them."""

    stage: Stage
    stop_at: str | None = None

    def __post_init__(self) -> None:
        table = selectors.load(ROOT / "selectors.yaml")
        clock, probe = SystemClock(), Probe(self.stage.page, HANDLE)
        eyes = Eyes("main", table, clock, lambda _: None)
        self.sender = Sender(probe, Pane(probe, clock), eyes, clock, self._pass)

    def _pass(self, point: str) -> None:
        if point == self.stop_at:
            raise Stopped

    @staticmethod
    def ref(name: str) -> ChatRef:
        return ChatRef("main", name, ChatKind.PERSON)

    async def outgoing(self, name: str, text: str, **more: Any) -> Outgoing:
        """As the pipeline makes it: with the mark of the chat as it is now."""
        mark = await self.sender.mark(self.ref(name))
        return Outgoing(1, self.ref(name), text, mark, **more)

    async def send(self, name: str, text: str, **more: Any) -> SentProof:
        return await self.sender.send(await self.outgoing(name, text, **more))

    async def own(self, name: str) -> list[dict[str, Any]]:
        return [told for told in await self.stage.messages(name) if told["direction"] == "out"]

    async def arrived(self, name: str, wa_id: str) -> dict[str, Any]:
        """What the world got of it."""

        async def found() -> dict[str, Any] | None:
            return next((told for told in await self.own(name) if wa_id.endswith(told["id"])), None)

        told: dict[str, Any] = await until(found, lambda message: message is not None, 20.0)
        return told

    async def post(self, path: str, **body: Any) -> None:
        answer = await self.stage.running.control.post(path, json=body)
        assert answer.status_code == 200, answer.text

    async def latency(self, **waits: float) -> None:
        answer = await self.stage.running.control.patch("/latency", json=waits)
        assert answer.status_code == 200, answer.text


@asynccontextmanager
async def desk(folder: Path) -> AsyncIterator[Desk]:
    table = selectors.load(ROOT / "selectors.yaml")
    async with stage(folder, WORLD) as set_up:
        await set_up.page.expose_binding(BINDING, lambda *_: None)
        await set_up.page.evaluate(page.source(table.as_argument(), handle=HANDLE, binding=BINDING))
        yield Desk(set_up)
