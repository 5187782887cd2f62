"""Wanting no more is said in one word; a sentence that holds it says something else."""

from __future__ import annotations

import pytest

from core.opting_out import opts_out
from core.settings import Conversation

WORDS = Conversation().stop_words


@pytest.mark.parametrize("text", ["STOP", "stop!", " Stop. ", "ＳＴＯＰ", "stop 🙏", "Stop  all", "إيقاف"])
def test_the_word_alone_is_enough(text: str) -> None:
    assert opts_out(text, WORDS)


@pytest.mark.parametrize("text", ["", "🙏", "at the bus stop", "don't stop", "stopped", "s t o p"])
def test_anything_else_is_not(text: str) -> None:
    assert not opts_out(text, (*WORDS, "!"))
