"""The strangers' own environment, exactly as their lock says; nothing of it is ever in ours."""

from __future__ import annotations

from pathlib import Path

from scripts import stamps, steps
from scripts.environment import find_uv, uv_env

FOLDER = steps.TOOLS / "strangers"
PYTHON = FOLDER / "bin" / "python"
LOCK = Path(__file__).with_name("requirements.lock")
_STAMP = steps.TOOLS / "strangers.stamp"


def ensure() -> Path:
    """Its Python."""
    wanted = stamps.digest([LOCK])
    if not (PYTHON.exists() and stamps.is_current(_STAMP, wanted)):
        stamps.forget(_STAMP)
        uv, env = find_uv(), uv_env()
        steps.run(
            "make an environment for strangers", [uv, "venv", "--clear", "--python", "3.11", FOLDER], env=env
        )
        steps.run(
            "install the strangers",
            [uv, "pip", "sync", "--python", PYTHON, "--require-hashes", LOCK],
            env=env,
        )
        stamps.write(_STAMP, wanted)
    return PYTHON
