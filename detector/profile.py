"""The part of a browser's profile that is the link to a number: taken in from elsewhere, and packed."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import socket
import sqlite3
import tarfile
import time
import zipfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING
from urllib.parse import urlsplit

import psutil

from core.errors import CannotStart
from detector import profile_archive

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from detector.profile_archive import Entry

LARGEST = 1024**3  # bytes, unpacked
MOST_FILES = 100_000
PIECE = 1024 * 1024  # bytes read at once
TRIES = 10  # packings of a profile that a running browser changes meanwhile
PAUSE = 1.0  # seconds between them

# Chromium's own lock files: links in every profile in use, worth nothing elsewhere.
LOCKS = {"SingletonLock", "SingletonSocket", "SingletonCookie", "RunningChromeVersion"}
LEVELDB = r"(CURRENT|MANIFEST-\d+|\d+\.(ldb|log|sst))"
LOCAL_STATE = "Local State"
COOKIES = ("Cookies", "Network/Cookies")


@dataclass(frozen=True, slots=True)
class Packed:
    """What was packed: bytes before compression, and a digest that is the same for the same content."""

    size: int
    digest: str


def origin_of(url: str) -> str:
    """How Chromium names the storage of a page's origin: `https_web.whatsapp.com_0`."""
    parts = urlsplit(url)
    return f"{parts.scheme}_{parts.hostname}_{parts.port or 0}"


def belongs(path: str, origin: str) -> bool:
    """Whether a file of a profile folder (`IndexedDB/…`) is part of the link. Everything else stays out."""
    name = re.escape(origin)
    allowed = (
        rf"IndexedDB/{name}\.indexeddb\.leveldb/{LEVELDB}",
        rf"IndexedDB/{name}\.indexeddb\.blob/[0-9a-f]+/[0-9a-f]+/[0-9a-f]+",
        rf"Local Storage/leveldb/{LEVELDB}",
        r"(Network/)?Cookies(-journal)?",
    )
    return any(re.fullmatch(pattern, path) for pattern in allowed)


def take(source: Path, into: Path, url: str) -> int:
    """Copies what belongs to the link from a folder, tar or zip into an empty folder; returns its bytes.

    Raises CannotStart for links, paths that lead outside, more than LARGEST, or no link to a number.
    """
    origin = origin_of(url)
    try:
        with profile_archive.entries(source) as listed:
            user, own = _places(_checked(listed(), source), origin, source)
            size = 0
            for entry in listed():
                target = _target(entry.name, user, own, origin)
                if target is None or not (entry.is_file or entry.is_link):
                    continue
                if entry.is_link:
                    raise CannotStart(f"{entry.name} in {source.name} is a link; pack the files themselves")
                size += _copy(entry, into / target, LARGEST - size)
    except (tarfile.TarError, zipfile.BadZipFile, EOFError, OSError) as error:
        raise CannotStart(f"{source} cannot be read as a profile ({error}); pack it again") from error
    _strip(into, urlsplit(url).hostname or "")
    return size


def put_in_place(staged: Path, profile: Path) -> None:
    """Makes a folder the profile, in place of the one there. Raises CannotStart while that is in use."""
    refuse_in_use(profile)
    old = profile.with_name(f"{profile.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if profile.exists():
        profile.rename(old)
    staged.rename(profile)
    profile.chmod(0o700)
    shutil.rmtree(old, ignore_errors=True)


def forget(profile: Path) -> None:
    """Removes the whole profile. Raises CannotStart while it is in use."""
    refuse_in_use(profile)
    shutil.rmtree(profile, ignore_errors=True)


def refuse_in_use(profile: Path) -> None:
    """Raises CannotStart while a browser runs on the profile, here or on another machine."""
    argument = f"--user-data-dir={profile.resolve()}"
    runs_here = any(argument in (each.info["cmdline"] or ()) for each in psutil.process_iter(["cmdline"]))
    lock = profile / "SingletonLock"
    host = os.readlink(lock).rpartition("-")[0] if lock.is_symlink() else socket.gethostname()
    if runs_here or host != socket.gethostname():
        where = "" if runs_here else f" on the machine {host!r}"
        raise CannotStart(f"a browser runs on the profile {profile}{where}; stop Switchboard first")


def pack(profile: Path, url: str, out: IO[bytes]) -> Packed:
    """Writes a compressed tar of what belongs to the link, as it is at one moment; for a thread.

    A running browser may change it meanwhile; then it is packed again. Raises CannotStart when there is
    nothing to pack, or when it never holds still.
    """
    for turn in range(TRIES):
        if turn:
            time.sleep(PAUSE)
        before = _state(profile, url)
        if not any(name.endswith("/CURRENT") and "IndexedDB" in name for name in before):
            raise CannotStart(f"the profile {profile} holds no link to a number; link one first")
        out.seek(0)
        out.truncate()
        try:
            packed = _write_tar(profile, sorted(before), out)
        except FileNotFoundError:
            continue
        if _state(profile, url) == before:
            return packed
    raise CannotStart(f"the browser writes to {profile} all the time; stop Switchboard and seal it then")


def _state(profile: Path, url: str) -> dict[str, tuple[int, int]]:
    """Size and time of change of every file that belongs to the link. A copy between two equal states is what
    a power cut at that moment would leave, which Chromium's databases are made to survive."""
    origin = origin_of(url)
    found = {}
    for folder, _, names in os.walk(profile / "Default"):
        for name in names:
            path = Path(folder) / name
            inside = path.relative_to(profile).as_posix()
            if belongs(inside.removeprefix("Default/"), origin) and not path.is_symlink():
                facts = path.stat()
                found[inside] = (facts.st_size, facts.st_mtime_ns)
    return found


def _write_tar(profile: Path, names: list[str], out: IO[bytes]) -> Packed:
    digest, size = hashlib.sha256(), 0
    with tarfile.open(fileobj=out, mode="w:gz", compresslevel=1) as tar:
        for name in names:
            with (profile / name).open("rb") as file:
                facts = tarfile.TarInfo(name)
                facts.size, facts.mode = os.fstat(file.fileno()).st_size, 0o600
                digest.update(f"{name}\0{facts.size}\0".encode())
                tar.addfile(facts, _Digested(file, digest.update))
                size += facts.size
    return Packed(size, digest.hexdigest())


class _Digested:
    """A file that tells of each piece as it is read."""

    def __init__(self, file: IO[bytes], tell: Callable[[bytes], None]) -> None:
        self._file = file
        self._tell = tell

    def read(self, size: int = -1) -> bytes:
        piece = self._file.read(size)
        self._tell(piece)
        return piece


def _checked(entries: Iterable[Entry], source: Path) -> Iterator[Entry]:
    """The entries as long as they are harmless; what is too much is refused before it is unpacked."""
    size = 0
    for count, entry in enumerate(entries):
        size += entry.size
        if count >= MOST_FILES or size > LARGEST:
            raise CannotStart(f"{source.name} holds more than 1 GB; pack only what belongs to WhatsApp")
        _refuse_harm(entry)
        yield entry


def _refuse_harm(entry: Entry) -> None:
    path = PurePosixPath(entry.name)
    if path.is_absolute() or ".." in path.parts or "\\" in entry.name or "\0" in entry.name:
        raise CannotStart(f"the path {entry.name[:80]!r} leads outside; pack the profile again, without it")
    if entry.is_link and path.name not in LOCKS:
        raise CannotStart(f"{entry.name[:80]!r} is a link; pack the files themselves")


def _places(entries: Iterable[Entry], origin: str, source: Path) -> tuple[str, str]:
    """Where the user data and the one profile in it begin, as prefixes of names."""
    database = re.escape(f"IndexedDB/{origin}.indexeddb.leveldb/CURRENT")
    pattern = re.compile(rf"(?P<own>(?P<user>(.*/)?)[^/]+/)?{database}", re.DOTALL)
    matches = [match for entry in entries if entry.is_file and (match := pattern.fullmatch(entry.name))]
    if len(matches) != 1:
        what = "several profiles" if matches else "no link to a number"
        raise CannotStart(f"{source.name} holds {what}; name the folder of one profile that is linked")
    return matches[0]["user"] or "", matches[0]["own"] or ""


def _target(name: str, user: str, own: str, origin: str) -> str | None:
    """Where a file goes in the profile that is made; None: it stays out."""
    if own and name == user + LOCAL_STATE:
        return LOCAL_STATE
    if name.startswith(own) and belongs(name.removeprefix(own), origin):
        return f"Default/{name.removeprefix(own)}"
    return None


def _copy(entry: Entry, target: Path, room: int) -> int:
    """Counts what is really written, whatever the archive says of itself."""
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    written = 0
    with entry.open() as source, target.open("xb") as out:
        while piece := source.read(PIECE):
            written += len(piece)
            if written > room:
                raise CannotStart("the profile holds more than 1 GB; pack only what belongs to WhatsApp")
            out.write(piece)
    return written


def _strip(staged: Path, host: str) -> None:
    """Leaves of shared files what WhatsApp needs: its own cookies, and the key they are encrypted with."""
    state = staged / LOCAL_STATE
    if state.exists():
        try:
            known = json.loads(state.read_text(encoding="utf-8"))
        except ValueError:
            known = None
        key = known.get("os_crypt") if isinstance(known, dict) else None
        state.write_text(json.dumps({"os_crypt": key} if isinstance(key, dict) else {}), encoding="utf-8")
    domain = ".".join(host.split(".")[-2:]) if host.endswith(".whatsapp.com") else host
    for name in COOKIES:
        file = staged / "Default" / name
        if file.exists():
            _strip_cookies(file, domain)


def _strip_cookies(file: Path, domain: str) -> None:
    try:
        with closing(sqlite3.connect(file)) as store:
            store.execute(
                "DELETE FROM cookies WHERE host_key != ? AND host_key NOT LIKE ?", (domain, f"%.{domain}")
            )
            store.commit()
            store.execute("VACUUM")
    except sqlite3.Error:  # the link itself is in IndexedDB; broken cookies are better none
        file.unlink()
