"""What our way of asking models costs: over the bare SDK, and while the first model of a chain is down.

The models are servers on this machine that answer at once, or break in one way: the figures are ours alone.
"""

from __future__ import annotations

import asyncio
import json
import statistics
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openai
from rich.console import Console
from rich.table import Table

from app import local_model
from core import observe
from core.clock import SystemClock
from core.judgement import Prompt, PromptMessage, Task
from core.model_settings import LLM, OpenAICompatibleProvider
from core.settings import Log
from llm.build import build_models

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

OVERHEAD = 1.0  # milliseconds over the bare SDK, at the median
WARM_UP = 20
PATIENCE = 1.0  # seconds the first model of the chain may take
REQUESTS = 4
HANGS = -1
QUESTIONS = ("When do you open on Saturday?", "¿Cuánto cuesta una baguette?", "Livrez-vous à domicile ?")
NOTES = (
    "You answer for a bakery. It opens at 8 on Saturday. A baguette costs 1.60 euros. Delivery costs 3 euros."
)


@dataclass(frozen=True, slots=True)
class Fault:
    """How the first model is down, and what its first requests and the later ones may take, in seconds."""

    name: str
    status: int
    headers: str = ""
    first: float = 0.6
    rested: int = 1


# After so many requests the model rests, and costs nothing any more.
FAULTS = (
    Fault("429, Retry-After 60", 429, "retry-after: 60\r\n", first=0.05, rested=1),
    Fault("500", 500, first=0.6, rested=2),
    Fault("no answer", HANGS, first=PATIENCE + 0.1, rested=3),
)


@dataclass(slots=True)
class Server:
    """Answers every request in one way; counts them."""

    status: int = 200
    headers: str = ""
    asked: int = 0
    address: str = ""
    _connections: set[asyncio.Task[None]] = field(default_factory=set)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[str]:
        server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1"
        try:
            yield self.address
        finally:
            server.close()
            for task in self._connections:
                task.cancel()
            if self._connections:
                await asyncio.wait(self._connections)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._connections.add(task)
        try:
            while await self._answer(reader, writer):
                pass
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            self._connections.discard(task)
            writer.close()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
        lengths = [line.partition(":")[2] for line in head.split("\r\n") if line.startswith("content-length")]
        await reader.readexactly(int(lengths[0]))
        self.asked += 1
        if self.status == HANGS:
            await asyncio.Event().wait()
        body = json.dumps(COMPLETION if self.status == 200 else {"error": {"message": "down"}}).encode()
        start = f"HTTP/1.1 {self.status} Scripted\r\ncontent-type: application/json\r\n{self.headers}"
        writer.write(f"{start}content-length: {len(body)}\r\n\r\n".encode() + body)
        await writer.drain()
        return True


COMPLETION = {
    "id": "1",
    "object": "chat.completion",
    "created": 1,
    "model": "bench",
    "choices": [
        {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": "At eight."}}
    ],
    "usage": {"prompt_tokens": 11, "completion_tokens": 3, "total_tokens": 14},
}


async def run(requests: int, *, local: bool) -> int:
    """Prints the figures; 1 when one misses its mark."""
    console = Console(highlight=False)
    observe.configure(Log(level="ERROR", format="text"))
    misses = await _overhead(console, requests)
    misses += await _outages(console)
    if local:
        await _real(console)
    console.print("every figure keeps its mark" if not misses else f"{misses} figures miss their mark")
    return 1 if misses else 0


async def _overhead(console: Console, requests: int) -> int:
    """The same request in turn by the bare SDK and by our chain, so that a busy machine slows both alike."""
    clock = SystemClock()
    prompt = asking("When do you open?")
    messages: Any = [{"role": "user", "content": "When do you open?"}]
    async with AsyncExitStack() as stack:
        address = await stack.enter_async_context(Server().running())
        sdk = openai.AsyncOpenAI(base_url=address, api_key="x", max_retries=0)
        bare = await stack.enter_async_context(sdk)
        settings = LLM(chain=("a", "b"), providers={"a": provider(address), "b": provider(address)})
        models = await stack.enter_async_context(build_models(settings, clock, Path.cwd()))
        theirs, ours = [], []
        for number in range(requests + WARM_UP):
            began = clock.monotonic()
            await bare.chat.completions.create(model="bench", max_tokens=600, messages=messages)
            middle = clock.monotonic()
            await models.chain.complete(prompt)
            ended = clock.monotonic()
            if number >= WARM_UP:
                theirs.append((middle - began) * 1000)
                ours.append((ended - middle) * 1000)
    table = Table("milliseconds", "p50", "p95", title=f"one request of {requests}")
    for name, times in (("bare SDK", theirs), ("our chain", ours)):
        table.add_row(name, f"{statistics.median(times):.2f}", f"{statistics.quantiles(times, n=20)[-1]:.2f}")
    over = statistics.median(ours) - statistics.median(theirs)
    console.print(table)
    return _mark(console, f"overhead {over:.2f} ms, at most {OVERHEAD:.0f} ms", over <= OVERHEAD)


async def _outages(console: Console) -> int:
    table = Table("first model", *(f"request {n + 1}" for n in range(REQUESTS)), "calls of it")
    misses = 0
    verdicts = []
    for fault in FAULTS:
        times, asked = await _outage(fault)
        table.add_row(fault.name, *(f"{seconds:.3f} s" for seconds in times), str(asked))
        tried, rested = times[: fault.rested], times[fault.rested :]
        is_kept = max(tried) <= fault.first and max(rested) <= fault.first / 10
        verdicts.append((f"{fault.name}: at most {fault.first} s, then nothing", is_kept))
    console.print(table)
    for sentence, is_kept in verdicts:
        misses += _mark(console, sentence, is_kept)
    return misses


async def _outage(fault: Fault) -> tuple[list[float], int]:
    clock = SystemClock()
    down = Server(fault.status, fault.headers)
    async with AsyncExitStack() as stack:
        first = await stack.enter_async_context(down.running())
        second = await stack.enter_async_context(Server().running())
        settings = LLM(chain=("a", "b"), providers={"a": provider(first, PATIENCE), "b": provider(second)})
        models = await stack.enter_async_context(build_models(settings, clock, Path.cwd()))
        times = []
        for _ in range(REQUESTS):
            began = clock.monotonic()
            await models.chain.complete(asking("When do you open?"))
            times.append(clock.monotonic() - began)
    return times, down.asked


async def _real(console: Console) -> None:
    """The small real model through the same chain: its figures are told, its words are not judged."""
    clock = SystemClock()
    async with AsyncExitStack() as stack:
        address = await stack.enter_async_context(local_model.serving(Path("data/models"), console.print))
        real = provider(address, 300.0).model_copy(update={"stream": True, "first_token": 300.0})
        models = await stack.enter_async_context(
            build_models(LLM(chain=("real",), providers={"real": real}, deadline=300.0), clock, Path.cwd())
        )
        table = Table("question", "first word", "whole", "tokens a second", title=local_model.NAME)
        for question in QUESTIONS:
            done = await models.chain.complete(asking(question, NOTES))
            writing = done.seconds - (done.first_token or 0.0)
            speed = (done.completion_tokens or 0) / writing if writing > 0 else 0.0
            table.add_row(question, f"{done.first_token or 0:.1f} s", f"{done.seconds:.1f} s", f"{speed:.1f}")
    console.print(table)


def provider(address: str, timeout: float = 10.0) -> OpenAICompatibleProvider:
    return OpenAICompatibleProvider(
        kind="openai_compatible",
        base_url=address,
        model="bench",
        api_key_env=None,
        timeout=timeout,
        stream=False,
    )


def asking(question: str, notes: str = "") -> Prompt:
    system = (PromptMessage("system", notes),) if notes else ()
    return Prompt(Task.ANSWER, (*system, PromptMessage("user", question)), question=question)


def _mark(console: Console, sentence: str, is_kept: bool) -> int:
    console.print(f"{'kept' if is_kept else 'MISSED'}: {sentence}")
    return 0 if is_kept else 1
