"""Reads chat exports of every phone language and date form: who wrote what and when, words or not."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pydantic import ValidationError

from simulator import export_stamps, export_words
from simulator.content import PLAIN
from simulator.export_stamps import LONGEST_STAMP, MARKS, NO_MARKS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from simulator.content import Content
    from simulator.export_stamps import Stamp

_DASH = re.compile(r"\s[-–—]\s")
_SENDER = re.compile(r"(?P<sender>.{1,120}?): (?P<text>.*)", re.DOTALL)
# Hand-made exports leave out the space; a time or an address behind the colon is no message.
_TIGHT_SENDER = re.compile(r"(?P<sender>[^:]{1,60}):(?P<text>(?!//|\d).*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Record:
    """One stamp and all lines up to the next; lines in front of the first stamp have none."""

    first_line: int
    stamp: Stamp | None
    lines: tuple[str, ...]
    said: str


@dataclass(frozen=True, slots=True)
class Line:
    """One message of an export; its text may hold line breaks. `sender` None is a row of the system.

    `at` is what the clock of the phone showed; an export does not say where that was.
    """

    sender: str | None
    text: str
    at: datetime | None = field(default=None, compare=False)
    content: Content = PLAIN
    is_edited: bool = False
    is_deleted: bool = False


@dataclass(frozen=True, slots=True)
class Export:
    """A whole file; `records` hold every line of it once.

    `undated` are the lines whose stamps are of no day or time that ever was.
    """

    records: tuple[Record, ...]
    lines: tuple[Line, ...]
    undated: tuple[int, ...] = ()


def parse(export: str) -> list[Line]:
    """What people wrote, as the file has it to the letter; rows of the system are left out."""
    return list(read(export, words_only=True).lines)


def read(export: str, *, words_only: bool = False) -> Export:
    """Everything in the file, each record as what it stands for: words, files, calls, deletions, notices."""
    records, understood = _records(export), _as_written if words_only else _understood
    moments = export_stamps.moments([record.stamp for record in records])
    stamped = [(r, at) for r, at in zip(records, moments, strict=True) if r.stamp is not None]
    known = export_stamps.known(at for _, at in stamped)
    lines = (understood(record, at) for (record, _), at in zip(stamped, known, strict=True))
    undated = tuple(record.first_line for record, at in stamped if at is None)
    return Export(tuple(records), tuple(line for line in lines if line is not None), undated)


def senders(lines: Iterable[Line], *, without: str | None = None) -> list[str]:
    """Whoever wrote, in the order of their first messages."""
    found = dict.fromkeys(line.sender for line in lines if line.sender is not None)
    return [sender for sender in found if sender != without]


def _records(export: str) -> list[Record]:
    begun: list[tuple[int, Stamp | None, list[str], list[str]]] = []
    for number, line in enumerate(_lines(export), 1):
        stamp, rest = _split(line)
        if stamp is not None:
            begun.append((number, stamp, [line], [rest]))
        elif begun:
            begun[-1][2].append(line)
            begun[-1][3].append(line)
        else:
            begun.append((number, None, [line], [line]))
    return [Record(number, stamp, tuple(raw), "\n".join(said)) for number, stamp, raw, said in begun]


def _lines(export: str) -> list[str]:
    # str.splitlines would also break at characters that people use inside a message.
    return export.replace("\r\n", "\n").rstrip("\n").split("\n")


def _split(line: str) -> tuple[Stamp | None, str]:
    """The stamp and what follows it; no stamp where the line goes on with the message before it."""
    start = line.lstrip(MARKS)
    if start.startswith("["):
        inside, bracket, rest = start[1:].partition("]")
        stamp = export_stamps.read(inside) if bracket and rest[:1].isspace() else None
        return stamp, rest[1:] if stamp else line
    dash = _DASH.search(start, 0, LONGEST_STAMP)
    stamp = None if dash is None else export_stamps.read(start[: dash.start()])
    return (None, line) if dash is None or stamp is None else (stamp, start[dash.end() :])


def _as_written(record: Record, at: datetime | None) -> Line | None:
    said = record.said
    match = _SENDER.fullmatch(said) or _TIGHT_SENDER.fullmatch(said)
    if match is None or "\n" in match["sender"] or not match["text"].strip():
        return None
    return Line(match["sender"].translate(NO_MARKS).strip(), match["text"], at)


def _held(text: str) -> tuple[str, Content] | None:
    """A place beyond the poles, or a name longer than any, is words."""
    try:
        return export_words.held(text)
    except ValidationError:
        return None


def _understood(record: Record, at: datetime | None) -> Line | None:
    written = _as_written(record, at)
    if written is None:
        words = export_words.plain(record.said)
        return Line(None, words, at, export_words.notice(words)) if words else None
    text, who = written.text, written.sender
    if export_words.is_deletion(text):
        return Line(who, "", at, is_deleted=True)
    call = export_words.call(text)
    if call is not None:
        return Line(None, export_words.plain(text), at, call)
    text, is_edited = export_words.without_edit_mark(text)
    held = _held(text)
    if held is not None:
        words, content = held
        return Line(who, words, at, content, is_edited)
    if export_words.is_from_phone(text):
        words = export_words.plain(text)
        return Line(None, words, at, export_words.notice(words))
    return Line(who, text, at, is_edited=is_edited)
