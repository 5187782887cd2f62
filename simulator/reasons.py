"""Why a value cannot be, in words for whoever wrote it: no patterns, no names of types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.strict import LONGEST_WORD, NO_BLANK, choices

if TYPE_CHECKING:
    from collections.abc import Mapping

QUOTES = 'words that could be something else stand in quotes, such as "12" or "yes"'
MOMENT = "there is no such moment; write one such as 2026-05-01 10:00"
LIST = "here belongs a list, such as [Ana, Tom]"
KEYS = "here belong keys with their values, such as {name: Ana}"
_SHAPES = {
    "tuple_type": LIST,
    "list_type": LIST,
    "dict_type": KEYS,
    "model_type": KEYS,
    "model_attributes_type": KEYS,
    "union_tag_not_found": "say under kind what it is",
    "bool_parsing": "here belongs true or false",
    "bool_type": "here belongs true or false",
    **dict.fromkeys(("int_parsing", "int_type", "float_parsing", "float_type"), "here belongs a number"),
    **dict.fromkeys(("datetime_parsing", "datetime_from_date_parsing", "datetime_type"), MOMENT),
}
_COUNTS = {
    "too_short": "here belong at least {min_length}",
    "too_long": "here belong {max_length} at most",
    "string_too_short": "there are no words here",
    "string_too_long": "it has more than {max_length} characters",
}
_PATTERNS = {
    NO_BLANK: "a name has more than spaces",
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
    if kind == "json_invalid":
        return f"what was sent is no JSON: {context['error']}"
    if kind in _COUNTS:
        return _COUNTS[kind].format(**context)
    words = _SHAPES.get(kind) or str(error["msg"])
    words = words.removeprefix("Value error, ").splitlines()[0].rstrip(".")
    return words.replace(
        "Input should be", "here belongs" if kind in ("literal_error", "enum") else "it should be"
    )


_HASH = 'a # begins a remark, so words with # stand in quotes, such as "#1"'
