"""A file becomes smaller after much was deleted, unless the disk is too full to write it anew."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from conversation.compact import SPARE, compact, has_room

if TYPE_CHECKING:
    from pathlib import Path


def emptied(folder: Path) -> Path:
    file = folder / "once-full.db"
    with closing(sqlite3.connect(file, isolation_level=None)) as raw:
        raw.execute("PRAGMA journal_mode=WAL")
        raw.execute("CREATE TABLE words (said TEXT)")
        raw.executemany("INSERT INTO words VALUES (?)", [("x" * 1000,)] * 500)
        raw.execute("DELETE FROM words")
    return file


async def test_freed_room_goes_back_to_the_disk(tmp_path: Path) -> None:
    file = emptied(tmp_path)
    before = file.stat().st_size
    assert await compact(file, free=10 * SPARE)
    assert file.stat().st_size < before / 10


async def test_it_waits_while_the_disk_is_low(tmp_path: Path) -> None:
    file = emptied(tmp_path)
    before = file.read_bytes()
    assert not await compact(file, free=SPARE + len(before))
    assert file.read_bytes() == before


def test_room_for_two_copies_and_the_spare_is_enough(tmp_path: Path) -> None:
    file = emptied(tmp_path)
    needed = 2 * file.stat().st_size + SPARE
    assert (has_room(file, needed), has_room(file, needed - 1)) == (True, False)
