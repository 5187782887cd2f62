"""What the machine gives the product: a browser with its sandbox, shared memory, disk, a right clock."""

from __future__ import annotations

import os
import socket
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

from core.errors import CannotStart
from dashboard.checkup import Finding, State
from detector import browser, saved, selectors

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.ports import Clock
    from core.settings import Browser, Settings

SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 (asked about, never written to)
NO_SHARED_MEMORY = "--disable-dev-shm-usage"
MEGABYTE = 1024 * 1024
TOO_LITTLE_SHARED = 100 * MEGABYTE  # Docker gives 64 MB, with which Chromium dies on a large page
LITTLE_SHARED = 500 * MEGABYTE
TOO_LITTLE_DISK = 50 * MEGABYTE
LITTLE_DISK = 500 * MEGABYTE
SKEW = 60.0  # seconds; more than that, and certificates and the link itself are refused


async def starting_browser(settings: Settings, clock: Clock) -> list[Finding]:
    """Starts the browser that the product would use, with its sandbox, and tries selectors.yaml in it."""
    try:
        table = selectors.load(settings.selectors)
    except CannotStart as error:
        table, eyes = None, Finding("selectors", "failed", f"{error}.")
    else:
        eyes = Finding("selectors", "ok", f"{settings.selectors} has no fault.")
    try:
        async with browser.without_profile(settings.browser) as running:
            found = settings.browser.executable or browser.find() or "the one that was downloaded"
            started = Finding("browser", "ok", f"Version {running.version} starts ({found}).")
            if table is not None:
                faults = await saved.SavedPages(running, table, clock.utc()).mistakes(table)
                if faults:
                    words = f"{settings.selectors}, {faults[0]}; correct the file."
                    eyes = Finding("selectors", "failed", words)
    except CannotStart as error:
        return [Finding("browser", "failed", f"{error}."), eyes]
    return [started, _sandbox(settings.browser), eyes]


def _sandbox(settings: Browser) -> Finding:
    if settings.sandbox is False:
        words = "The browser's sandbox is switched off by browser.sandbox; take that setting out if you can."
        return Finding("sandbox", "degraded", words)
    if settings.sandbox is None and hasattr(os, "geteuid") and os.geteuid() == 0:
        words = "The browser's sandbox is off, because it cannot work for root; run as another user."
        return Finding("sandbox", "degraded", words)
    return Finding("sandbox", "ok", "The browser's sandbox works.")


def shared_memory(settings: Browser, folder: Path = SHARED_MEMORY) -> Iterator[Finding]:
    """Nothing where the system has no such folder."""
    if not sys.platform.startswith("linux") or not folder.is_dir():
        return
    size = psutil.disk_usage(str(folder)).total
    words = f"{folder} has {told_size(size)}"
    if NO_SHARED_MEMORY in settings.arguments:
        yield Finding("shared memory", "ok", f"{words}; the browser is told not to use it.")
    elif size >= LITTLE_SHARED:
        yield Finding("shared memory", "ok", f"{words}.")
    else:
        remedy = f"start the container with --shm-size=1g, or add {NO_SHARED_MEMORY} to browser.arguments"
        state = _graded(size, TOO_LITTLE_SHARED, LITTLE_SHARED)
        yield Finding("shared memory", state, f"{words}, with which the browser may die; {remedy}.")


def disk(folder: Path) -> Finding:
    """The space beside the data; the folder need not exist yet."""
    place = next(parent for parent in (folder.resolve(), *folder.resolve().parents) if parent.is_dir())
    if not os.access(place, os.W_OK):
        words = f"{place} cannot be written; correct its permissions, or name a folder with SWITCHBOARD_DATA."
        return Finding("disk", "failed", words)
    free = psutil.disk_usage(str(place)).free
    state = _graded(free, TOO_LITTLE_DISK, LITTLE_DISK)
    remedy = "" if state == "ok" else "; make room"
    return Finding("disk", state, f"{told_size(free)} are free at {place}{remedy}.")


def time_of_day(clock: Clock, folder: Path, dates: list[datetime]) -> Finding:
    """Held against what servers said of the time, else against the file system, which may be remote."""
    now = clock.utc()
    said, by = (dates[0], "a provider") if dates else (_file_time(folder), "the file system")
    apart = abs((now - said).total_seconds())
    if apart > SKEW:
        words = f"The clock is {apart:,.0f} s away from that of {by}; set it right, for example with NTP."
        return Finding("clock", "failed", words)
    return Finding("clock", "ok", f"The clock agrees with that of {by}.")


def _file_time(folder: Path) -> datetime:
    place = next(parent for parent in (folder.resolve(), *folder.resolve().parents) if parent.is_dir())
    with tempfile.TemporaryFile(dir=place if os.access(place, os.W_OK) else None) as file:
        file.write(b".")
        file.flush()
        return datetime.fromtimestamp(os.fstat(file.fileno()).st_mtime, UTC)


def profile_lock(profile: Path, *, is_running: bool) -> Finding:
    """Whether a browser holds the profile that is not a running Switchboard's."""
    lock = profile / "SingletonLock"
    if not lock.is_symlink():
        return Finding("profile", "ok", "Nobody holds the browser profile.")
    host, _, number = os.readlink(lock).rpartition("-")
    if host != socket.gethostname():
        words = (
            f"The browser profile is in use on the machine {host!r}; stop Switchboard there, "
            f"or remove {lock} if that machine is gone."
        )
        return Finding("profile", "failed", words)
    if is_running:
        return Finding("profile", "ok", "The running Switchboard holds the browser profile.")
    if number.isdecimal() and psutil.pid_exists(int(number)):
        words = f"The browser {number} of an earlier run holds the profile; the next start ends it."
        return Finding("profile", "degraded", words)
    return Finding("profile", "ok", "An ended browser left its lock; the next start removes it.")


def told_size(amount: float) -> str:
    return f"{amount / MEGABYTE:.0f} MB" if amount < 1024 * MEGABYTE else f"{amount / MEGABYTE / 1024:.1f} GB"


def _graded(amount: int, bad: int, little: int) -> State:
    if amount < bad:
        return "failed"
    return "degraded" if amount < little else "ok"
