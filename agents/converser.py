"""The agent that writes: thread and plan become the next message, in Markdown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agents import prompt_files, transcript
from agents.fence import Fence, random_boundary
from core.judgement import Prompt, PromptMessage, Task

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.judgement import Completion, Plan, Thread
    from core.ports import ChatModel
    from core.settings import Agents

CHARACTERS_PER_TOKEN = 2
"""Few enough for scripts that take a token for nearly each letter."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What was written, and the boundary that must not show in it."""

    completion: Completion
    boundary: str


class Converser:
    """Raises NoModelLeft, or ModelFailed from a model that is no chain."""

    def __init__(
        self, model: ChatModel, settings: Agents, boundary: Callable[[], str] = random_boundary
    ) -> None:
        self._model = model
        self._settings = settings
        self._boundary = boundary
        self._file = prompt_files.load("converser")

    @property
    def prompt_label(self) -> str:
        return self._file.label

    @property
    def instructions(self) -> str:
        """Our own words in the prompt, which no contact should read."""
        return self._file.text

    async def write(self, thread: Thread, plan: Plan, question: str, deadline: float) -> Draft:
        """`question` is what the contact wants answered, `deadline` a moment on the monotonic clock."""
        fence = Fence(self._boundary())
        prompt = Prompt(
            task=Task.ANSWER,
            messages=(
                PromptMessage("system", self._system(plan, fence)),
                *transcript.as_turns(thread, fence, self._settings.max_question),
            ),
            question=question,
            max_tokens=max(200, self._settings.max_answer // CHARACTERS_PER_TOKEN),
            deadline=deadline,
            chat_id=thread.chat_id,
            newest_id=thread.newest_id,
        )
        return Draft(await self._model.complete(prompt), fence.boundary)

    def _system(self, plan: Plan, fence: Fence) -> str:
        # The plan's free words were made from the contact's, so they are no more to be trusted than those.
        return self._file.fill(
            persona=self._settings.persona,
            boundary=fence.boundary,
            language=plan.language,
            max_answer=self._settings.max_answer,
            intent=plan.intent,
            sentiment=plan.sentiment,
            urgency=plan.urgency,
            strategy=fence.around(plan.strategy),
        )
