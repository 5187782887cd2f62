"""Gives freed room back to the disk, and waits with it while the disk has too little for the work."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SPARE = 256 * 1024 * 1024  # bytes of the disk that stay free
_COPIES = 2  # VACUUM writes the file anew, and its log holds that once more


def has_room(file: Path, free: int) -> bool:
    """Whether `free` bytes are enough to write the database anew."""
    return free >= _COPIES * file.stat().st_size + SPARE


async def compact(file: Path, *, free: int | None = None) -> bool:
    """Writes an SQLite file anew without what was deleted; False: the disk is too full, nothing was done.
    Writers wait meanwhile. `free`: bytes, asked of the disk unless given."""
    room = shutil.disk_usage(file.parent).free if free is None else free
    if not has_room(file, room):
        return False
    await asyncio.to_thread(_run, file, "VACUUM")
    return True


async def empty_log(file: Path) -> None:
    """Takes what the write-ahead log still holds into the file, and empties the log."""
    await asyncio.to_thread(_run, file, "SELECT 1")


def _run(file: Path, statement: str) -> None:
    with closing(sqlite3.connect(file, isolation_level=None, timeout=30)) as connection:
        connection.execute(statement).fetchall()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
