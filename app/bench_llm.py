"""What our way of asking models costs: over the bare SDK, and while the first model of a chain is down.

The models are servers on this machine that answer at once, or break in one way: the figures are ours alone.
"""

from __future__ import annotations

import importlib
import statistics
import time
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from app import bench_rivals, local_model
from app.bench_server import FAULTS, PATIENCE, REQUESTS, Fault, Server
from core import observe
from core.clock import SystemClock
from core.judgement import Prompt, PromptMessage, Task
from core.model_settings import LLM, OpenAICompatibleProvider
from core.settings import Log
from llm.build import build_models

OVERHEAD = 1.0  # milliseconds over the bare SDK, at the median
WARM_UP = 20
NOTHING = 0.02  # seconds that asking the second model at once may take
QUESTIONS = ("When do you open on Saturday?", "¿Cuánto cuesta una baguette?", "Livrez-vous à domicile ?")
NOTES = (
    "You answer for a bakery. It opens at 8 on Saturday. A baguette costs 1.60 euros. Delivery costs 3 euros."
)


async def run(requests: int, *, local: bool, rivals: bool) -> int:
    """Prints the figures; 1 when one misses its mark."""
    console = Console(highlight=False)
    observe.configure(Log(level="ERROR", format="text"))
    misses = await _overhead(console, requests)
    misses += await _outages(console, rivals=rivals)
    if local:
        await _real(console)
    console.print("every figure keeps its mark" if not misses else f"{misses} figures miss their mark")
    return 1 if misses else 0


async def _overhead(console: Console, requests: int) -> int:
    """The same request in turn by the bare SDK and by our chain, in processor time: others do not count."""
    clock = SystemClock()
    prompt = asking("When do you open?")
    messages: Any = [{"role": "user", "content": "When do you open?"}]
    async with AsyncExitStack() as stack:
        address = await stack.enter_async_context(Server().running())
        openai: Any = importlib.import_module("openai")  # not before it is needed, as everywhere
        sdk = openai.AsyncOpenAI(base_url=address, api_key="x", max_retries=0)
        bare = await stack.enter_async_context(sdk)
        settings = LLM(chain=("a", "b"), providers={"a": provider(address), "b": provider(address)})
        models = await stack.enter_async_context(build_models(settings, clock, Path.cwd()))
        theirs, ours = [], []
        for number in range(requests + WARM_UP):
            began = time.process_time()
            await bare.chat.completions.create(model="bench", max_tokens=600, messages=messages)
            middle = time.process_time()
            await models.chain.complete(prompt)
            ended = time.process_time()
            if number >= WARM_UP:
                theirs.append((middle - began) * 1000)
                ours.append((ended - middle) * 1000)
    table = Table("processor milliseconds", "p50", "p95", title=f"one request of {requests}")
    for name, times in (("bare SDK", theirs), ("our chain", ours)):
        table.add_row(name, f"{statistics.median(times):.2f}", f"{statistics.quantiles(times, n=20)[-1]:.2f}")
    over = statistics.median(ours) - statistics.median(theirs)
    console.print(table)
    return _mark(console, f"overhead {over:.2f} ms, at most {OVERHEAD:.0f} ms", over <= OVERHEAD)


async def _outages(console: Console, *, rivals: bool) -> int:
    table = Table("first model", "asked by", *(f"request {n + 1}" for n in range(REQUESTS)), "calls of it")
    misses = 0
    verdicts = []
    for fault in FAULTS:
        times, asked = await _outage(fault)
        table.add_row(fault.name, "Switchboard", *(f"{seconds:.3f} s" for seconds in times), str(asked))
        for name in bench_rivals.NAMES if rivals else ():
            theirs, asked = await bench_rivals.outage(name, fault)
            table.add_row("", name, *(f"{seconds:.3f} s" for seconds in theirs), str(asked))
        tried, rested = times[: fault.rested], times[fault.rested :]
        is_kept = max(tried) <= fault.first and max(rested) <= NOTHING
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
