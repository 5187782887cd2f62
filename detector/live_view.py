"""The real page for a person: its picture as it changes, their mouse and keys back, and no way out of it."""

from __future__ import annotations

import asyncio
import base64
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from playwright.async_api import Error as PlaywrightError

from core.errors import BrowserGone
from core.live_view import KEYS, LONGEST_TEXT, Key, Mouse, Typed, Wheel
from core.waiting import first_of
from detector.probe import reach

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from playwright.async_api import CDPSession, Download, Page

    from core.live_view import Gesture
    from detector.keyboard import Keyboard

QUALITY = 60  # percent, of the JPEG pictures
SIZE = (1280, 800)  # pixels, where the page does not tell


class LiveView:
    """A `LiveView` of the ports. Whoever holds the page hands it over with `take`."""

    def __init__(self, keyboard: Keyboard, url: str) -> None:
        self._keyboard = keyboard
        self._origin = _origin(url)
        self.web: Page | None = None
        self._forget: Callable[[], None] = lambda: None
        self.is_open = False

    def take(self, web: Page | None, forget: Callable[[], None] = lambda: None) -> None:
        """`forget` is called when a person has had the page: what was known of it may be wrong now."""
        self.web, self._forget = web, forget

    @asynccontextmanager
    async def open(self) -> AsyncIterator[Screen]:
        async with self._keyboard:
            web, forget = self.web, self._forget
            if web is None:
                raise BrowserGone("the browser is not running")
            self.is_open = True
            try:
                async with _fenced(web, self._origin), _filmed(web) as screen:
                    yield screen
            finally:
                self.is_open = False
                forget()


class Screen:
    """One person's look at the page. The next picture is drawn when the last one was taken."""

    def __init__(self, web: Page, cdp: CDPSession) -> None:
        self._web = web
        self._cdp = cdp
        self._frames: asyncio.Queue[dict[str, Any] | None] = asyncio.Queue()
        cdp.on("Page.screencastFrame", self._frames.put_nowait)
        web.on("close", self._end)
        web.on("crash", self._end)
        viewport = web.viewport_size
        self.size = (viewport["width"], viewport["height"]) if viewport else SIZE

    async def pictures(self) -> AsyncIterator[bytes]:
        while True:
            frame = await self._frames.get()
            if frame is None:
                raise BrowserGone("the browser or its page ended by itself")
            yield base64.b64decode(frame["data"])
            await reach(self._cdp.send("Page.screencastFrameAck", {"sessionId": frame["sessionId"]}))

    async def act(self, gesture: Gesture) -> None:
        """What is no key of the page's (KEYS), or outside of it, does nothing."""
        mouse, keyboard = self._web.mouse, self._web.keyboard
        match gesture:
            case Mouse(does, x, y):
                await reach(mouse.move(*self._inside(x, y)))
                if does != "move":
                    await reach(mouse.down() if does == "down" else mouse.up())
            case Wheel(dx, dy):
                await reach(mouse.wheel(dx, dy))
            case Key(name, shift) if name in KEYS:
                await reach(keyboard.press(f"Shift+{name}" if shift else name))
            case Typed(text):
                await reach(keyboard.insert_text(text[:LONGEST_TEXT]))
            case _:
                pass

    def stop(self) -> None:
        self._web.remove_listener("close", self._end)
        self._web.remove_listener("crash", self._end)

    def _inside(self, x: float, y: float) -> tuple[float, float]:
        width, height = self.size
        return min(max(x, 0), width - 1), min(max(y, 0), height - 1)

    def _end(self, _: Page) -> None:
        self._frames.put_nowait(None)


@asynccontextmanager
async def _filmed(web: Page) -> AsyncIterator[Screen]:
    cdp = await reach(web.context.new_cdp_session(web))
    screen = Screen(web, cdp)
    width, height = screen.size
    picture = {"format": "jpeg", "quality": QUALITY, "maxWidth": width, "maxHeight": height}
    await reach(cdp.send("Page.startScreencast", picture))
    try:
        yield screen
    finally:
        screen.stop()
        with suppress(PlaywrightError):
            await web.mouse.up()
            await cdp.send("Page.stopScreencast")
            await cdp.detach()


@asynccontextmanager
async def _fenced(web: Page, origin: str) -> AsyncIterator[None]:
    """No way off the page: other addresses, windows, downloads, file choosers, permissions, the clipboard."""
    context = web.context
    paused: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
    shut: asyncio.Queue[Page | Download] = asyncio.Queue()
    cdp = await reach(context.new_cdp_session(web))
    cdp.on("Fetch.requestPaused", paused.put_nowait)
    context.on("page", shut.put_nowait)
    web.on("download", shut.put_nowait)
    web.on("filechooser", _ignore)  # listened to, it opens nothing, and nobody ever answers it
    # An empty list of granted permissions refuses all the others, the clipboard among them.
    await reach(context.grant_permissions([], origin=origin))
    await reach(cdp.send("Fetch.enable", {"patterns": [{"urlPattern": "*", "resourceType": "Document"}]}))
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [
                group.create_task(_judge(paused, cdp, origin), name="fence"),
                group.create_task(_shut(shut), name="windows"),
            ]
            try:
                yield
            finally:
                for task in tasks:
                    task.cancel()
    except BaseExceptionGroup as errors:  # the viewer's own, which the group has wrapped
        raise first_of(errors) from None
    finally:
        context.remove_listener("page", shut.put_nowait)
        web.remove_listener("download", shut.put_nowait)
        web.remove_listener("filechooser", _ignore)
        with suppress(PlaywrightError):
            await cdp.send("Fetch.disable")
            await cdp.detach()
            await context.clear_permissions()


async def _judge(paused: asyncio.Queue[dict[str, Any]], cdp: CDPSession, origin: str) -> None:
    """Lets documents of the page's own origin load, and no others."""
    while True:
        asked = await paused.get()
        one = {"requestId": asked["requestId"]}
        with suppress(PlaywrightError):  # the request may have been given up meanwhile
            if _origin(asked["request"]["url"]) == origin:
                await cdp.send("Fetch.continueRequest", one)
            else:  # any other reason would show the browser's own page of errors
                await cdp.send("Fetch.failRequest", {**one, "errorReason": "Aborted"})


async def _shut(opened: asyncio.Queue[Page | Download]) -> None:
    while True:
        one = await opened.get()
        with suppress(PlaywrightError):
            await (one.cancel() if hasattr(one, "cancel") else one.close())


def _ignore(_: object) -> None:
    return None


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
