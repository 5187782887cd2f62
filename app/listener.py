"""Takes what the channel sees, in order, and writes it down; nothing else may come between."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from sqlalchemy.exc import SQLAlchemyError

from core.proofs import Stage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.pipeline import Pipeline
    from core.ports import Channel
    from core.proofs import Proofs
    from core.types import Sighting

log = logging.getLogger(__name__)

PAUSE = 1.0  # seconds before sightings are offered again to a database that did not take them


class Listener:
    """A part. A sighting is taken off the channel only when it is stored, or the process ends."""

    def __init__(self, channel: Channel, pipeline: Pipeline, proofs: Proofs) -> None:
        self._channel = channel
        self._pipeline = pipeline
        self._proofs = proofs

    async def run(self, stop: asyncio.Event) -> None:
        async with asyncio.TaskGroup() as group:
            listening = group.create_task(self._listen())
            await stop.wait()
            listening.cancel()

    async def _listen(self) -> None:
        async for batch in self._channel.sightings():
            await self._store(batch)

    async def _store(self, batch: Sequence[Sighting]) -> None:
        while True:
            try:
                await self._pipeline.listen(batch)
                self._proofs.note(Stage.STORE)
                return
            except SQLAlchemyError as error:
                log.error("the database did not take what was seen", extra={"error": type(error).__name__})
                await asyncio.sleep(PAUSE)
