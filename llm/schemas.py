"""JSON schemas for models whose servers do not know them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from core.judgement import PromptMessage

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


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


def fault(text: str, schema: Mapping[str, Any]) -> str | None:
    """Why `text` is no JSON that follows `schema`, in words that help a model; None when it does.

    Looks at what every server with schemas knows, and our own are made of: type, enum, required, properties,
    additionalProperties, items, and limits of numbers and lengths.
    """
    start, end = text.find("{"), text.rfind("}")
    if start < 0 or end < start:
        return "there is no JSON object in it"
    try:
        return _fault(json.loads(text[start : end + 1]), schema, "it")
    except json.JSONDecodeError as error:
        return f"it is not valid JSON: {error.msg}"
    except RecursionError:
        return "it is nested too deeply"


def read(text: str) -> Any:
    """The JSON object in a text without a `fault`."""
    return json.loads(text[text.find("{") : text.rfind("}") + 1])


_TYPES: Mapping[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
}
_LIMITS: Mapping[str, Callable[[Any, Any], bool]] = {
    "minimum": lambda value, limit: value >= limit,
    "maximum": lambda value, limit: value <= limit,
    "minLength": lambda value, limit: len(value) >= limit,
    "maxLength": lambda value, limit: len(value) <= limit,
    "minItems": lambda value, limit: len(value) >= limit,
    "maxItems": lambda value, limit: len(value) <= limit,
}


def _fault(value: Any, schema: Mapping[str, Any], where: str) -> str | None:
    kind = schema.get("type")
    # To Python true is a number; to JSON it is none.
    is_misplaced = isinstance(value, bool) and kind in {"integer", "number"}
    if is_misplaced or not isinstance(value, _TYPES.get(str(kind), (object,))):
        return f"{where} must be of type {kind}"
    if "enum" in schema and value not in schema["enum"]:
        return f"{where} must be one of {schema['enum']}"
    for name, keeps in _LIMITS.items():
        if name in schema and not keeps(value, schema[name]):
            return f"{where} breaks {name} {schema[name]}"
    if isinstance(value, dict):
        return _fault_inside(value, schema, where)
    if isinstance(value, list) and "items" in schema:
        faults = (_fault(each, schema["items"], f"{where}[{place}]") for place, each in enumerate(value))
        return next((found for found in faults if found), None)
    return None


def _fault_inside(value: Mapping[str, Any], schema: Mapping[str, Any], where: str) -> str | None:
    known = schema.get("properties", {})
    missing = [name for name in schema.get("required", ()) if name not in value]
    if missing:
        return f"{where} lacks {', '.join(missing)}"
    extra = [name for name in value if name not in known]
    if extra and schema.get("additionalProperties") is False:
        return f"{where} must not hold {', '.join(extra)}"
    faults = (_fault(value[name], known[name], name) for name in known if name in value)
    return next((found for found in faults if found), None)
