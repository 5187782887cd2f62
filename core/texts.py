"""Whether two texts are one, although a page changed how the second looks."""

from __future__ import annotations

import re
import unicodedata

LIST_MARK = re.compile(r"(?m)^\s*[-*+•]\s+")  # the page draws its own signs for lists


def same_text(ours: str, theirs: str) -> bool:
    """Whether a bubble holds what was typed, whatever the page made of marks and white space."""
    return _essence(ours) == _essence(theirs)


def _essence(text: str) -> str:
    plain = LIST_MARK.sub("", unicodedata.normalize("NFC", text))
    return re.sub(r"[\s*_~`\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufe0f]+", "", plain)
