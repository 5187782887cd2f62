"""Google's own ways."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from core.errors import ModelFailed
from core.judgement import FailureKind, Prompt, PromptMessage, Task
from core.model_settings import GoogleProvider
from llm.google import request
from tests.unit.llm.dialects import GoogleDialect, Told
from tests.unit.llm.fault_server import answers, serving
from tests.unit.llm.models import ASK

if TYPE_CHECKING:
    from llmock.pytest_plugin import LLMock

DIALECT = GoogleDialect()


async def asked(body: object, status: int = 200) -> ModelFailed:
    async with serving(answers(body, status)) as server, DIALECT.adapter(server.root, stream=False) as model:
        with pytest.raises(ModelFailed) as caught:
            await model.complete(ASK)
    assert "v1beta" in server.path
    return caught.value


async def test_a_limit_per_minute_says_when_to_come_back() -> None:
    words = "You exceeded your current quota, please check your plan and billing details."
    details = [{"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": "7s"}]
    error = {"code": 429, "status": "RESOURCE_EXHAUSTED", "message": words, "details": details}
    failure = await asked({"error": error}, 429)
    assert (failure.kind, failure.retry_after) == (FailureKind.RATE, 7)


async def test_a_prompt_that_is_blocked_is_filtered() -> None:
    assert (await asked({"promptFeedback": {"blockReason": "SAFETY"}})).kind is FailureKind.FILTER


async def test_a_model_that_stops_for_its_own_reasons_gave_no_answer() -> None:
    body = DIALECT.whole(Told("At"))
    body["candidates"][0]["finishReason"] = "MALFORMED_FUNCTION_CALL"
    assert (await asked(body)).kind is FailureKind.BADRESP


async def test_thoughts_are_paid_for_but_not_shown() -> None:
    body = DIALECT.whole(Told())
    body["candidates"][0]["content"]["parts"].insert(0, {"text": "Let me see.", "thought": True})
    body["usageMetadata"]["thoughtsTokenCount"] = 20
    async with serving(answers(body)) as server, DIALECT.adapter(server.root, stream=False) as model:
        done = await model.complete(ASK)
    assert (done.text, done.completion_tokens) == ("At eight.", 23)


def test_instructions_stand_apart_and_a_temperature_is_sent() -> None:
    prompt = Prompt(Task.ANSWER, (PromptMessage("system", "Be brief."), *ASK.messages))
    body = request(prompt, GoogleProvider(kind="google", model="m", temperature=0.5))
    assert body["config"]["system_instruction"] == "Be brief."
    assert body["config"]["temperature"] == 0.5
    assert [content["role"] for content in body["contents"]] == ["user"]


async def test_a_whole_mock_of_the_vendor_is_answered_by(llmock: LLMock) -> None:
    llmock.reply("We open at eight.", provider="gemini")
    async with DIALECT.adapter(llmock.base_url("gemini")) as model:
        done = await model.complete(ASK)
    assert done.text == "We open at eight."
    llmock.assert_resilient()
