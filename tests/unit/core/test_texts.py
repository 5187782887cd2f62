"""A text is known again whatever a page made of it, and no other is taken for it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.texts import same_text


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("We open at nine.", "We open at nine."),
        ("Hello\n\nworld ", "Hello world"),
        ("so *very* _nice_ and ~old~ `code`", "so very nice and old code"),
        ("e\u0301t\u00e9", "\u00e9te\u0301"),
        ("heart ❤\ufe0f", "heart ❤"),
        ("- flour\n- sugar", "• flour\n• sugar"),
        ("* flour\n+ sugar", "flour\nsugar"),
        ("1. one\n2. two", "1. one\n2. two"),
        ("שלום", "\u202bשלום\u202c"),
        ("a\u200bb", "ab"),
    ],
)
def test_a_text_is_known_again_whatever_the_page_made_of_marks_and_spaces(ours: str, theirs: str) -> None:
    assert same_text(ours, theirs)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [("nine", "ten"), ("nine", ""), ("5-3", "53"), ("1. one", "2. one"), ("Nine", "nine"), ("a b", "a.b")],
)
def test_another_text_is_not_taken_for_ours(ours: str, theirs: str) -> None:
    assert not same_text(ours, theirs)


@given(st.text())
def test_a_text_is_always_the_same_as_itself_and_never_as_a_longer_one(text: str) -> None:
    assert same_text(text, text)
    assert same_text(text, f"{text}\n")
    assert not same_text(text, f"{text}x")
