"""Threads and models for tests of the agents."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

from core.judgement import Thread, Turn
from core.settings import Agents
from core.types import Author, ChatKind

BEGUN = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)
SETTINGS = Agents(persona="You answer for Café Lumière.")
DEADLINE = 1000.0

PLAN = {
    "intent": "question",
    "sentiment": "neutral",
    "urgency": 2,
    "language": "en",
    "should_reply": True,
    "hand_over": False,
    "reason": "A plain question.",
    "strategy": "Tell the opening hours.",
}


def plan(**changes: object) -> str:
    """A reasoner's answer."""
    return json.dumps({**PLAN, **changes}, ensure_ascii=False)


def thread(*said: str | tuple[Author, str] | Turn, apart: float = 60.0) -> Thread:
    """Turns `apart` seconds from each other; a plain string is the contact's, `> text` is the bot's."""
    turns = []
    for place, words in enumerate(said):
        at = BEGUN + timedelta(seconds=apart * place)
        if isinstance(words, Turn):
            turns.append(words)
        elif isinstance(words, tuple):
            turns.append(Turn(words[0], words[1], at))
        elif words.startswith("> "):
            turns.append(Turn(Author.BOT, words[2:], at))
        else:
            turns.append(Turn(Author.CONTACT, words, at))
    return Thread(7, "Ann", ChatKind.PERSON, tuple(turns))


def boundary() -> str:
    return "b0undary"
