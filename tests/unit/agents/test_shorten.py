"""Long answers end where a reader would pause."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.shorten import shorten, without_torn_end


@pytest.mark.parametrize(
    ("text", "longest", "expected"),
    [
        ("short", 10, "short"),
        ("First part is here.\n\nSecond part. It is longer.", 40, "First part is here.\n\nSecond part."),
        ("First part is here.\n\nSecond part is longer than that.", 30, "First part is here."),
        ("One sentence. Another sentence that is long.", 24, "One sentence."),
        ("Eins zwei drei vier fünf sechs", 20, "Eins zwei drei vier…"),
        ("我们早上八点开门。晚上六点关门。", 12, "我们早上八点开门。"),
        ("x" * 30, 10, "x" * 9 + "…"),
    ],
)
def test_where_a_text_is_cut(text: str, longest: int, expected: str) -> None:
    assert shorten(text, longest) == expected


@given(text=st.text(alphabet="ab .\n。", max_size=80), longest=st.integers(1, 60))
def test_a_cut_text_is_a_beginning_and_fits(text: str, longest: int) -> None:
    cut = shorten(text, longest)
    assert len(cut) <= longest
    assert text.startswith(cut.removesuffix("…"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We open at eight. On Sunday we", "We open at eight."),
        ("- eight\n- nine\n- te", "- eight\n- nine"),
        ("We open at", "We open at…"),
    ],
)
def test_a_torn_sentence_is_left_out(text: str, expected: str) -> None:
    assert without_torn_end(text) == expected
