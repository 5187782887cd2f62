"""The adapter against real local servers: what is sent, what is taken for an answer, what breaks how."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import SecretStr

from core.clock import SystemClock
from core.errors import ModelFailed
from core.judgement import FailureKind, Prompt, PromptMessage, Task
from core.model_settings import OpenAICompatibleProvider
from llm.adapter import Adapter
from llm.openai_compatible import OpenAIWire, request, whole
from tests.unit.llm.fault_server import (
    answers,
    completion,
    serving,
)
from tests.unit.llm.models import ASK

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from llmock.pytest_plugin import LLMock

    from tests.unit.llm.fault_server import Fault, FaultServer

K = FailureKind
KEY = "sk-very-secret-key"


def settings(base_url: str, **more: Any) -> OpenAICompatibleProvider:
    return OpenAICompatibleProvider(
        kind="openai_compatible",
        base_url=base_url,
        model="asked-model",
        api_key=SecretStr(KEY),
        **{"timeout": 5.0, "stream": False, **more},
    )


@asynccontextmanager
async def adapter(base_url: str, **more: Any) -> AsyncIterator[Adapter]:
    made = settings(base_url, **more)
    async with Adapter("shop", OpenAIWire(made), made, SystemClock()) as model:
        yield model


@asynccontextmanager
async def facing(fault: Fault, **more: Any) -> AsyncIterator[tuple[Adapter, FaultServer]]:
    async with serving(fault) as server, adapter(server.base_url, **more) as model:
        yield model, server


async def failure_of(fault: Fault, **more: Any) -> ModelFailed:
    async with facing(fault, **more) as (model, server):
        with pytest.raises(ModelFailed) as caught:
            await model.complete(ASK)
        assert len(server.requests) == 1, "the SDK must not retry by itself"
    return caught.value


async def test_an_answer_tells_text_served_model_and_tokens() -> None:
    async with facing(answers(completion())) as (model, server):
        done = await model.complete(ASK)
    assert (done.text, done.model, done.provider) == ("At eight.", "served-model", "shop")
    assert (done.prompt_tokens, done.completion_tokens, done.cut_short) == (11, 3, False)
    assert done.seconds > 0
    assert server.headers["authorization"] == f"Bearer {KEY}"


async def test_what_is_sent() -> None:
    async with facing(answers(completion())) as (model, server):
        await model.complete(ASK)
    assert server.requests == [
        {
            "model": "asked-model",
            "max_tokens": 600,
            "messages": [{"role": "user", "content": "When do you open?"}],
        }
    ]


SCHEMA = {"type": "object", "properties": {"urgency": {"type": "integer"}}, "required": ["urgency"]}
PLAN = Prompt(
    Task.PLAN,
    (PromptMessage("system", "Judge."), PromptMessage("user", "Hello")),
    schema=SCHEMA,
    max_tokens=300,
)


def test_a_schema_is_sent_as_response_format_where_the_server_follows_it() -> None:
    body = request(PLAN, settings("http://127.0.0.1/v1"))
    assert body["response_format"] == {
        "type": "json_schema",
        "json_schema": {"name": "plan", "strict": True, "schema": SCHEMA},
    }
    assert body["messages"][0] == {"role": "system", "content": "Judge."}


def test_a_schema_is_sent_in_words_where_it_does_not() -> None:
    body = request(PLAN, settings("http://127.0.0.1/v1", json_schema=False))
    assert "response_format" not in body
    assert body["messages"][0]["content"].startswith("Judge.\n\nAnswer with one JSON object")
    assert '"urgency"' in body["messages"][0]["content"]
    assert len(body["messages"]) == 2


def test_a_schema_in_words_comes_first_where_nothing_else_is_said() -> None:
    prompt = Prompt(Task.PLAN, (PromptMessage("user", "Hello"),), schema=SCHEMA)
    body = request(prompt, settings("http://127.0.0.1/v1", json_schema=False))
    assert [message["role"] for message in body["messages"]] == ["system", "user"]


def test_openai_itself_is_told_the_limit_by_its_new_name() -> None:
    assert request(ASK, settings("https://api.openai.com/v1"))["max_completion_tokens"] == 600
    assert request(ASK, settings("https://notopenai.com.example/v1"))["max_tokens"] == 600


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        pytest.param(answers({**completion(), "choices": []}), K.BADRESP, id="no choices"),
        pytest.param(answers({**completion(), "choices": [None]}), K.BADRESP, id="no choice"),
        pytest.param(answers({**completion(), "choices": "x"}), K.BADRESP, id="choices as text"),
        pytest.param(answers(completion(None)), K.BADRESP, id="no text"),
        pytest.param(answers(completion({"a": 1})), K.BADRESP, id="text of another type"),
        pytest.param(answers(completion(None, refusal="I cannot")), K.FILTER, id="refused"),
    ],
)
async def test_what_is_no_answer_has_a_kind(fault: Fault, kind: FailureKind) -> None:
    assert (await failure_of(fault)).kind is kind


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [({"retry-after": "7"}, 7), ({"retry-after-ms": "1500", "retry-after": "9"}, 1.5), ({}, None)],
)
async def test_the_vendors_wish_and_the_status_are_kept(
    headers: dict[str, str], seconds: float | None
) -> None:
    failure = await failure_of(answers({"error": {"message": "slow down"}}, 429, headers))
    assert (failure.retry_after, failure.status) == (seconds, 429)


async def test_thoughts_in_front_of_an_answer_are_left_out() -> None:
    thought = "<think>\nThe shop opens at eight.\n</think>\n\nAt eight."
    async with facing(answers(completion(thought))) as (model, _):
        assert (await model.complete(ASK)).text == "At eight."


async def test_thoughts_without_an_answer_are_none() -> None:
    fault = answers(completion("<think>Hmm, let me", finish="length"))
    assert (await failure_of(fault)).kind is K.BADRESP


async def test_an_answer_cut_by_the_limit_says_so() -> None:
    async with facing(answers(completion("We open at", finish="length"))) as (model, _):
        assert (await model.complete(ASK)).cut_short


async def test_a_server_that_tells_no_usage_is_fine() -> None:
    fault = answers({**completion(), "usage": None, "model": None})
    async with facing(fault) as (model, _):
        done = await model.complete(ASK)
    assert (done.model, done.estimated) == ("asked-model", True)
    assert done.prompt_tokens


async def test_a_server_without_a_key_is_asked_without_ours() -> None:
    async with serving(answers(completion())) as server:
        keyless = settings(server.base_url).model_copy(update={"api_key": None})
        async with Adapter("local", OpenAIWire(keyless), keyless, SystemClock()) as model:
            await model.complete(ASK)
    assert server.headers["authorization"] == "Bearer none"


def test_a_page_is_no_answer() -> None:
    with pytest.raises(ModelFailed) as caught:
        whole("<html></html>")
    assert caught.value.kind is K.BADRESP


async def test_a_whole_mock_of_the_vendor_is_answered_by(llmock: LLMock) -> None:
    llmock.reply("We open at eight.", provider="openai")
    async with adapter(llmock.base_url("openai")) as model:
        done = await model.complete(ASK)
    assert done.text == "We open at eight."
    assert done.prompt_tokens
    llmock.assert_resilient()


async def test_a_whole_mock_follows_the_schema(llmock: LLMock) -> None:
    async with adapter(llmock.base_url("openai")) as model:
        done = await model.complete(PLAN)
    assert "urgency" in done.text


async def test_a_whole_mock_that_limits_says_when_to_come_back(llmock: LLMock) -> None:
    llmock.rate_limit(times=1, retry_after=7, provider="openai")
    async with adapter(llmock.base_url("openai")) as model:
        with pytest.raises(ModelFailed) as caught:
            await model.complete(ASK)
    assert (caught.value.kind, caught.value.retry_after) == (K.RATE, 7)
    assert len(llmock.requests) == 1


async def test_a_whole_mock_whose_context_is_too_small(llmock: LLMock) -> None:
    llmock.context_overflow(provider="openai")
    async with adapter(llmock.base_url("openai")) as model:
        with pytest.raises(ModelFailed) as caught:
            await model.complete(ASK)
    assert caught.value.kind is K.CONTEXT


async def test_the_sources_that_perplexity_names_are_kept() -> None:
    sources = ["https://example.org/hours"]
    async with facing(answers({**completion(), "citations": sources})) as (model, _):
        assert (await model.complete(ASK)).citations == tuple(sources)


async def test_a_whole_mock_streams(llmock: LLMock) -> None:
    llmock.reply("We open at eight.", provider="openai")
    async with adapter(llmock.base_url("openai"), stream=True) as model:
        done = await model.complete(ASK)
    assert (done.text, done.first_token is not None) == ("We open at eight.", True)
