"""Markdown as WhatsApp shows it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.whatsapp_text import render


@pytest.mark.parametrize(
    ("markdown", "shown"),
    [
        ("We open at **8:00**.", "We open at *8:00*."),
        ("*very* good, __really__ _so_", "_very_ good, *really* _so_"),
        ("~~25~~ 20 euros", "~25~ 20 euros"),
        ("***both***", "_*both*_"),
        ("**a *b* c**", "*a _b_ c*"),
        ("a * b * c", "a * b * c"),
        ("2*3*4 and 2**3**4", "2*3*4 and 2**3**4"),
        ("snake_case_name", "snake_case_name"),
        ("**重要**です", "*重要*です"),
        ("**مهم:** نفتح الثامنة", "*مهم:* نفتح الثامنة"),
        ("**bold\nover lines**", "*bold*\n*over lines*"),
        ("use `a*b*c` and `` x`y ``", "use `a*b*c` and ```x`y```"),
        ("```python\nx = **y**\n```", "```\nx = **y**\n```"),
        ("# Hours\n\nAt eight.", "*Hours*\n\nAt eight."),
        ("## Our **best** *cakes*", "*Our best _cakes_*"),
        ("- one\n- two\n  - three", "- one\n- two\n  - three"),
        ("* one\n* two", "- one\n- two"),
        ("3. three\n4. four", "3. three\n4. four"),
        ("1) one\n1) two", "1) one\n2) two"),
        ("- one\n\n- two", "- one\n\n- two"),
        ("1986. A good year", "1986. A good year"),
        ("> a\n> b\n\nc", "> a\n> b\n\nc"),
        ("a\n\n***\n\nb", "a\n\n---\n\nb"),
        ("see [our page](https://example.com/a_b)", "see our page (https://example.com/a_b)"),
        ("[https://example.com](https://example.com)", "https://example.com"),
        (
            "<https://example.com> [write](mailto:a@b.co) [](http://x.y)",
            "https://example.com write (a@b.co) http://x.y",
        ),
        ("![cake](https://example.com/c.jpg)", "cake (https://example.com/c.jpg)"),
        ("**[page](http://x.y)**", "*page (http://x.y)*"),
        ("line\nline  \nline", "line\nline\nline"),
        ("    deep\n\nTotal\n---", "deep\n\nTotal\n\n---"),
        ("[note]: see below", "[note]: see below"),
        ("1 < 2 & <b>x</b> \\*as it is\\*", "1 < 2 & <b>x</b> *as it is*"),
        ("#", ""),
        ("", ""),
    ],
)
def test_how_markdown_is_shown(markdown: str, shown: str) -> None:
    assert render(markdown) == shown


LETTERS = st.characters(categories=("L", "Nd"))
WORDS = st.lists(st.text(alphabet=LETTERS, min_size=1, max_size=6), min_size=1, max_size=8)


@given(words=WORDS, lines=st.booleans())
def test_plain_text_stays_as_it_is(words: list[str], lines: bool) -> None:
    text = ("\n\n" if lines else " ").join(words)
    assert render(text) == text


@given(words=WORDS, sign=st.sampled_from("*_~-+="))
def test_signs_between_spaces_stay(words: list[str], sign: str) -> None:
    text = f" {sign} ".join(["sum", *words])
    assert render(text) == text


@given(text=st.text(alphabet=st.sampled_from("ab *_~#>-.[]()!|\n`0123456789:"), max_size=80))
def test_no_word_is_lost(text: str) -> None:
    kept = [letter for letter in render(text) if letter in "ab"]
    assert len(kept) == sum(letter in "ab" for letter in text) or "`" in text or "](" in text


@given(text=st.text(max_size=80))
def test_any_text_can_be_shown(text: str) -> None:
    shown = render(text)
    assert shown == shown.strip()


@given(words=WORDS, mark=st.sampled_from([("**", "*"), ("__", "*"), ("*", "_"), ("_", "_"), ("~~", "~")]))
def test_marked_words_keep_their_marks(words: list[str], mark: tuple[str, str]) -> None:
    text = " ".join(words)
    written, shown = mark
    assert render(f"so {written}{text}{written} it is") == f"so {shown}{text}{shown} it is"
