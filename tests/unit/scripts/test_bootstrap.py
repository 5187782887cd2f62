"""The way in: an old Python gets a sentence, not a traceback."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import pytest

from scripts import bootstrap
from tests.unit.scripts.clone import SOURCE

if TYPE_CHECKING:
    from tests.unit.scripts.clone import Clone


def test_an_old_python_is_told_which_one_is_needed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bootstrap, "OLDEST", (99, 0))
    assert bootstrap.main(["run"]) == 2
    said = capsys.readouterr().err
    assert said.startswith("Switchboard needs Python 99.0 or newer, but ")
    assert said.endswith("for example: make demo PYTHON=python99.0\n")


def test_the_way_in_can_be_read_by_pythons_that_are_too_old() -> None:
    for name in ("__init__.py", "bootstrap.py"):
        ast.parse((SOURCE / "scripts" / name).read_text(encoding="utf-8"), feature_version=(3, 7))


def test_an_unknown_word_is_answered_with_the_known_ones(clone: Clone) -> None:
    done = clone.set_up("demo")
    assert (done.returncode, done.stderr) == (2, "say one of: run, dev, lock, audit\n")
