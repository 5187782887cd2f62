"""What a bench found: every target beside what was measured, as a table and as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from rich.table import Table

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from rich.console import Console


@dataclass(frozen=True, slots=True)
class Figure:
    """`is_met` is None where there is no target, or where nothing could be measured."""

    name: str
    target: str
    measured: str
    is_met: bool | None
    detail: str = ""
    value: float | None = None


MARKS = {True: "met", False: "MISSED", None: ""}


def report(console: Console, bench: str, figures: Sequence[Figure], file: Path | None) -> int:
    """Prints the table and writes the file; 1 where a target was missed."""
    table = Table("figure", "target", "measured", "", "of what")
    for figure in figures:
        row = (figure.name, figure.target, figure.measured, MARKS[figure.is_met], figure.detail)
        table.add_row(*row)
    console.print(table)
    judged = [figure.is_met for figure in figures if figure.is_met is not None]
    console.print(f"bench {bench}: {sum(judged)} of {len(judged)} targets met")
    if file is not None:
        told = {"bench": bench, "figures": [asdict(figure) for figure in figures]}
        file.write_text(json.dumps(told, indent=2) + "\n", "utf-8")
    return 0 if all(judged) else 1


def at_most(name: str, limit: float, value: float, unit: str = "", detail: str = "") -> Figure:
    return Figure(name, f"≤ {limit:g}{unit}", f"{value:.2f}{unit}", value <= limit, detail, value)


def at_least(name: str, limit: float, value: float, unit: str = "", detail: str = "") -> Figure:
    return Figure(name, f"≥ {limit:g}{unit}", f"{value:.2f}{unit}", value >= limit, detail, value)


def none_of(name: str, count: int, detail: str = "") -> Figure:
    return Figure(name, "0", f"{count:,}", count == 0, detail, count)


def told(name: str, value: float, unit: str, detail: str = "") -> Figure:
    """Measured for whoever wants to know; there is no target."""
    return Figure(name, "", f"{value:.2f}{unit}", None, detail, value)


def quantile(values: Sequence[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]
