"""Figures stand beside their targets, for people and for machines, and a missed one ends with 1."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

from rich.console import Console

from app import bench_detect, bench_soak
from app.bench_figures import Figure, at_least, at_most, none_of, quantile, report, told

if TYPE_CHECKING:
    from pathlib import Path


def reported(figures: list[Figure], file: Path | None = None) -> tuple[int, str]:
    words = io.StringIO()
    return report(Console(file=words, width=120), "rest", figures, file), words.getvalue()


def test_every_target_stands_beside_what_was_measured(tmp_path: Path) -> None:
    file = tmp_path / "rest.json"
    figures = [at_most("calls", 10, 8), at_least("quicker", 5, 4.25, " ×"), told("seconds", 1.5, " s")]
    code, words = reported(figures, file)
    assert code == 1
    assert "bench rest: 1 of 2 targets met" in words
    assert "4.25 ×" in words
    told_to_machines = json.loads(file.read_text("utf-8"))
    assert [(one["name"], one["value"], one["is_met"]) for one in told_to_machines["figures"]] == [
        ("calls", 8, True),
        ("quicker", 4.25, False),
        ("seconds", 1.5, None),
    ]


def test_a_bench_whose_targets_are_all_met_ends_with_0() -> None:
    assert reported([none_of("lost", 0), at_most("calls", 10, 10)])[0] == 0


def test_quantiles_are_values_that_were_measured() -> None:
    assert (quantile([3, 1, 2], 0.5), quantile([3, 1, 2], 0.95), quantile([7], 0.5)) == (2, 3, 7)


def test_what_was_lost_doubled_or_swapped_in_a_soak_is_counted() -> None:
    soak = bench_soak.Soak(sent={"Ana": ["1", "2", "3"], "Luz": ["4", "5"]}, sending=1.0)
    stored = {"Ana": ["0", "1", "3", "2"], "Luz": ["5", "5"]}
    found = {figure.name: figure.value for figure in bench_soak.figures(soak, stored, 5)}
    assert (found["lost"], found["doubled"], found["chats out of order"]) == (1, 1, 2)


def test_memory_is_flat_when_its_last_tenth_is_like_its_second() -> None:
    flat = [(100.0, 1e6, 1e8)] * 20
    growing = [*flat[:18], (110.0, 1e6, 1e8), (110.0, 1e6, 1e8)]
    assert [figure.is_met for figure in bench_soak.growth(flat, is_full=True)] == [True, True, True]
    assert [figure.is_met for figure in bench_soak.growth(growing, is_full=True)] == [False, True, True]


def test_messages_told_in_another_order_are_counted() -> None:
    assert bench_detect.out_of_order(["a", "b", "c"], ["a", "c", "b", "c"]) == 1
    assert bench_detect.out_of_order(["a", "b", "c"], ["a", "b", "b", "c"]) == 0
