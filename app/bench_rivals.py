"""Other libraries beside ours in `switchboard bench llm`, each in an environment of its own."""

from __future__ import annotations

import asyncio
import json
import shutil
from contextlib import AsyncExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from app.bench_server import PATIENCE, REQUESTS, Server
from app.local_model import CERTIFICATES, ROOT
from core.errors import CannotStart

if TYPE_CHECKING:
    from app.bench_server import Fault

PACKAGES = {"litellm": "litellm==1.106.2", "pydantic-ai": "pydantic-ai-slim[openai]==2.68.0"}
NAMES = tuple(PACKAGES)
FETCHING = 900.0  # seconds; the first run brings 300 MB


async def outage(name: str, fault: Fault) -> tuple[list[float], int]:
    """Seconds of each request, and how often the broken model was called. Raises CannotStart."""
    down = Server(fault.status, fault.headers)
    async with AsyncExitStack() as stack:
        first = await stack.enter_async_context(down.running())
        second = await stack.enter_async_context(Server().running())
        settings = ["LITELLM_LOCAL_MODEL_COST_MAP=True", "LITELLM_LOG=CRITICAL"]
        trust = ["UV_SYSTEM_CERTS=1"] if CERTIFICATES.is_file() else []
        process = await asyncio.create_subprocess_exec(
            *("env", *settings, *trust, _uv(), "run", "--no-project", "--isolated", "--quiet"),
            *("--with", PACKAGES[name], "python", str(Path(__file__).with_name("rival.py"))),
            *(name, first, second, str(PATIENCE), str(REQUESTS)),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
        )
        try:
            async with asyncio.timeout(FETCHING):
                said, _ = await process.communicate()
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
    if process.returncode != 0:
        raise CannotStart(f"{PACKAGES[name]} could not be fetched or failed; run the bench without --rivals")
    return json.loads(said.splitlines()[-1])["seconds"], down.asked


def _uv() -> str:
    brought = ROOT / ".tools" / "uv" / "bin" / "uv"
    uv = shutil.which("uv") or (str(brought) if brought.is_file() else None)
    if uv is None:
        raise CannotStart(
            "other libraries are brought by uv, which is missing; run the bench without --rivals"
        )
    return uv
