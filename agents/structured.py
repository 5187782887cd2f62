"""The reasoner's answer as data: its schema for the model, its reading, and the plan of last resort."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from agents import transcript
from core import language
from core.judgement import Plan

if TYPE_CHECKING:
    from core.judgement import Thread

LONGEST = 400
"""Characters of a plan's free text; a model that writes more has begun to answer."""

Intent = Literal[
    "greeting",
    "question",
    "order",
    "complaint",
    "thanks",
    "goodbye",
    "request_person",
    "small_talk",
    "spam",
    "other",
]
SMALL_TALK = {"greeting", "thanks", "goodbye", "small_talk"}

_LANGUAGE_CODE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")


class PlanUnreadable(ValueError):
    """A model's answer is no plan; the message says why in words that help a model."""


class PlanSchema(BaseModel):
    """What is asked of the model. Only keywords that every server with schemas knows, all fields required."""

    model_config = ConfigDict(json_schema_extra={"additionalProperties": False})

    intent: Intent
    sentiment: Literal["positive", "neutral", "negative"]
    urgency: int = Field(ge=1, le=5)
    language: str
    should_reply: bool
    hand_over: bool
    reason: str
    strategy: str

    @field_validator("language")
    @classmethod
    def _a_code(cls, value: str) -> str:
        code = value.strip().lower().replace("_", "-")
        if not _LANGUAGE_CODE.fullmatch(code):
            raise ValueError("must be an ISO 639-1 code such as en")
        return code

    @field_validator("reason", "strategy")
    @classmethod
    def _short(cls, value: str) -> str:
        return value.strip()[:LONGEST]


def schema() -> dict[str, Any]:
    """The JSON schema of a plan, without the titles that only make a prompt longer."""
    made = PlanSchema.model_json_schema()
    fields = {
        name: {key: value for key, value in field.items() if key != "title"}
        for name, field in made["properties"].items()
    }
    return {
        "type": "object",
        "properties": fields,
        "required": made["required"],
        "additionalProperties": False,
    }


def parse(text: str) -> Plan:
    """Reads a plan, also out of a code fence or from between other words. Raises PlanUnreadable."""
    start, end = text.find("{"), text.rfind("}")
    if start < 0 or end < start:
        raise PlanUnreadable("there is no JSON object in it")
    try:
        read = PlanSchema.model_validate(json.loads(text[start : end + 1]))
    except json.JSONDecodeError as error:
        raise PlanUnreadable(f"it is not valid JSON: {error.msg}") from error
    except RecursionError as error:
        raise PlanUnreadable("it is nested too deeply") from error
    except ValidationError as error:
        faults = [f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors()]
        raise PlanUnreadable("; ".join(faults)) from error
    return Plan(**read.model_dump())


def default_plan(thread: Thread, reason: str) -> Plan:
    """What is done when no plan can be had: answer carefully, in the language the contact seems to write."""
    theirs = " ".join(transcript.words(turn) for turn in transcript.pending(thread))
    return Plan(
        intent="other",
        sentiment="neutral",
        urgency=3,
        language=language.guess(theirs),
        should_reply=True,
        strategy="Answer the last message carefully and in few words.",
        reason=reason,
    )
