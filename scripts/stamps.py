"""Remembers what a step was done for, so that it is done again only when that changed."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_MADE = {"node_modules", "dist", ".vite", "__pycache__"}


def digest(paths: Iterable[Path], *facts: str) -> str:
    """A fingerprint of the names and contents of `paths`, and of further `facts`."""
    total = hashlib.sha256()
    for path in paths:
        content = path.read_bytes() if path.is_file() else b"\0"
        total.update(f"{path}\0{len(content)}\0".encode())
        total.update(content)
    for fact in facts:
        total.update(f"{fact}\0".encode())
    return total.hexdigest()


def sources(folder: Path) -> Iterator[Path]:
    """All files below `folder` that people wrote, in a fixed order."""
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(set(folders) - _MADE)
        for name in sorted(files):
            yield Path(parent, name)


def is_current(stamp: Path, value: str) -> bool:
    """Whether the step that wrote `stamp` ended well, for this very `value`."""
    return read(stamp) == value


def read(stamp: Path) -> str:
    """What was written last, or nothing when the step has not ended well since."""
    return stamp.read_text(encoding="utf-8") if stamp.is_file() else ""


def forget(stamp: Path) -> None:
    """To be called before a step begins: an interrupted step must count as not done."""
    stamp.unlink(missing_ok=True)


def write(stamp: Path, value: str) -> None:
    """To be called when a step has ended well; appears whole or not at all."""
    stamp.parent.mkdir(parents=True, exist_ok=True)
    draft = stamp.with_name(stamp.name + ".new")
    draft.write_text(value, encoding="utf-8")
    draft.replace(stamp)
