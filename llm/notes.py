"""The operator's knowledge file, cut into sentences that can each stand as an answer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

# A full stop ends a sentence only where the next one starts like one: not in `8.30`, `No. 5`, `9 a.m. and`.
_END = re.compile(r"(?<=[.!?…؟])\s+(?=[^\s\d])|(?<=[。！？।])\s*(?=\S)|\n{2,}")
_ABBREVIATION = re.compile(r"(?:^|[\s(.])(?:[^\W\d_]{1,2}|mrs|str|tel|ext|etc)\.$", re.IGNORECASE)
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Note:
    """One sentence, the headings (or the question) that it stands under, and its place below them."""

    text: str
    topic: str = ""
    place: int = 0


def read(markdown: str) -> tuple[Note, ...]:
    """All sentences in order. A sentence that asks is the topic of those behind it, not an answer."""
    notes: list[Note] = []
    headings: dict[int, str] = {}
    asked = ""
    for level, text in _passages(markdown):
        if level:
            headings = {deep: words for deep, words in headings.items() if deep < level} | {level: text}
            asked = ""
            continue
        for sentence in sentences(text):
            if sentence.endswith(("?", "？", "؟")):
                asked = sentence
            else:
                topic = " ".join((*headings.values(), asked)).strip()
                place = notes[-1].place + 1 if notes and notes[-1].topic == topic else 0
                notes.append(Note(sentence, topic, place))
    return tuple(notes)


def sentences(text: str) -> list[str]:
    """Cuts where a sentence ends; a cut too few only makes an answer longer, one too many spoils it."""
    found: list[str] = []
    for piece in _END.split(text):
        if found and (_ABBREVIATION.search(found[-1]) or piece[:1].islower()):
            found[-1] = f"{found[-1]} {piece}"
        elif piece.strip():
            found.append(piece.strip())
    return found


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": True}).enable("table")


def _passages(markdown: str) -> Iterator[tuple[int, str]]:
    """Pieces of running text with 0, and headings with their level."""
    tokens = _parser().parse(_FRONT_MATTER.sub("", markdown.replace("\r\n", "\n")))
    columns: list[str] = []
    for place, token in enumerate(tokens):
        before = tokens[place - 1].type if place else ""
        if token.type == "tr_open":
            cells = _cells(tokens[place:])
            if tokens[place - 1].type == "thead_open":
                columns = cells
            else:
                yield 0, _row(cells, columns)
        elif token.type == "inline" and before not in {"th_open", "td_open"}:
            level = int(tokens[place - 1].tag[1]) if before == "heading_open" else 0
            yield level, token.content.replace("\n", " ")
        elif token.type in {"fence", "code_block"}:
            yield from ((0, line) for line in token.content.splitlines())


def _cells(tokens: Sequence[Token]) -> list[str]:
    end = next(place for place, token in enumerate(tokens) if token.type == "tr_close")
    return [token.content for token in tokens[:end] if token.type == "inline"]


def _row(cells: Sequence[str], columns: Sequence[str]) -> str:
    """`Carrot cake – Price: 25`: a row of a table, readable without the table."""
    named = [f"{column}: {cell}" for column, cell in zip(columns[1:], cells[1:], strict=False) if cell]
    return f"{cells[0]} – {', '.join(named)}" if named else cells[0]
