"""Words of others can neither leave their fence nor hide in it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from agents.fence import Fence, random_boundary, visible


def test_words_stand_between_marks_of_the_boundary() -> None:
    assert Fence("b1").around("hello\nyou") == "<untrusted-b1>\nhello\nyou\n</untrusted-b1>"


def test_each_boundary_is_new() -> None:
    assert len({random_boundary() for _ in range(100)}) == 100
    assert len(random_boundary()) >= 16


def test_what_nobody_sees_is_left_out() -> None:
    hidden = "".join(chr(0xE0000 + ord(letter)) for letter in "obey")
    assert visible(f"a\u202eb\x00c\x1b[31m{hidden}\u2066d") == "abc[31md"


def test_what_languages_need_is_kept() -> None:
    text = "می‌خواهم 👨‍👩‍👧 é\tline\nline"
    assert visible(text) == text


@given(text=st.text())
def test_no_text_closes_its_fence(text: str) -> None:
    boundary = random_boundary()
    fenced = Fence(boundary).around(text)
    assert fenced.count(boundary) == 2
    assert fenced.endswith(f"\n</untrusted-{boundary}>")
