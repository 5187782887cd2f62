"""Runs one long step of the set-up: says what and how long, and shows the end of its output if it fails."""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ROOT / ".tools"

_TAIL = 30  # lines shown of a step that failed
_HEARTBEAT = 20.0  # seconds between signs of life where no line can be redrawn
_REDRAW = "\r\033[2K"
_GRACE = 10.0  # seconds a step gets to end itself; a package manager must not be cut off while it writes


class SetupFailed(Exception):
    """The set-up cannot go on. The message is for a person: what is wrong and what to do."""


class StepFailed(SetupFailed):
    """A step ended badly; `output` holds the end of what it printed."""

    def __init__(self, message: str, output: str = "") -> None:
        super().__init__(message)
        self.output = output


@contextmanager
def alone() -> Iterator[None]:
    """One set-up at a time in a clone: a second one waits for the first, and then finds its work done."""
    TOOLS.mkdir(exist_ok=True)
    with (TOOLS / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("set-up: another one is at work in this clone; waiting for it …", flush=True)
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def run(
    what: str,
    command: Sequence[str | Path],
    *,
    env: Mapping[str, str] | None = None,
    timeout: float = 1200.0,
) -> str:
    """Runs `command` in the clone and returns the end of its output; raises StepFailed."""
    started = time.monotonic()
    progress = _Progress(what)
    process = _start(command, env)
    tail: deque[str] = deque(maxlen=_TAIL)
    reading = threading.Thread(target=_read, args=(process, tail), daemon=True)
    reading.start()
    try:
        while process.poll() is None and time.monotonic() - started < timeout:
            progress.show(time.monotonic() - started, tail[-1] if tail else "")
            with suppress(subprocess.TimeoutExpired):
                process.wait(0.2)
        code = process.poll()
    except KeyboardInterrupt:
        progress.close("stopped")
        raise
    finally:
        _end(process)
    reading.join(2)
    passed = time.monotonic() - started
    if code != 0:
        progress.close(f"failed after {passed:.1f} s")
        why = f"was stopped after {timeout:.0f} s" if code is None else f"failed with exit code {code}"
        raise StepFailed(f"{what} {why}", "\n".join(tail))
    progress.close(f"done in {passed:.1f} s")
    return "\n".join(tail)


def answer(command: Sequence[str | Path], timeout: float = 20.0) -> str | None:
    """What a program prints when asked something short, or None when it gives no good answer."""
    try:
        done = subprocess.run(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=timeout,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    said = done.stdout.decode(errors="replace").strip()
    return said if done.returncode == 0 and said else None


def _start(command: Sequence[str | Path], env: Mapping[str, str] | None) -> subprocess.Popen[str]:
    try:
        return subprocess.Popen(
            [str(part) for part in command],
            cwd=ROOT,
            env=None if env is None else dict(env),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,  # so that its children can be ended with it
        )
    except OSError as error:
        raise StepFailed(f"{command[0]} cannot be started ({error.strerror})") from error


def _read(process: subprocess.Popen[str], tail: deque[str]) -> None:
    assert process.stdout is not None
    with process.stdout as lines:
        for line in lines:
            if line.strip():
                tail.append(line.rstrip())


def _end(process: subprocess.Popen[str]) -> None:
    for how, patience in ((signal.SIGTERM, _GRACE), (signal.SIGKILL, _GRACE)):
        if process.poll() is not None:
            return
        with suppress(ProcessLookupError, subprocess.TimeoutExpired):
            os.killpg(process.pid, how)
            process.wait(patience)


class _Progress:
    """One line that is redrawn on a terminal; elsewhere a line now and then."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._terminal = sys.stdout.isatty()
        self._next = _HEARTBEAT
        if not self._terminal:
            print(f"set-up: {what} …", flush=True)

    def show(self, passed: float, line: str) -> None:
        if self._terminal:
            text = f"set-up: {self._what} … {passed:.0f} s  {line}"
            print(f"{_REDRAW}{text[: _columns() - 1]}", end="", flush=True)
        elif passed >= self._next:
            self._next += _HEARTBEAT
            print(f"set-up: {self._what}: {passed:.0f} s so far  {line}", flush=True)

    def close(self, how: str) -> None:
        print(f"{_REDRAW if self._terminal else ''}set-up: {self._what}: {how}", flush=True)


def _columns() -> int:
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns
    except OSError:
        return 80
