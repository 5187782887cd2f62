"""Schemas for servers that know none."""

from __future__ import annotations

from core.judgement import PromptMessage
from llm.schemas import in_words

SCHEMA = {"type": "object", "properties": {"urgency": {"type": "integer"}}}
USER = PromptMessage("user", "Hello")


def test_the_words_join_the_instructions() -> None:
    first, second = in_words((PromptMessage("system", "Judge."), USER), SCHEMA)
    assert first.content.startswith("Judge.\n\nAnswer with one JSON object")
    assert '"urgency"' in first.content
    assert second is USER


def test_the_words_come_first_where_there_are_no_instructions() -> None:
    assert [message.role for message in in_words((USER,), SCHEMA)] == ["system", "user"]
