"""Waiting for the first of several things, without leaving a task behind."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Coroutine

E = TypeVar("E", bound=BaseException)


async def first_set(*events: asyncio.Event, after: Coroutine[Any, Any, None] | None = None) -> None:
    """Returns as soon as one of the events is set, or `after` has ended."""
    async with asyncio.TaskGroup() as group:
        waiting = [group.create_task(_until_set(event)) for event in events]
        if after is not None:
            waiting.append(group.create_task(after))
        await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        for task in waiting:
            task.cancel()


def first_of(errors: BaseExceptionGroup[E]) -> E:
    """The first error inside nested groups."""
    first: E | BaseExceptionGroup[E] = errors
    while isinstance(first, BaseExceptionGroup):
        first = first.exceptions[0]
    return first


async def _until_set(event: asyncio.Event) -> None:
    await event.wait()
