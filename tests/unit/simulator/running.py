"""Starts the simulator as the product does: as a process, told to end with its parent."""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx2

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

ROOT = Path(__file__).parents[3]
SCRIPT = """\
owner: Rosa
chats:
  - {name: Ana, history: [{by: Ana, text: "hello there", ago: 2 h}, {by: me, text: "hi 😊", ago: 1 h}]}
  - {name: نورة, history: [{by: نورة, text: "مرحبا", ago: 3 d}]}
  - {name: Team, kind: group, members: [Tom, Wei], history: [{by: Wei, text: "a\\nb", ago: 1 d}]}
"""


@dataclass(frozen=True)
class Running:
    """A simulator that has printed its addresses."""

    process: asyncio.subprocess.Process
    page: str
    phone: str
    control: httpx2.AsyncClient


@contextlib.asynccontextmanager
async def simulator(folder: Path, *arguments: str, script: str = SCRIPT) -> AsyncIterator[Running]:
    path = folder / "script.yaml"
    await asyncio.to_thread(path.write_text, script, "utf-8")
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "simulator", "--script", str(path), "--json", "--until-stdin-closes", *arguments),
        cwd=ROOT,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        told: dict[str, Any] = json.loads(await process.stdout.readline())
        headers = {"Authorization": f"Bearer {told['control_token']}"}
        async with httpx2.AsyncClient(base_url=told["control"], headers=headers) as control:
            yield Running(process, told["page"], told["phone"], control)
    finally:
        process.stdin.close()
        with contextlib.suppress(ProcessLookupError):
            await process.wait()
