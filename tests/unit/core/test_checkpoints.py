"""The point at which a test cuts the power: nothing before it is disturbed, nothing after it happens."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from core.checkpoints import POINTS, KillAt

SOURCE = Path(__file__).resolve().parents[3]
ROAD = """
import subprocess, sys
from core.checkpoints import POINTS, KillAt
waits = "import sys; print('child', flush=True); sys.stdin.read()"
child = subprocess.Popen([sys.executable, "-S", "-c", waits], stdin=subprocess.PIPE)
checkpoint = KillAt(sys.argv[1])
for point in POINTS:
    checkpoint(point)
    print(point, flush=True)
"""


@pytest.mark.parametrize("at", POINTS)
def test_the_whole_process_group_ends_at_the_named_point(at: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", ROAD, at],
        cwd=SOURCE,
        start_new_session=True,
        capture_output=True,
        text=True,
        timeout=15,
        check=False,
    )  # returns only when the child, which holds the same output, is gone too
    passed = [line for line in done.stdout.split() if line != "child"]
    assert done.returncode == -signal.SIGKILL
    assert passed == list(POINTS[: POINTS.index(at)])


def test_without_a_point_nothing_happens() -> None:
    for point in POINTS:
        KillAt()(point)
