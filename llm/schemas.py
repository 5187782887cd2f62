"""JSON schemas for models whose servers do not know them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from core.judgement import PromptMessage

if TYPE_CHECKING:
    from collections.abc import Mapping


def in_words(messages: tuple[PromptMessage, ...], schema: Mapping[str, Any]) -> tuple[PromptMessage, ...]:
    """Joins the schema to the first system message: many chat templates take only one, and only in front."""
    words = (
        "Answer with one JSON object and nothing else: no code fence, no explanation. "
        f"It must follow this JSON schema:\n{json.dumps(schema, ensure_ascii=False)}"
    )
    return instructed(messages, words)


def instructed(messages: tuple[PromptMessage, ...], words: str) -> tuple[PromptMessage, ...]:
    """Joins instructions to the first system message."""
    if messages and messages[0].role == "system":
        first = PromptMessage("system", f"{messages[0].content}\n\n{words}")
        return (first, *messages[1:])
    return (PromptMessage("system", words), *messages)
