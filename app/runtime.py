"""How the process lives: one task group of parts, restarts with growing pauses, a stop in bounded time."""

from __future__ import annotations

import asyncio
import logging
import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from core.errors import CannotStart
from core.waiting import first_set

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from core.ports import Clock

log = logging.getLogger(__name__)

GRACE = 15.0  # seconds that parts get to finish what they hold
FIRST_PAUSE = 1.0  # seconds before the first restart of a part; doubles up to LAST_PAUSE
LAST_PAUSE = 300.0
HEALTHY = 120.0  # seconds after which a part counts as well again


class Part(Protocol):
    """Something that runs as long as the process: returns when `stop` is set."""

    async def __call__(self, stop: asyncio.Event, /) -> None: ...


async def run_parts(parts: Mapping[str, Part], stop: asyncio.Event, grace: float = GRACE) -> None:
    """Runs all parts until `stop`; then they finish what they hold, or are cancelled after `grace` seconds.

    The first error of a part ends all of them and is raised as it is.
    """
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(None) as limit, asyncio.TaskGroup() as group:
            for name, part in parts.items():
                group.create_task(_whole_life(part, stop), name=name)
            await stop.wait()
            limit.reschedule(loop.time() + grace)
    except TimeoutError:
        log.warning("some parts did not stop in time", extra={"seconds": grace})
    except BaseExceptionGroup as group_error:
        raise first_error(group_error) from None


async def _whole_life(part: Part, stop: asyncio.Event) -> None:
    try:
        await part(stop)
    finally:
        stop.set()  # a part that ends by itself ends the process; whoever supervises it starts it anew


def restarting(name: str, part: Part, clock: Clock) -> Part:
    """The same part, started again after each failure: pauses of 1, 2, 4 … 300 s.

    CannotStart is not tried again: a person must change something first.
    """

    async def forever(stop: asyncio.Event) -> None:
        pause = FIRST_PAUSE
        while not stop.is_set():
            started = clock.monotonic()
            try:
                await part(stop)
                return
            except Exception as error:
                cause = first_error(error)
                if isinstance(cause, CannotStart):
                    raise cause from error
                if clock.monotonic() - started > HEALTHY:
                    pause = FIRST_PAUSE
                log.warning(
                    "a part failed and starts again",
                    extra={
                        "part": name,
                        "error": type(cause).__name__,
                        "reason": str(cause),
                        "seconds": pause,
                    },
                    exc_info=log.isEnabledFor(logging.DEBUG),
                )
                await first_set(stop, after=clock.sleep(pause))
                pause = min(LAST_PAUSE, pause * 2)

    return forever


@contextmanager
def stop_on_signals() -> Iterator[asyncio.Event]:
    """An event that SIGINT and SIGTERM set."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    try:
        yield stop
    finally:
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(number)


def first_error(error: BaseException) -> BaseException:
    """The first real error inside nested groups."""
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return error
