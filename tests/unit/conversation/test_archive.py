"""An archive opens with its passphrase alone, and every change to it is noticed."""

from __future__ import annotations

from io import BytesIO

import pytest

from conversation.archive import PIECE, Reader, Unreadable, Writer

QUICK = 4  # of scrypt; a test need not resist anybody


def packed(content: bytes, passphrase: str = "open sesame") -> bytes:
    file = BytesIO()
    with Writer(file, passphrase, QUICK) as writer:
        writer.write(content[:10])
        writer.write(content[10:])
    return file.getvalue()


def unpacked(archive: bytes, passphrase: str = "open sesame") -> bytes:
    return Reader(BytesIO(archive), passphrase).read(10 * PIECE)


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE])
def test_what_was_put_in_comes_out(size: int) -> None:
    content = b"secret" * (size // 6 + 1)
    archive = packed(content[:size])
    assert unpacked(archive) == content[:size]
    assert b"secret" not in archive


def test_the_wrong_passphrase_opens_nothing() -> None:
    with pytest.raises(Unreadable, match="passphrase is wrong"):
        unpacked(packed(b"secret"), "close sesame")


def test_pieces_cannot_be_cut_off_swapped_or_changed() -> None:
    archive = packed(b"x" * (2 * PIECE + 5))
    head = len(archive) - (2 * PIECE + 5) - 3 * 16
    first, second = (archive[head + n * (PIECE + 16) : head + (n + 1) * (PIECE + 16)] for n in (0, 1))
    last = archive[head + 2 * (PIECE + 16) :]
    start = archive[:head]
    for wrong in (
        start + first + second,
        start + first + last,
        start + second + first + last,
        start + first + second + last[:-1],
        start + first + second + last + b"x",
        archive[:-1] + bytes([archive[-1] ^ 1]),
        start,
    ):
        with pytest.raises(Unreadable):
            unpacked(wrong)


def test_an_archive_that_was_not_finished_is_refused() -> None:
    file = BytesIO()
    writer = Writer(file, "p", QUICK)
    writer.write(b"x" * (PIECE + 1))
    with pytest.raises(Unreadable):
        unpacked(file.getvalue(), "p")


@pytest.mark.parametrize("content", [b"", b"some other file", b"SWITCHBOARD BACKUP 1\n" + b"\xff" * 24])
def test_other_files_are_refused_before_memory_is_taken(content: bytes) -> None:
    with pytest.raises(Unreadable):
        unpacked(content)
