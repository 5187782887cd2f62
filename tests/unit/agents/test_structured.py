"""What counts as a plan."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from inline_snapshot import snapshot

from agents import structured
from agents.structured import PlanUnreadable
from core.judgement import Plan
from tests.unit.agents.threads import PLAN, plan, thread


def test_the_schema_uses_only_what_every_server_knows() -> None:
    assert structured.schema() == snapshot(
        {
            "type": "object",
            "properties": {
                "intent": {
                    "enum": [
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
                    ],
                    "type": "string",
                },
                "sentiment": {"enum": ["positive", "neutral", "negative"], "type": "string"},
                "urgency": {"maximum": 5, "minimum": 1, "type": "integer"},
                "language": {"type": "string"},
                "should_reply": {"type": "boolean"},
                "hand_over": {"type": "boolean"},
                "reason": {"type": "string"},
                "strategy": {"type": "string"},
            },
            "required": [
                "intent",
                "sentiment",
                "urgency",
                "language",
                "should_reply",
                "hand_over",
                "reason",
                "strategy",
            ],
            "additionalProperties": False,
        }
    )


def test_a_plan_is_read() -> None:
    assert structured.parse(plan()) == Plan(**PLAN)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        f"```json\n{plan()}\n```",
        f"Here is the plan you asked for:\n\n{plan()}\n\nAnything else?",
        json.dumps({**PLAN, "confidence": 0.9}),
        plan(language="EN"),
    ],
    ids=["fenced", "between words", "with more fields", "other case"],
)
def test_a_plan_is_read_out_of_what_stands_around_it(text: str) -> None:
    assert structured.parse(text).language == "en"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("I would answer kindly.", "no JSON object"),
        ("", "no JSON object"),
        ('{"intent": ', "no JSON object"),
        ("{'intent': 'question'}", "not valid JSON"),
        (plan(urgency=9), "urgency: Input should be less than or equal to 5"),
        (plan(intent="sales"), "intent: Input should be 'greeting'"),
        (plan(language="English"), "language: Value error, must be an ISO 639-1 code"),
        ("{}", "strategy: Field required"),
        ("}{", "no JSON object"),
        ("{" * 100_000 + "}", ""),
        ("[1]", "no JSON object"),
    ],
)
def test_what_is_no_plan_says_why(text: str, why: str) -> None:
    with pytest.raises(PlanUnreadable) as caught:
        structured.parse(text)
    assert why in str(caught.value)


def test_free_words_are_kept_short() -> None:
    assert len(structured.parse(plan(strategy="x" * 5000)).strategy) == structured.LONGEST


def test_the_plan_of_last_resort_answers_in_the_contacts_language() -> None:
    made = structured.default_plan(thread("> We are here", "¿A qué hora abren mañana?"), "no model")
    assert (made.language, made.should_reply, made.hand_over, made.reason) == ("es", True, False, "no model")


@given(text=st.text(alphabet=st.sampled_from('{}[]":,abc1 \n'), max_size=60))
def test_any_text_is_a_plan_or_unreadable(text: str) -> None:
    with pytest.raises(PlanUnreadable):
        structured.parse(text)
