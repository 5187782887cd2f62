"""A text that is put in piece by piece stays the text, and starts no list by itself."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from detector.typist import HEAD, strokes


@given(st.text("ab1-. \n😊ש", max_size=300), st.integers(0, 30))
def test_the_pieces_are_the_text_and_none_cuts_the_head_of_a_line(text: str, most: int) -> None:
    pieces = strokes(text, most)
    assert "".join(pieces) == text
    assert len(pieces) <= max(1, most)
    for place in list(itertools.accumulate(map(len, pieces)))[:-1]:
        line = text[text.rfind("\n", 0, place) + 1 : place]
        assert text[place] == "\n" or len(line) >= HEAD


def test_a_list_comes_line_by_line() -> None:
    assert strokes("Please:\n- milk\n1. bread", 9) == ["Please:", "\n- milk", "\n1. bread"]
