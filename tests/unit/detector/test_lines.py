"""A complaint about a value of a YAML file names the line in which it stands."""

from __future__ import annotations

import pytest
import yaml

from detector import lines
from detector.lines import Complaint, Document

TEXT = """\
version: 1
targets:
  tail:
    scope: row
    strategies:
      - {css: a}
      - css: b
        why: {x: 1, y: 2}
"""


@pytest.mark.parametrize(
    ("place", "line"),
    [
        ((), 1),
        (("version",), 1),
        (("targets", "tail"), 3),
        (("targets", "tail", "scope"), 4),
        (("targets", "tail", "strategies", 1), 7),
        (("targets", "tail", "strategies", 1, "why"), 8),
        (("targets", "tail", "strategies", 7), 5),
        (("targets", "tail", "nothing", "here"), 3),
        (("nothing",), 1),
    ],
)
def test_a_place_has_its_line_or_that_of_the_parent_that_exists(
    place: tuple[str | int, ...], line: int
) -> None:
    assert Document(TEXT).line(place) == line


def test_keys_that_stand_twice_are_found_wherever_they_stand() -> None:
    document = Document("a: 1\nb: {c: 1, c: 2}\nd:\n  - e: 1\n    e: 2\na: 3\n")
    assert document.twice() == [
        Complaint(2, "'c' stands twice; the first is in line 2"),
        Complaint(5, "'e' stands twice; the first is in line 4"),
        Complaint(6, "'a' stands twice; the first is in line 1"),
    ]


def test_the_same_key_in_two_mappings_is_no_complaint() -> None:
    assert Document("a: {x: 1}\nb: {x: 1}\n").twice() == []


def test_a_mapping_that_holds_itself_is_looked_at_once() -> None:
    assert Document("a: &it\n  b: *it\n").twice() == []


def test_what_looks_like_a_day_stays_a_word() -> None:
    assert Document("a: 2026-02-30\nb: 2026-03-01\n").data == {"a": "2026-02-30", "b": "2026-03-01"}


def test_an_empty_text_is_nothing() -> None:
    document = Document("")
    assert (document.data, document.line(("a",)), document.twice()) == (None, 0, [])


def test_what_is_no_yaml_is_told_with_its_line() -> None:
    with pytest.raises(yaml.YAMLError) as refused:
        Document("a: 1\nb: [\n")
    complaint = lines.syntax(refused.value)
    assert complaint.line == 3
    assert str(complaint).startswith("line 3: ")


def test_a_complaint_about_the_whole_has_no_line() -> None:
    assert str(Complaint(0, "is missing")) == "is missing"
