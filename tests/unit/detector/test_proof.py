"""Only a bubble of ours, below the mark, with our words, our kind and no other owner proves a send."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from core.files import File, FileKind
from core.types import ChatKind, ChatRef, Outgoing
from detector.content import QuotedReport
from detector.proof import Likeness, below, likeness
from detector.reader import BubbleReport

ANA = ChatRef("main", "Ana", ChatKind.PERSON)
TEXT = Outgoing(1, ANA, "see you at *eight*\n- bring bread", mark=("A",))
LONG = Outgoing(1, ANA, "word " * 400, mark=("A",))
PICTURE = Outgoing(1, ANA, "look", file=File(FileKind.IMAGE, "a.png", "image/png", b"x"))
OWN, THEIRS, NOBODY = {"status": "out"}, {"side": "in"}, {"label": "out"}


def bubble(text: str, **more: Any) -> BubbleReport:
    facts = {"id": "B", "previous": "A", "kind": "text", "text": text, "votes": OWN, **more}
    return BubbleReport.model_validate(facts)


@pytest.mark.parametrize(
    ("outgoing", "seen", "expected"),
    [
        (TEXT, bubble("see you at eight\n• bring bread"), Likeness.SAME),
        (TEXT, bubble(TEXT.text, votes=THEIRS), Likeness.NONE),
        (TEXT, bubble(TEXT.text, votes=NOBODY), Likeness.UNSURE),
        (TEXT, bubble("see you at nine"), Likeness.NONE),
        (TEXT, bubble(TEXT.text, kind="image"), Likeness.NONE),
        (TEXT, bubble(TEXT.text, shell=True), Likeness.NONE),
        (replace(TEXT, claimed=frozenset("B")), bubble(TEXT.text), Likeness.NONE),
        (replace(TEXT, reply_to="A"), bubble(TEXT.text), Likeness.NONE),
        (
            replace(TEXT, reply_to="A"),
            bubble(TEXT.text, quoted=QuotedReport(author=None, text="when?")),
            Likeness.SAME,
        ),
        (LONG, bubble("word " * 100 + "…", truncated=True), Likeness.CUT),
        (LONG, bubble("word " * 100), Likeness.NONE),
        (LONG, bubble("word " * 10 + "…", truncated=True), Likeness.NONE),
        (LONG, bubble("word " * 99 + "wort…", truncated=True), Likeness.NONE),
        (PICTURE, bubble("look", kind="image"), Likeness.SAME),
        (PICTURE, bubble("look", kind="sticker"), Likeness.NONE),
        (PICTURE, bubble("look"), Likeness.NONE),
    ],
)
def test_a_bubble_is_judged_by_all_that_it_shows(
    outgoing: Outgoing, seen: BubbleReport, expected: Likeness
) -> None:
    assert likeness(outgoing, seen) is expected


def test_what_stands_above_the_mark_or_without_it_proves_nothing() -> None:
    bubbles = [bubble("one", id="A"), bubble("two", id="B")]
    assert [each.id for each in below(bubbles, ["A"])] == ["B"]
    assert list(below(bubbles, ["C"])) == []
    assert list(below(bubbles, [])) == bubbles
