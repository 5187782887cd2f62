"""Chromium: found on the machine, started on a profile of our own, and never outlived by its processes."""

from __future__ import annotations

import asyncio
import logging
import os
import shutil
import socket
import sys
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import ViewportSize, async_playwright

from core.errors import CannotStart
from detector import processes

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from playwright.async_api import Browser as Running
    from playwright.async_api import BrowserContext, Playwright

    from core.settings import Browser

log = logging.getLogger(__name__)

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
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
SNAP_STUB = 64 * 1024  # bytes; Ubuntu's chromium-browser is a small script that only asks for the snap
CLOSE_TIMEOUT = 10.0  # seconds
VIEWPORT: ViewportSize = {"width": 1280, "height": 800}
INSTALL = "run `make setup`, install Chromium, Chrome or Edge, or name one in browser.executable"


@dataclass(frozen=True, slots=True)
class Launch:
    """How a browser is started: settings and the folder of its profile."""

    settings: Browser
    profile: Path


def find() -> Path | None:
    """The machine's Chromium, Chrome or Edge, by the usual names and places."""
    found = [shutil.which(name) for name in NAMES]
    for candidate in [path for path in found if path] + [place for place in PLACES if Path(place).exists()]:
        if not _is_snap_stub(Path(candidate)):
            return Path(candidate)
    return None


@asynccontextmanager
async def launched(launch: Launch) -> AsyncIterator[BrowserContext]:
    """A browser with the profile's own storage. DevTools go through a pipe, never over a port.

    Raises CannotStart with one sentence when no browser can be started.
    """
    # Absolute: the profile on its command line is how a browser is known to be ours.
    launch = replace(launch, profile=launch.profile.resolve())
    launch.profile.mkdir(parents=True, exist_ok=True, mode=0o700)
    clean_lock(launch.profile)
    async with async_playwright() as playwright:
        executable = _executable(playwright, launch.settings)
        context = await _start(playwright, launch, executable)
        try:
            yield context
        finally:
            # It may be gone already, or hang for ever; what is left of it is ended below.
            with suppress(PlaywrightError, TimeoutError):
                async with asyncio.timeout(CLOSE_TIMEOUT):
                    await context.close()
            end_processes(launch.profile)


async def _start(playwright: Playwright, launch: Launch, executable: Path) -> BrowserContext:
    settings = launch.settings
    sandbox = _has_sandbox(settings)
    if not sandbox and settings.sandbox is None:
        log.warning("the browser runs without its sandbox, because Switchboard runs as root")
    try:
        version = await _version(playwright, executable, sandbox)
        return await playwright.chromium.launch_persistent_context(
            str(launch.profile),
            executable_path=str(executable),
            headless=settings.headless,
            chromium_sandbox=sandbox,
            args=["--password-store=basic", *_agent_argument(settings, version), *settings.arguments],
            viewport=VIEWPORT,
            accept_downloads=False,
            timeout=settings.start_timeout * 1000,
            handle_sigint=False,
            handle_sigterm=False,
            handle_sighup=False,
        )
    except PlaywrightError as error:
        raise CannotStart(explain(str(error), executable)) from error


@asynccontextmanager
async def without_profile(settings: Browser) -> AsyncIterator[Running]:
    """A headless browser that keeps nothing, for pages that are only read. Raises CannotStart."""
    async with async_playwright() as playwright:
        executable = _executable(playwright, settings)
        try:
            running = await playwright.chromium.launch(
                executable_path=str(executable),
                headless=True,
                chromium_sandbox=_has_sandbox(settings),
                args=list(settings.arguments),
                timeout=settings.start_timeout * 1000,
            )
        except PlaywrightError as error:
            raise CannotStart(explain(str(error), executable)) from error
        try:
            yield running
        finally:
            with suppress(PlaywrightError):
                await running.close()


def _executable(playwright: Playwright, settings: Browser) -> Path:
    executable = settings.executable or find() or _downloaded(playwright)
    if executable is None:
        raise CannotStart(f"no browser was found on this machine; {INSTALL}")
    return executable


def _has_sandbox(settings: Browser) -> bool:
    return settings.sandbox if settings.sandbox is not None else not _is_root()


async def _version(playwright: Playwright, executable: Path, sandbox: bool) -> str:
    running = await playwright.chromium.launch(
        executable_path=str(executable), headless=True, chromium_sandbox=sandbox
    )
    try:
        return running.version
    finally:
        await running.close()


def _agent_argument(settings: Browser, version: str) -> list[str]:
    return [f"--user-agent={user_agent(version)}"] if settings.headless else []


def user_agent(version: str) -> str:
    """A normal desktop user agent of this very browser.

    WhatsApp turns away an agent that holds `HeadlessChrome` (measured by others in February 2026).
    """
    system = {
        "darwin": "Macintosh; Intel Mac OS X 10_15_7",
        "win32": "Windows NT 10.0; Win64; x64",
    }.get(sys.platform, "X11; Linux x86_64")
    major = version.split(".")[0]
    return f"Mozilla/5.0 ({system}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{major}.0.0.0 Safari/537.36"


def explain(message: str, executable: Path) -> str:
    """One sentence about a browser that did not start, with what to do."""
    low = message.lower()
    if "executable doesn't exist" in low or "enoent" in low:
        return f"the browser {executable} does not exist; {INSTALL}"
    if "eacces" in low or "permission denied" in low:
        return f"this user may not run the browser {executable}; correct its permissions, or {INSTALL}"
    if "no usable sandbox" in low or "running as root without --no-sandbox" in low:
        return (
            f"the sandbox of {executable} cannot work here (user namespaces are off, or you are root); "
            "allow user namespaces, or set browser.sandbox: false"
        )
    if "shared libraries" in low:
        return f"{executable} lacks a library of the system; run `playwright install-deps chromium` as root"
    if "missing x server" in low or "cannot open display" in low:
        return f"{executable} finds no screen; set browser.headless: true, or run under xvfb-run"
    last = next((line.strip() for line in reversed(message.splitlines()) if line.strip()), message)
    return f"the browser {executable} could not be started ({last[:200]}); {INSTALL}"


def clean_lock(profile: Path) -> None:
    """Ends what an earlier run left on this profile, and removes its lock once nobody holds it.

    Raises CannotStart when another machine, or a process that is not ours to end, holds the profile.
    """
    end_processes(profile)
    lock = profile / "SingletonLock"
    if not lock.is_symlink():
        return
    host, _, pid = os.readlink(lock).rpartition("-")
    if host != socket.gethostname():
        raise CannotStart(
            f"the browser profile {profile} is in use on the machine {host!r}; stop Switchboard there, "
            f"or remove {lock} if that machine is gone"
        )
    if pid.isdigit() and processes.is_on(int(pid), profile):
        raise CannotStart(
            f"the browser profile {profile} is held by process {pid}, which could not be ended; end it first"
        )
    for name in ("SingletonLock", "SingletonSocket", "SingletonCookie"):
        (profile / name).unlink(missing_ok=True)


def end_processes(profile: Path) -> int:
    """Ends every process of ours that runs on this profile, with its children; returns how many."""
    own = processes.on(profile)
    for process in own:
        try:
            process.kill()
        except psutil.Error:  # gone already, or not ours
            continue
    psutil.wait_procs(own, timeout=5)
    return len(own)


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _is_snap_stub(path: Path) -> bool:
    try:
        if path.stat().st_size > SNAP_STUB:
            return False
        return b"/snap/" in path.read_bytes()
    except OSError:
        return True


def _downloaded(playwright: Playwright) -> Path | None:
    path = Path(playwright.chromium.executable_path)
    return path if path.exists() else None
