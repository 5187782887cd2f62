"""Schemas for servers that know none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.judgement import PromptMessage
from llm.schemas import fault, in_words, read

SCHEMA = {"type": "object", "properties": {"urgency": {"type": "integer"}}}
USER = PromptMessage("user", "Hello")


def test_the_words_join_the_instructions() -> None:
    first, second = in_words((PromptMessage("system", "Judge."), USER), SCHEMA)
    assert first.content.startswith("Judge.\n\nAnswer with one JSON object")
    assert '"urgency"' in first.content
    assert second is USER


def test_the_words_come_first_where_there_are_no_instructions() -> None:
    assert [message.role for message in in_words((USER,), SCHEMA)] == ["system", "user"]


PLAN = {
    "type": "object",
    "properties": {
        "intent": {"type": "string", "enum": ["question", "thanks"], "maxLength": 8},
        "urgency": {"type": "integer", "minimum": 1, "maximum": 5},
        "sure": {"type": "boolean"},
        "facts": {"type": "array", "items": {"type": "string", "minLength": 1}, "maxItems": 2},
        "share": {"type": "number"},
    },
    "required": ["intent", "urgency"],
    "additionalProperties": False,
}


@pytest.mark.parametrize(
    "text",
    [
        '{"intent": "thanks", "urgency": 1}',
        'Here it is:\n```json\n{"intent": "question", "urgency": 5, "sure": true, "share": 1}\n```',
        '{"intent": "thanks", "urgency": 2, "facts": ["a", "b"], "share": 0.5}',
    ],
)
def test_what_follows_the_schema_has_no_fault(text: str) -> None:
    assert fault(text, PLAN) is None
    assert read(text)["urgency"] in {1, 2, 5}


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("At eight.", "there is no JSON object in it"),
        ('{"intent": }', "it is not valid JSON: Expecting value"),
        ('{"intent": "thanks"}', "it lacks urgency"),
        ('{"intent": "other", "urgency": 1}', "intent must be one of ['question', 'thanks']"),
        ('{"intent": "thanks", "urgency": "1"}', "urgency must be of type integer"),
        ('{"intent": "thanks", "urgency": true}', "urgency must be of type integer"),
        ('{"intent": "thanks", "urgency": 6}', "urgency breaks maximum 5"),
        ('{"intent": "thanks", "urgency": 1, "sure": 1}', "sure must be of type boolean"),
        ('{"intent": "thanks", "urgency": 1, "facts": ["a", ""]}', "facts[1] breaks minLength 1"),
        ('{"intent": "thanks", "urgency": 1, "facts": ["a", "b", "c"]}', "facts breaks maxItems 2"),
        ('{"intent": "thanks", "urgency": 1, "mood": 1}', "it must not hold mood"),
        ('{"a": ' * 100_000 + "}" * 100_000, "it is nested too deeply"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_fault_is_told_in_words(text: str, why: str) -> None:
    assert fault(text, PLAN) == why


@given(text=st.text(max_size=200))
def test_any_text_has_a_fault_or_can_be_read(text: str) -> None:
    if fault(text, PLAN) is None:
        assert isinstance(read(text), dict)
