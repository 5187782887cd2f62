"""A stage is proved by its work, and only by its work."""

from __future__ import annotations

import pytest

from app.witness import WitnessedChannel, WitnessedModel
from core.errors import ModelFailed, SendUnconfirmed
from core.judgement import FailureKind, Prompt, Task
from core.proofs import Proofs, Stage
from core.types import ChatRef, Outgoing
from tests.fakes import FakeChannel, FakeClock, ScriptedModel

OUTGOING = Outgoing(1, ChatRef("main", "Ana"), "hello")


@pytest.fixture
def proofs() -> Proofs:
    return Proofs(FakeClock())


async def test_an_answer_of_a_model_proves_the_provider(proofs: Proofs) -> None:
    failing = WitnessedModel(ScriptedModel(ModelFailed(FailureKind.SERVER)), proofs)
    with pytest.raises(ModelFailed):
        await failing.complete(Prompt(Task.ANSWER, ()))
    assert proofs.all()[Stage.PROVIDER] is None
    model = WitnessedModel(ScriptedModel("yes", name="first"), proofs)
    assert (await model.complete(Prompt(Task.ANSWER, ()))).text == "yes"
    assert model.name == "first"
    assert proofs.all()[Stage.PROVIDER] is not None


async def test_a_bubble_proves_the_sender(proofs: Proofs) -> None:
    page = FakeChannel()
    page.mishaps.append(SendUnconfirmed("nothing was seen"))
    channel = WitnessedChannel(page, proofs)
    with pytest.raises(SendUnconfirmed):
        await channel.send(OUTGOING)
    assert proofs.all()[Stage.SENDER] is None
    await channel.send(OUTGOING)
    assert proofs.all()[Stage.SENDER] is not None
    assert (await channel.find_sent(OUTGOING)).proof is not None
