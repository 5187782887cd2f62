"""What is kept of each call."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.errors import NoModelLeft
from core.judgement import Completion, FailureKind, Prompt
from llm.bookkeeping import Booked, Price
from llm.chain import Chain
from tests.fakes import FakeClock, ScriptedModel
from tests.unit.llm.books import MemoryBook
from tests.unit.llm.models import ASK, failed

FOR_ANA = replace(ASK, chat_id=7, newest_id=70)


class Costly:
    name = "b"

    async def complete(self, prompt: Prompt) -> Completion:
        return Completion("at eight", "served", "b", prompt_tokens=1_000, completion_tokens=100, seconds=0.5)


async def test_every_call_is_kept_with_its_end_and_its_price(clock: FakeClock) -> None:
    book = MemoryBook()
    chain = Chain([ScriptedModel(failed(FailureKind.AUTH), name="a"), Costly()], clock)
    subject = Booked(chain, book, {"b": Price(read=2.0, written=10.0)})
    assert ((await subject.complete(FOR_ANA)).text, subject.name) == ("at eight", "a > b")
    first, second = book.calls
    assert (first.provider, first.kind, first.cost) == ("a", FailureKind.AUTH, 0)
    assert (second.provider, second.model, second.kind) == ("b", "served", None)
    assert (second.prompt_tokens, second.completion_tokens, second.cost) == (1_000, 100, 3_000)
    assert {(call.chat_id, call.newest_id) for call in book.calls} == {(7, 70)}
    assert "at eight" not in str(book.calls)


async def test_a_chain_that_fails_is_kept_too(clock: FakeClock) -> None:
    book = MemoryBook()
    subject = Booked(Chain([ScriptedModel(failed(FailureKind.RATE), name="a")], clock), book, {})
    with pytest.raises(NoModelLeft):
        await subject.complete(ASK)
    assert [call.kind for call in book.calls] == [FailureKind.RATE]


async def test_a_model_that_was_not_called_is_not_kept(clock: FakeClock) -> None:
    book = MemoryBook()
    subject = Booked(Chain([ScriptedModel(name="a")], clock), book, {})
    with pytest.raises(NoModelLeft):
        await subject.complete(replace(ASK, deadline=0.1))
    assert book.calls == []
