"""Exports of every phone language and date form."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.exports import Line, parse

if TYPE_CHECKING:
    from pathlib import Path

STAMPS = [
    "[2019-04-16 02:09] ",
    "[3/18/22, 14:56:01] ",
    "\u200e[3/27/22, 9:41:55\u202fPM] ",
    "[18.03.22, 14:56:01] ",
    "[3/18/22 14.56.01] ",
    "[14:56:01, 3/18/22] ",
    "[3/18/2565 BE, 14:56:01] ",
    "[3/18/R4, 14:56:01] ",
    "[\u200f18\u200f/3\u200f/2022، 14:56:01] ",
    "\u200f[٢٧\u200f/٣\u200f/٢٠٢٢، ٩:٤١:٣٥\u00a0م] ",
    "[2022年3月18日 下午2:56] ",
    "23/03/2022, 13:31 - ",
    "23.03.22 13:31 - ",
    "23-03-2022 13:31 - ",
    "01/20/2019, 11:23 a. m. - ",
    "2019/01/20, 11:23 - ",
    "3/18/22, 2:56\u202fPM - ",
    "18/3/22, 2:56 pm – ",
]
senders = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp"], exclude_characters=":\u00a0"),
    min_size=1,
    max_size=25,
).filter(lambda name: name == name.strip() and name.strip())
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), min_size=1).filter(
    lambda text: text.strip() and not text.endswith("\n")
)


@pytest.mark.parametrize("stamp", STAMPS)
def test_a_stamp_of_any_phone_begins_a_message(stamp: str) -> None:
    export = f"{stamp}Ana: first line\nsecond line\n{stamp}Tom: other \n"
    assert parse(export) == [Line("Ana", "first line\nsecond line"), Line("Tom", "other ")]


@given(
    st.sampled_from(STAMPS),
    st.lists(st.tuples(senders, texts), min_size=1, max_size=6),
    st.sampled_from(["\n", "\r\n"]),
)
def test_what_was_written_is_what_is_read(stamp: str, said: list[tuple[str, str]], end: str) -> None:
    said = [(sender, "\n".join(f" {line}" for line in text.split("\n"))) for sender, text in said]
    export = "".join(f"{stamp}{sender}: {text}{end}" for sender, text in said)
    assert parse(export) == [Line(sender, text) for sender, text in said]


@given(st.text())
def test_any_text_is_read_without_an_error(junk: str) -> None:
    assert all(line.sender and line.text.strip() for line in parse(junk))


def test_lines_of_nobody_are_left_out() -> None:
    export = "01/01/19, 11:25 - Ana added you\n01/01/19, 11:25 - Ana: hi\n01/01/19, 11:26 - You left\n"
    assert parse(export) == [Line("Ana", "hi")]


def test_a_colon_inside_the_text_stays_in_the_text() -> None:
    assert parse("[01/01/19 11:25] John-John: a : b: c") == [Line("John-John", "a : b: c")]


def test_a_missing_space_is_forgiven_but_addresses_and_times_are_no_senders() -> None:
    stamp = "01/01/19, 11:25 - "
    assert parse(f"{stamp}John Doe:.") == [Line("John Doe", ".")]
    assert parse(f"{stamp}See https://example.org") == []
    assert parse(f"{stamp}The call began at 11:30") == []


def test_marks_around_a_number_are_no_part_of_the_sender() -> None:
    assert parse("[3/18/22, 14:56] \u202a+00 555 55\u202c: \u200ehi") == [Line("+00 555 55", "\u200ehi")]


def test_an_empty_export_holds_nothing() -> None:
    assert parse("") == []


@pytest.mark.parametrize(
    ("name", "messages", "people"),
    [
        ("whatstk-lorem-2000.txt", 2000, 4),
        ("whatstk-lorem.txt", 500, 4),
        ("whatstk-pokemon.txt", 19, 9),
        ("chatminer-test_mmddyyyy_12hrs.txt", 7, 5),
        ("whats_json/languages_arabic_ios.txt", 23, 2),
        ("whats_json/languages_czech_android.txt", 59, 2),
        ("whats_json/calendars_Buddhist_iOS.txt", 28, 2),
        ("whats_json/ios_iOS_Vietnamese.txt", 28, 2),
        ("whats_json/android_WhatsApp_Chat_with_Group_Chat_XXX_Android.txt", 4, 1),
    ],
)
def test_a_known_export_has_all_its_messages(exports: Path, name: str, messages: int, people: int) -> None:
    lines = parse((exports / name).read_bytes().decode())
    assert len(lines) == messages
    assert len({line.sender for line in lines}) == people


def test_every_export_at_hand_is_read_to_the_last_letter(exports: Path) -> None:
    for path in exports.rglob("*.txt"):
        raw = path.read_bytes().decode().replace("\r\n", "\n")
        lines = parse(raw)
        assert lines, path.name
        assert all(line.text in raw for line in lines), path.name
