"""Cuts a text where a reader would pause."""

from __future__ import annotations

import re

CUT = "…"

# From the best place to the worst, with the share of the room that it must fill to be worth it.
_PLACES = (
    (re.compile(r"\n\s*\n"), 0.6),
    (re.compile(r"(?<!\n)\n(?!\n)"), 0.6),
    (re.compile(r"(?<=[.!?…؟])\s|(?<=[。！？।])"), 0.3),
)


def shorten(text: str, longest: int) -> str:
    """At most `longest` characters; what ends within a sentence ends with a sign that it does."""
    if len(text) <= longest:
        return text
    # One letter more than there is room for: a word may end exactly there.
    room = text[: longest - len(CUT) + 1]
    for pattern, share in _PLACES:
        if ends := [match.start() for match in pattern.finditer(room) if match.start() >= share * longest]:
            return room[: ends[-1]].rstrip()
    words = [match.start() for match in re.finditer(r"\s", room)]
    return room[: words[-1] if words else longest - len(CUT)].rstrip() + CUT


def without_torn_end(text: str) -> str:
    """The whole sentences of a text that was cut somewhere; all of it where not one is whole."""
    whole = max((match.start() for pattern, _ in _PLACES for match in pattern.finditer(text)), default=0)
    return text[:whole].rstrip() if whole else f"{text.rstrip()}{CUT}"
