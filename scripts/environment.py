"""The locked Python environment in `.venv`, made with the machine's uv or with one that pip brings along."""

from __future__ import annotations

import os
import re
import shutil
import sys
from enum import StrEnum
from typing import TYPE_CHECKING

from scripts import stamps, steps
from scripts.certificates import trusting
from scripts.steps import ROOT, TOOLS, SetupFailed

if TYPE_CHECKING:
    from pathlib import Path

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"

_OLDEST_UV = (0, 5)
_STAMP = VENV / "set-up.stamp"
_BUILD_LOCK = ROOT / "requirements-build.lock"
_BUILDERS = ("hatchling", "editables")  # what an editable install of this project needs


class Profile(StrEnum):
    """What the environment is for; `dev` holds everything that `run` holds."""

    RUN = "run"
    DEV = "dev"

    @property
    def lock(self) -> Path:
        return ROOT / ("requirements.lock" if self is Profile.RUN else "requirements-dev.lock")


def ensure(profile: Profile) -> None:
    """Makes `.venv` hold exactly what the lock of `profile` names, and the project itself.

    Once it was made for `dev` it stays so: it holds all of `run`, and nobody waits twice.
    """
    if stamps.read(_STAMP).startswith(Profile.DEV):
        profile = Profile.DEV
    wanted = f"{profile} {stamps.digest([profile.lock, _BUILD_LOCK, ROOT / 'pyproject.toml'])}"
    if PYTHON.exists() and stamps.is_current(_STAMP, wanted):
        return
    uv, env = find_uv(), uv_env()
    stamps.forget(_STAMP)
    if steps.answer([PYTHON, "-c", "import sys; print(sys.version_info >= (3, 11))"]) != "True":
        shutil.rmtree(VENV, ignore_errors=True)
        steps.run(
            f"make an environment for Python {sys.version_info.major}.{sys.version_info.minor}",
            [uv, "venv", "--python", sys.executable, VENV],
            env=env,
        )
    install = [uv, "pip", "install", "--python", PYTHON]
    steps.run(
        f"install what {profile.lock.name} names",
        [uv, "pip", "sync", "--python", PYTHON, "--require-hashes", profile.lock],
        env=env,
    )
    steps.run("install the build tools", [*install, "--constraints", _BUILD_LOCK, *_BUILDERS], env=env)
    steps.run(
        "install Switchboard itself",
        [*install, "--no-deps", "--no-build-isolation", "--editable", ROOT],
        env=env,
    )
    stamps.write(_STAMP, wanted)


def find_uv() -> Path | str:
    """The machine's uv, else the one pip puts into `.tools`; raises SetupFailed when there is neither."""
    known = shutil.which("uv")
    if known and _is_recent(known):
        return known
    brought = TOOLS / "uv"
    stamp, lock = TOOLS / "uv.stamp", ROOT / "requirements-uv.lock"
    wanted = stamps.digest([lock])
    if not stamps.is_current(stamp, wanted) or not _is_recent(brought / "bin" / "uv"):
        if steps.answer([sys.executable, "-m", "pip", "--version"]) is None:
            raise SetupFailed(
                f"Switchboard needs uv or pip to set itself up and {sys.executable} has neither; "
                "install one of them, for example with: apt-get install python3-pip"
            )
        stamps.forget(stamp)
        shutil.rmtree(brought, ignore_errors=True)
        command = [sys.executable, "-m", "pip", "install", "--no-user", "--target", str(brought)]
        steps.run(
            "bring uv by pip",
            [*command, "--require-hashes", "--requirement", lock],
            env={**os.environ, "PIP_REQUIRE_VIRTUALENV": "0"},
        )
        stamps.write(stamp, wanted)
    return brought / "bin" / "uv"


def uv_env() -> dict[str, str]:
    """The environment for uv: it must use the Python that runs this, and the folder that we name."""
    env = {name: value for name, value in os.environ.items() if name != "VIRTUAL_ENV"}
    return {**trusting(env), "UV_PYTHON_DOWNLOADS": "never", "UV_NO_PROGRESS": "1"}


def _is_recent(uv: Path | str) -> bool:
    said = re.match(r"uv (\d+)\.(\d+)", steps.answer([uv, "--version"]) or "")
    return said is not None and (int(said[1]), int(said[2])) >= _OLDEST_UV
