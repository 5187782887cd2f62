"""What agents see and decide cannot be changed on its way, and a decision always tells how it came about."""

from __future__ import annotations

import dataclasses
import inspect
from typing import get_args

import pytest

from core import judgement
from core.judgement import Decision, FailureKind, Handover, Judged, Reply, Silence, Task

VALUES = [
    made
    for _, made in inspect.getmembers(judgement, inspect.isclass)
    if made.__module__ == "core.judgement" and dataclasses.is_dataclass(made)
]


@pytest.mark.parametrize("value", VALUES)
def test_every_value_is_frozen_and_has_no_room_for_more(value: type) -> None:
    assert value.__dataclass_params__.frozen  # type: ignore[attr-defined]
    assert "__slots__" in vars(value)


def test_every_choice_is_stored_as_lower_case_words() -> None:
    for member in (*FailureKind, *Task):
        assert member.value.replace("_", "").islower()


def test_a_decision_is_one_of_three_and_each_holds_how_it_came_about() -> None:
    assert set(get_args(Decision)) == {Reply, Silence, Handover}
    judged = Judged(plan=None)
    decisions: list[Decision] = [Reply("hi", judged), Silence("a sticker", judged), Handover("asked", judged)]
    assert [decision.judged for decision in decisions] == [judged] * 3
