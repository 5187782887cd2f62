"""A thread as models are shown it: what others wrote is fenced, what we wrote is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.judgement import PromptMessage
from core.types import Author, MessageKind

if TYPE_CHECKING:
    from agents.fence import Fence
    from core.judgement import Thread, Turn

CUT = " […]"
BEGUN_BY_US = "(The conversation begins with a message of ours.)"
NO_WORDS = "(a message without words)"
QUOTED = 300  # letters of what is answered

PLACEHOLDERS = frozenset({f"[{kind}]" for kind in MessageKind} | {""})
"""What a turn holds in place of words: `[image]` stands for a picture that came without a caption."""


def is_ours(turn: Turn) -> bool:
    """Only a contact's words are theirs: what was written on the owner's phone is ours too."""
    return turn.author is not Author.CONTACT


def pending(thread: Thread) -> tuple[Turn, ...]:
    """The contact's messages since our last word, oldest first."""
    newest: list[Turn] = []
    for turn in reversed(thread.turns):
        if is_ours(turn):
            break
        newest.insert(0, turn)
    return tuple(newest)


def words(turn: Turn) -> str:
    """What was really said in a turn."""
    said = turn.text.strip()
    return "" if said in PLACEHOLDERS else said


def as_script(thread: Thread, fence: Fence, longest: int) -> str:
    """The whole thread as one text, for a model that judges it from outside."""
    parts = [
        f"We wrote:\n{_shown(turn, longest)}"
        if is_ours(turn)
        else f"The contact wrote:\n{fence.around(_shown(turn, longest))}"
        for turn in thread.turns
    ]
    return "\n\n".join(parts)


def as_turns(thread: Thread, fence: Fence, longest: int) -> tuple[PromptMessage, ...]:
    """The thread as turns of a chat, for a model that takes part in it.

    Neighbours of one side are joined and the other side begins: many chat templates refuse anything else.
    """
    turns: list[PromptMessage] = []
    for turn in thread.turns:
        role = "assistant" if is_ours(turn) else "user"
        said = _shown(turn, longest)
        content = said if role == "assistant" else fence.around(said)
        if turns and turns[-1].role == role:
            turns[-1] = PromptMessage(role, f"{turns[-1].content}\n{content}")
        else:
            turns.append(PromptMessage(role, content))
    if turns and turns[0].role == "assistant":
        turns.insert(0, PromptMessage("user", BEGUN_BY_US))
    return tuple(turns)


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[:longest] + CUT


def _shown(turn: Turn, longest: int) -> str:
    said = words(turn)
    notes = [
        f"(answers: {_cut(' '.join(turn.quotes.split()), QUOTED)})" if turn.quotes else "",
        f"[{_cut(turn.holds, longest)}]" if turn.holds else "",
        _cut(said or ("" if turn.holds else turn.text.strip() or NO_WORDS), longest),
        "(edited)" if turn.edited else "",
    ]
    text = "\n".join(note for note in notes if note)
    return f"{turn.sender}: {text}" if turn.sender and not is_ours(turn) else text
