"""One long step: its progress, its end, and how it is stopped."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import psutil
import pytest

from scripts import steps
from scripts.steps import StepFailed
from tests.unit.scripts.clone import SOURCE

if TYPE_CHECKING:
    from pathlib import Path

PYTHON = [sys.executable, "-S", "-c"]


def test_a_step_says_what_it_does_and_that_it_is_done(capsys: pytest.CaptureFixture[str]) -> None:
    said = steps.run("count", [*PYTHON, "print(1); print(2)"])
    assert said == "1\n2"
    first, last = capsys.readouterr().out.splitlines()
    assert first == "set-up: count …"
    assert last.startswith("set-up: count: done in ")


def test_a_failed_step_holds_the_end_of_what_it_printed(capsys: pytest.CaptureFixture[str]) -> None:
    many = "import sys\nfor i in range(100): print('line', i, file=sys.stderr)\nsys.exit(3)"
    with pytest.raises(StepFailed, match="count failed with exit code 3") as caught:
        steps.run("count", [*PYTHON, many])
    assert caught.value.output.splitlines()[-1] == "line 99"
    assert len(caught.value.output.splitlines()) == 30
    assert "set-up: count: failed after" in capsys.readouterr().out


def test_a_step_that_takes_too_long_is_ended_with_its_children() -> None:
    forks = "import os, time; pid = os.fork() or time.sleep(60); print(pid, flush=True); time.sleep(60)"
    with pytest.raises(StepFailed, match="wait was stopped after 1 s") as caught:
        steps.run("wait", [*PYTHON, forks], timeout=1.0)
    child = int(caught.value.output)
    deadline = time.monotonic() + 20
    while _is_running(child) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not _is_running(child)


def _is_running(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def test_a_program_that_is_not_there_is_a_failed_step() -> None:
    with pytest.raises(StepFailed, match="/nowhere/uv cannot be started"):
        steps.run("try", ["/nowhere/uv"])


def test_an_interrupted_step_is_ended_before_the_interruption_goes_on(tmp_path: Path) -> None:
    pid_file = tmp_path / "pid"
    inner = f"import os, time; open({str(pid_file)!r}, 'w').write(str(os.getpid())); time.sleep(60)"
    outer = f"from scripts import steps\nsteps.run('sleep', [{sys.executable!r}, '-S', '-c', {inner!r}])"
    with subprocess.Popen(
        [sys.executable, "-c", outer], cwd=SOURCE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline()
        while not (pid_file.exists() and pid_file.read_text()):
            assert process.poll() is None
        os.kill(process.pid, signal.SIGINT)
        rest = process.stdout.read().decode()
    assert "set-up: sleep: stopped" in rest
    assert not psutil.pid_exists(int(pid_file.read_text()))


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ([*PYTHON, "print(' 7 ')"], "7"),
        ([*PYTHON, "print(7); raise SystemExit(1)"], None),
        ([*PYTHON, ""], None),
        (["/nowhere/uv"], None),
    ],
)
def test_an_answer_is_what_a_willing_program_prints(command: list[str], said: str | None) -> None:
    assert steps.answer(command) == said


def test_a_program_that_does_not_answer_in_time_gives_no_answer() -> None:
    assert steps.answer([*PYTHON, "import time; time.sleep(60)"], timeout=0.2) is None
