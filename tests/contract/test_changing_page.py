"""The whole product before a page that changes: another table at once, drift told, nothing sent blindly."""

from __future__ import annotations

import asyncio
import logging
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app import wiring
from app.runtime import run_parts
from conversation import activity, audit, chats, outbox
from core.settings_source import isolated
from core.types import Author, ChatKind, ChatRef, OutboxState
from detector import browser
from tests.contract.changing_page import EDITOR, ChangingPage, changing_page
from tests.journey.simulation import until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from app.wiring import Switchboard
    from conversation.activity import ActivityView
    from conversation.outbox import OutboxView

pytestmark = pytest.mark.timeout(120)

SHIPPED = (Path(__file__).resolve().parents[2] / "selectors.yaml").read_text("utf-8")
ANA = ChatRef("main", "Ana Ferreira", ChatKind.UNKNOWN)
PATIENCE = 60.0  # seconds; how long a loaded machine may take, not how long anything should
SENT = {OutboxState.SENT, OutboxState.DELIVERED, OutboxState.READ}


class House:
    """The running product, its page and its selectors.yaml."""

    def __init__(self, product: Switchboard, web: ChangingPage, table: Path) -> None:
        self.product = product
        self.web = web
        self.table = table

    async def event(self, kind: str, is_meant: Callable[[str], bool] = lambda _: True) -> ActivityView:
        """The first event of the kind; waited for."""

        async def met() -> ActivityView | None:
            return next((e for e in await self.events(kind) if is_meant(e.detail or "")), None)

        found: ActivityView = await until(met, lambda event: event is not None, PATIENCE)
        return found

    async def events(self, kind: str) -> list[ActivityView]:
        async with self.product.store.db.reading() as session:
            return [event for event in await activity.since(session, 0, 500) if event.kind == kind]

    async def writes(self, text: str) -> int:
        """What an operator does in the dashboard; returns the chat."""
        async with self.product.store.db.transaction() as session:
            chat = await chats.find(session, ANA)
            assert chat is not None
            await outbox.put(session, chat.id, text, author=Author.OPERATOR, by="anna")
            return chat.id

    async def row(self, chat: int) -> OutboxView:
        async with self.product.store.db.reading() as session:
            (row,) = await outbox.for_chat(session, chat, 10)
            return row


@asynccontextmanager
async def running(folder: Path) -> AsyncIterator[House]:
    if browser.find() is None:
        pytest.skip("no Chromium, Chrome or Edge on this machine; run `make setup`")
    table = folder / "selectors.yaml"
    table.write_text(SHIPPED, "utf-8")
    knowledge = folder / "knowledge.md"
    knowledge.write_text("We open at nine.\n", "utf-8")
    with changing_page() as web:
        settings = isolated(
            {
                "data": folder / "data",
                "selectors": table,
                "whatsapp": {"url": web.address, "sweep": 1},
                "browser": {"arguments": ["--disable-background-networking"]},
                "chats": [{"name": "Ana Ferreira", "access": "allowed", "mode": "human"}],
                "llm": {"providers": {"offline": {"kind": "offline", "knowledge": knowledge}}},
                "dashboard": {"port": 0},
            }
        )
        stop = asyncio.Event()
        async with wiring.build(settings) as product, asyncio.TaskGroup() as group:
            group.create_task(run_parts(product.parts, stop))
            try:
                house = House(product, web, table)
                await house.event("link_changed", lambda detail: detail == "main")
                yield house
            finally:
                stop.set()


async def test_a_table_is_changed_and_the_page_too_while_the_product_runs(tmp_path: Path) -> None:
    async with running(tmp_path) as house:
        house.table.write_text(SHIPPED.replace("label: close,", "label: clsoe,"), "utf-8")
        refused = await house.event("selectors_refused")
        assert (refused.detail or "").startswith("line ")
        assert "'clsoe' is not under labels" in (refused.detail or "")

        house.table.write_text(SHIPPED.replace("testid: chat-list,", "testid: chats,"), "utf-8")
        await house.event("selectors_read")
        await house.event("selector_drift", lambda detail: detail == "chat_grid: 2 (css)")

        house.web.change(f"document.querySelector('{EDITOR}').removeAttribute('data-testid')")
        await house.event("selector_drift", lambda detail: detail == "composer: 2 (css)")
        async with house.product.store.db.reading() as session:
            told = {line.target: line for line in await audit.listing(session)}
        excerpt = str((told["target:composer"].after or {})["page"])
        assert "div[role=textbox][contenteditable]" in excerpt
        assert "Ana" not in excerpt
        assert len(await house.events("selectors_refused")) == 1


async def test_while_the_composer_is_lost_nothing_is_sent_and_what_waits_is_sent_once_it_is_back(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    async with running(tmp_path) as house:
        await house.event("message_stored")
        house.web.change(
            f"window.editor = document.querySelector('{EDITOR}');"
            "window.other = document.createElement('textarea'); editor.replaceWith(other);"
        )
        begun = await house.event("safe_mode")
        assert begun.detail == "composer"
        state, words = await house.product.whatsapp.eyes.check()
        assert (state, "Safe mode" in words) == ("degraded", True)

        chat = await house.writes("Your cake is ready")

        async def logged() -> list[str]:
            return caplog.messages

        await until(logged, lambda lines: "a job waits for the page" in lines, PATIENCE)
        assert (await house.row(chat)).state is OutboxState.QUEUED
        house.web.change("other.replaceWith(editor)")
        ended = await house.event("safe_mode", lambda detail: detail == "over")
        assert ended.id > begun.id
        await until(lambda: house.row(chat), lambda row: row.state in SENT, PATIENCE)
        assert len([e for e in await house.events("safe_mode") if e.detail == "over"]) == 1
