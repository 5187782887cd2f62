"""The demo, as a newcomer starts it: twice in a row, three answers each time, and nothing left behind."""

from __future__ import annotations

import asyncio
import re
import sys
from typing import TYPE_CHECKING

import psutil

if TYPE_CHECKING:
    from pathlib import Path

LAST_LINE = re.compile(r"demo: 3 questions, 3 answers, p50 \d+ ms")


async def _demo(folder: Path) -> tuple[int, list[str]]:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "app", "demo", "--once"),
        cwd=folder,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        start_new_session=True,
    )
    out, _ = await process.communicate()
    assert process.returncode is not None
    return process.returncode, out.decode().splitlines()


async def test_the_demo_answers_three_questions_twice_in_a_row(needs_a_page: None, tmp_path: Path) -> None:
    for _ in range(2):
        code, lines = await _demo(tmp_path)
        assert code == 0, lines
        assert LAST_LINE.fullmatch(lines[-1]), lines
    left = [
        p.pid for p in psutil.process_iter(["cmdline"]) if str(tmp_path) in " ".join(p.info["cmdline"] or ())
    ]
    assert left == []
