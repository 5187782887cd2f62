"""Which sentence a question is about, by the words they share and how rare those are; no model."""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from llm.stop_words import HEADED, QUESTION_WORDS, STOP_WORDS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from llm.notes import Note

# Scripts written without spaces, or (Hangul) with endings glued on: compared by pairs of letters.
_UNSPACED = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
_WORD = re.compile(rf"[{_UNSPACED}]+|[^\W_{_UNSPACED}]+")
_SAME_LETTER = str.maketrans({"ي": "ی", "ى": "ی", "ك": "ک", "ة": "ه", "ـ": None, "ı": "i", "ß": "ss"})

ENOUGH = 0.32
"""Share of a question's weight that a sentence must hold; below it the sentence is beside the point."""

LEAST = 0.15
"""And so much must be found in any case, or a question of mere small words would find an answer."""

FAINT = 0.25
"""Weight of what only asks (`when`), and of letter pairs that the file does not hold: mostly word borders."""

UNHEARD = 1.0
"""Weight of a word that the file does not hold: `credit` in `do you take credit cards`."""


def words(text: str) -> list[str]:
    """Words without case, accents and vowel marks; pairs of letters in scripts without spaces."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    bare = "".join(letter for letter in plain if unicodedata.category(letter)[0] != "M")
    found: list[str] = []
    for word in _WORD.findall(unicodedata.normalize("NFC", bare).translate(_SAME_LETTER)):
        if re.match(rf"[{_UNSPACED}]", word) and len(word) > 1:
            found.extend(a + b for a, b in pairwise(word))
        else:
            found.append(word.removeprefix("ال") if len(word) > 4 else word)
    return found


_ASKING = frozenset(words(QUESTION_WORDS))
_SILENT = frozenset(words(STOP_WORDS)) - _ASKING
_HEADED = {words(asking)[0]: frozenset(words(heading)) for asking, heading in HEADED.items()}


@lru_cache(maxsize=65536)
def likeness(one: str, other: str) -> float:
    """1 for the same word, less for `open` and `opening`, 0 for strangers."""
    if one == other:
        return 1.0
    if any(letter.isdigit() for letter in one + other):
        return 0.0
    # Arabic bends its words at both ends, other scripts mostly at the end.
    shared = _common_part(one, other) if "\u0600" <= one[0] <= "\u06ff" else _common_start(one, other)
    share = 2 * shared / (len(one) + len(other))
    return share**1.5 if shared >= 3 and share >= 0.5 else 0.0


def _common_start(one: str, other: str) -> int:
    return next(
        (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


def _common_part(one: str, other: str) -> int:
    return max(_common_start(one[a:], other[b:]) for a in range(len(one)) for b in range(len(other)))


@dataclass(frozen=True, slots=True)
class _Entry:
    note: Note
    own: frozenset[str]
    topic: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Asked:
    """A word of a question: what it weighs, and the words of the file that are like it."""

    weight: float
    near: Mapping[str, float]

    def in_(self, held: frozenset[str]) -> float:
        return max((share for word, share in self.near.items() if word in held), default=0.0)


class Index:
    """The sentences of one knowledge file, ready to be asked."""

    def __init__(self, notes: Sequence[Note]) -> None:
        self._entries = tuple(_Entry(note, _telling(note.text), _telling(note.topic)) for note in notes)
        self._vocabulary = frozenset[str]().union(*(entry.own | entry.topic for entry in self._entries))

    def best(self, question: str) -> Note | None:
        """The sentence that holds most of the question's weight, the first of equals; None when none does."""
        asked = [self._ask(word) for word in sorted(_telling(question))]
        scored = [(_score(asked, entry), entry) for entry in self._entries]
        score, winner = max(scored, key=lambda pair: pair[0], default=(0.0, None))
        is_enough = score >= max(LEAST, ENOUGH * sum(word.weight for word in asked))
        return winner.note if winner is not None and is_enough else None

    def _ask(self, word: str) -> _Asked:
        near = {held: share for held in self._vocabulary if (share := likeness(word, held))}
        near |= dict.fromkeys(_HEADED.get(word, frozenset()) & self._vocabulary, 1.0)
        holders = sum(1 for entry in self._entries if not near.keys().isdisjoint(entry.own | entry.topic))
        if word in _ASKING:
            return _Asked(FAINT, near)
        if not holders and not word.isdigit():
            return _Asked(FAINT if _is_pair(word) else UNHEARD, near)
        # What is rare in the file tells most.
        return _Asked(math.log(1 + (len(self._entries) + 1) / (holders + 0.5)), near)


def _telling(text: str) -> frozenset[str]:
    return frozenset(words(text)) - _SILENT


def _is_pair(word: str) -> bool:
    return re.match(rf"[{_UNSPACED}]", word) is not None


def _score(asked: Sequence[_Asked], entry: _Entry) -> float:
    # The first sentence below a heading is the likeliest to be what the heading promises.
    by_topic = 0.8 * 0.97**entry.note.place
    total = sum(word.weight * max(word.in_(entry.own), by_topic * word.in_(entry.topic)) for word in asked)
    # Among sentences that say as much, the shorter is the one that is about it.
    return total / (1 + 0.002 * len(entry.own))
