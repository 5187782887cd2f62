"""Whether two texts are one, although a page changed how the second looks; and long ones cut in parts."""

from __future__ import annotations

import re
import unicodedata

CUTS = (
    re.compile(r"\n[^\S\n]*\n\s*"),
    re.compile(r"\n\s*"),
    re.compile(r"(?<=[.!?…])[\"'”’)\]]*\s+|(?<=[。！？])|(?<=[؟۔।])\s+"),
    re.compile(r"\s+"),
)
REGIONAL = ("\U0001f1e6", "\U0001f1ff")  # two of them are one flag
LIST_MARK = re.compile(r"(?m)^\s*[-*+•]\s+")  # the page draws its own signs for lists


def without_controls(text: str) -> str:
    """The text with plain line ends. Raises ValueError where it holds what no message can show."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    if any(unicodedata.category(letter) == "Cc" and letter not in "\n\t" for letter in plain):
        raise ValueError("the text holds control characters, which no message can show; remove them")
    return plain


def same_text(ours: str, theirs: str) -> bool:
    """Whether a bubble holds what was typed, whatever the page made of marks and white space."""
    return _essence(ours) == _essence(theirs)


def begins(ours: str, theirs: str, least: int) -> bool:
    """Whether theirs is the beginning of ours, cut short by a page, in at least `least` of its letters."""
    start = _essence(theirs.rstrip().removesuffix("…").removesuffix("..."))
    return len(start) >= least and _essence(ours).startswith(start)


def parts(text: str, longest: int) -> list[str]:
    """Cuts a text where it is least felt: between paragraphs, lines, sentences, words, and only then
    letters. Nothing but the white space at a cut is lost, and no part is longer than `longest`.
    """
    found = []
    rest = text.strip()
    while len(rest) > longest:
        end = _cut(rest, longest)
        found.append(rest[:end].rstrip())
        rest = rest[end:].lstrip()
    return [*found, rest]


def _cut(text: str, longest: int) -> int:
    """Where the first part ends: at the best place in its second half, else at the best before."""
    window = text[: longest + 1]
    for place in CUTS:
        ends = [match.end() for match in place.finditer(window) if 0 < match.start() <= longest]
        if ends and ends[-1] > longest // 2:
            return min(ends[-1], longest)
    end = longest
    while end > longest // 2 and _is_joined(text, end):
        end -= 1
    return end if end > longest // 2 else longest


def _is_joined(text: str, place: int) -> bool:
    """Whether a cut here would part what is drawn as one sign."""
    before, after = text[place - 1], text[place]
    is_flag = all(REGIONAL[0] <= sign <= REGIONAL[1] for sign in (before, after))
    is_bound = unicodedata.combining(after) > 0 or unicodedata.category(after) in {"Mn", "Me", "Mc", "Cf"}
    is_toned = "\U0001f3fb" <= after <= "\U0001f3ff"
    return before == "\u200d" or is_bound or is_toned or is_flag


def _essence(text: str) -> str:
    plain = LIST_MARK.sub("", unicodedata.normalize("NFC", text))
    return re.sub(r"[\s*_~`\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufe0f]+", "", plain)
