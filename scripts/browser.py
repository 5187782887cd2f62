"""Finds a Chromium, Chrome or Edge that answers, or brings one."""

from __future__ import annotations

import os
import platform
import shutil
import sys
from pathlib import Path

from scripts import stamps, steps
from scripts.certificates import trusting
from scripts.environment import PYTHON
from scripts.steps import TOOLS, SetupFailed, StepFailed

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "microsoft-edge-stable",
    "chrome",
    "msedge",
)
PLACES = (
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
    Path("/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge"),
)

_STAMP = TOOLS / "browser.stamp"
_DOWNLOAD = 600.0  # seconds; a machine that cannot reach the download host says so within a few
_ASK_PLAYWRIGHT = (
    "from playwright.sync_api import sync_playwright\n"
    "with sync_playwright() as playwright: print(playwright.chromium.executable_path)"
)
_DEBIAN = ("chromium", "chromium-sandbox", "fonts-liberation")
_UBUNTU = ("chromium-browser",)


def ensure(named: str | None = None) -> None:
    """Sees to it that a browser is there; raises SetupFailed with the command that would bring one.

    `named` is the browser that the operator chose, if any; then no other is looked for.
    """
    if _is_still_there() or (named and _answers(Path(named))):
        return
    stamps.forget(_STAMP)
    found = on_machine() or _of_playwright() or _download() or _ofdistribution()
    if found is None:
        raise SetupFailed(
            "Switchboard needs Chromium, Chrome or Edge, none was found and none could be brought; "
            f"install one, for example with: {_advice()}"
        )
    stamps.write(_STAMP, f"{found}\n{found.stat().st_mtime_ns}")


def on_machine() -> Path | None:
    """The first browser of the machine that tells its version; Ubuntu's placeholder for a snap does not."""
    known = [Path(path) for name in NAMES if (path := shutil.which(name))]
    return next((path for path in [*known, *PLACES] if _answers(path)), None)


def _is_still_there() -> bool:
    path, _, changed = stamps.read(_STAMP).partition("\n")
    return Path(path).is_file() and str(Path(path).stat().st_mtime_ns) == changed


def _answers(path: Path) -> bool:
    return path.is_file() and steps.answer([path, "--version"]) is not None


def _of_playwright() -> Path | None:
    said = steps.answer([PYTHON, "-c", _ASK_PLAYWRIGHT])
    path = Path(said) if said else None
    return path if path and _answers(path) else None


def _download() -> Path | None:
    try:
        steps.run(
            "download Chromium with Playwright",
            [PYTHON, "-m", "playwright", "install", "chromium"],
            env=trusting(os.environ),
            timeout=_DOWNLOAD,
        )
    except StepFailed:
        return None  # its host may be out of reach; the distribution's packages may not
    found = _of_playwright()
    if found is None and _may_install_packages():
        try:
            steps.run(
                "install what Playwright's Chromium needs of the system",
                [PYTHON, "-m", "playwright", "install-deps", "chromium"],
                env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
            )
        except StepFailed:
            return None
        found = _of_playwright()
    return found


def _ofdistribution() -> Path | None:
    if not _may_install_packages():
        return None
    packages = _UBUNTU if distribution() == "ubuntu" else _DEBIAN
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "--yes", "--no-install-recommends", *packages]
    try:
        steps.run("refresh the list of packages", ["apt-get", "update"], env=env)
        steps.run(f"install the package {packages[0]}", install, env=env)
    except StepFailed as error:
        print(error.output, file=sys.stderr)
        return None
    return on_machine()


def _may_install_packages() -> bool:
    return os.geteuid() == 0 and bool(distribution()) and shutil.which("apt-get") is not None


def distribution() -> str:
    """`debian`, `ubuntu`, or nothing for all other systems."""
    try:
        name = platform.freedesktop_os_release().get("ID", "")
    except OSError:
        return ""
    return name if name in {"debian", "ubuntu"} else ""


def _advice() -> str:
    if sys.platform == "darwin":
        return "brew install --cask google-chrome"
    downloaded = steps.answer([PYTHON, "-c", _ASK_PLAYWRIGHT])
    if downloaded and Path(downloaded).is_file():
        return f"sudo {PYTHON} -m playwright install-deps chromium"
    return {"debian": "sudo apt-get install chromium", "ubuntu": "sudo snap install chromium"}.get(
        distribution(), f"{PYTHON} -m playwright install chromium"
    )
