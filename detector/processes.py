"""The processes of a browser of ours: which they are, and how much memory they hold."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil

if TYPE_CHECKING:
    from collections.abc import Sequence

PROFILE = "--user-data-dir="


def memory(profile: Path) -> int:
    """Bytes that the browser on this profile holds, all its processes together."""
    return sum(_memory(process) for process in on(profile))


def on(profile: Path) -> list[psutil.Process]:
    """The browser on this profile and its children: known by the profile on the command line and by their
    user, never by a name."""
    found: dict[int, psutil.Process] = {}
    for process in psutil.process_iter(["cmdline", "uids"]):
        if _names(process.info["cmdline"], profile) and _is_ours(process.info["uids"]):
            found |= {each.pid: each for each in (process, *_children(process))}
    return list(found.values())


def is_on(pid: int, profile: Path) -> bool:
    """False for a process that only took over the number of a dead browser."""
    try:
        return _names(psutil.Process(pid).cmdline(), profile)
    except psutil.NoSuchProcess:
        return False
    except psutil.AccessDenied:
        return True


def _names(arguments: Sequence[str] | None, profile: Path) -> bool:
    given = [each.removeprefix(PROFILE) for each in arguments or () if each.startswith(PROFILE)]
    return any(each == str(profile) or Path(each).resolve() == profile for each in given if each)


def _is_ours(uids: Any) -> bool:
    return uids is None or uids.real == os.getuid()


def _memory(process: psutil.Process) -> int:
    """What ends with the process, where the system tells; what is shared would count many times."""
    try:
        return int(getattr(process.memory_full_info(), "uss", 0) or process.memory_info().rss)
    except psutil.Error:
        return 0


def _children(process: psutil.Process) -> list[psutil.Process]:
    try:
        return process.children(recursive=True)
    except psutil.Error:
        return []
