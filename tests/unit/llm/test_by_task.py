"""Who is asked for plans, and who for answers."""

from __future__ import annotations

from dataclasses import replace

from core.judgement import Task
from llm.by_task import ByTask
from tests.fakes import ScriptedModel
from tests.unit.llm.models import ASK


async def test_each_task_has_its_model() -> None:
    subject = ByTask(ScriptedModel("words", name="big"), {Task.PLAN: ScriptedModel("{}", name="small")})
    assert (await subject.complete(ASK)).provider == "big"
    assert (await subject.complete(replace(ASK, task=Task.PLAN))).provider == "small"
    assert subject.name == "big"
