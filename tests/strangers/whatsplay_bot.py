"""Runs whatsplay as its own users do and tells, one line of JSON each, what it saw; nothing here judges.

Usage, in the stranger's environment: python -m tests.strangers.whatsplay_bot ADDRESS CHROMIUM CHAT TEXT
"""

from __future__ import annotations

import asyncio
import json
import logging
import sys
from typing import TYPE_CHECKING, Any

from whatsplay import Client
from whatsplay.auth import AuthBase

from tests.strangers.routing import Routing

if TYPE_CHECKING:
    from playwright.async_api import BrowserContext


class Routed(AuthBase):  # type: ignore[misc]  # whatsplay has no types
    """A sign-in that keeps nothing and leads WhatsApp's address to the simulator."""

    def __init__(self, routing: Routing, chromium: str) -> None:
        super().__init__()
        self._routing = routing
        self._chromium = chromium

    def get_browser_args(self) -> dict[str, Any]:
        return {
            "headless": True,
            "executable_path": self._chromium,
            "args": ["--no-sandbox", "--disable-background-networking"],
        }

    async def setup_context(self, context: BrowserContext) -> None:
        await self._routing.install(context)

    async def save_session(self) -> bool:
        return False

    async def load_session(self) -> bool:
        return False


def tell(event: str, **what: Any) -> None:
    sys.stdout.write(json.dumps({"event": event, **what}) + "\n")
    sys.stdout.flush()


async def run(address: str, chromium: str, chat: str, text: str) -> None:
    async with asyncio.TaskGroup() as lines:
        routing = Routing(address, lines)
        client = Client(auth=Routed(routing, chromium))
        unread = asyncio.Event()

        async def on_qr(image: bytes | None) -> None:
            tell("qr", bytes=len(image or b""))

        async def on_logged_in() -> None:
            tell("logged_in")

        async def on_unread_chat(chats: list[dict[str, Any]]) -> None:
            if not unread.is_set():
                tell("unread", chats=chats)
                unread.set()

        async def on_trouble(*words: Any) -> None:
            tell("trouble", words=[str(word) for word in words])

        client.event("on_qr")(on_qr)
        client.event("on_qr_change")(on_qr)
        client.event("on_logged_in")(on_logged_in)
        client.event("on_unread_chat")(on_unread_chat)
        client.event("on_error")(on_trouble)
        client.event("on_warning")(on_trouble)
        running = lines.create_task(client.start())
        try:
            await _drive(client, unread, chat, text)
        finally:
            await client.stop()
            routing.hang_up()
            running.cancel()


async def _drive(client: Any, unread: asyncio.Event, chat: str, text: str) -> None:
    if not await client.wait_until_logged_in(timeout=60):
        tell("trouble", words=["it never saw itself logged in"])
        return
    try:
        async with asyncio.timeout(45):
            await unread.wait()
    except TimeoutError:
        tell("trouble", words=["it reported no unread chat"])
    async with client.page_lock:
        is_open = await client.open(chat)
        tell("opened", done=is_open)
        if is_open:
            read = await client.collect_messages(dispose=True)
            tell("read", messages=[_shape(message) for message in read])
    tell("sent", done=await client.send_message(chat, text))


def _shape(message: Any) -> dict[str, Any]:
    return {
        "id": message.msg_id,
        "text": message.text,
        "sender": message.sender,
        "is_own": message.is_outgoing,
        "by": message.direction_signal,
    }


if __name__ == "__main__":
    logging.basicConfig(stream=sys.stderr, level=logging.INFO)
    asyncio.run(run(*sys.argv[1:5]))
