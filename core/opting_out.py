"""Whether a message says nothing but that its writer wants no more."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection


def opts_out(text: str, words: Collection[str]) -> bool:
    """True when `text` is one of `words`, whatever its case, punctuation or emoji."""
    return _bare(text) in {_bare(word) for word in words} - {""}


def _bare(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).casefold()
    letters = (letter if unicodedata.category(letter)[0] in "LMN" else " " for letter in plain)
    return " ".join("".join(letters).split())
