"""A file is sent only when its bytes are of a kind that may be sent, and under a harmless name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.files import LONGEST_NAME, FileKind, examined

PNG = b"\x89PNG\r\n\x1a\n rest"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.mark.parametrize(
    ("type_", "data", "kind"),
    [
        ("image/png", PNG, FileKind.IMAGE),
        ("Image/JPEG; q=1", b"\xff\xd8\xff\xe0", FileKind.IMAGE),
        ("video/mp4", b"\0\0\0\x18ftypmp42", FileKind.VIDEO),
        ("audio/mpeg", b"ID3\x03", FileKind.DOCUMENT),
        ("application/pdf", b"%PDF-1.7", FileKind.DOCUMENT),
        (SHEET, b"PK\x03\x04", FileKind.DOCUMENT),
        ("text/plain", "señal 😊".encode(), FileKind.DOCUMENT),
    ],
)
def test_what_may_be_sent_goes_out_as_its_kind(type_: str, data: bytes, kind: FileKind) -> None:
    assert examined("a", type_, data).kind is kind


@pytest.mark.parametrize(
    ("type_", "data"),
    [
        ("image/png", b"<svg onload=alert(1)>"),
        ("image/svg+xml", b"<svg/>"),
        ("text/html", b"<p>"),
        ("application/x-msdownload", b"MZ"),
        ("text/plain", b"a\0b"),
        ("text/csv", b"\xff\xfe"),
        ("image/png", b""),
        ("", PNG),
    ],
)
def test_everything_else_is_refused_in_a_sentence(type_: str, data: bytes) -> None:
    with pytest.raises(ValueError, match=r"^The file|^Files"):
        examined("a", type_, data)


@given(st.text(max_size=400))
def test_no_name_is_a_path_or_hides_something(name: str) -> None:
    cleaned = examined(name, "image/png", PNG).name
    assert 0 < len(cleaned) <= LONGEST_NAME
    assert "/" not in cleaned
    assert cleaned.isprintable()


def test_the_bytes_are_in_no_log() -> None:
    assert "PNG" not in repr(examined("a.png", "image/png", PNG)).replace("image/png", "")
