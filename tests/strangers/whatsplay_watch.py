"""Lets whatsplay watch as its own users do and tells what it says of unread chats, in lines of JSON.

Usage, in the stranger's environment: python -m tests.strangers.whatsplay_watch ADDRESS CHROMIUM
"""

from __future__ import annotations

import asyncio
import sys
from typing import Any

from whatsplay import Client

from tests.strangers.routing import Routing
from tests.strangers.whatsplay_bot import Routed, tell


async def watch(address: str, chromium: str) -> None:
    async with asyncio.TaskGroup() as lines:
        client = Client(auth=Routed(Routing(address, lines), chromium))
        shown = asyncio.Event()

        async def on_qr(image: bytes | None) -> None:
            if image and not shown.is_set():
                shown.set()
                tell("qr")

        async def on_unread_chat(chats: list[dict[str, Any]]) -> None:
            tell("unread", chats=chats)

        client.event("on_qr")(on_qr)
        client.event("on_qr_change")(on_qr)
        client.event("on_unread_chat")(on_unread_chat)
        lines.create_task(client.start())
        if await client.wait_until_logged_in(timeout=90):
            tell("watching")


if __name__ == "__main__":
    asyncio.run(watch(*sys.argv[1:3]))
