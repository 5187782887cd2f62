"""The rhythm of real chats without their text: gaps, lengths, kinds; from a measured file or from figures."""

from __future__ import annotations

import csv
from bisect import bisect_right
from dataclasses import dataclass
from itertools import cycle
from random import Random
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Kind = Literal["text", "media", "deleted", "system"]
Table = tuple[tuple[float, ...], tuple[float | str, ...]]
# Nights and weeks of silence say nothing about a rate; a longer gap counts as this many seconds.
LONGEST_GAP = 600.0
COLUMNS = ("gap_s", "sender", "kind", "chars", "lines", "emoji", "urls")

# Shares and the values at them, measured over 21 chats with 60,333 messages.
_GAPS: Table = ((0.45, 0.5, 0.7, 0.75, 0.8, 0.85, 0.9, 1), (0, 10, 60, 180, 360, 840, 2760, 21900))
_LENGTHS: Table = (
    (0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999, 1),
    (2, 3, 6, 10, 13, 17, 22, 28, 38, 56, 84, 134, 193, 289, 1043, 7494),
)
_LINES: Table = ((0.957, 0.97, 0.98, 0.99, 0.995, 0.999, 1), (1, 2, 5, 7, 9, 24, 90))
_EMOJI: Table = ((0.906, 0.93, 0.95, 0.976, 0.99, 0.995, 1), (0, 1, 2, 7, 14, 18, 28))
_KINDS: Table = ((0.899, 0.99, 0.993, 1), ("text", "media", "deleted", "system"))
_URL_SHARE = 0.017
_SAME_SENDER_SHARE = 0.41


class BadShape(ValueError):
    """One sentence that says why a file holds no rhythm."""


@dataclass(frozen=True, slots=True)
class Beat:
    """One message without its words; `gap` is how long nobody wrote before it."""

    gap: float
    sender: int
    kind: Kind
    chars: int
    lines: int
    emoji: int
    urls: int


def from_figures(dice: Random) -> Iterator[Beat]:
    """Without end."""
    sender = 0
    while True:
        if dice.random() > _SAME_SENDER_SHARE:
            sender += 1
        kind: Kind = _at(_KINDS, dice.random())  # type: ignore[assignment]
        lines = int(_at(_LINES, dice.random()))
        yield Beat(
            gap=min(LONGEST_GAP, float(_between(_GAPS, dice.random()))),
            sender=sender,
            kind=kind,
            chars=max(1, int(_between(_LENGTHS, dice.random())), 2 * lines - 1),
            lines=lines,
            emoji=int(_at(_EMOJI, dice.random())),
            urls=int(dice.random() < _URL_SHARE),
        )


def from_file(path: Path) -> list[Beat]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = csv.DictReader(file, delimiter="\t")
            missing = [name for name in COLUMNS if name not in (rows.fieldnames or ())]
            if missing:
                raise BadShape(f"The shape {path} has no column {missing[0]!r}.")
            beats = [_beat(row) for row in rows]
    except (OSError, UnicodeDecodeError) as error:
        raise BadShape(f"The shape {path} cannot be read: {error}.") from error
    except (ValueError, TypeError) as error:
        raise error if isinstance(error, BadShape) else BadShape(f"The shape {path}: {error}.") from error
    if not beats:
        raise BadShape(f"The shape {path} holds no message.")
    return beats


def mean_gap(beats: Iterator[Beat], count: int = 5_000) -> float:
    gaps = [beat.gap for beat, _ in zip(beats, range(count), strict=False)]
    return sum(gaps) / len(gaps) or 1.0


def repeated(beats: list[Beat], dice: Random) -> Iterator[Beat]:
    """From somewhere in the middle, so that two runs by other seeds differ; without end."""
    start = int(dice.random() * len(beats))
    return cycle(beats[start:] + beats[:start])


def _beat(row: dict[str, str]) -> Beat:
    kind = row["kind"]
    if kind not in ("text", "media", "deleted", "system"):
        raise ValueError(f"{kind!r} is no kind of message")
    numbers = {name: int(row[name]) for name in ("sender", "chars", "lines", "emoji", "urls")}
    return Beat(min(LONGEST_GAP, float(row["gap_s"])), kind=kind, **numbers)  # type: ignore[arg-type]


def _at(table: Table, share: float) -> float | str:
    shares, values = table
    return values[min(len(values) - 1, bisect_right(shares, share))]


def _between(table: Table, share: float) -> float:
    """On the line between two measured values."""
    shares, values = table
    place = min(len(values) - 1, bisect_right(shares, share))
    start, low = (shares[place - 1], values[place - 1]) if place else (0.0, 0.0)
    high = values[place]
    assert not isinstance(low, str)
    assert not isinstance(high, str)
    return low + (high - low) * (share - start) / (shares[place] - start)
