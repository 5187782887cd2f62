"""Files that are sent: as what each goes out, and whether its bytes are what they claim to be."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

LONGEST_NAME = 200
_OFFICE = "application/vnd.openxmlformats-officedocument."
_OPEN = "application/vnd.oasis.opendocument."

# MIME type -> at which byte one of the signatures stands
SIGNATURES: dict[str, tuple[int, tuple[bytes, ...]]] = {
    "image/jpeg": (0, (b"\xff\xd8\xff",)),
    "image/png": (0, (b"\x89PNG\r\n\x1a\n",)),
    "image/webp": (8, (b"WEBP",)),
    "video/mp4": (4, (b"ftyp",)),
    "audio/mpeg": (0, (b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2")),
    "audio/ogg": (0, (b"OggS",)),
    "application/pdf": (0, (b"%PDF-",)),
    "application/zip": (0, (b"PK\x03\x04",)),
    **{
        _OFFICE + kind: (0, (b"PK\x03\x04",))
        for kind in ("wordprocessingml.document", "spreadsheetml.sheet", "presentationml.presentation")
    },
    **{_OPEN + kind: (0, (b"PK\x03\x04",)) for kind in ("text", "spreadsheet", "presentation")},
}
WORDS = {"text/plain", "text/csv"}


class FileKind(StrEnum):
    """As what a file goes out: pictures and films are shown in the bubble, everything else is a document."""

    IMAGE = "image"
    VIDEO = "video"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class File:
    """A file to be sent; `type` is its MIME type."""

    kind: FileKind
    name: str
    type: str
    data: bytes = field(repr=False)


def examined(name: str, type_: str, data: bytes) -> File:
    """The file that somebody gave. Raises ValueError with a sentence that says why it cannot be sent."""
    plain = type_.partition(";")[0].strip().lower()
    if not data:
        raise ValueError("The file is empty.")
    if plain in SIGNATURES:
        place, known = SIGNATURES[plain]
        if not data[place:].startswith(known):
            raise ValueError(f"The file is not what it claims to be ({plain}).")
    elif plain not in WORDS:
        raise ValueError("Files of that type are not sent. Pictures, films, sound, PDF, office and text are.")
    elif not _is_text(data):
        raise ValueError(f"The file is not what it claims to be ({plain}).")
    return File(_kind(plain), _clean(name), plain, data)


def _kind(type_: str) -> FileKind:
    family = type_.partition("/")[0]
    return FileKind(family) if family in {FileKind.IMAGE, FileKind.VIDEO} else FileKind.DOCUMENT


def _is_text(data: bytes) -> bool:
    try:
        return "\0" not in data.decode("utf-8")
    except UnicodeDecodeError:
        return False


def _clean(name: str) -> str:
    """Only the last part of a path, without what cannot be seen, the end of a long name kept."""
    last = name.replace("\\", "/").rpartition("/")[2]
    seen = "".join(sign for sign in " ".join(last.split()) if sign.isprintable()).strip(" .")
    return seen[-LONGEST_NAME:] or "file"
