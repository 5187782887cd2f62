"""Keys of an installation, and the column type that keeps private words unreadable on disk."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import os
import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cryptography.fernet import Fernet, InvalidToken
from sqlalchemy import LargeBinary, Text
from sqlalchemy.types import TypeDecorator

from conversation.cipher import Cipher, fingerprint
from core.errors import CannotStart, SwitchboardError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sqlalchemy import Dialect

_CIPHER = "switchboard_cipher"
_SECRET_BYTES = 32
KEY_FILES = ("data.key", "index.key", "signing.key")


@dataclass(frozen=True, slots=True)
class Keys:
    """`data` encrypts private columns (the first key writes, all read), `index` makes lookups by name
    possible without storing the name, `signing` signs what the dashboard hands out. `folder`: where they were
    read, if from files; a data key that is added there later is taken up while the process runs."""

    data: tuple[str, ...] = field(repr=False)
    index: bytes = field(repr=False)
    signing: bytes = field(repr=False)
    folder: Path | None = field(default=None, repr=False, compare=False)


def load_keys(folder: Path, *, may_create: bool) -> Keys:
    """The keys kept in `folder`; missing ones are made only where no database can depend on them yet."""
    if may_create:
        _create_missing(folder)
    missing = [name for name in KEY_FILES if not (folder / name).is_file()]
    if missing:
        raise CannotStart(
            f"{folder} lacks {' and '.join(missing)}, without which the existing database cannot be read; "
            "put the files back from a backup"
        )
    return Keys(
        data=_fernet_keys(folder / "data.key"),
        index=_secret(folder / "index.key"),
        signing=_secret(folder / "signing.key"),
        folder=folder,
    )


def key_id(key: str | bytes) -> str:
    """A short public name of a key, from which the key cannot be guessed."""
    return fingerprint(key).hex()[:8]


def keyed_hash(key: bytes, purpose: str, text: str) -> str:
    """Finds the same `text` again without storing it; equal texts of two purposes differ."""
    return hmac.new(key, f"{purpose}\0{text}".encode(), hashlib.sha256).hexdigest()


def cipher(keys: Keys) -> Cipher:
    return Cipher(keys.data, None if keys.folder is None else keys.folder / "data.key")


def write_data_keys(folder: Path, keys: Sequence[str]) -> None:
    """Puts `keys` in the place of data.key, whole or not at all."""
    path = folder / "data.key"
    draft = _draft(path, "".join(f"{key}\n" for key in keys).encode())
    draft.replace(path)
    _sync_folder(folder)


def bind_cipher(dialect: Dialect, keys: Keys) -> None:
    """Lets the private columns of one engine be read; engines with other keys are not touched."""
    setattr(dialect, _CIPHER, cipher(keys))


class Private(TypeDecorator[str]):
    """Text that is encrypted in the database. It cannot be compared or searched there."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else _cipher_of(dialect).encrypt(value.encode()).decode()

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        try:
            return _cipher_of(dialect).decrypt(value).decode()
        except InvalidToken as error:
            raise SwitchboardError("a private column cannot be decrypted; the row is damaged") from error


class PrivateData(TypeDecorator[bytes]):
    """The same for bytes."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        return None if value is None else _cipher_of(dialect).encrypt(value)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        if value is None:
            return None
        try:
            return _cipher_of(dialect).decrypt(value)
        except InvalidToken as error:
            raise SwitchboardError("a private column cannot be decrypted; the row is damaged") from error


def _cipher_of(dialect: Dialect) -> Cipher:
    found = getattr(dialect, _CIPHER, None)
    if not isinstance(found, Cipher):
        raise SwitchboardError("this engine was not given the keys of its private columns")
    return found


def _create_missing(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)
        _create(folder / "data.key", Fernet.generate_key())
        _create(folder / "index.key", base64.urlsafe_b64encode(secrets.token_bytes(_SECRET_BYTES)))
        _create(folder / "signing.key", base64.urlsafe_b64encode(secrets.token_bytes(_SECRET_BYTES)))
    except OSError as error:
        raise CannotStart(
            f"keys cannot be written to {folder} ({error.strerror}); make the folder writable for this user"
        ) from error


def _create(path: Path, content: bytes) -> None:
    """Writes a whole file or none, and never over an existing one: a lost key is lost data."""
    if path.exists():
        return
    draft = _draft(path, content + b"\n")
    try:
        _publish(draft, path)
    finally:
        draft.unlink(missing_ok=True)
    _sync_folder(path.parent)


def _draft(path: Path, content: bytes) -> Path:
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return draft


def _publish(draft: Path, path: Path) -> None:
    try:
        # A link, unlike a rename, fails when another process was faster.
        os.link(draft, path)
    except FileExistsError:
        return
    except OSError:
        # Some mounted file systems know no links.
        if not path.exists():
            draft.rename(path)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _fernet_keys(path: Path) -> tuple[str, ...]:
    try:
        keys = tuple(line.decode("ascii").strip() for line in _read(path).splitlines() if line.strip())
        for key in keys:
            Fernet(key)
    except ValueError:
        keys = ()
    if not keys:
        raise _no_key(path)
    return keys


def _secret(path: Path) -> bytes:
    try:
        raw = base64.b64decode(_read(path).strip(), altchars=b"-_", validate=True)
    except binascii.Error:
        raw = b""
    if len(raw) != _SECRET_BYTES:
        raise _no_key(path)
    return raw


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CannotStart(
            f"{path} cannot be read ({error.strerror}); make it readable for this user"
        ) from error


def _no_key(path: Path) -> CannotStart:
    return CannotStart(f"{path} does not hold a key; put the file back from a backup")
