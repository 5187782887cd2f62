"""A file that only a passphrase opens: scrypt makes the key, AES-256-GCM seals the content in pieces.

Each piece is bound to its place and to whether it is the last, so none can be moved, left out or added.
"""

from __future__ import annotations

import secrets
import struct
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from core.errors import SwitchboardError

if TYPE_CHECKING:
    from types import TracebackType

PIECE = 1024 * 1024  # bytes
STRENGTH = 17  # scrypt takes 2**17 rounds and 128 MB, about half a second
_STRONGEST = 20  # a foreign file must not make us take more than 1 GB
_BLOCK, _PARALLEL = 8, 1
_MAGIC = b"SWITCHBOARD BACKUP 1\n"
_HEAD = struct.Struct(f"!{len(_MAGIC)}sB16s7s")
_TAG = 16


class Unreadable(SwitchboardError):
    """The passphrase is wrong, or the file is damaged, incomplete or something else."""


@dataclass(frozen=True, slots=True)
class _Seal:
    """What seals the pieces of one file."""

    aead: AESGCM
    head: bytes
    prefix: bytes

    def nonce(self, number: int, *, is_last: bool) -> bytes:
        return self.prefix + struct.pack("!IB", number, is_last)


class Writer:
    """Takes bytes in order; the file is complete only after the block was left without an error."""

    def __init__(self, file: IO[bytes], passphrase: str, strength: int = STRENGTH) -> None:
        head = _HEAD.pack(_MAGIC, strength, secrets.token_bytes(16), secrets.token_bytes(7))
        self._seal = _opened(head, passphrase)
        self._file, self._rest, self._number = file, bytearray(), 0
        file.write(head)

    def write(self, content: bytes) -> int:
        self._rest += content
        while len(self._rest) > PIECE:
            self._put(bytes(self._rest[:PIECE]), is_last=False)
            del self._rest[:PIECE]
        return len(content)

    def _put(self, piece: bytes, *, is_last: bool) -> None:
        seal = self._seal
        self._file.write(seal.aead.encrypt(seal.nonce(self._number, is_last=is_last), piece, seal.head))
        self._number += 1

    def __enter__(self) -> Writer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._put(bytes(self._rest), is_last=True)


class Reader:
    """Gives bytes in order. Raises Unreadable; what was given before that is as it was written."""

    def __init__(self, file: IO[bytes], passphrase: str) -> None:
        head = file.read(_HEAD.size)
        if len(head) != _HEAD.size or not head.startswith(_MAGIC):
            raise Unreadable("it is not a backup of Switchboard")
        if _HEAD.unpack(head)[1] > _STRONGEST:
            raise Unreadable("it asks for more memory than a backup of Switchboard does")
        self._seal = _opened(head, passphrase)
        self._file, self._rest, self._number = file, bytearray(), 0
        self._ahead = file.read(PIECE + _TAG)
        if not self._ahead:
            raise Unreadable("it is incomplete")

    def read(self, size: int) -> bytes:
        """`size` bytes, fewer only at the end."""
        while len(self._rest) < size and self._ahead:
            self._rest += self._next()
        given = bytes(self._rest[:size])
        del self._rest[:size]
        return given

    def _next(self) -> bytes:
        piece, self._ahead = self._ahead, self._file.read(PIECE + _TAG)
        nonce = self._seal.nonce(self._number, is_last=not self._ahead)
        try:
            plain = self._seal.aead.decrypt(nonce, piece, self._seal.head)
        except InvalidTag as error:
            first = "the passphrase is wrong or it is damaged"
            reason = "it is damaged or incomplete" if self._number else first
            raise Unreadable(reason) from error
        self._number += 1
        return plain


def _opened(head: bytes, passphrase: str) -> _Seal:
    _, strength, salt, prefix = _HEAD.unpack(head)
    derive = Scrypt(salt=salt, length=32, n=2**strength, r=_BLOCK, p=_PARALLEL)
    return _Seal(AESGCM(derive.derive(passphrase.encode())), head, prefix)
