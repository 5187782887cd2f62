"""Asks the page script inside the page; every call has a deadline, and a dead page has one name."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, Literal

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import FilePayload
from playwright.async_api import TimeoutError as PlaywrightTimeoutError

from core.errors import BrowserGone, ChatUnreachable, SelectorMissing
from detector import reader

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable

    from playwright.async_api import Page

    from core.files import File
    from core.types import ChatRef

CALL_TIMEOUT = 15.0  # seconds; an evaluation that takes longer means that the renderer hangs
CHOOSER_TIMEOUT = 30_000.0  # milliseconds from the opening of a menu to the browser's question for a file
RELOADING = "Execution context was destroyed"


class Probe:
    """The functions of the page script, and the mouse and keyboard of its page."""

    def __init__(self, page: Page, handle: str) -> None:
        self._page = page
        self._handle = handle

    async def ask(self, function: str, *arguments: Any) -> Any:
        """Calls a function of the page script and returns its plain answer."""
        call = "([handle, name, args]) => window[handle] ? window[handle][name](...args) : null"
        return await reach(self._page.evaluate(call, [self._handle, function, list(arguments)]))

    async def glance(self) -> reader.Glance | None:
        raw = await self.ask("glance")
        return None if raw is None else reader.glance(raw)

    async def screen(self) -> reader.ScreenReport:
        return reader.screen(await self.ask("readScreen"))

    async def pane(self) -> reader.PaneReport:
        """All bubbles that are drawn."""
        return self._pane(await self.ask("readPane"))

    async def read_on(self, *, anew: bool) -> reader.PaneReport:
        """Only the bubbles that were not returned since the last call with `anew`."""
        return self._pane(await self.ask("readOn", anew))

    @staticmethod
    def _pane(raw: Any) -> reader.PaneReport:
        if raw is None:
            raise SelectorMissing("conversation_title")
        return reader.pane(raw)

    async def row_point(self, ref: ChatRef) -> dict[str, Any]:
        found: dict[str, Any] = await self.ask("rowPoint", ref.name, ref.kind.value)
        return found

    async def ids(self) -> list[str]:
        """Of all messages that stand in the open conversation, as the page spells them."""
        seen = await self.glance()
        return [] if seen is None else seen.ids

    async def editor_text(self, editor: str) -> str | None:
        text: str | None = await self.ask("editorText", editor)
        return text

    async def readiness(self, button: str, editor: str) -> reader.Readiness | None:
        raw = await self.ask("readiness", button, editor)
        return None if raw is None else reader.readiness(raw)

    async def hover(self, point: dict[str, Any]) -> None:
        await reach(self._page.mouse.move(point["x"], point["y"], steps=2))

    async def press_at(self, point: dict[str, Any], button: Literal["left", "right"] = "left") -> None:
        """A real press of the mouse: WhatsApp's rows listen to mousedown, a synthetic click does nothing."""
        await reach(self._page.mouse.click(point["x"], point["y"], button=button))

    @asynccontextmanager
    async def asked_for(self, file: File) -> AsyncIterator[None]:
        """What is pressed meanwhile opens a file chooser, which is given this file at the end.

        Raises ChatUnreachable when the page asks for none.
        """
        try:
            async with self._page.expect_file_chooser(timeout=CHOOSER_TIMEOUT) as choosing:
                yield
        except PlaywrightTimeoutError as error:
            raise ChatUnreachable("the page asked for no file") from error
        payload = FilePayload(name=file.name, mimeType=file.type, buffer=file.data)
        await reach((await choosing.value).set_files(payload))

    async def press_target(self, target: str) -> bool:
        """Presses the middle of a target; False when it is not there or something covers it."""
        point = await self.ask("pointOf", target)
        if not point or not point["visible"]:
            return False
        await self.press_at(point)
        return True

    async def key(self, key: str) -> None:
        await reach(self._page.keyboard.press(key))

    async def insert_text(self, text: str) -> None:
        """Puts the whole text in at once, without key events: Enter cannot send early, lists do not grow."""
        await reach(self._page.keyboard.insert_text(text))


async def reach(call: Awaitable[Any]) -> Any:
    """Awaits a call of the browser. Raises BrowserGone when it died, hangs or navigates away meanwhile."""
    try:
        async with asyncio.timeout(CALL_TIMEOUT):
            return await call
    except TimeoutError as error:
        raise BrowserGone(f"the page did not answer within {CALL_TIMEOUT:.0f} s") from error
    except PlaywrightError as error:
        reason = "the page was reloaded" if RELOADING in str(error) else str(error).splitlines()[0]
        raise BrowserGone(reason) from error
