"""A responder without a model: the best-matching sentence of the operator's knowledge file, or a plain no.

It says in its name what it is, so that nobody takes a quotation for a thought.
"""

from __future__ import annotations

import asyncio
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Self

from core import language
from core.errors import CannotStart, ModelFailed
from core.judgement import Completion, FailureKind, Plan, Task
from llm import notes
from llm.matching import Index
from llm.phrases import phrases, small_talk

if TYPE_CHECKING:
    from pathlib import Path

    from core.judgement import Prompt
    from core.ports import Clock
    from llm.phrases import SmallTalk

MODEL = "offline responder (no model)"
MOST_QUOTES = 3  # notes in one answer


@dataclass(frozen=True, slots=True)
class _Knowledge:
    content: bytes
    index: Index
    language: str


class OfflineResponder:
    """Reads the knowledge file at every call, so that what is written there now is what is answered.

    For `Task.PLAN` it returns a plan made by plain rules: small talk or a question, and in which language.
    """

    def __init__(self, name: str, knowledge: Path, clock: Clock) -> None:
        self.name = name
        self._file = knowledge
        self._clock = clock
        self._knowledge = _Knowledge(b"", Index(()), "en")

    async def __aenter__(self) -> Self:
        await language.load()
        try:
            await asyncio.to_thread(self._read)
        except (OSError, UnicodeDecodeError) as error:
            said = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
            raise CannotStart(
                f"llm.providers.{self.name}.knowledge: {self._file} cannot be read ({said}); "
                "create the file or name another one"
            ) from error
        return self

    async def __aexit__(self, *_: object) -> None:
        return None

    async def complete(self, prompt: Prompt) -> Completion:
        began = self._clock.monotonic()
        try:
            text = await asyncio.to_thread(self._respond, prompt)
        except (OSError, UnicodeDecodeError) as error:
            raise ModelFailed(
                FailureKind.SERVER, f"the knowledge file cannot be read ({type(error).__name__})"
            ) from error
        return Completion(text=text, model=MODEL, provider=self.name, seconds=self._clock.monotonic() - began)

    def _respond(self, prompt: Prompt) -> str:
        knowledge = self._read()
        talk = small_talk(prompt.question)
        spoken = talk.language if talk else language.guess(prompt.question, otherwise=knowledge.language)
        if prompt.task is Task.PLAN:
            return json.dumps(asdict(_plan(talk, spoken)), ensure_ascii=False)
        said = phrases(spoken)
        if talk:
            return said.thanks if talk.intent == "thanks" else said.greeting
        return "\n".join(_quotes(knowledge.index, prompt.question)) or said.unknown

    def _read(self) -> _Knowledge:
        """Compares the whole content: two edits within a second look alike in a file's date."""
        content = self._file.read_bytes()
        known = self._knowledge
        if content != known.content:
            markdown = content.decode("utf-8-sig")
            known = _Knowledge(content, Index(notes.read(markdown)), language.guess(markdown))
            self._knowledge = known
        return known


def _quotes(index: Index, question: str) -> list[str]:
    """The note for each line that has one: a burst of messages may hold several questions."""
    lines = [line for line in question.splitlines() if line.strip()]
    found = [index.best(line) for line in lines] if len(lines) > 1 else []
    notes_found = [note for note in found if note] or [note for note in [index.best(question)] if note]
    return list(dict.fromkeys(note.text for note in notes_found))[:MOST_QUOTES]


def _plan(talk: SmallTalk | None, spoken: str) -> Plan:
    strategies = {
        "greeting": "Greet back and ask for the question.",
        "thanks": "Take the thanks kindly.",
        "question": "Quote the note that fits the question best.",
    }
    intent = talk.intent if talk else "question"
    return Plan(
        intent=intent,
        sentiment="positive" if intent == "thanks" else "neutral",
        urgency=1 if talk else 2,
        language=spoken,
        should_reply=True,
        strategy=strategies[intent],
        reason="by plain rules, without a model",
    )
