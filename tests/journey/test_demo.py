"""The demo, as a newcomer starts it: twice in a row, three answers each time, and nothing left behind."""

from __future__ import annotations

import asyncio
import re
import signal
import sys
from typing import TYPE_CHECKING

import psutil
import pytest

from tests.journey.simulation import until

if TYPE_CHECKING:
    from pathlib import Path

LAST_LINE = re.compile(r"demo: 3 questions, 3 answers, p50 \d+ ms")


async def _start(folder: Path, *arguments: str) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "app", "demo", *arguments),
        cwd=folder,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        start_new_session=True,
    )


async def _left(folder: Path) -> list[str]:
    """Command lines of processes that work in a folder or name it."""
    lines = []
    for process in psutil.process_iter(["cmdline", "cwd", "status"]):
        line = " ".join(process.info["cmdline"] or ())
        if process.info["status"] != psutil.STATUS_ZOMBIE and (
            str(folder) in line or str(folder) in (process.info["cwd"] or "")
        ):
            lines.append(line)
    return lines


async def test_the_demo_answers_three_questions_twice_in_a_row(needs_a_page: None, tmp_path: Path) -> None:
    for _ in range(2):
        process = await _start(tmp_path, "--once")
        out, _ = await process.communicate()
        lines = out.decode().splitlines()
        assert process.returncode == 0, lines
        assert LAST_LINE.fullmatch(lines[-1]), lines
    assert await _left(tmp_path) == []


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
async def test_nothing_of_the_demo_outlives_it(
    needs_a_page: None, tmp_path: Path, how: signal.Signals
) -> None:
    process = await _start(tmp_path)
    await until(lambda: _left(tmp_path), lambda lines: any("--type=renderer" in line for line in lines), 40.0)
    assert any("simulator" in line for line in await _left(tmp_path))
    process.send_signal(how)
    await process.communicate()
    assert process.returncode == (0 if how is signal.SIGINT else -signal.SIGKILL)
    await until(lambda: _left(tmp_path), lambda lines: not lines, 20.0)
