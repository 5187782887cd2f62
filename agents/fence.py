"""Marks around words that others wrote, so that a model can tell them from ours."""

from __future__ import annotations

import secrets
import unicodedata
from dataclasses import dataclass

# Letters that no one sees: they reorder what is read, or carry whole sentences to a model in secret.
_DIRECTIONS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_TAGS = range(0xE0000, 0xE0080)


def random_boundary() -> str:
    """Made anew for each prompt: nobody can close a fence whose mark they cannot know."""
    return secrets.token_hex(8)


@dataclass(frozen=True, slots=True)
class Fence:
    """One boundary, used throughout one prompt."""

    boundary: str

    def around(self, text: str) -> str:
        return f"<untrusted-{self.boundary}>\n{visible(text)}\n</untrusted-{self.boundary}>"


def visible(text: str) -> str:
    """The text without control characters, direction overrides and invisible tags; joiners stay."""
    return "".join(
        letter
        for letter in text
        if letter in "\n\t"
        or (
            unicodedata.category(letter) not in {"Cc", "Cs"}
            and letter not in _DIRECTIONS
            and ord(letter) not in _TAGS
        )
    )
