"""The two lists do what they are for."""

from __future__ import annotations

import pytest

from llm.matching import words
from llm.stop_words import QUESTION_WORDS, STOP_WORDS


@pytest.mark.parametrize(
    "telling", ["open", "deliver", "cake", "card", "abren", "envío", "livraison", "liefern", "营业", "配達"]
)
def test_a_word_that_tells_something_is_in_neither_list(telling: str) -> None:
    assert not set(words(telling)) & set(words(STOP_WORDS + QUESTION_WORDS))


@pytest.mark.parametrize(
    "asking",
    [
        "when",
        "where",
        "cuándo",
        "dónde",
        "wann",
        "où",
        "quand",
        "когда",
        "متى",
        "کجا",
        "多少",
        "いつ",
        "언제",
    ],
)
def test_asking_words_of_many_languages_are_known(asking: str) -> None:
    assert set(words(asking)) <= set(words(QUESTION_WORDS))
