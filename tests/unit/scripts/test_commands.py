"""What `make` may ask for, from a clone with nothing to one that is ready."""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

from tests.unit.scripts.clone import UV

if TYPE_CHECKING:
    from tests.unit.scripts.clone import Clone


def test_every_step_of_a_first_run_is_told(clone: Clone) -> None:
    done = clone.full().set_up()
    told = [line.removeprefix("set-up: ") for line in done.stdout.splitlines() if ": done in" in line]
    assert [line.split(": done in")[0] for line in told] == [
        f"make an environment for Python {sys.version_info.major}.{sys.version_info.minor}",
        "install what requirements.lock names",
        "install the build tools",
        "install Switchboard itself",
        "install what package-lock.json names",
        "build dashboard/web",
        "build simulator/page",
    ]


def test_an_interruption_ends_with_130_and_the_next_run_goes_on(clone: Clone) -> None:
    clone.full().tool("uv", UV + "\nif 'sync' in arguments:\n    import time\n    time.sleep(60)\n")
    (clone.root / "calls").write_text("")
    with subprocess.Popen(
        [sys.executable, "-m", "scripts.bootstrap", "run"],
        cwd=clone.root,
        env={"PATH": str(clone.root / "bin")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        while "install what requirements.lock" not in process.stdout.readline():
            assert process.poll() is None
        os.kill(process.pid, signal.SIGTERM)
        assert process.wait() == 130
        assert process.stderr.read() == "set-up: interrupted; run the same command again to go on\n"
    clone.tool("uv", UV)
    assert clone.set_up().returncode == 0


def test_a_second_set_up_waits_for_the_first_and_finds_its_work_done(clone: Clone) -> None:
    clone.full()
    (clone.root / "calls").write_text("")
    (clone.root / ".tools").mkdir()
    with (clone.root / ".tools" / "lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        process = subprocess.Popen(
            [sys.executable, "-m", "scripts.bootstrap", "run"],
            cwd=clone.root,
            env={"PATH": str(clone.root / "bin")},
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        assert process.stdout.readline() == (
            "set-up: another one is at work in this clone; waiting for it …\n"
        )
        assert clone.calls == []
    with process:
        assert "build simulator/page: done" in process.stdout.read()
    assert process.returncode == 0
