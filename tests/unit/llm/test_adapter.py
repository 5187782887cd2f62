"""Four wire formats against a server that breaks in every way: the same fault has the same kind on each."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING, Any

import pytest
import pytest_asyncio

from core.clock import SystemClock
from core.errors import ModelFailed
from core.judgement import FailureKind, Prompt, PromptMessage, Task, Tool, ToolCall
from tests.unit.llm.dialects import DIALECTS, KEY, Told
from tests.unit.llm.fault_server import answers, breaks_off, closes, drips, hangs, resets, serving, streams
from tests.unit.llm.models import ASK

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from llm.adapter import Adapter
    from tests.unit.llm.dialects import Dialect
    from tests.unit.llm.fault_server import Fault, FaultServer

K = FailureKind
EVERY = pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
PAGE = "<html><h1>Sign in to the hotel</h1></html>"


pytestmark = pytest.mark.asyncio(loop_scope="module")


class Stage:
    """One server, and one adapter for each way of being set: making a client is what takes time."""

    def __init__(self, server: FaultServer, stack: AsyncExitStack) -> None:
        self.server = server
        self._stack = stack
        self._adapters: dict[str, Adapter] = {}

    async def facing(self, dialect: Dialect, fault: Fault, **settings: Any) -> tuple[Adapter, FaultServer]:
        key = f"{dialect.name} {settings}"
        if key not in self._adapters:
            made = dialect.adapter(self.server.root, **settings)
            self._adapters[key] = await self._stack.enter_async_context(made)
        self.server.plays(fault)
        return self._adapters[key], self.server

    async def failure_of(self, dialect: Dialect, fault: Fault, **settings: Any) -> ModelFailed:
        model, server = await self.facing(dialect, fault, **settings)
        with pytest.raises(ModelFailed) as caught:
            await model.complete(ASK)
        assert len(server.requests) == 1, "the SDK must not retry by itself"
        return caught.value


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def stage() -> AsyncIterator[Stage]:
    async with serving(closes) as server, AsyncExitStack() as stack:
        yield Stage(server, stack)


def streamed(dialect: Dialect, told: Told) -> Fault:
    return streams(*dialect.events(told), content_type=dialect.stream_type)


@EVERY
@pytest.mark.parametrize("stream", [True, False], ids=["word by word", "whole"])
async def test_an_answer_tells_text_served_model_and_tokens(
    stage: Stage, dialect: Dialect, stream: bool
) -> None:
    fault = streamed(dialect, Told()) if stream else answers(dialect.whole(Told()))
    model, server = await stage.facing(dialect, fault, stream=stream)
    done = await model.complete(ASK)
    assert (done.text, done.model, done.provider) == ("At eight.", "served-model", "shop")
    assert (done.prompt_tokens, done.completion_tokens, done.estimated) == (11, 3, False)
    assert (done.first_token is not None) is stream
    assert KEY in " ".join(server.headers.values())


@EVERY
async def test_an_answer_cut_by_the_limit_says_so(stage: Stage, dialect: Dialect) -> None:
    model, _ = await stage.facing(dialect, streamed(dialect, Told("We open at", "length")))
    assert (await model.complete(ASK)).cut_short


TOOL = Tool("hours", "When the shop is open.", {"type": "object", "properties": {"day": {"type": "string"}}})


@EVERY
@pytest.mark.parametrize("stream", [True, False], ids=["word by word", "whole"])
async def test_a_tool_call_is_understood(stage: Stage, dialect: Dialect, stream: bool) -> None:
    told = Told("", "stop", ("hours", {"day": "Sunday"}))
    fault = streamed(dialect, told) if stream else answers(dialect.whole(told))
    model, server = await stage.facing(dialect, fault, stream=stream)
    done = await model.complete(Prompt(Task.ANSWER, ASK.messages, tools=(TOOL,)))
    assert [(call.name, dict(call.arguments)) for call in done.tool_calls] == [("hours", {"day": "Sunday"})]
    assert "When the shop is open." in str(server.requests[0]["tools"])


@EVERY
async def test_the_result_of_a_tool_is_told_with_its_call(stage: Stage, dialect: Dialect) -> None:
    call = ToolCall("c1", "hours", {"day": "Sunday"})
    messages = (
        PromptMessage("system", "Be brief."),
        *ASK.messages,
        PromptMessage("assistant", "", calls=(call,)),
        PromptMessage("tool", "closed on Sunday", answers=call),
    )
    model, server = await stage.facing(dialect, streamed(dialect, Told()))
    await model.complete(Prompt(Task.ANSWER, messages, tools=(TOOL,)))
    sent = str(server.requests[0])
    assert "closed on Sunday" in sent
    assert sent.count("hours") >= 2
    assert "Be brief." in sent


SCHEMA = {"type": "object", "properties": {"urgency": {"type": "integer"}}, "required": ["urgency"]}


@EVERY
@pytest.mark.parametrize("knows", [True, False], ids=["by the vendor", "in words"])
async def test_a_schema_is_sent_as_the_server_takes_it(stage: Stage, dialect: Dialect, knows: bool) -> None:
    prompt = Prompt(Task.PLAN, (PromptMessage("system", "Judge."), *ASK.messages), schema=SCHEMA)
    model, server = await stage.facing(dialect, streamed(dialect, Told('{"urgency": 1}')), json_schema=knows)
    assert (await model.complete(prompt)).text == '{"urgency": 1}'
    (sent,) = server.requests
    assert ("Answer with one JSON object" in str(sent)) is not knows
    assert "urgency" in str(sent)


STATUSES = [
    pytest.param(401, "no key", "authentication_error", K.AUTH, id="t39 401"),
    pytest.param(403, "no", "permission_error", K.AUTH, id="t40 403"),
    pytest.param(402, "pay", "billing_error", K.QUOTA, id="t41 402"),
    pytest.param(404, "no model", "not_found_error", K.MODEL, id="t42 404"),
    pytest.param(408, "slow", "timeout", K.TIMEOUT, id="t43 408"),
    pytest.param(409, "busy", "conflict", K.SERVER, id="t44 409"),
    pytest.param(413, "big", "request_too_large", K.CONTEXT, id="t45 413"),
    pytest.param(422, "field", "invalid", K.BADREQ, id="t46 422"),
    pytest.param(429, "slow down", "rate_limit_error", K.RATE, id="t47 429"),
    pytest.param(429, "x", "insufficient_quota", K.QUOTA, id="t48 429 quota"),
    pytest.param(500, "oops", "api_error", K.SERVER, id="t49 500"),
    pytest.param(502, "gateway", "api_error", K.SERVER, id="t50 502"),
    pytest.param(503, "busy", "overloaded_error", K.OVERLOAD, id="t51 503"),
    pytest.param(504, "slow", "timeout", K.TIMEOUT, id="t52 504"),
    pytest.param(529, "busy", "overloaded_error", K.OVERLOAD, id="t53 529"),
    pytest.param(400, "prompt is too long: 9000 tokens", "invalid", K.CONTEXT, id="t54 400 context"),
    pytest.param(400, "x", "exceed_context_size_error", K.CONTEXT, id="t55 400 context of llama-server"),
    pytest.param(400, "x", "content_filter", K.FILTER, id="t56 400 filter"),
    pytest.param(400, "API key not valid", "invalid", K.AUTH, id="t57 400 key"),
    pytest.param(400, "what?", "invalid", K.BADREQ, id="t58 400"),
    pytest.param(501, "never", "unimplemented", K.BADREQ, id="t59 501"),
]


@EVERY
@pytest.mark.parametrize(("status", "message", "type_", "kind"), STATUSES)
async def test_a_status_has_the_same_kind_everywhere(
    stage: Stage, dialect: Dialect, status: int, message: str, type_: str, kind: FailureKind
) -> None:
    failure = await stage.failure_of(dialect, answers(dialect.error(message, type_), status))
    assert (failure.kind, failure.status) == (kind, status)


ANY_ROAD = [
    pytest.param(resets, K.CONN, id="t60 reset"),
    pytest.param(closes, K.CONN, id="t61 closed"),
    pytest.param(answers("<html>Bad gateway</html>", 502), K.SERVER, id="t62 an error as a page"),
    pytest.param(answers("", 503), K.OVERLOAD, id="t63 an error without words"),
]


@EVERY
@pytest.mark.parametrize("stream", [True, False], ids=["word by word", "whole"])
@pytest.mark.parametrize(("fault", "kind"), ANY_ROAD)
async def test_a_broken_road_has_its_kind(
    stage: Stage, dialect: Dialect, fault: Fault, kind: FailureKind, stream: bool
) -> None:
    assert (await stage.failure_of(dialect, fault, stream=stream)).kind is kind


WHOLE: list[Any] = [
    pytest.param(lambda d: breaks_off, K.CONN, id="t64 broken off"),
    pytest.param(lambda d: answers('{"id": "x", "choi'), K.BADRESP, id="t65 half a JSON"),
    pytest.param(lambda d: answers(""), K.BADRESP, id="t66 empty body"),
    pytest.param(lambda d: answers(PAGE, content_type="text/html"), K.BADRESP, id="t67 a page"),
    pytest.param(lambda d: answers({"foo": 1}), K.BADRESP, id="t68 another shape"),
    pytest.param(lambda d: answers([1, 2]), K.BADRESP, id="a list"),
    pytest.param(lambda d: answers(d.error("down", "api_error")), K.BADRESP, id="t69 an error with 200"),
    pytest.param(lambda d: answers(d.whole(Told("At", None))), K.BADRESP, id="t70 unfinished"),
    pytest.param(lambda d: answers(d.whole(Told("  "))), K.BADRESP, id="t71 blank"),
]


@EVERY
@pytest.mark.parametrize(("fault", "kind"), WHOLE)
async def test_an_answer_that_is_none_has_its_kind(
    stage: Stage, dialect: Dialect, fault: Callable[[Dialect], Fault], kind: FailureKind
) -> None:
    assert (await stage.failure_of(dialect, fault(dialect), stream=False)).kind is kind


def cut(dialect: Dialect, then: Fault) -> Fault:
    return streams(*dialect.events(Told(finish=None)), content_type=dialect.stream_type, then=then)


async def aborts(writer: asyncio.StreamWriter) -> None:
    writer.close()


STREAMED: list[Any] = [
    pytest.param(lambda d: cut(d, aborts), K.CONN, id="t72 cut in mid-answer"),
    pytest.param(lambda d: cut(d, resets), K.CONN, id="t73 reset in mid-answer"),
    pytest.param(
        lambda d: streamed(d, Told("We open", None)), K.BADRESP, id="t74 a clean end without an end"
    ),
    pytest.param(
        lambda d: streams(*d.events(Told(finish=None)), b"data: {br\n\n", content_type=d.stream_type),
        K.BADRESP,
        id="t75 a corrupt event",
    ),
    pytest.param(
        lambda d: streams(
            *d.events(Told(finish=None)), d.late_error("overloaded_error"), content_type=d.stream_type
        ),
        K.OVERLOAD,
        id="t76 overloaded in mid-answer",
    ),
    pytest.param(
        lambda d: streams(
            *d.events(Told(finish=None)), d.late_error("api_error"), content_type=d.stream_type
        ),
        K.SERVER,
        id="t77 an error in mid-answer",
    ),
    pytest.param(lambda d: answers(PAGE, content_type="text/html"), K.BADRESP, id="t78 a page"),
    pytest.param(lambda d: streams(content_type=d.stream_type), K.BADRESP, id="t79 no event at all"),
]


@EVERY
@pytest.mark.parametrize(("fault", "kind"), STREAMED)
async def test_an_answer_word_by_word_that_breaks_has_its_kind(
    stage: Stage, dialect: Dialect, fault: Callable[[Dialect], Fault], kind: FailureKind
) -> None:
    assert (await stage.failure_of(dialect, fault(dialect))).kind is kind


@pytest.mark.parametrize("dialect", DIALECTS[:3], ids=lambda dialect: dialect.name)
@pytest.mark.parametrize("stream", [True, False], ids=["word by word", "whole"])
async def test_t80_a_filter_is_a_kind_of_its_own(stage: Stage, dialect: Dialect, stream: bool) -> None:
    told = Told("", "filter")
    fault = streamed(dialect, told) if stream else answers(dialect.whole(told))
    assert (await stage.failure_of(dialect, fault, stream=stream)).kind is K.FILTER


@EVERY
@pytest.mark.parametrize("stream", [True, False], ids=["word by word", "whole"])
@pytest.mark.parametrize("fault", [hangs, drips], ids=["t26 hangs", "t26 drips"])
async def test_t26_nothing_holds_an_attempt_longer_than_its_timeout(
    stage: Stage, dialect: Dialect, fault: Fault, stream: bool
) -> None:
    assert (await stage.failure_of(dialect, fault, stream=stream, timeout=0.3)).kind is K.TIMEOUT


@EVERY
async def test_a_first_word_that_does_not_come_is_a_timeout(stage: Stage, dialect: Dialect) -> None:
    fault = streams(content_type=dialect.stream_type, then=hangs)
    assert (await stage.failure_of(dialect, fault, timeout=60.0, first_token=0.3)).kind is K.TIMEOUT


@EVERY
async def test_silence_in_mid_answer_is_a_timeout(stage: Stage, dialect: Dialect) -> None:
    failure = await stage.failure_of(dialect, cut(dialect, hangs), timeout=60.0, first_token=60.0, idle=0.3)
    assert failure.kind is K.TIMEOUT


@EVERY
async def test_t81_a_refused_connection_is_a_failure_of_the_connection(dialect: Dialect) -> None:
    async with serving(closes) as server:
        root = server.root
    async with dialect.adapter(root) as model:
        with pytest.raises(ModelFailed) as caught:
            await model.complete(ASK)
    assert caught.value.kind is K.CONN


@pytest.mark.parametrize("dialect", DIALECTS[:3], ids=lambda dialect: dialect.name)
async def test_the_vendors_wish_is_kept(stage: Stage, dialect: Dialect) -> None:
    fault = answers(dialect.error("slow down", "rate_limit_error"), 429, {"retry-after": "7"})
    assert (await stage.failure_of(dialect, fault)).retry_after == 7


@EVERY
async def test_a_cancelled_call_stays_cancelled(stage: Stage, dialect: Dialect) -> None:
    model, server = await stage.facing(dialect, hangs)
    async with asyncio.TaskGroup() as group:
        task = group.create_task(model.complete(ASK))
        await server.asked.wait()
        task.cancel()
    assert task.cancelled()


@EVERY
async def test_a_failure_holds_neither_prompt_nor_key(
    stage: Stage, dialect: Dialect, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    echo = dialect.error(f"When do you open? with {KEY} is no good", "invalid")
    failure = await stage.failure_of(dialect, answers(echo, 400))
    told = " ".join([str(failure), repr(failure.__cause__), *(str(vars(r)) for r in caplog.records)])
    assert failure.__suppress_context__
    assert "open?" not in told
    assert KEY not in told


@EVERY
async def test_after_the_deadline_nothing_is_sent(stage: Stage, dialect: Dialect) -> None:
    prompt = Prompt(Task.ANSWER, ASK.messages, deadline=SystemClock().monotonic() - 1)
    model, server = await stage.facing(dialect, hangs)
    with pytest.raises(ModelFailed) as caught:
        await model.complete(prompt)
    assert (caught.value.kind, server.requests) == (K.DEADLINE, [])


@EVERY
async def test_outside_its_block_it_is_a_mistake_of_ours(dialect: Dialect) -> None:
    model = dialect.adapter("http://127.0.0.1")
    with pytest.raises(RuntimeError, match="outside"):
        await model.complete(ASK)
