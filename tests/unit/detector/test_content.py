"""The page's words about what a bubble holds, turned into values."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.content import Details, Mention, Reaction
from core.types import MessageKind, Quoted
from detector import content
from detector.content import ContentReport, QuotedReport, ReactionReport


def held(kind: str, **facts: Any) -> Details:
    return content.details(ContentReport.model_validate({"kind": kind, "facts": facts}))


@pytest.mark.parametrize(
    ("facts", "size", "pages"),
    [
        (["2 páginas", "PDF", "164 KB"], 164 * 1024, 2),
        (["ZIP", "5 MB"], 5 * 1024**2, None),
        (["148 kB"], 148 * 1024, None),
        (["1,2 GB"], round(1.2 * 1024**3), None),
        (["1 page", "PDF", "12 bytes"], 12, 1),
        (["٣ صفحات", "١٢ KB"], 12 * 1024, 3),
        (["560 КБ"], 560 * 1024, None),
        (["MP4", "huge"], None, None),
        (["MP3"], None, None),
        ([], None, None),
    ],
)
def test_a_document_tells_its_size_and_pages(facts: list[str], size: int | None, pages: int | None) -> None:
    told = held("document", name="a.pdf", facts=facts, type="MP3" if facts == ["MP3"] else "PDF")
    assert (told.name, told.size, told.pages) == ("a.pdf", size, pages)


@pytest.mark.parametrize(
    ("length", "seconds"),
    [("0:37", 37), ("1:02:03", 3723), ("0.35", 35), ("٠:٣٧", 37), ("37", 37), ("soon", None), ("", None)],
)
def test_a_length_is_told_in_seconds(length: str, seconds: int | None) -> None:
    assert held("voice", length=length).seconds == seconds


@pytest.mark.parametrize(
    ("href", "place"),
    [
        ("https://maps.google.com/maps?q=-34.6037%2C-58.3816&z=17&hl=en", (-34.6037, -58.3816)),
        ("https://www.google.com/maps/search/?api=1&query=40.4,-3.7", (40.4, -3.7)),
        ("https://maps.google.com/maps?q=91.0,0.5", (None, None)),
        ("https://maps.google.com/maps?q=Madrid", (None, None)),
    ],
)
def test_a_place_is_read_from_its_link(href: str, place: tuple[float | None, float | None]) -> None:
    told = held("location", href=href)
    assert (told.latitude, told.longitude) == place


@pytest.mark.parametrize(
    ("label", "drawn", "number", "found"),
    [
        ("reaction 👍. View reactions", ["👍"], "", [("👍", 1)]),
        ("Reactions 👍, ❤ 4 in total. View reactions", [], "4", [("👍", None), ("❤", None)]),
        ("Reacciones 👍, ❤ 2 en total. Ver reacciones", [], "2", [("👍", 1), ("❤", 1)]),
        ("Reactions 👍 3 in total. View reactions", ["👍"], "3", [("👍", 3)]),
        ("reaction ❤️", ["❤️"], "", [("❤", 1)]),
        ("words that nobody translated", ["🎉"], "7", [("🎉", 7)]),
        ("reaction 👩‍🚀. View reactions", [], "", [("👩‍🚀", 1)]),
        ("reaction 👍🏽. View reactions", [], "", [("👍🏽", 1)]),
        ("reaction 🇪🇸. View reactions", [], "", [("🇪🇸", 1)]),
        ("nothing", [], "", []),
    ],
)
def test_reactions_are_counted_as_far_as_the_label_tells(
    label: str, drawn: list[str], number: str, found: list[tuple[str, int | None]]
) -> None:
    report = ReactionReport(label=label, emoji=drawn, number=number)
    assert content.reactions([report]) == tuple(Reaction(*one) for one in found)


def test_what_is_quoted_keeps_its_author_and_kind() -> None:
    assert content.quoted(None) is None
    photo = QuotedReport(author="Bob", text="Photo", icon="status-image")
    assert content.quoted(photo) == Quoted("Photo", "Bob", MessageKind.IMAGE)
    assert content.quoted(QuotedReport(author="", text="hi")) == Quoted("hi")


def test_a_deleted_message_was_deleted_by_its_sender_unless_the_page_says_otherwise() -> None:
    assert (held("deleted").by, held("deleted", by="us").by, held("text").by) == ("sender", "us", None)


def test_mentions_and_marks_are_handed_on() -> None:
    report = ContentReport.model_validate(
        {"kind": "text", "mentions": [{"name": "Bob", "id": "1@lid"}], "forwarded": "many", "truncated": True}
    )
    told = content.details(report)
    assert (told.mentions, told.forwarded, told.truncated) == ((Mention("Bob", "1@lid"),), "many", True)


strange = st.text(max_size=30) | st.sampled_from(
    ["\u202e\u0000", "9" * 65_536, "٣" * 500, "👍" * 300, "1e999"]
)


@given(strange, strange, strange, st.lists(strange, max_size=3))
def test_any_words_are_understood_or_left_out(one: str, two: str, three: str, many: list[str]) -> None:
    for kind in MessageKind:
        held(kind.value, name=one, length=two, href=three, facts=many, options=many, emoji=one, type=two)
    content.reactions([ReactionReport(label=one, emoji=many, number=two)])
    content.quoted(QuotedReport(author=one, text=two, icon=three))
