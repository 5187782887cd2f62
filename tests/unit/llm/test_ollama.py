"""Ollama's own ways."""

from __future__ import annotations

import pytest

from core.errors import ModelFailed
from core.judgement import FailureKind
from tests.unit.llm.dialects import OllamaDialect, Told
from tests.unit.llm.fault_server import answers, serving
from tests.unit.llm.models import ASK

DIALECT = OllamaDialect()


async def test_the_server_is_told_how_much_room_a_prompt_needs() -> None:
    async with (
        serving(answers(DIALECT.whole(Told()))) as server,
        DIALECT.adapter(server.root, stream=False, max_context=16_000, temperature=0.2) as model,
    ):
        await model.complete(ASK)
    (sent,) = server.requests
    assert sent["options"] == {"num_predict": 600, "num_ctx": 16_000, "temperature": 0.2}
    assert server.path == "/api/chat"


async def test_a_model_that_was_only_loaded_has_not_answered() -> None:
    body = {**DIALECT.whole(Told("")), "done_reason": "load"}
    async with serving(answers(body)) as server, DIALECT.adapter(server.root, stream=False) as model:
        with pytest.raises(ModelFailed) as caught:
            await model.complete(ASK)
    assert caught.value.kind is FailureKind.BADRESP
