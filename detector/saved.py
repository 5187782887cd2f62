"""Reads saved WhatsApp Web pages with the same page script and the same judge as the live page."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC
from typing import TYPE_CHECKING, Any

from playwright.async_api import Error as PlaywrightError
from pydantic import ValidationError

from core.errors import DetectorError
from core.types import ChatKind, ChatRef, MessageKind, Seen
from core.wa_ids import bare
from detector import browser, eyes, page, reader
from detector.probe import Probe

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from playwright.async_api import Browser as Running
    from playwright.async_api import Route

    from core.settings import Browser
    from detector.selectors import Table

PATIENCE = 20.0  # seconds for one page
HANDLE = "_saved"
ANY_AGE = 1e9  # seconds; how old a message is does not matter here
ADDRESS = "https://saved-page.invalid/"
# Nothing in a saved page may run or be fetched; our script comes before the page, as an init script.
NO_SCRIPTS = {"content-security-policy": "script-src 'none'"}


@dataclass(frozen=True, slots=True)
class SavedPage:
    """What one file shows, shaped as `doctor --page --json` prints it. `error` says why it is not read."""

    page: str
    screen: str | None = None
    chats: list[dict[str, Any]] = field(default_factory=list)
    open_chat: dict[str, str] | None = None
    messages: list[dict[str, Any]] = field(default_factory=list)
    strategies: dict[str, dict[str, int | None]] = field(default_factory=dict)
    error: str | None = None


class SavedPages:
    """One browser for many files."""

    def __init__(self, running: Running, table: Table, now: datetime) -> None:
        self._browser = running
        self._table = table
        self._now = now

    async def read(self, path: Path, table: Table | None = None) -> SavedPage:
        """Reads a file; what goes wrong stands in the answer, so that the other files are read too.

        With a table of its own, it is also looked for what the reading itself does not need.
        """
        try:
            html = await asyncio.to_thread(path.read_bytes)
            async with asyncio.timeout(PATIENCE):
                return await self._read(path.name, html, table)
        except TimeoutError:
            return SavedPage(path.name, error=f"the page was not read within {PATIENCE:.0f} s")
        except (OSError, PlaywrightError, DetectorError, ValidationError) as error:
            return SavedPage(path.name, error=next(iter(str(error).splitlines()), type(error).__name__))

    async def mistakes(self, table: Table) -> list[str]:
        """What the browser does not understand of a table, as sentences with their lines."""
        context = await self._browser.new_context()
        try:
            web = await context.new_page()
            await web.add_init_script(
                page.source(self._table.as_argument(), handle=HANDLE, binding="_unheard")
            )
            await web.goto("about:blank")
            return eyes.mistakes(table, await Probe(web, HANDLE).ask("mistakes", table.as_argument()))
        finally:
            await context.close()

    async def _read(self, name: str, html: bytes, table: Table | None) -> SavedPage:
        context = await self._browser.new_context(viewport={"width": 1280, "height": 900}, offline=True)
        try:
            web = await context.new_page()
            await web.route("**/*", _serving(html))
            arguments = (table or self._table).as_argument()
            await web.add_init_script(page.source(arguments, handle=HANDLE, binding="_unheard"))
            await web.goto(ADDRESS, wait_until="domcontentloaded")
            return await self._look(name, Probe(web, HANDLE), survey=table is not None)
        finally:
            await context.close()

    async def _look(self, name: str, probe: Probe, *, survey: bool) -> SavedPage:
        screen = reader.ScreenReport.model_validate(await probe.ask("readScreen"))
        rows = [reader.RowReport.model_validate(row) for row in await probe.ask("readSavedRows")]
        raw = await probe.ask("readPane")
        pane = None if raw is None else reader.pane(raw)
        if survey:
            await probe.ask("survey")
        return SavedPage(
            name,
            screen.name,
            chats=[_chat(row) for row in rows],
            open_chat=_open_chat(pane) if pane else None,
            messages=list(_messages(pane, self._now)) if pane else [],
            strategies=await probe.ask("matches"),
        )


@asynccontextmanager
async def opened(settings: Browser, table: Table, now: datetime) -> AsyncIterator[SavedPages]:
    """Starts the browser that reads, and ends it. `now` settles days and months. Raises CannotStart."""
    async with browser.without_profile(settings) as running:
        yield SavedPages(running, table, now)


def _serving(html: bytes) -> Callable[[Route], Awaitable[None]]:
    """The file is the only answer that the page ever gets, once: a page may ask to be taken elsewhere."""
    answers = [html]

    async def serve(route: Route) -> None:
        is_whole = route.request.is_navigation_request() and route.request.frame.parent_frame is None
        if is_whole and answers:
            body = answers.pop()
            await route.fulfill(body=body, content_type="text/html; charset=utf-8", headers=NO_SCRIPTS)
        elif is_whole:
            await route.fulfill(status=204)  # the page stays; an aborted one is replaced by the browser's own
        else:
            await route.abort()

    return serve


def _chat(row: reader.RowReport) -> dict[str, Any]:
    """`name` is what the row begins with; of a group in a community that is the community's."""
    named = {"name": row.community or row.name, "unread": row.unread}
    if row.community is not None:
        named["subgroup"] = row.name
    return named if row.kind is ChatKind.UNKNOWN else named | {"group": row.kind is ChatKind.GROUP}


def _open_chat(pane: reader.PaneReport) -> dict[str, str] | None:
    return None if pane.title is None else {"name": pane.title}


def _messages(pane: reader.PaneReport, now: datetime) -> Iterator[dict[str, Any]]:
    """Also notices, and rows that the page had emptied: their id is known, and perhaps whose they are."""
    kind = ChatKind.GROUP if pane.group else ChatKind.UNKNOWN
    chat = ChatRef("saved", pane.title or "", kind)
    how = reader.Reading(chat, UTC, now, ANY_AGE, Seen.CAUGHT_UP, pane.lang or "en")
    read = {message.wa_id: message for message in reader.messages(pane.bubbles, how)}
    for bubble in pane.bubbles:
        message = read.get(bare(bubble.id))
        held = MessageKind.UNKNOWN if message is None else message.kind
        told = {
            "id": bare(bubble.id),
            "direction": reader.direction(bubble, chat).value,
            "kind": held.value,
            "text": "" if message is None else message.text,
        }
        if message is not None and message.sender is not None:
            told["sender"] = message.sender
        if message is not None and message.sent_at is not None:
            told["time"] = message.sent_at.isoformat()
        yield told
