"""One model for plans and another for answers: judging needs a small and quick one, writing a good one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.judgement import Completion, Prompt, Task
    from core.ports import ChatModel


class ByTask:
    """A `ChatModel` that asks the model of the prompt's task, else the usual one."""

    def __init__(self, usual: ChatModel, special: Mapping[Task, ChatModel]) -> None:
        self._usual = usual
        self._special = dict(special)

    @property
    def name(self) -> str:
        return self._usual.name

    async def complete(self, prompt: Prompt) -> Completion:
        return await self._special.get(prompt.task, self._usual).complete(prompt)
