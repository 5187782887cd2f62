"""Every export at hand: its records, files, deletions, rows of the system, and first and last moment."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from simulator import exports as reading

if TYPE_CHECKING:
    from pathlib import Path


class Holds(NamedTuple):
    file: str
    records: int
    people_wrote: int
    files_and_more: int
    deleted: int
    system: int
    first: str
    last: str


FILES = [
    ("chatminer-test_bracket_mmddyy_24hrs.txt", 9, 7, 0, 0, 2, "2019-01-01 11:25:00", "2021-12-30 22:01:00"),
    ("chatminer-test_ddmmyy_24hrs.txt", 9, 7, 0, 0, 2, "2019-01-01 11:25:00", "2021-12-30 22:01:00"),
    ("chatminer-test_mmddyy_24hrs.txt", 9, 7, 0, 0, 2, "2019-01-01 11:25:00", "2021-12-30 22:01:00"),
    ("chatminer-test_mmddyyyy_12hrs.txt", 9, 7, 0, 0, 2, "2019-01-01 11:25:00", "2021-12-30 22:01:00"),
    ("chatminer-test_yyyymmdd_24hrs.txt", 9, 7, 0, 0, 2, "2019-01-01 11:25:00", "2021-12-30 22:01:00"),
    (
        "whats_json/android_Chat_WhatsApp_s uživatelem_Dmitry_S_CZ_Android.txt",
        60,
        59,
        31,
        8,
        3,
        "2022-03-23 13:31:00",
        "2023-01-07 23:32:00",
    ),
    (
        "whats_json/android_WhatsApp_Chat_with_Dmitry_S_EN+Media_Android.txt",
        60,
        59,
        31,
        8,
        3,
        "2022-03-23 13:31:00",
        "2023-01-07 23:32:00",
    ),
    (
        "whats_json/android_WhatsApp_Chat_with_Dmitry_S_EN_Android.txt",
        60,
        59,
        31,
        8,
        3,
        "2022-03-23 13:31:00",
        "2023-01-07 23:32:00",
    ),
    (
        "whats_json/android_WhatsApp_Chat_with_Group_Chat_XXX_Android.txt",
        20,
        4,
        0,
        1,
        16,
        "2023-01-11 16:13:00",
        "2023-01-11 16:57:00",
    ),
    (
        "whats_json/android_Чат_WhatsApp_с контактом_Dmitry_S_RU_Android.txt",
        60,
        59,
        31,
        8,
        3,
        "2022-03-23 13:31:00",
        "2023-01-07 23:32:00",
    ),
    ("whats_json/calendars_Buddhist_iOS.txt", 28, 28, 17, 3, 3, "2022-03-18 14:56:01", "2023-01-12 15:35:15"),
    (
        "whats_json/calendars_Gregorian_iOS.txt",
        25,
        25,
        15,
        2,
        3,
        "2022-03-18 14:56:01",
        "2023-01-07 23:32:30",
    ),
    ("whats_json/calendars_Japanese_iOS.txt", 28, 28, 17, 3, 3, "2022-03-18 14:56:01", "2023-01-12 15:35:15"),
    (
        "whats_json/ios_WhatsApp_Chat_-_Elon_Musk_(Arabic).txt",
        25,
        25,
        15,
        2,
        3,
        "2022-03-18 14:56:01",
        "2023-01-07 23:32:30",
    ),
    (
        "whats_json/ios_WhatsApp_Chat_-_Elon_Musk_(CZ).txt",
        25,
        25,
        15,
        2,
        3,
        "2022-03-18 14:56:00",
        "2023-01-07 23:32:30",
    ),
    (
        "whats_json/ios_WhatsApp_Chat_-_Elon_Musk_(EN).txt",
        25,
        25,
        15,
        2,
        3,
        "2022-03-18 14:56:01",
        "2023-01-07 23:32:30",
    ),
    (
        "whats_json/ios_WhatsApp_Chat_-_Elon_Musk_(EN+Media).txt",
        25,
        25,
        15,
        2,
        3,
        "2022-03-18 14:56:01",
        "2023-01-07 23:32:30",
    ),
    (
        "whats_json/ios_WhatsApp_Chat_-_Elon_Musk_(FR).txt",
        25,
        25,
        15,
        2,
        3,
        "2022-03-18 14:56:00",
        "2023-01-07 23:32:30",
    ),
    (
        "whats_json/ios_WhatsApp_Chat_-_Elon_Musk_(German).txt",
        25,
        25,
        15,
        2,
        3,
        "2022-03-18 14:56:00",
        "2023-01-07 23:32:30",
    ),
    (
        "whats_json/ios_WhatsApp_Chat_-_Elon_Musk_(IT).txt",
        25,
        25,
        15,
        2,
        3,
        "2022-03-18 14:56:00",
        "2023-01-07 23:32:30",
    ),
    (
        "whats_json/ios_WhatsApp_Chat_-_Elon_Musk_(Portugal).txt",
        25,
        25,
        15,
        2,
        3,
        "2022-03-18 14:56:00",
        "2023-01-07 23:32:30",
    ),
    (
        "whats_json/ios_WhatsApp_Chat_-_Elon_Musk_(RU).txt",
        25,
        25,
        15,
        2,
        3,
        "2022-03-18 14:56:00",
        "2023-01-07 23:32:30",
    ),
    (
        "whats_json/ios_WhatsApp_Chat_-_Elon_Musk_(Spanish).txt",
        25,
        25,
        15,
        2,
        3,
        "2022-03-18 14:56:00",
        "2023-01-07 23:32:30",
    ),
    (
        "whats_json/ios_WhatsApp_Chat_-_Elon_Musk_(UKR).txt",
        25,
        25,
        15,
        2,
        3,
        "2022-03-18 14:56:00",
        "2023-01-07 23:32:30",
    ),
    ("whats_json/ios_iOS_Hindi.txt", 28, 28, 17, 3, 3, "2022-03-18 14:56:00", "2023-01-12 15:35:14"),
    ("whats_json/ios_iOS_Indonesian.txt", 28, 28, 17, 3, 3, "2022-03-18 14:56:01", "2023-01-12 15:35:14"),
    ("whats_json/ios_iOS_Japanese.txt", 28, 28, 17, 3, 3, "2022-03-18 14:56:00", "2023-01-12 15:35:14"),
    ("whats_json/ios_iOS_Thai.txt", 28, 28, 17, 3, 3, "2022-03-18 14:56:01", "2023-01-12 15:35:15"),
    ("whats_json/ios_iOS_Vietnamese.txt", 28, 28, 17, 3, 3, "2022-03-18 14:56:01", "2023-01-12 15:35:15"),
    ("whats_json/languages_arabic2_ios.txt", 23, 23, 15, 2, 1, "2022-03-18 14:56:01", "2022-03-27 21:56:45"),
    ("whats_json/languages_arabic_ios.txt", 23, 23, 15, 2, 1, "2022-03-18 14:56:00", "2022-03-27 21:56:45"),
    (
        "whats_json/languages_czech_android.txt",
        60,
        59,
        31,
        8,
        3,
        "2022-03-23 13:31:00",
        "2023-01-07 23:32:00",
    ),
    ("whats_json/languages_czech_ios.txt", 23, 23, 15, 2, 1, "2022-03-18 14:56:00", "2022-03-27 21:56:45"),
    (
        "whats_json/languages_deutch_android_media.txt",
        41,
        40,
        23,
        7,
        3,
        "2022-03-23 13:31:00",
        "2023-01-07 23:32:00",
    ),
    ("whats_json/languages_deutch_ios.txt", 23, 23, 15, 2, 1, "2022-03-18 14:56:00", "2022-03-27 21:56:45"),
    (
        "whats_json/languages_english_android.txt",
        60,
        59,
        31,
        8,
        3,
        "2022-03-23 13:31:00",
        "2023-01-07 23:32:00",
    ),
    (
        "whats_json/languages_english_android_media.txt",
        60,
        59,
        31,
        8,
        3,
        "2022-03-23 13:31:00",
        "2023-01-07 23:32:00",
    ),
    ("whats_json/languages_english_ios.txt", 23, 23, 15, 2, 1, "2022-03-18 14:56:01", "2022-03-27 21:56:45"),
    (
        "whats_json/languages_english_ios_media.txt",
        25,
        25,
        15,
        2,
        3,
        "2022-03-18 14:56:01",
        "2023-01-07 23:32:30",
    ),
    ("whats_json/languages_french_ios.txt", 23, 23, 15, 2, 1, "2022-03-18 14:56:00", "2022-03-27 21:56:45"),
    ("whats_json/languages_hindi_ios.txt", 23, 23, 15, 2, 1, "2022-03-18 14:56:00", "2022-03-27 21:56:45"),
    (
        "whats_json/languages_indonesian_ios.txt",
        23,
        23,
        15,
        2,
        1,
        "2022-03-18 14:56:01",
        "2022-03-27 21:56:45",
    ),
    ("whats_json/languages_italian_ios.txt", 23, 23, 15, 2, 1, "2022-03-18 14:56:00", "2022-03-27 21:56:45"),
    ("whats_json/languages_japanese_ios.txt", 23, 23, 15, 2, 1, "2022-03-18 14:56:00", "2022-03-27 21:56:45"),
    ("whats_json/languages_portugal_ios.txt", 23, 23, 15, 2, 1, "2022-03-18 14:56:00", "2022-03-27 21:56:45"),
    (
        "whats_json/languages_russian_android.txt",
        60,
        59,
        31,
        8,
        3,
        "2022-03-23 13:31:00",
        "2023-01-07 23:32:00",
    ),
    ("whats_json/languages_russian_ios.txt", 23, 23, 15, 2, 1, "2022-03-18 14:56:00", "2022-03-27 21:56:45"),
    ("whats_json/languages_spanish_ios.txt", 23, 23, 15, 2, 1, "2022-03-18 14:56:00", "2022-03-27 21:56:45"),
    ("whats_json/languages_thai_ios.txt", 23, 23, 15, 2, 1, "2022-03-18 14:56:01", "2022-03-27 21:56:45"),
    (
        "whats_json/languages_ukrainian_ios.txt",
        23,
        23,
        15,
        2,
        1,
        "2022-03-18 14:56:00",
        "2022-03-27 21:56:45",
    ),
    (
        "whats_json/languages_vietnamese_ios.txt",
        23,
        23,
        15,
        2,
        1,
        "2022-03-18 14:56:01",
        "2022-03-27 21:56:46",
    ),
    ("whatstk-lorem-2000.txt", 2000, 2000, 0, 0, 0, "2019-04-16 02:09:00", "2020-06-13 00:00:00"),
    ("whatstk-lorem.txt", 500, 500, 0, 0, 0, "2020-01-15 02:22:56", "2020-05-11 22:32:48"),
    ("whatstk-pokemon.txt", 20, 19, 0, 0, 1, "2016-04-15 15:04:00", "2016-10-31 12:23:00"),
]


@pytest.mark.parametrize("holds", [Holds(*row) for row in FILES], ids=lambda holds: holds.file)
def test_a_known_export_holds_what_was_counted_in_it(exports: Path, holds: Holds) -> None:
    raw = (exports / holds.file).read_bytes().decode()
    export = reading.read(raw)
    lines = [line for line in export.lines if line.sender is not None and not line.is_deleted]
    assert len(export.records) == len(export.lines) == holds.records
    assert len(reading.parse(raw)) == holds.people_wrote
    assert sum(line.content.kind != "text" for line in lines) == holds.files_and_more
    assert sum(line.is_deleted for line in export.lines) == holds.deleted
    assert sum(line.sender is None for line in export.lines) == holds.system
    assert [str(line.at) for line in (export.lines[0], export.lines[-1])] == [holds.first, holds.last]


def test_no_export_at_hand_is_left_out_here(exports: Path) -> None:
    found = {str(path.relative_to(exports)) for path in exports.rglob("*.txt")}
    assert found <= {row[0] for row in FILES}


def test_every_line_of_every_export_is_in_exactly_one_record(exports: Path) -> None:
    for path in exports.rglob("*.txt"):
        raw = path.read_bytes().decode().replace("\r\n", "\n").rstrip("\n")
        records = reading.read(raw).records
        assert "\n".join(line for record in records for line in record.lines) == raw, path.name


def test_one_talk_is_the_same_in_every_language_it_was_exported_in(exports: Path) -> None:
    """The same conversation, read on phones of fifteen languages: the same kinds at the same minutes."""
    told = set()
    for path in exports.rglob("whats_json/languages_*_ios.txt"):
        lines = reading.read(path.read_bytes().decode()).lines
        # Languages without a word for it leave one picture out of a sentence; seconds differ between phones.
        kinds = [(line.is_deleted, line.content.kind) for line in lines]
        told.add(tuple(kinds[:23]))
    assert len(told) == 1
