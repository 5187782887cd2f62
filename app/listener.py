"""Takes what the channel sees, in order, and writes it down; nothing else may come between."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from sqlalchemy.exc import SQLAlchemyError

from core.observe import log_context

if TYPE_CHECKING:
    from app.pipeline import Pipeline
    from core.ports import Channel
    from core.types import Sighting

log = logging.getLogger(__name__)

PAUSE = 1.0  # seconds before a sighting is offered again to a database that did not take it


class Listener:
    """A part. A sighting is taken off the channel only when it is stored, or the process ends."""

    def __init__(self, channel: Channel, pipeline: Pipeline) -> None:
        self._channel = channel
        self._pipeline = pipeline

    async def run(self, stop: asyncio.Event) -> None:
        async with asyncio.TaskGroup() as group:
            listening = group.create_task(self._listen())
            await stop.wait()
            listening.cancel()

    async def _listen(self) -> None:
        async for sighting in self._channel.sightings():
            await self._store(sighting)

    async def _store(self, sighting: Sighting) -> None:
        while True:
            try:
                with log_context(sighting=type(sighting).__name__):
                    await self._pipeline.listen(sighting)
                return
            except SQLAlchemyError as error:
                log.error("the database did not take a sighting", extra={"error": type(error).__name__})
                await asyncio.sleep(PAUSE)
