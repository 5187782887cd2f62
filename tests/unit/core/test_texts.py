"""A text is known again whatever a page made of it, and no other is taken for it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.texts import begins, parts, same_text, without_controls


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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("short", ["short"]),
        ("The first of two.\n\nAnd the second one.", ["The first of two.", "And the second one."]),
        ("One line of it\nand one more of it", ["One line of it", "and one more of it"]),
        ("It rains today. So we stay inside.", ["It rains today.", "So we stay inside."]),
        ("only words and words and words", ["only words and words", "and words"]),
        ("a" * 25, ["a" * 20, "a" * 5]),
        ("👩‍👩‍👧" * 5, ["👩‍👩‍👧" * 4, "👩‍👩‍👧"]),
    ],
)
def test_a_long_text_is_cut_where_it_is_least_felt(text: str, expected: list[str]) -> None:
    assert parts(text, 20) == expected


@given(st.text(st.sampled_from("ab .!?\n\u200d😊é́🇪🇸。"), max_size=400), st.integers(1, 60))
def test_no_letter_of_a_cut_text_is_lost_and_no_part_is_too_long(text: str, longest: int) -> None:
    cut = parts(text, longest)
    assert "".join("".join(cut).split()) == "".join(text.split())
    assert all(len(part) <= longest for part in cut)
    assert all(cut) or not text.strip()


@pytest.mark.parametrize(
    ("theirs", "is_beginning"),
    [
        ("one two…", True),
        ("*one* two", True),
        ("one three…", False),
        ("o…", False),
        ("one two three four", False),
    ],
)
def test_a_text_cut_short_is_told_by_its_beginning(theirs: str, is_beginning: bool) -> None:
    assert begins("one two three", theirs, least=5) is is_beginning


def test_line_ends_become_plain_and_controls_are_refused() -> None:
    assert without_controls("one\r\ntwo\rthree\tfour") == "one\ntwo\nthree\tfour"
    with pytest.raises(ValueError, match="control characters"):
        without_controls("one\0two")
