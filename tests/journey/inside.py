"""The whole product inside the test's own process, so that a story can reach its browser and its clock."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import httpx2

from app import wiring
from app.runtime import run_parts
from conversation import activity, chats, history
from core.proofs import Stage
from core.settings_source import isolated
from core.types import ChatRef, Direction
from tests.journey.simulation import until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from datetime import datetime
    from pathlib import Path

    from playwright.async_api import Page

    from app.wiring import Switchboard
    from conversation.history import MessageView

PATIENCE = 100.0  # seconds; how long a loaded machine may take, not how long anything should


class Inside:
    """The running product, what it stored, and what it says of itself."""

    def __init__(self, product: Switchboard) -> None:
        self.product = product

    async def stored(self, name: str, account: str = "main") -> list[MessageView]:
        """What contacts wrote in a chat, oldest first."""
        async with self.product.store.db.reading() as session:
            chat = await chats.find(session, ChatRef(account, name))
            found = [] if chat is None else await history.page(session, chat.id, limit=500)
        return [message for message in found if message.direction is Direction.IN]

    async def texts(self, name: str, account: str = "main") -> list[str]:
        return [message.text for message in await self.stored(name, account)]

    async def wait_for_text(self, text: str, name: str, account: str = "main") -> None:
        await until(lambda: self.texts(name, account), lambda texts: text in texts, PATIENCE)

    async def events(self, kind: str) -> list[str]:
        async with self.product.store.db.reading() as session:
            return [each.detail or "" for each in await activity.since(session, 0, 500) if each.kind == kind]

    async def wait_for_event(self, kind: str, is_meant: Callable[[list[str]], bool]) -> list[str]:
        found: list[str] = await until(lambda: self.events(kind), is_meant, PATIENCE)
        return found

    async def healthz(self) -> dict[str, tuple[str, str]]:
        """State and sentence of each check, as anybody may ask for them."""
        async with httpx2.AsyncClient(base_url=self.product.address, trust_env=False) as client:
            answer = (await client.get("/healthz")).json()
        found = {check["name"]: (check["state"], check["detail"]) for check in answer["checks"]}
        return {**found, "whole": (answer["state"], "")}

    async def life(self) -> tuple[str, str]:
        """The same as /healthz says of it, which keeps what it found for a few seconds."""
        return await self.product.whatsapp.life.check()

    async def wait_for_sweeps(self, count: int) -> None:
        """Until the page was found to be heard so many times; what was begun before is done by then."""
        proved: set[datetime | None] = {self._proved()}

        async def seen() -> int:
            proved.add(self._proved())
            return len(proved) - 1

        await until(seen, lambda sweeps: sweeps >= count, PATIENCE)

    def _proved(self) -> datetime | None:
        return self.product.whatsapp.proofs.all()[Stage.OBSERVER]

    @property
    def is_up(self) -> bool:
        return self.product.whatsapp._hands is not None

    def page(self) -> Page:
        """The page that the product looks at now."""
        hands = self.product.whatsapp._hands
        assert hands is not None
        return hands.probe._page


@asynccontextmanager
async def inside(folder: Path, page: str, **settings: Any) -> AsyncIterator[Inside]:
    """The product on a page; it looks at everything once a second and answers nobody."""
    knowledge = folder / "knowledge.md"
    knowledge.write_text("We open at nine.\n", "utf-8")
    chosen = isolated(
        {
            "data": folder / "data",
            "whatsapp": {"url": page, "sweep": 1},
            "browser": {"arguments": ["--disable-background-networking"]},
            "chats": [{"name": "*", "access": "allowed", "mode": "human"}],
            "llm": {"providers": {"offline": {"kind": "offline", "knowledge": knowledge}}},
            "dashboard": {"port": 0},
            **settings,
        }
    )
    stop = asyncio.Event()
    async with wiring.build(chosen) as product, asyncio.TaskGroup() as group:
        group.create_task(run_parts(product.parts, stop))
        try:
            yield Inside(product)
        finally:
            stop.set()
