"""What is decided is written down and performed, once, whatever goes wrong on the page."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import pytest

from app.pipeline import Pipeline
from conversation import chats, outbox, queue, turns
from core.errors import CannotSend, ChatUnreachable, SafeMode, SendingHeld, SendUnconfirmed
from core.judgement import Handover, Judged, Reply, Silence
from core.settings import ChatRule
from core.settings_source import isolated
from core.types import (
    Access,
    Author,
    ChatKind,
    ChatRef,
    Direction,
    Incoming,
    MessageKind,
    Mode,
    OutboxState,
    Seen,
)
from tests.fakes import FakeChannel

if TYPE_CHECKING:
    from conversation.db import Database
    from conversation.outbox import OutboxView
    from core.judgement import Decision, Thread
    from tests.fakes import FakeClock

ANA = ChatRef("main", "Ana", ChatKind.PERSON)
JUDGED = Judged(plan=None)


class Scripted:
    """A `Decider` that decides what it was told."""

    def __init__(self, decision: Decision) -> None:
        self.decision = decision
        self.threads: list[Thread] = []

    async def decide(self, thread: Thread) -> Decision:
        self.threads.append(thread)
        return self.decision


class Road:
    """A pipeline with everything it needs."""

    def __init__(self, db: Database, clock: FakeClock) -> None:
        self.db = db
        self.clock = clock
        self.channel = FakeChannel()
        self.held: queue.Job | None = None
        self.decider = Scripted(Reply("We open at nine.", JUDGED))
        self.points: list[str] = []
        settings = isolated({"chats": [ChatRule(name="Ana", access=Access.ALLOWED)], "pace": {"on": False}})
        self.pipeline = Pipeline(db, self.channel, self.channel, self.decider, settings, self.points.append)

    async def hears(self, text: str, number: int = 1) -> int:
        message = Incoming(ANA, f"3A{number:020X}", Direction.IN, MessageKind.TEXT, text, Seen.LIVE)
        await self.pipeline.listen([message])
        async with self.db.reading() as session:
            chat = await chats.find(session, ANA)
            assert chat is not None
            return chat.id

    async def claims(self, kind: str) -> queue.Job:
        """What a worker does when something is due."""
        await self.clock.advance(60)
        async with self.db.transaction() as session:
            job = await queue.claim(session, "worker", 600, kinds=[kind])
        assert job is not None
        return job

    async def answers(self) -> None:
        await self.pipeline.answer(await self.claims("answer"))

    async def delivers(self) -> None:
        """Delivers as a worker does, which ends the job only when nothing went wrong."""
        job = self.held or await self.claims("deliver")
        self.held = job
        await self.pipeline.deliver(job)

    async def writes(self, chat_id: int, text: str) -> None:
        async with self.db.transaction() as session:
            await outbox.put(session, chat_id, text, author=Author.OPERATOR, by="anna")

    async def rows(self, chat_id: int) -> list[OutboxView]:
        async with self.db.reading() as session:
            return await outbox.for_chat(session, chat_id, 50)


@pytest.fixture
def road(db: Database, clock: FakeClock) -> Road:
    return Road(db, clock)


async def test_an_answer_goes_from_the_decision_to_the_page(road: Road) -> None:
    chat = await road.hears("When do you open?")
    await road.answers()
    await road.delivers()
    (row,) = await road.rows(chat)
    assert (row.state, row.author) == (OutboxState.SENT, Author.BOT)
    assert road.channel.texts("Ana") == ["We open at nine."]
    assert road.points == ["stored", "planned", "queued", "sending", "sent"]


async def test_a_draft_is_dropped_when_the_contact_writes_while_the_model_thinks(road: Road) -> None:
    chat = await road.hears("When do you open?")
    job = await road.claims("answer")
    await road.hears("On Sunday, I mean", number=2)
    await road.pipeline.answer(job)
    assert await road.rows(chat) == []
    await road.answers()
    assert len(await road.rows(chat)) == 1


async def test_a_worker_that_was_overtaken_writes_nothing(road: Road) -> None:
    chat = await road.hears("When do you open?")
    late = await road.claims("answer")
    await road.clock.advance(700)
    await road.answers()
    await road.pipeline.answer(late)
    assert len(await road.rows(chat)) == 1


async def test_the_job_of_an_answer_ends_with_the_decision(road: Road) -> None:
    await road.hears("When do you open?")
    await road.answers()
    async with road.db.reading() as session:
        counts = await queue.counts(session)
    assert (counts.waiting, counts.running) == (1, 0)  # only the delivery is left


async def test_in_suggest_mode_the_answer_waits_for_a_person(road: Road) -> None:
    chat = await road.hears("When do you open?")
    async with road.db.transaction() as session:
        await chats.set_mode(session, chat, Mode.SUGGEST, actor="anna")
    await road.answers()
    assert [row.state for row in await road.rows(chat)] == [OutboxState.DRAFT]
    assert road.channel.texts("Ana") == []


async def test_a_handover_says_its_last_word_and_leaves_the_chat_to_people(road: Road) -> None:
    road.decider.decision = Handover("asked for a human", JUDGED, "A person will answer you.")
    chat = await road.hears("A human, please")
    await road.answers()
    await road.delivers()
    assert road.channel.texts("Ana") == ["A person will answer you."]
    async with road.db.reading() as session:
        found = await chats.get(session, chat)
        assert found is not None
        assert found.mode is Mode.HUMAN


async def test_silence_is_recorded_with_its_reason_and_sends_nothing(road: Road) -> None:
    road.decider.decision = Silence("a thank you needs no answer", JUDGED)
    chat = await road.hears("Thanks!")
    await road.answers()
    async with road.db.reading() as session:
        (turn,) = await turns.for_chat(session, chat)
    assert turn.reason == "a thank you needs no answer"
    assert await road.rows(chat) == []


@pytest.mark.parametrize("mishap", [ChatUnreachable("no row bears its name"), SafeMode("composer")])
async def test_what_could_not_be_pressed_is_tried_again_later(road: Road, mishap: Exception) -> None:
    chat = await road.hears("Hello")
    await road.writes(chat, "Your cake is ready")
    road.channel.mishaps = [mishap]
    with pytest.raises(type(mishap)):
        await road.delivers()
    assert [row.state for row in await road.rows(chat)] == [OutboxState.QUEUED]
    await road.delivers()
    assert road.channel.texts("Ana") == ["Your cake is ready"]


async def test_an_unconfirmed_send_waits_for_a_person_and_is_never_repeated(road: Road) -> None:
    chat = await road.hears("Hello")
    await road.writes(chat, "Your cake is ready")
    road.channel.mishaps = [SendUnconfirmed("no bubble appeared")]
    for _ in range(10):
        with contextlib.suppress(SendingHeld):
            await road.delivers()
        await road.clock.advance(120)
    await road.delivers()  # there is nothing to look for any more
    assert [row.hold for row in await road.rows(chat)] == [None]
    assert [row.state for row in await road.rows(chat)] == [OutboxState.UNKNOWN]
    assert road.channel.texts("Ana") == []


async def test_what_can_never_be_sent_fails_with_its_reason_and_the_next_goes_on(road: Road) -> None:
    chat = await road.hears("Hello")
    await road.writes(chat, "an answer to nothing")
    await road.writes(chat, "Your cake is ready")
    road.channel.mishaps = [CannotSend("the message to be answered is no longer in this chat")]
    await road.delivers()
    failed, sent = await road.rows(chat)
    assert (failed.state, sent.state) == (OutboxState.FAILED, OutboxState.SENT)
    assert failed.error is not None
    assert "no longer" in failed.error


async def test_a_bubble_that_comes_late_ends_the_doubt(road: Road) -> None:
    chat = await road.hears("Hello")
    await road.writes(chat, "Your cake is ready")
    road.channel.mishaps = [SendUnconfirmed("no bubble appeared")]
    road.channel.appears_anyway = True
    with pytest.raises(SendingHeld):
        await road.delivers()
    assert [(row.state, row.hold) for row in await road.rows(chat)] == [(OutboxState.UNKNOWN, "look")]
    await road.clock.advance(31)
    await road.delivers()
    assert [(row.state, row.hold) for row in await road.rows(chat)] == [(OutboxState.SENT, None)]
    assert road.channel.texts("Ana") == ["Your cake is ready"]


@pytest.mark.parametrize(
    ("appeared", "tells", "state", "bubbles"),
    [
        (True, True, OutboxState.SENT, 1),
        (False, True, OutboxState.SENT, 1),
        (True, False, OutboxState.UNKNOWN, 1),
        (False, False, OutboxState.UNKNOWN, 0),
    ],
)
async def test_a_send_that_a_crash_interrupted_is_looked_for_before_anything_is_typed(
    road: Road, appeared: bool, tells: bool, state: OutboxState, bubbles: int
) -> None:
    chat = await road.hears("Hello")
    await road.writes(chat, "Your cake is ready")
    road.channel.mishaps = [KeyboardInterrupt()]  # type: ignore[list-item]  # as abrupt as a crash
    road.channel.appears_anyway = appeared
    with pytest.raises(KeyboardInterrupt):
        await road.delivers()
    road.channel.tells = tells
    with contextlib.suppress(SendingHeld):
        await road.delivers()
    assert [row.state for row in await road.rows(chat)] == [state]
    assert len(road.channel.texts("Ana")) == bubbles


async def test_nothing_is_sent_to_a_chat_that_is_blocked_meanwhile(road: Road) -> None:
    chat = await road.hears("Hello")
    await road.writes(chat, "Your cake is ready")
    async with road.db.transaction() as session:
        await chats.set_access(session, chat, Access.BLOCKED, actor="anna")
    await road.delivers()
    (row,) = await road.rows(chat)
    assert row.state is OutboxState.FAILED
    assert road.channel.texts("Ana") == []
