"""What this process must hold alone before it touches anything: the data folder and the dashboard's port."""

from __future__ import annotations

import errno
import os
import socket
from contextlib import contextmanager
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from core.errors import CannotStart

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from core.settings import Dashboard


@contextmanager
def data_folder(folder: Path) -> Iterator[None]:
    """Makes the folder and holds it; the lock falls with the process, however that ends."""
    make_folder(folder)
    try:
        lock = FileLock(folder / "switchboard.lock")
        lock.acquire(timeout=0)
    except Timeout as error:
        raise CannotStart(
            f"another Switchboard{_holder(folder)} works on {folder}; stop it first, "
            "or give this one its own folder with SWITCHBOARD_DATA"
        ) from error
    except OSError as error:
        raise _unwritable(folder, error) from error
    try:
        (folder / "switchboard.pid").write_text(f"{os.getpid()}\n", encoding="utf-8")
        yield
    finally:
        (folder / "switchboard.pid").unlink(missing_ok=True)
        lock.release()


def make_folder(folder: Path) -> None:
    """The data folder, for this user alone."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise _unwritable(folder, error) from error


def _unwritable(folder: Path, error: OSError) -> CannotStart:
    return CannotStart(
        f"the data folder {folder} cannot be written ({error.strerror}); "
        "correct its permissions, or name another with SWITCHBOARD_DATA"
    )


def _holder(folder: Path) -> str:
    try:
        return f" (process {(folder / 'switchboard.pid').read_text(encoding='utf-8').strip()})"
    except OSError:
        return ""


def listening_socket(settings: Dashboard) -> socket.socket:
    """The dashboard's socket, taken before anything else starts. Port 0 takes a free one."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((settings.host, settings.port))
        listener.listen(128)
    except OSError as error:
        listener.close()
        place = f"{settings.host}:{settings.port}"
        if error.errno == errno.EADDRINUSE:
            raise CannotStart(
                f"the dashboard's address {place} is in use; stop the other program, "
                "or choose another with SWITCHBOARD_DASHBOARD__PORT"
            ) from error
        raise CannotStart(
            f"the dashboard cannot listen on {place} ({error.strerror}); "
            "correct dashboard.host and dashboard.port"
        ) from error
    return listener
