"""An answer as it comes in, in the words of no vendor, and the check that it is one.

A status of 200 proves nothing: every SDK takes an answer that was cut off, filtered or of another shape.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from core.errors import ModelFailed
from core.judgement import FailureKind, ToolCall

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

# Local reasoning models print their thoughts in front of the answer; nobody but them should read those.
THOUGHTS = re.compile(r"\A\s*<think>.*?(?:</think>|\Z)\s*", re.DOTALL)


class Finish(StrEnum):
    """Why a model stopped."""

    STOP = "stop"
    LENGTH = "length"
    FILTER = "filter"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class CallPiece:
    """A part of a tool call, or all of one where `index` is None; `arguments` is then what it holds.

    Otherwise it is JSON that comes in pieces with the same index.
    """

    index: int | None
    id: str = ""
    name: str = ""
    arguments: str | Mapping[str, Any] = ""


@dataclass(frozen=True, slots=True)
class Part:
    """What one event of an answer adds to it; an answer that comes whole is one part."""

    text: str = ""
    calls: tuple[CallPiece, ...] = ()
    finish: Finish | None = None
    model: str | None = None
    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    citations: tuple[str, ...] = ()


@dataclass(slots=True)
class Answer:
    """All parts so far."""

    words: list[str] = field(default_factory=list)
    finish: Finish | None = None
    model: str | None = None
    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    citations: tuple[str, ...] = ()
    _calls: dict[int, list[CallPiece]] = field(default_factory=dict)

    def add(self, part: Part) -> None:
        if part.text:
            self.words.append(part.text)
        for piece in part.calls:
            index = max(self._calls, default=-1) + 1 if piece.index is None else piece.index
            self._calls.setdefault(index, []).append(piece)
        # What a vendor tells again later is the fuller figure.
        self.finish = part.finish or self.finish
        self.model = part.model or self.model
        self.citations = part.citations or self.citations
        if part.prompt_tokens is not None:
            self.prompt_tokens = part.prompt_tokens
        if part.completion_tokens is not None:
            self.completion_tokens = part.completion_tokens

    @property
    def has_begun(self) -> bool:
        return bool(self.words or self._calls)

    @property
    def is_cut_short(self) -> bool:
        return self.finish is Finish.LENGTH

    def check(self) -> tuple[str, tuple[ToolCall, ...]]:
        """The text and the calls of a whole answer.

        Raises ModelFailed for an unfinished, empty or filtered one.
        """
        if self.finish is Finish.FILTER:
            raise ModelFailed(FailureKind.FILTER, "refused by the provider's content filter")
        if self.finish is None:
            raise ModelFailed(FailureKind.BADRESP, "the answer has no finish reason")
        if self.finish is Finish.BROKEN:
            raise ModelFailed(FailureKind.BADRESP, "the model stopped for a reason of its own")
        calls = tuple(_call(index, pieces) for index, pieces in sorted(self._calls.items()))
        text = THOUGHTS.sub("", "".join(self.words)).strip()
        if not text and not calls:
            raise ModelFailed(FailureKind.BADRESP, "the answer has no text")
        return text, calls


def _call(index: int, pieces: list[CallPiece]) -> ToolCall:
    name = next((piece.name for piece in pieces if piece.name), "")
    arguments = _arguments(pieces)
    if not name or not isinstance(arguments, dict):
        raise ModelFailed(FailureKind.BADRESP, "a tool call that cannot be read")
    return ToolCall(next((piece.id for piece in pieces if piece.id), f"call-{index}"), name, arguments)


def _arguments(pieces: list[CallPiece]) -> object:
    whole = next((piece.arguments for piece in pieces if not isinstance(piece.arguments, str)), None)
    if whole is not None:
        return dict(whole)
    text = "".join(piece.arguments for piece in pieces if isinstance(piece.arguments, str))
    try:
        return json.loads(text or "{}")
    except (ValueError, RecursionError):
        return None
