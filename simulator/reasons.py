"""Why a value cannot be, in words for whoever wrote it: no patterns, no names of types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.strict import LONGEST_WORD, choices

if TYPE_CHECKING:
    from collections.abc import Mapping

QUOTES = 'words that could be something else stand in quotes, such as "12" or "yes"'
LIST = "here belongs a list, such as [Ana, Tom]"
KEYS = "here belong keys with their values, such as {name: Ana}"
_SHAPES = {
    "tuple_type": LIST,
    "list_type": LIST,
    "dict_type": KEYS,
    "model_type": KEYS,
    "model_attributes_type": KEYS,
    "union_tag_not_found": "say under kind what it is",
}
_PATTERNS = {
    r"^\d{5,20}$": "here belong 5 to 20 digits and nothing else, such as 5511900000111",
    r"^\+?[\d ()\-]{5,30}$": "here belongs a phone number in quotes, such as '+55 11 90000-0111'",
    r"^[a-z]{2}$": "here belong two small letters, such as en or pt",
    r"^\d{5,20}@(lid|c\.us)$": "here belongs an id of digits, such as 555012345678901@lid",
}


def reason(error: Mapping[str, Any]) -> str:
    """One line, without a full stop, of one error as pydantic tells it."""
    kind, context = error["type"], error.get("ctx") or {}
    if kind == "string_type":
        is_empty = error.get("input") is None
        return f"there is nothing here; {_HASH}" if is_empty else f"here belong words; {QUOTES}"
    if kind == "string_pattern_mismatch":
        return _PATTERNS.get(context["pattern"], "it is not written as it should be")
    if kind == "union_tag_invalid":
        known = context["expected_tags"].replace("'", "").split(", ")
        tag = str(context["tag"])[:LONGEST_WORD]
        return f"there is no kind {tag!r}; {choices(tag, known)}"
    words = _SHAPES.get(kind) or str(error["msg"])
    return words.removeprefix("Value error, ").splitlines()[0].rstrip(".")


_HASH = 'a # begins a remark, so words with # stand in quotes, such as "#1"'
