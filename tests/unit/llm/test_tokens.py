"""The estimate errs on the side of too many."""

from __future__ import annotations

import pytest

from core.judgement import Prompt, PromptMessage, Task
from llm.tokens import estimate


def size(text: str, max_tokens: int = 0) -> int:
    return estimate(Prompt(Task.ANSWER, (PromptMessage("user", text),), max_tokens=max_tokens))


@pytest.mark.parametrize(
    ("text", "counted_by_a_vendor"),
    [
        ("When do you open on Saturday, and is there parking behind the house?", 15),
        ("¿A qué hora abren el sábado y hay aparcamiento detrás de la casa?", 17),
        ("متى تفتحون يوم السبت وهل يوجد موقف خلف البيت؟", 15),
        ("你们星期六几点开门?房子后面有停车场吗?", 14),
    ],
)
def test_no_estimate_is_below_the_truth(text: str, counted_by_a_vendor: int) -> None:
    assert counted_by_a_vendor <= size(text) <= 4 * counted_by_a_vendor


def test_room_for_the_answer_is_counted() -> None:
    assert size("hello", max_tokens=600) == size("hello") + 600
