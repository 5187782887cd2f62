"""Encrypts private values with AES-256-GCM; each value says which key wrote it (docs/decisions/0007)."""

from __future__ import annotations

import base64
import binascii
import hashlib
import secrets
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

# A token in base64 begins with 8 characters that name its key: this byte and 5 bytes of fingerprint.
_VERSION = b"\x81"
_FINGERPRINT = 5
_HEAD = len(_VERSION) + _FINGERPRINT
_NONCE = 12
MARK = 8  # characters of a token that name its key
_PURPOSE = b"switchboard aes-256-gcm"
_FERNET = "gAAAA"


def fingerprint(key: str | bytes) -> bytes:
    """Names a key in public; the key cannot be guessed from it."""
    raw = key.encode() if isinstance(key, str) else key
    return hashlib.sha256(b"switchboard key id:" + raw).digest()[:_FINGERPRINT]


class Cipher:
    """The first key writes, all of them read. With `file` a key that is added there is taken up at once,
    so that a process at work goes on while its keys are changed; keys once known go on reading."""

    def __init__(self, keys: Sequence[str], file: Path | None = None) -> None:
        self._file = file
        self._state = _state(file)
        self._known: dict[bytes, _Key] = {}
        self._use(keys)

    @property
    def mark(self) -> str:
        """How every token begins that the first key wrote."""
        self._follow()
        return base64.urlsafe_b64encode(self._first.head).decode()

    def encrypt(self, plain: bytes) -> bytes:
        """A token in URL-safe base64."""
        self._follow()
        nonce = secrets.token_bytes(_NONCE)
        first = self._first
        return base64.urlsafe_b64encode(first.head + nonce + first.aead.encrypt(nonce, plain, first.head))

    def decrypt(self, token: str | bytes) -> bytes:
        """Raises InvalidToken when the token is damaged or its key is not known."""
        text = token.decode("ascii", "replace") if isinstance(token, bytes) else token
        if text.startswith(_FERNET):
            return self._decrypt_fernet(text)
        try:
            raw = base64.b64decode(text, altchars=b"-_", validate=True)
        except (binascii.Error, ValueError) as error:
            raise InvalidToken from error
        key = self._key(raw[:_HEAD])
        nonce, sealed = raw[_HEAD : _HEAD + _NONCE], raw[_HEAD + _NONCE :]
        try:
            return key.aead.decrypt(nonce, sealed, key.head)
        except (InvalidTag, ValueError) as error:
            raise InvalidToken from error

    def _key(self, head: bytes) -> _Key:
        if head not in self._known:
            self._follow()
        try:
            return self._known[head]
        except KeyError as error:
            raise InvalidToken from error

    def _decrypt_fernet(self, token: str) -> bytes:
        """What the first releases wrote, which did not name its key."""
        for key in self._known.values():
            try:
                return key.fernet.decrypt(token)
            except InvalidToken:
                continue
        raise InvalidToken

    def _follow(self) -> None:
        if self._file is None or (state := _state(self._file)) == self._state:
            return
        try:
            lines = [line.strip() for line in self._file.read_text(encoding="ascii").splitlines()]
            self._use([line for line in lines if line])
        except (OSError, ValueError):
            return  # a file that cannot be read now does not take the keys away that are known
        self._state = state

    def _use(self, keys: Sequence[str]) -> None:
        made = [_Key(key) for key in keys]
        if not made:
            raise ValueError("no key")
        self._first = made[0]
        self._known.update({key.head: key for key in made})


class _Key:
    """What is derived from one line of data.key."""

    def __init__(self, key: str) -> None:
        self.fernet = Fernet(key)
        self.head = _VERSION + fingerprint(key)
        derive = HKDF(algorithm=SHA256(), length=32, salt=None, info=_PURPOSE)
        self.aead = AESGCM(derive.derive(base64.urlsafe_b64decode(key)))


def _state(file: Path | None) -> tuple[int, int, int] | None:
    try:
        found = None if file is None else file.stat()
    except OSError:
        return None
    return None if found is None else (found.st_mtime_ns, found.st_ino, found.st_size)
