"""Anthropic's own ways."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from core.clock import SystemClock
from core.judgement import Prompt, PromptMessage, Task
from core.model_settings import AnthropicProvider
from llm.adapter import Adapter
from llm.anthropic import AnthropicWire, request
from tests.unit.llm.dialects import AnthropicDialect, Told
from tests.unit.llm.fault_server import answers, serving, streams
from tests.unit.llm.models import ASK

if TYPE_CHECKING:
    from llmock.pytest_plugin import LLMock

SETTINGS = AnthropicProvider(kind="anthropic", model="m", temperature=0.5)


async def test_a_temperature_is_left_out_and_said_so_once(caplog: pytest.LogCaptureFixture) -> None:
    async with serving(answers(AnthropicDialect().whole(Told()))) as server:
        made = SETTINGS.model_copy(update={"base_url": server.root, "stream": False})
        async with Adapter("claude", AnthropicWire(made), made, SystemClock()) as model:
            for _ in range(2):
                await model.complete(ASK)
    assert [sorted(sent) for sent in server.requests] == [["max_tokens", "messages", "model"]] * 2
    said = [record.message for record in caplog.records if "temperature" in record.message]
    assert said == ["temperature is left out: Anthropic takes it no longer"]
    assert server.path == "/v1/messages"


def test_instructions_stand_apart() -> None:
    prompt = Prompt(Task.ANSWER, (PromptMessage("system", "Be brief."), *ASK.messages))
    body = request(prompt, SETTINGS)
    assert (body["system"], [message["role"] for message in body["messages"]]) == ("Be brief.", ["user"])


async def test_what_was_read_from_its_memory_counts_too() -> None:
    dialect = AnthropicDialect()
    usage = {"input_tokens": 4, "cache_read_input_tokens": 7, "output_tokens": 3}
    fault = answers({**dialect.whole(Told()), "usage": usage})
    async with serving(fault) as server, dialect.adapter(server.root, stream=False) as model:
        assert (await model.complete(ASK)).prompt_tokens == 11


async def test_a_ping_between_the_words_is_no_word() -> None:
    dialect = AnthropicDialect()
    begin, *rest = dialect.events(Told())
    ping = b'event: ping\ndata: {"type": "ping"}\n\n'
    async with serving(streams(begin, ping, *rest)) as server, dialect.adapter(server.root) as model:
        assert (await model.complete(ASK)).text == "At eight."


async def test_a_whole_mock_of_the_vendor_is_answered_by(llmock: LLMock) -> None:
    llmock.reply("We open at eight.", provider="anthropic")
    async with AnthropicDialect().adapter(llmock.base_url("anthropic").removesuffix("/v1")) as model:
        done = await model.complete(ASK)
    assert (done.text, done.first_token is not None) == ("We open at eight.", True)
    llmock.assert_resilient()
