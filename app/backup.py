"""`switchboard backup`: everything that an installation needs to go on elsewhere, in one sealed file."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import tarfile
import tempfile
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

import yaml

from app import hold
from conversation import archive, engines, moving, upgrade
from conversation.secrets import KEY_FILES, key_id, load_keys, write_data_keys
from core.errors import CannotStart

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conversation.secrets import Keys
    from core.ports import Clock
    from core.settings import Settings

DATABASE = "switchboard.db"
SETTINGS = "settings.yaml"
MANIFEST = "manifest.json"
SUFFIX = ".switchboard-backup"
STAMP = "%Y%m%d-%H%M%S"  # the moment in the name of an archive, UTC
PATIENCE = 30.0  # seconds to wait for a database that another program has locked


@dataclass(frozen=True, slots=True)
class Contents:
    """What an archive says of itself: when it was made, by which version, the rows of each table."""

    made_at: str
    version: str
    data_key: str
    rows: dict[str, int]


async def create(settings: Settings, passphrase: str, clock: Clock, to: Path | None = None) -> Path:
    """Writes an archive while everything goes on, into `to` or a new file of the folder of backups.

    What happens meanwhile is not in it. A file appears only when it is whole.
    """
    moment = clock.utc()
    target = to or settings.backup.folder_in(settings.data) / f"{moment.strftime(STAMP)}{SUFFIX}"
    if target.exists():
        raise CannotStart(f"{target} exists already; name another file")
    if not is_begun(settings):
        raise CannotStart(f"{settings.data} holds no database yet; there is nothing to keep")
    keys = load_keys(settings.data / "keys", may_create=False)
    _make_folder(target.parent, is_ours=to is None)
    with _scratch(target.parent) as scratch:
        rows = await _carry(database_url(settings), f"sqlite:///{scratch / DATABASE}", keys)
        for name in KEY_FILES:
            shutil.copyfile(settings.data / "keys" / name, scratch / name)
        # The key may have been changed meanwhile: rows of the one and of the other are in the copy.
        write_data_keys(scratch, list(dict.fromkeys((*_data_keys(settings), *keys.data))))
        plain = settings.model_dump(mode="json", exclude={"data", "database", "testing"})
        (scratch / SETTINGS).write_text(yaml.safe_dump(plain, allow_unicode=True), encoding="utf-8")
        contents = Contents(moment.isoformat(), version("switchboard"), key_id(keys.data[0]), rows)
        (scratch / MANIFEST).write_text(json.dumps(asdict(contents)), encoding="utf-8")
        sealed = scratch / "sealed"
        await asyncio.to_thread(_seal, scratch, sealed, passphrase)
        sealed.replace(target)
    return target


async def verify(file: Path, passphrase: str) -> Contents:
    """Unpacks an archive into a folder that is removed again, and reads every row with its private values.

    Raises CannotStart when the archive, a key or a row is not as it was.
    """
    with _scratch(Path(tempfile.gettempdir())) as scratch:
        return await _unpack_and_read(file, passphrase, scratch)


async def restore(settings: Settings, file: Path, passphrase: str) -> Contents:
    """Puts an archive in the place of an installation that is empty, once every row was read from it.

    Settings are put beside it as `settings.restored.yaml`, for a person to compare.
    """
    with hold.data_folder(settings.data):
        for taken in (settings.data / "keys", settings.data / DATABASE):
            if taken.exists():
                raise CannotStart(
                    f"{taken} exists; a backup is restored into an empty data folder only: move it away, "
                    "or name another folder with SWITCHBOARD_DATA"
                )
        with _scratch(settings.data) as scratch:
            contents = await _unpack_and_read(file, passphrase, scratch)
            if settings.database is not None:
                keys = load_keys(scratch, may_create=False)
                await _carry(f"sqlite:///{scratch / DATABASE}", database_url(settings), keys)
            _put_in_place(scratch, settings)
    return contents


def database_url(settings: Settings) -> str:
    return settings.database or f"sqlite:///{(settings.data / DATABASE).resolve()}"


def is_begun(settings: Settings) -> bool:
    """Whether somebody started Switchboard, or let somebody sign in, with these settings before."""
    if settings.database is not None:
        return (settings.data / "keys").exists()
    return (settings.data / DATABASE).exists()


def forget_old(folder: Path, keep: int) -> list[Path]:
    """Removes all but the newest archives of the folder; returns those that went."""
    old = sorted(folder.glob(f"*{SUFFIX}"))[:-keep]
    for file in old:
        file.unlink()
    return old


async def _carry(source: str, target: str, keys: Keys) -> dict[str, int]:
    """Copies a whole database; the one that is filled must be empty."""
    there, here = engines.parse(source), engines.parse(target)
    pair = engines.opener(there, keys, PATIENCE), engines.opener(here, keys, PATIENCE)
    try:
        await upgrade.require(pair[0], keys, engines.describe(there))
        await upgrade.prepare(pair[1], keys, engines.describe(here))
        return await moving.copy(*pair)
    finally:
        for engine in pair:
            await engine.dispose()


async def _unpack_and_read(file: Path, passphrase: str, scratch: Path) -> Contents:
    try:
        with file.open("rb") as sealed:
            reader = archive.Reader(sealed, passphrase)
            with tarfile.open(fileobj=cast("IO[bytes]", reader), mode="r|") as tar:
                tar.extractall(scratch, filter="data")
            reader.read(1)  # the end is checked too
        contents = Contents(**json.loads((scratch / MANIFEST).read_text(encoding="utf-8")))
    except OSError as error:
        raise CannotStart(f"{file} cannot be read ({error.strerror or error}); check its name") from error
    except (archive.Unreadable, tarfile.TarError, TypeError, ValueError) as error:
        raise CannotStart(f"{file} cannot be used: {error}") from error
    engine_url = engines.parse(f"sqlite:///{scratch / DATABASE}")
    keys = load_keys(scratch, may_create=False)
    engine = engines.opener(engine_url, keys, PATIENCE)
    try:
        await upgrade.prepare(engine, keys, f"in {file}")
        rows = await moving.read_all(engine)
    except moving.Damaged as error:
        raise CannotStart(f"{file} cannot be used: {error}") from error
    finally:
        await engine.dispose()
    missing = [table for table, count in contents.rows.items() if rows.get(table) != count]
    if missing:
        raise CannotStart(f"{file} cannot be used: the table {missing[0]!r} is not whole")
    return contents


def _data_keys(settings: Settings) -> tuple[str, ...]:
    return load_keys(settings.data / "keys", may_create=False).data


def _seal(folder: Path, sealed: Path, passphrase: str) -> None:
    with sealed.open("xb") as file:
        os.fchmod(file.fileno(), 0o600)
        with (
            archive.Writer(file, passphrase) as writer,
            tarfile.open(fileobj=cast("IO[bytes]", writer), mode="w|") as tar,
        ):
            for name in (MANIFEST, SETTINGS, *KEY_FILES, DATABASE):
                tar.add(folder / name, arcname=name)
        file.flush()
        os.fsync(file.fileno())


def _put_in_place(scratch: Path, settings: Settings) -> None:
    """The database comes last: without it the next try finds an installation that is not begun."""
    keys = settings.data / "keys"
    keys.mkdir(mode=0o700)
    for name in KEY_FILES:
        (scratch / name).chmod(0o600)
        (scratch / name).replace(keys / name)
    (scratch / SETTINGS).chmod(0o600)
    (scratch / SETTINGS).replace(settings.data / "settings.restored.yaml")
    if settings.database is None:
        (scratch / DATABASE).chmod(0o600)
        (scratch / DATABASE).replace(settings.data / DATABASE)


@contextmanager
def _scratch(parent: Path) -> Iterator[Path]:
    """A folder beside the target, for this user alone, that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=parent) as name:
        yield Path(name)


def _make_folder(folder: Path, *, is_ours: bool) -> None:
    """A folder that somebody named is not made: it may be mistyped, or a disk that is not there."""
    try:
        if is_ours:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise CannotStart(f"{folder} cannot be written ({error.strerror}); name another place") from error
