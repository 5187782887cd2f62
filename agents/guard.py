"""What is looked at before a model reads a thread, and before a contact reads an answer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from agents import suspicious, transcript
from agents.shorten import shorten, without_torn_end

if TYPE_CHECKING:
    from core.judgement import Thread
    from core.settings import Agents

RECENT = timedelta(hours=1)
"""The same answer later than this is no loop: the contact asked again."""

REMEMBERED = 3
"""Own messages that an answer is compared with."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the contact wants answered: all their words since our last one."""

    text: str
    wants_person: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """An answer that may be sent, or None and the reason why not as the last note."""

    text: str | None
    notes: tuple[str, ...] = ()


def before(thread: Thread, settings: Agents) -> Asked | None:
    """None when the contact has said nothing since our last word."""
    newest = transcript.pending(thread)
    if not newest:
        return None
    said = "\n".join(filter(None, map(transcript.words, newest)))
    notes: list[str] = []
    if not said:
        notes.append("no words to read")
    if any(len(turn.text) > settings.max_question for turn in newest):
        notes.append("the question was shortened")
    if suspicious.injection(said):
        notes.append("the question seems to give orders to a model")
    wants_person = any(_holds(said, word) for word in settings.hand_over_words)
    if wants_person:
        notes.append("the contact asks for a person")
    return Asked(said[: settings.max_question], wants_person, tuple(notes))


def after(text: str, *, instructions: str, boundary: str, longest: int, is_cut: bool = False) -> Checked:
    """`text` as the contact would read it; `instructions` and `boundary` are what must not show in it."""
    if not text.strip():
        return Checked(None, ("the answer is empty",))
    if suspicious.vendor_error(text):
        return Checked(None, ("the answer is a provider's error",))
    if found := suspicious.secret(text):
        return Checked(None, (f"the answer holds {found}",))
    if boundary in text or suspicious.repeats(text, instructions):
        return Checked(None, ("the answer repeats our instructions",))
    notes: list[str] = []
    if is_cut:
        text = without_torn_end(text)
        notes.append("the answer was cut by the model's limit")
    if len(text) > longest:
        text = shorten(text, longest)
        notes.append("the answer was shortened")
    return Checked(text, tuple(notes))


def times_said(text: str, thread: Thread) -> int:
    """How often an answer was given lately."""
    ours = [turn for turn in thread.turns if transcript.is_ours(turn)][-REMEMBERED:]
    newest = thread.turns[-1].at
    return sum(_bare(turn.text) == _bare(text) and newest - turn.at <= RECENT for turn in ours)


def _bare(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _holds(text: str, word: str) -> bool:
    """Whole words where a script separates them; anywhere where it does not, or glues an article on."""
    wanted = re.escape(word.strip().casefold())
    if re.search(r"[a-zà-ɏͰ-ӿ]", word.casefold()):
        wanted = rf"(?<!\w){wanted}(?!\w)"
    return bool(wanted) and re.search(wanted, text.casefold()) is not None
