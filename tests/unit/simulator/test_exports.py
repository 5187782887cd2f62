"""Exports of every phone language and date form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.content import Document, Notice
from simulator.exports import Line, parse, read

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


def said(text: str) -> Line:
    """What one message of a phone is read as."""
    (line,) = read(f"\u200e[3/18/22, 14:56:01] Ana: {text}\n").lines
    return line


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("\u200eimage omitted", "image", ""),
        ("<Media omitted>\nLook!", "image", "Look!"),
        ("<Media omitted>\nprices.pdf", "document", ""),
        ("\u200eBild weggelassen", "image", ""),
        ("\u200e<attached: 00000035-PHOTO-2022-03-27-21-41-55.jpg>", "image", ""),
        ("\u200e<attached: 00000051-GIF-2022-03-27-21-51-57.mp4>", "gif", ""),
        ("Some file.txt \u200e<attached: 00000046-Some file.txt>", "document", ""),
        ("IMG-20220323-WA0002.jpg (file attached)\nthe shop", "image", "the shop"),
        ("PTT-20220323-WA0000.opus (file attached)", "voice", ""),
        ("Alex.vcf (file attached)", "contact", ""),
        ("\u200eLocation: https://maps.google.com/?q=51.5,-0.12", "location", ""),
        (
            "\u200ePOLL:\nBread?\n\u200eOPTION: White (\u200e2 votes)\n\u200eOPTION: Rye (\u200e0 votes)",
            "poll",
            "Bread?",
        ),
        ("readme.md (see below)", "text", "readme.md (see below)"),
        ("the image omitted", "text", "the image omitted"),
    ],
)
def test_a_line_that_stands_for_a_file_is_that_file(text: str, kind: str, words: str) -> None:
    line = said(text)
    assert (line.content.kind, line.text) == (kind, words)


def test_a_document_keeps_its_name_and_its_pages() -> None:
    content = said("Plan.pdf • \u200e2 pages \u200edocument omitted").content
    assert content == Document(kind="document", name="Plan.pdf", pages=2)


def test_deletions_edits_calls_and_notices_are_told_apart() -> None:
    assert said("\u200eThis message was deleted.").is_deleted
    edited = said("two loaves \u200e<This message was edited>")
    assert (edited.text, edited.is_edited) == ("two loaves", True)
    assert said("\u200eMissed voice call").content.kind == "call"
    notice = said("\u200e\u200eYour security code with Elon changed. \u200eTap to learn more.")
    assert (notice.sender, notice.content) == (None, Notice(kind="notice", about="security_code"))
    assert said("This message was deleted, you say?").text == "This message was deleted, you say?"


@pytest.mark.parametrize(
    ("stamp", "at"),
    [
        ("[2019-04-16 02:09] ", "2019-04-16 02:09:00"),
        ("\u200e[3/27/22, 9:41:55\u202fPM] ", "2022-03-27 21:41:55"),
        ("[3/27/22, 12:00:00\u202fAM] ", "2022-03-27 00:00:00"),
        ("[27.03.22, 14:56:01] ", "2022-03-27 14:56:01"),
        ("[3/27/22 14.56.01] ", "2022-03-27 14:56:01"),
        ("[14:56:01, 3/27/22] ", "2022-03-27 14:56:01"),
        ("[3/27/2565 BE, 14:56:01] ", "2022-03-27 14:56:01"),
        ("[27/3/2565, 14:56:01] ", "2022-03-27 14:56:01"),
        ("[3/27/R4, 14:56:01] ", "2022-03-27 14:56:01"),
        ("[23/8/1443 AH, 14:56:01] ", "2022-03-27 14:56:01"),
        ("\u200f[٢٧\u200f/٣\u200f/٢٠٢٢، ٩:٤١:٣٥\u00a0م] ", "2022-03-27 21:41:35"),
        ("[2022年3月27日 下午2:56] ", "2022-03-27 14:56:00"),
        ("01/20/2019, 11:23 a. m. - ", "2019-01-20 11:23:00"),
        ("01/20/2019, 08:49 p. m. - ", "2019-01-20 20:49:00"),
        ("27/3/22, 2:56 pm – ", "2022-03-27 14:56:00"),
    ],
)
def test_a_stamp_is_read_to_the_second_in_any_calendar(stamp: str, at: str) -> None:
    (line,) = read(f"{stamp}Ana: hello\n").lines
    assert str(line.at) == at


def days(*stamps: str) -> list[str]:
    return [str(line.at)[:10] for line in read("".join(f"[{s}, 10:00] Ana: x\n" for s in stamps)).lines]


def test_day_and_month_are_told_apart_by_the_whole_file() -> None:
    assert days("01/02/2022", "13/02/2022") == ["2022-02-01", "2022-02-13"]
    assert days("02/01/2022", "02/13/2022") == ["2022-02-01", "2022-02-13"]
    assert days("10/01/2022", "02/02/2022", "05/03/2022") == ["2022-01-10", "2022-02-02", "2022-03-05"]
    assert days("03/04/2022", "03/05/2022", "03/06/2022") == ["2022-03-04", "2022-03-05", "2022-03-06"]
    assert days("15-01-20", "11-05-20") == ["2020-01-15", "2020-05-11"]


def test_a_day_that_cannot_be_is_the_day_before_it() -> None:
    assert days("11/01/2023", "55/01/2023", "25/01/2023") == ["2023-01-11", "2023-01-11", "2023-01-25"]


def test_lines_in_front_of_the_first_stamp_are_kept_apart() -> None:
    export = read("An export\n\n[3/18/22, 14:56:01] Ana: hi\nthere\n")
    assert [(record.first_line, len(record.lines)) for record in export.records] == [(1, 2), (3, 2)]
    assert [line.text for line in export.lines] == ["hi\nthere"]


@given(st.text())
def test_no_line_of_any_text_is_lost(junk: str) -> None:
    lines = [line for record in read(junk).records for line in record.lines]
    assert "\n".join(lines) == junk.replace("\r\n", "\n").rstrip("\n")
    assert all(line.at is None or line.at.year > 0 for line in read(junk).lines)


@pytest.mark.parametrize(
    "text", ["Location: https://maps.google.com/?q=99.5,10.5", f"{'a' * 400}.pdf document omitted"]
)
def test_what_is_no_such_place_or_file_is_words(text: str) -> None:
    assert read(f"[3/18/22, 14:56:01] Ana: {text}\n").lines == (Line("Ana", text),)


def test_a_stamp_that_cannot_be_is_named_by_its_line_and_takes_the_time_before_it() -> None:
    export = read("[18/03/2022, 14:56] Ana: a\nb\n[55/03/2022, 14:57] Ana: c\n")
    assert export.undated == (3,)
    assert [str(line.at)[:10] for line in export.lines] == ["2022-03-18"] * 2
