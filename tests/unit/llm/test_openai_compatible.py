"""The adapter against real local servers: what is sent, what is taken for an answer, what breaks how."""

from __future__ import annotations

import asyncio
import time
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import SecretStr

from core.clock import SystemClock
from core.errors import ModelFailed
from core.judgement import FailureKind, Prompt, PromptMessage, Task
from core.settings import OpenAICompatibleProvider
from llm.openai_compatible import OpenAICompatible, check, request
from tests.unit.llm.fault_server import (
    answers,
    breaks_off,
    closes,
    completion,
    drips,
    hangs,
    resets,
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
        **{"timeout": 5.0, **more},
    )


@asynccontextmanager
async def adapter(base_url: str, **more: Any) -> AsyncIterator[OpenAICompatible]:
    async with OpenAICompatible("shop", settings(base_url, **more), SystemClock()) as model:
        yield model


@asynccontextmanager
async def facing(fault: Fault, **more: Any) -> AsyncIterator[tuple[OpenAICompatible, FaultServer]]:
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
        pytest.param(answers({"error": {"message": "bad key"}}, 401), K.AUTH, id="401"),
        pytest.param(answers({"error": {"message": "no"}}, 403), K.AUTH, id="403"),
        pytest.param(answers({"error": {"message": "pay"}}, 402), K.QUOTA, id="402"),
        pytest.param(answers({"error": {"message": "no model"}}, 404), K.MODEL, id="404"),
        pytest.param(answers({"error": {"message": "slow"}}, 408), K.TIMEOUT, id="408"),
        pytest.param(answers({"error": {"message": "busy"}}, 409), K.SERVER, id="409"),
        pytest.param(answers({"error": {"message": "big"}}, 413), K.CONTEXT, id="413"),
        pytest.param(answers({"error": {"message": "field"}}, 422), K.BADREQ, id="422"),
        pytest.param(answers({"error": {"message": "slow down"}}, 429), K.RATE, id="429"),
        pytest.param(
            answers({"error": {"message": "x", "code": "insufficient_quota"}}, 429), K.QUOTA, id="429 quota"
        ),
        pytest.param(answers({"error": {"message": "oops"}}, 500), K.SERVER, id="500"),
        pytest.param(answers("<html>Bad gateway</html>", 502), K.SERVER, id="502 as a page"),
        pytest.param(answers({"error": {"message": "busy"}}, 503), K.OVERLOAD, id="503"),
        pytest.param(answers("", 504), K.TIMEOUT, id="504"),
        pytest.param(answers({"error": {"message": "busy"}}, 529), K.OVERLOAD, id="529"),
        pytest.param(
            answers({"error": {"message": "x", "code": "context_length_exceeded"}}, 400),
            K.CONTEXT,
            id="400 context",
        ),
        pytest.param(
            answers({"error": {"message": "x", "type": "exceed_context_size_error", "n_ctx": 512}}, 400),
            K.CONTEXT,
            id="400 context of llama-server",
        ),
        pytest.param(
            answers({"error": {"message": "x", "code": "content_filter"}}, 400), K.FILTER, id="400 filter"
        ),
        pytest.param(answers({"error": {"message": "what?"}}, 400), K.BADREQ, id="400"),
        pytest.param(resets, K.CONN, id="reset"),
        pytest.param(closes, K.CONN, id="closed"),
        pytest.param(breaks_off, K.CONN, id="broken off"),
        pytest.param(answers('{"id": "x", "choi'), K.BADRESP, id="half a JSON"),
        pytest.param(answers(""), K.BADRESP, id="empty body"),
        pytest.param(
            answers("<html><h1>Sign in to the hotel</h1></html>", content_type="text/html"),
            K.BADRESP,
            id="a page",
        ),
        pytest.param(answers({"foo": 1}), K.BADRESP, id="another shape"),
        pytest.param(answers([1, 2]), K.BADRESP, id="a list"),
        pytest.param(answers({"error": {"message": "down"}}), K.BADRESP, id="an error with status 200"),
        pytest.param(answers({**completion(), "choices": []}), K.BADRESP, id="no choices"),
        pytest.param(answers({**completion(), "choices": [None]}), K.BADRESP, id="no choice"),
        pytest.param(answers({**completion(), "choices": "x"}), K.BADRESP, id="choices as text"),
        pytest.param(answers(completion(finish=None)), K.BADRESP, id="unfinished"),
        pytest.param(answers(completion("  ")), K.BADRESP, id="blank"),
        pytest.param(answers(completion(None)), K.BADRESP, id="no text"),
        pytest.param(answers(completion({"a": 1})), K.BADRESP, id="text of another type"),
        pytest.param(answers(completion("", finish="content_filter")), K.FILTER, id="filtered"),
        pytest.param(answers(completion(None, refusal="I cannot")), K.FILTER, id="refused"),
    ],
)
async def test_what_breaks_has_a_kind(fault: Fault, kind: FailureKind) -> None:
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


@pytest.mark.parametrize("fault", [hangs, drips])
async def test_t26_nothing_holds_an_attempt_longer_than_its_timeout(fault: Fault) -> None:
    began = time.monotonic()
    assert (await failure_of(fault, timeout=0.3)).kind is K.TIMEOUT
    assert time.monotonic() - began < 3


async def test_the_deadline_of_the_prompt_is_kept_too() -> None:
    prompt = Prompt(Task.ANSWER, ASK.messages, deadline=SystemClock().monotonic() + 0.3)
    async with facing(hangs) as (model, _):
        with pytest.raises(ModelFailed) as caught:
            await model.complete(prompt)
    assert caught.value.kind is K.TIMEOUT


async def test_after_the_deadline_nothing_is_sent() -> None:
    prompt = Prompt(Task.ANSWER, ASK.messages, deadline=SystemClock().monotonic() - 1)
    async with facing(answers(completion())) as (model, server):
        with pytest.raises(ModelFailed) as caught:
            await model.complete(prompt)
    assert (caught.value.kind, server.requests) == (K.DEADLINE, [])


async def test_a_refused_connection_is_a_failure_of_the_connection() -> None:
    async with serving(closes) as server:
        address = server.base_url
    async with adapter(address) as model:
        with pytest.raises(ModelFailed) as caught:
            await model.complete(ASK)
    assert caught.value.kind is K.CONN


async def test_a_cancelled_call_stays_cancelled() -> None:
    async with facing(hangs) as (model, server), asyncio.TaskGroup() as group:
        task = group.create_task(model.complete(ASK))
        await server.asked.wait()
        task.cancel()
    assert task.cancelled()


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
    assert (done.model, done.prompt_tokens) == ("asked-model", None)


async def test_a_failure_holds_neither_prompt_nor_key(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    echo = {"error": {"message": f"When do you open? with {KEY} is no good"}}
    failure = await failure_of(answers(echo, 400))
    assert "BadRequestError 400" in str(failure)
    told = " ".join([str(failure), repr(failure.__cause__), *(str(vars(r)) for r in caplog.records)])
    assert failure.__suppress_context__
    assert "open?" not in told
    assert KEY not in told


async def test_outside_its_block_it_is_a_mistake_of_ours() -> None:
    model = OpenAICompatible("shop", settings("http://127.0.0.1/v1"), SystemClock())
    with pytest.raises(RuntimeError, match="outside"):
        await model.complete(ASK)


async def test_a_server_without_a_key_is_asked_without_ours() -> None:
    async with serving(answers(completion())) as server:
        keyless = settings(server.base_url).model_copy(update={"api_key": None})
        async with OpenAICompatible("local", keyless, SystemClock()) as model:
            await model.complete(ASK)
    assert server.headers["authorization"] == "Bearer none"


def test_a_page_is_no_answer() -> None:
    with pytest.raises(ModelFailed) as caught:
        check("<html></html>")
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
