"""The agent that judges: a thread becomes a plan, and never writes to the contact."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from agents import prompt_files, structured, transcript
from agents.fence import Fence, random_boundary
from agents.structured import PlanUnreadable
from core.errors import ModelFailed, NoModelLeft
from core.judgement import FailureKind, Prompt, PromptMessage, Task

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.judgement import Completion, Plan, Thread
    from core.ports import ChatModel
    from core.settings import Agents

LONGEST_PLAN = 400
"""Tokens; a plan takes about a hundred."""

PASSABLE = {FailureKind.BADREQ, FailureKind.CONTEXT, FailureKind.DEADLINE}
"""Failures that say nothing about whether the answer itself could be had."""


@dataclass(frozen=True, slots=True)
class Thought:
    """A plan, the calls it took, and what was remarkable about them."""

    plan: Plan
    completions: tuple[Completion, ...] = ()
    notes: tuple[str, ...] = ()


class Reasoner:
    """Raises NoModelLeft or ModelFailed where the answer could not be had either; else there is some plan."""

    def __init__(
        self, model: ChatModel, settings: Agents, boundary: Callable[[], str] = random_boundary
    ) -> None:
        self._model = model
        self._settings = settings
        self._boundary = boundary
        self._file = prompt_files.load("reasoner")

    @property
    def prompt_label(self) -> str:
        return self._file.label

    async def judge(self, thread: Thread, question: str, deadline: float) -> Thought:
        """`question` is what the contact wants answered, `deadline` a moment on the monotonic clock."""
        prompt = self._prompt(thread, question, deadline)
        try:
            first = await self._model.complete(prompt)
        except (NoModelLeft, ModelFailed) as error:
            if error.kind not in PASSABLE:
                raise
            return self._without(thread, (), f"no plan could be had ({error.kind})")
        try:
            return Thought(structured.parse(first.text), (first,))
        except PlanUnreadable as fault:
            return await self._repair(thread, prompt, first, fault)

    async def _repair(
        self, thread: Thread, prompt: Prompt, first: Completion, fault: PlanUnreadable
    ) -> Thought:
        again = (
            PromptMessage("assistant", first.text[: 4 * LONGEST_PLAN]),
            PromptMessage("user", f"That is no plan: {fault}. Answer again with the JSON object alone."),
        )
        try:
            second = await self._model.complete(replace(prompt, messages=(*prompt.messages, *again)))
        except (NoModelLeft, ModelFailed):
            return self._without(thread, (first,), "the plan could not be read, and nobody mended it")
        try:
            return Thought(structured.parse(second.text), (first, second), ("the plan was mended",))
        except PlanUnreadable:
            return self._without(thread, (first, second), "the plan could not be read twice")

    def _without(self, thread: Thread, completions: tuple[Completion, ...], why: str) -> Thought:
        return Thought(structured.default_plan(thread, why), completions, (why,))

    def _prompt(self, thread: Thread, question: str, deadline: float) -> Prompt:
        fence = Fence(self._boundary())
        instructions = self._file.fill(persona=self._settings.persona, boundary=fence.boundary)
        script = transcript.as_script(thread, fence, self._settings.max_question)
        return Prompt(
            task=Task.PLAN,
            messages=(
                PromptMessage("system", instructions),
                PromptMessage("user", f"{script}\n\nJudge the contact's last message."),
            ),
            question=question,
            schema=structured.schema(),
            max_tokens=LONGEST_PLAN,
            deadline=deadline,
            chat_id=thread.chat_id,
            newest_id=thread.newest_id,
        )
