"""Reads chat exports of every phone language and date form into who wrote what, in order."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Marks of writing direction that phones put into stamps and around names; in a text they belong to the text.
_MARKS = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
_NO_MARKS = str.maketrans("", "", _MARKS)
_NUMERIC = r"\d{1,4}(?P<dot>[./\-])\s?\d{1,2}(?P=dot)\s?[A-Z]{0,2}\d{1,4}\.?(?:\s(?:BE|AH))?"
_DATE = rf"(?:{_NUMERIC}|\d{{4}}年\d{{1,2}}月\d{{1,2}}日)"
_DAYPART = r"[^\W\d_][^\d\[\]:]{0,14}"
_TIME = rf"(?:{_DAYPART}\s?)?\d{{1,2}}[:.]\d{{2}}(?:[:.]\d{{2}})?(?:\s?{_DAYPART})?"
_STAMPS = (re.compile(rf"{_DATE}[,،]?\s+{_TIME}"), re.compile(rf"{_TIME}[,،]?\s+{_DATE}"))
_DASH = re.compile(r"\s[-–—]\s")
_LONGEST_STAMP = 60
_SENDER = re.compile(r"(?P<sender>.{1,120}?): (?P<text>.*)", re.DOTALL)
# Hand-made exports leave out the space; a time or an address behind the colon is no message.
_TIGHT_SENDER = re.compile(r"(?P<sender>[^:]{1,60}):(?P<text>(?!//|\d).*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Line:
    """One message of an export; its text may hold line breaks."""

    sender: str
    text: str


def parse(export: str) -> list[Line]:
    """Messages in order; lines that belong to no person, such as group changes, are left out."""
    records: list[list[str]] = []
    for line in _lines(export):
        rest = _after_stamp(line)
        if rest is not None:
            records.append([rest])
        elif records:
            records[-1].append(line)
    messages = (_message("\n".join(record)) for record in records)
    return [message for message in messages if message is not None]


def _lines(export: str) -> list[str]:
    # str.splitlines would also break at characters that people use inside a message.
    return export.replace("\r\n", "\n").rstrip("\n").split("\n")


def _after_stamp(line: str) -> str | None:
    """What follows the stamp, or None when the line goes on with the message before it."""
    start = line.lstrip(_MARKS)
    if start.startswith("["):
        inside, bracket, rest = start[1:].partition("]")
        if bracket and _is_stamp(inside) and rest[:1].isspace():
            return rest[1:]
        return None
    dash = _DASH.search(start, 0, _LONGEST_STAMP)
    if dash is not None and _is_stamp(start[: dash.start()]):
        return start[dash.end() :]
    return None


def _is_stamp(text: str) -> bool:
    bare = text.translate(_NO_MARKS).strip()
    return len(bare) <= _LONGEST_STAMP and any(stamp.fullmatch(bare) for stamp in _STAMPS)


def _message(record: str) -> Line | None:
    match = _SENDER.fullmatch(record) or _TIGHT_SENDER.fullmatch(record)
    if match is None or "\n" in match["sender"] or not match["text"].strip():
        return None
    return Line(match["sender"].translate(_NO_MARKS).strip(), match["text"])
