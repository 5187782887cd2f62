"""The dashboard's server as a part: it neither takes signals nor outlives the stop."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from typing import TYPE_CHECKING

import uvicorn

if TYPE_CHECKING:
    import socket
    from collections.abc import Iterator

    from fastapi import FastAPI


class _Server(uvicorn.Server):
    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


class WebServer:
    """Serves an app on a socket that is already bound."""

    def __init__(self, app: FastAPI, listener: socket.socket) -> None:
        self._listener = listener
        self._server = _Server(
            uvicorn.Config(
                app, log_config=None, access_log=False, ws="websockets-sansio", timeout_graceful_shutdown=3
            )
        )

    async def run(self, stop: asyncio.Event) -> None:
        async with asyncio.TaskGroup() as group:
            group.create_task(self._end_on(stop))
            await self._server.serve(sockets=[self._listener])
            stop.set()

    async def _end_on(self, stop: asyncio.Event) -> None:
        await stop.wait()
        self._server.should_exit = True
