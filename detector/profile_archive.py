"""What is in a folder, a tar or a zip: one list of entries, of which nothing is believed yet."""

from __future__ import annotations

import os
import stat
import tarfile
import zipfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

from core.errors import CannotStart

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing in a folder or an archive; `open` reads its content."""

    name: str
    size: int
    is_link: bool
    is_file: bool
    open: Callable[[], IO[bytes]]


@contextmanager
def entries(source: Path) -> Iterator[Callable[[], Iterator[Entry]]]:
    """A function that lists what is in a folder or an archive, anew at each call."""
    if source.is_dir() and not source.is_symlink():
        yield lambda: _in_folder(source)
    elif zipfile.is_zipfile(source):
        with zipfile.ZipFile(source) as archive:
            yield lambda: _in_zip(archive)
    elif source.is_file() and tarfile.is_tarfile(source):
        yield lambda: _in_tar(source)
    else:
        raise CannotStart(f"{source} is neither a folder nor a tar or zip; name a browser's profile")


def _in_folder(source: Path) -> Iterator[Entry]:
    for folder, folders, names in os.walk(source):
        for name in [*folders, *names]:
            path = Path(folder) / name
            facts = path.lstat()
            is_file = stat.S_ISREG(facts.st_mode)
            inside = path.relative_to(source).as_posix()
            yield Entry(inside, 0, stat.S_ISLNK(facts.st_mode), is_file, lambda path=path: path.open("rb"))  # type: ignore[misc]


def _in_zip(archive: zipfile.ZipFile) -> Iterator[Entry]:
    for item in archive.infolist():
        is_link = stat.S_ISLNK(item.external_attr >> 16)
        is_file = not item.is_dir() and not is_link
        yield Entry(item.filename, item.file_size, is_link, is_file, lambda item=item: archive.open(item))  # type: ignore[misc]


def _in_tar(source: Path) -> Iterator[Entry]:
    with tarfile.open(source) as tar:
        for item in tar:
            is_link = item.issym() or item.islnk()
            is_file = item.isreg()

            def content(item: tarfile.TarInfo = item) -> IO[bytes]:
                found = tar.extractfile(item)
                assert found is not None
                return found

            yield Entry(item.name.removeprefix("./"), item.size, is_link, is_file, content)
