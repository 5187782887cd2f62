"""Every fault of linking is a sentence with one next action, in each language."""

from __future__ import annotations

import pytest

from core import linking
from core.errors import LinkingFailed
from core.linking import LinkFault


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("fault", list(LinkFault))
def test_every_fault_has_words(fault: LinkFault, language: str) -> None:
    words = linking.words(fault, language, wait=90)
    assert words.endswith(".")
    assert "{" not in words


@pytest.mark.parametrize(
    ("asked", "spoken"), [("es-MX,en;q=0.8", "es"), ("fr, es;q=0.5", "es"), ("fr", "en"), ("", "en")]
)
def test_the_first_language_that_is_known_counts(asked: str, spoken: str) -> None:
    assert linking.words(LinkFault.BAD_NUMBER, asked) == linking.words(LinkFault.BAD_NUMBER, spoken)


def test_the_rest_is_told_in_whole_minutes() -> None:
    assert "3 min" in str(LinkingFailed(LinkFault.TOO_MANY, wait=121))
    assert "1 min" in str(LinkingFailed(LinkFault.TOO_MANY, wait=0.2))
