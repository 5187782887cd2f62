"""What the agents see, ask of models and decide; all frozen, all made of plain data."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from core.types import Author, ChatKind


@dataclass(frozen=True, slots=True)
class Turn:
    """One message of a thread as the agents see it.

    `holds` says in words what it holds besides its text (a picture, a file), `quotes` what it answers.
    """

    author: Author
    text: str
    at: datetime
    sender: str | None = None
    holds: str | None = None
    quotes: str | None = None
    edited: bool = False


@dataclass(frozen=True, slots=True)
class Thread:
    """What the agents may know of a chat: the last messages, oldest first.

    `newest_id` is our id of the newest message in it, so that an answer can be put in its place later.
    """

    chat_id: int
    name: str
    kind: ChatKind
    turns: tuple[Turn, ...]
    newest_id: int = 0


class Task(StrEnum):
    """What a prompt asks for, so that a responder without a model can serve it too."""

    PLAN = "plan"
    ANSWER = "answer"


class Capability(StrEnum):
    """What a prompt may need that not every model can do."""

    JSON = "json"
    TOOLS = "tools"


@dataclass(frozen=True, slots=True)
class Tool:
    """What a model may ask for while it answers; `parameters` is the JSON schema of its arguments."""

    name: str
    description: str
    parameters: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ToolCall:
    """A model asks for a tool. The arguments come from the model and are to be checked."""

    id: str
    name: str
    arguments: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PromptMessage:
    """One message of a prompt; `role` is system, user, assistant or tool.

    `calls` are the tools an assistant asked for, `answers` the call whose result a tool message holds.
    """

    role: str
    content: str
    calls: tuple[ToolCall, ...] = ()
    answers: ToolCall | None = None


@dataclass(frozen=True, slots=True)
class Prompt:
    """A request to a model.

    `question` is the contact's last words on their own, for responders that search instead of think.
    `schema` is a JSON schema the answer must follow. `deadline` is a moment on the monotonic clock.
    `needs` are capabilities without which a model is not asked. `chat_id` and `newest_id` say for whom
    and for which message it is, so that what it costs finds its budget.
    """

    task: Task
    messages: tuple[PromptMessage, ...]
    question: str = ""
    schema: Mapping[str, Any] | None = None
    max_tokens: int = 600
    deadline: float | None = None
    tools: tuple[Tool, ...] = ()
    needs: frozenset[Capability] = frozenset()
    chat_id: int | None = None
    newest_id: int | None = None


class FailureKind(StrEnum):
    """Why a model call failed; decides about retry, next model and breaker (llm/chain.py)."""

    SERVER = "server"
    CONN = "connection"
    BADRESP = "bad_response"
    OVERLOAD = "overloaded"
    TIMEOUT = "timeout"
    RATE = "rate_limit"
    AUTH = "auth"
    QUOTA = "quota"
    MODEL = "model"
    CONTEXT = "context_length"
    BADREQ = "bad_request"
    FILTER = "content_filter"
    BUSY = "busy"
    DEADLINE = "deadline"
    UNABLE = "unable"


@dataclass(frozen=True, slots=True)
class Attempt:
    """One call of a chain: `kind` None means it answered. `skipped` says why nothing was sent."""

    model: str
    kind: FailureKind | None = None
    seconds: float = 0.0
    status: int | None = None
    skipped: str | None = None


@dataclass(frozen=True, slots=True)
class Completion:
    """A complete answer. `model` is what the server says it ran, `provider` our configured name.

    `cut_short`: the token limit ended it, perhaps in mid-sentence. `first_token` are the seconds until its
    first word, where it came word by word. `estimated`: the server told no tokens, so these are guessed.
    `stale`: it is an earlier answer to the same question, given because no model answered now.
    """

    text: str
    model: str
    provider: str
    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    seconds: float = 0.0
    attempts: tuple[Attempt, ...] = ()
    cut_short: bool = False
    tool_calls: tuple[ToolCall, ...] = ()
    citations: tuple[str, ...] = ()
    first_token: float | None = None
    estimated: bool = False
    stale: bool = False


@dataclass(frozen=True, slots=True)
class ModelCall:
    """What is kept of one call of a model, and none of its words.

    `cost` is in millionths of the currency that prices are given in; tokens are None where nobody knows.
    """

    task: Task
    provider: str
    model: str
    kind: FailureKind | None
    seconds: float
    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    estimated: bool = False
    cost: int = 0
    chat_id: int | None = None
    newest_id: int | None = None


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens, and money in millionths."""

    tokens: int = 0
    cost: int = 0

    def __add__(self, other: Usage) -> Usage:
        return Usage(self.tokens + other.tokens, self.cost + other.cost)


@dataclass(frozen=True, slots=True)
class Spent:
    """What was used up for one reply, by its chat today, and by everybody today and this month."""

    reply: Usage = Usage()
    chat: Usage = Usage()
    day: Usage = Usage()
    month: Usage = Usage()


@dataclass(frozen=True, slots=True)
class Plan:
    """The reasoner's judgement of a thread."""

    intent: str
    sentiment: str
    urgency: int
    language: str
    should_reply: bool
    strategy: str
    hand_over: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """How a decision came about: kept with it for operators to read.

    `prompts` names the prompt files that were used, with their versions (`reasoner@1`).
    """

    plan: Plan | None
    completions: tuple[Completion, ...] = ()
    guards: tuple[str, ...] = ()
    seconds: Mapping[str, float] = field(default_factory=dict)
    prompts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reply:
    """Send this text to the contact."""

    text: str
    judged: Judged


@dataclass(frozen=True, slots=True)
class Silence:
    """Say nothing, and why."""

    reason: str
    judged: Judged


@dataclass(frozen=True, slots=True)
class Handover:
    """Leave the chat to a person, and why. `text` is a last word to the contact, if any."""

    reason: str
    judged: Judged
    text: str | None = None


Decision = Reply | Silence | Handover
