"""`switchboard bench`: what the parts cost, measured on this machine, beside what they may cost."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter

from app import bench_detect, bench_idle, bench_llm, bench_page, bench_send, bench_soak

bench = App(name="bench", help="What the parts cost, measured on this machine.")

JsonFile = Annotated[Path | None, Parameter(name="--json", help="write the figures into this file too")]


@bench.command
async def page(*, chats: int = 20_000, messages: int = 200_000, arrivals: int = 10_000) -> None:
    """Open chats of the simulated page and let messages arrive, in a real browser.

    Parameters
    ----------
    chats
        Chats of the large world; each figure is held against a world of 20.
    messages
        Messages that the large world holds at the start.
    arrivals
        Messages that arrive before memory is weighed the second time; the first time after a tenth of them.
    """
    await bench_page.run(bench_page.Size(chats, messages), arrivals)


@bench.command
async def llm(*, requests: int = 300, local: bool = False, rivals: bool = False) -> int:
    """Ask models that answer at once, and models that are down; ends with 1 when a figure misses its mark.

    Parameters
    ----------
    requests
        Requests by the bare SDK and as many by our chain.
    local
        Ask the small real model of the demo too.
    rivals
        Put LiteLLM and pydantic-ai beside ours; they are fetched into environments of their own.
    """
    return await bench_llm.run(requests, local=local, rivals=rivals)


@bench.command
async def detect(*, messages: int = 200, unopened: int = 100, json: JsonFile = None) -> int:
    """See messages of a simulated account: against a bare observer, in a burst, in chats that are not open.

    Parameters
    ----------
    messages
        Messages in the open chat.
    unopened
        Messages in chats that are not open; whatsplay gets as many, where `make strangers` installed it.
    """
    return await bench_detect.run(messages, unopened, json)


@bench.command
async def send(*, messages: int = 60, json: JsonFile = None) -> int:
    """Send texts on a simulated account, one after the other, into several chats in turns.

    Parameters
    ----------
    messages
        Texts to send.
    """
    return await bench_send.run(messages, json)


@bench.command
async def idle(*, pairs: int = 5, seconds: float = 60, json: JsonFile = None) -> int:
    """Measure what the product costs while nobody writes, beside the same page without it.

    Parameters
    ----------
    pairs
        How often both are measured, in turns.
    seconds
        How long each time; best a multiple of 30.
    """
    return await bench_idle.run(pairs, seconds, json)


@bench.command
async def soak(*, messages: int = 10_000, chats: int = 300, json: JsonFile = None) -> int:
    """Take in messages of many chats at five a second while things go wrong; half an hour and more.

    Parameters
    ----------
    messages
        Messages to send; faults become fewer with them.
    chats
        Chats that they are spread over.
    """
    return await bench_soak.run(messages, chats, json)
