"""Answers that may be given again when no model answers: to the same question, in the same chat, for a while.

Another chat never gets them, since an answer may hold what only this contact said or may know.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace
from typing import TYPE_CHECKING

from core.errors import NoModelLeft
from core.judgement import FailureKind
from llm.matching import words

if TYPE_CHECKING:
    from core.judgement import Completion, Prompt, Task
    from core.model_settings import Memory
    from core.ports import ChatModel, Clock

    Key = tuple[Task, int, tuple[str, ...]]

OURS = {FailureKind.FILTER, FailureKind.BADREQ, FailureKind.CONTEXT, FailureKind.UNABLE}
"""Failures of the request itself: an earlier answer would hide them."""

FEWEST_WORDS = 2
"""Below these a text is hardly a question: `yes` is answered differently each time."""


class Remembered:
    """A `ChatModel` around a `ChatModel`. What it gives again is marked `stale`."""

    def __init__(self, model: ChatModel, clock: Clock, settings: Memory) -> None:
        self._model = model
        self._clock = clock
        self._settings = settings
        self._answers: OrderedDict[Key, tuple[float, Completion]] = OrderedDict()

    @property
    def name(self) -> str:
        return self._model.name

    async def complete(self, prompt: Prompt) -> Completion:
        key = _key(prompt)
        try:
            done = await self._model.complete(prompt)
        except NoModelLeft as failure:
            earlier = None if failure.kind in OURS else self._earlier(key)
            if earlier is None:
                raise
            return replace(earlier, attempts=failure.attempts, seconds=0.0, stale=True)
        if key is not None and not done.cut_short:
            self._answers[key] = (self._clock.monotonic(), done)
            self._answers.move_to_end(key)
            while len(self._answers) > self._settings.most:
                self._answers.popitem(last=False)
        return done

    def _earlier(self, key: Key | None) -> Completion | None:
        if key is None or key not in self._answers:
            return None
        since, done = self._answers[key]
        return done if self._clock.monotonic() - since < self._settings.stale_for else None


def _key(prompt: Prompt) -> Key | None:
    """None for what must not be given again: with tools the answer depends on more than the question."""
    asked = tuple(words(prompt.question))
    if prompt.chat_id is None or prompt.tools or len(asked) < FEWEST_WORDS:
        return None
    return prompt.task, prompt.chat_id, asked
