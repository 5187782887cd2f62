"""From a thread to a decision: guard, reasoner, converser, guard; it decides and performs nothing."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from agents import guard, transcript, whatsapp_text
from agents.converser import Converser
from agents.fence import random_boundary
from agents.reasoner import Reasoner
from agents.structured import SMALL_TALK
from core.errors import BudgetExceeded, ModelFailed, NoModelLeft
from core.judgement import Completion, Decision, Handover, Judged, Plan, Reply, Silence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from agents.converser import Draft
    from agents.guard import Asked
    from core.judgement import Thread
    from core.ports import ChatModel, Clock
    from core.settings import Agents

SHARE_OF_PLAN = 0.4
"""Of the whole time, so that a slow judgement leaves some for the answer."""


@dataclass(slots=True)
class _Case:
    """One thread on its way to a decision, and everything an operator may want to know of it later."""

    thread: Thread
    clock: Clock
    plan: Plan | None = None
    completions: list[Completion] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    prompts: list[str] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        began = self.clock.monotonic()
        try:
            yield
        finally:
            self.seconds[name] = self.clock.monotonic() - began

    def judged(self) -> Judged:
        return Judged(
            plan=self.plan,
            completions=tuple(self.completions),
            guards=tuple(self.notes),
            seconds=dict(self.seconds),
            prompts=tuple(self.prompts),
        )


class Responder:
    """A `Decider`. `deadline` are the seconds one whole decision may take.

    A contact never reads a provider's words and never waits for nothing: where no answer can be had or
    may be sent, a person is asked to take over, and the contact is told so once.
    """

    def __init__(
        self,
        model: ChatModel,
        settings: Agents,
        clock: Clock,
        *,
        deadline: float = 45.0,
        boundary: Callable[[], str] = random_boundary,
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._deadline = deadline
        self._reasoner = Reasoner(model, settings, boundary)
        self._converser = Converser(model, settings, boundary)

    async def decide(self, thread: Thread) -> Decision:
        case = _Case(thread, self._clock)
        asked = guard.before(thread, self._settings)
        if asked is None:
            return Silence("the contact has said nothing new", case.judged())
        case.notes.extend(asked.notes)
        if asked.wants_person:
            return self._hand_over("the contact asks for a person", case)
        if not asked.text:
            return Silence("there are no words to answer", case.judged())
        return await self._think(case, asked)

    async def _think(self, case: _Case, asked: Asked) -> Decision:
        began = self._clock.monotonic()
        try:
            plan = await self._judge(case, asked, began + SHARE_OF_PLAN * self._deadline)
            if plan.hand_over:
                return self._hand_over(plan.reason or "the reasoner asks for a person", case)
            if not plan.should_reply:
                return Silence(plan.reason or "the reasoner sees nothing to answer", case.judged())
            draft = await self._write(case, asked, plan, began + self._deadline)
        except BudgetExceeded as spent:
            return self._do_without(spent, case)
        except (NoModelLeft, ModelFailed) as error:
            case.notes.append(str(error))
            return self._hand_over("no model answered", case)
        return self._check(case, plan, draft)

    async def _judge(self, case: _Case, asked: Asked, deadline: float) -> Plan:
        case.prompts.append(self._reasoner.prompt_label)
        with case.stage("reasoner"):
            thought = await self._reasoner.judge(case.thread, asked.text, deadline)
        case.plan = thought.plan
        case.completions.extend(thought.completions)
        case.notes.extend(thought.notes)
        return thought.plan

    async def _write(self, case: _Case, asked: Asked, plan: Plan, deadline: float) -> Draft:
        case.prompts.append(self._converser.prompt_label)
        with case.stage("converser"):
            draft = await self._converser.write(case.thread, plan, asked.text, deadline)
        case.completions.append(draft.completion)
        if draft.completion.stale:
            case.notes.append("an earlier answer, since no model answers now")
        return draft

    def _check(self, case: _Case, plan: Plan, draft: Draft) -> Decision:
        checked = guard.after(
            whatsapp_text.render(draft.completion.text),
            instructions=self._converser.instructions,
            boundary=draft.boundary,
            longest=self._settings.max_answer,
            is_cut=draft.completion.cut_short,
        )
        case.notes.extend(checked.notes)
        if checked.text is None:
            return self._hand_over(checked.notes[-1], case)
        # The same once more may answer a question that was asked again; thrice is a loop.
        most = 1 if plan.intent in SMALL_TALK else 2
        if guard.times_said(checked.text, case.thread) < most:
            return Reply(checked.text, case.judged())
        case.notes.append("the answer was given already")
        house = self._settings.house_phrase
        if plan.intent in SMALL_TALK or guard.times_said(house, case.thread):
            return Silence("the same was said already", case.judged())
        return Reply(house, case.judged())

    def _do_without(self, spent: BudgetExceeded, case: _Case) -> Decision:
        """The chat stays with us: there will be money again."""
        case.notes.append(str(spent))
        if spent.is_silent or self._is_told(case):
            return Silence(str(spent), case.judged())
        return Reply(self._settings.house_phrase, case.judged())

    def _hand_over(self, reason: str, case: _Case) -> Handover:
        text = None if self._is_told(case) else self._settings.house_phrase
        return Handover(reason, case.judged(), text=text)

    def _is_told(self, case: _Case) -> bool:
        """Whether the house phrase is the last thing we said."""
        last = next((turn for turn in reversed(case.thread.turns) if transcript.is_ours(turn)), None)
        return last is not None and last.text.strip() == self._settings.house_phrase.strip()
