"""Renews the locks: versions and hashes of everything that is installed, and no registry's address."""

from __future__ import annotations

import os

from scripts import steps
from scripts.environment import find_uv, uv_env
from scripts.frontend import env_with_node
from scripts.steps import TOOLS

_UV = "uv>=0.13,<1"


def renew() -> int:
    """Keeps what still fits; with UPGRADE=1 in the environment takes the newest that is allowed."""
    upgrade = bool(os.environ.get("UPGRADE"))
    uv_in = TOOLS / "uv.in"
    uv_in.parent.mkdir(exist_ok=True)
    uv_in.write_text(_UV + "\n", encoding="utf-8")
    _compile("requirements.lock", "pyproject.toml", upgrade=upgrade)
    _compile(
        "requirements-dev.lock",
        *("pyproject.toml", "--group", "dev", "--constraints", "requirements.lock"),
        upgrade=upgrade,
    )
    _compile(
        "requirements-build.lock",
        *("--group", "build", "--constraints", "requirements-dev.lock"),
        upgrade=upgrade,
    )
    _compile("tests/strangers/requirements.lock", "tests/strangers/requirements.in", upgrade=upgrade)
    _compile("requirements-local-model.lock", "--no-annotate", "requirements-local-model.in", upgrade=upgrade)
    _compile("requirements-uv.lock", "--no-annotate", str(uv_in), upgrade=upgrade)
    npm = ["npm", "update" if upgrade else "install", "--package-lock-only", "--no-audit", "--no-fund"]
    steps.run("renew package-lock.json", npm, env=env_with_node())
    return 0


def _compile(lock: str, *sources: str, upgrade: bool) -> None:
    command = [find_uv(), "pip", "compile", *sources, "--universal", "--python-version", "3.11"]
    command += ["--generate-hashes", "--no-header", "--no-emit-index-url", "--output-file", lock]
    steps.run(f"renew {lock}", [*command, *(["--upgrade"] if upgrade else [])], env=uv_env())
