"""What may not be sent now waits with its reason, opens no chat, and goes on by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from app.pipeline import Pipeline
from app.workers import Workers
from conversation import accounts, activity, chats, outbox, queue, sending
from core.errors import BrowserGone, SafeMode, SendingHeld
from core.judgement import Judged, Silence
from core.settings import ChatRule
from core.settings_source import isolated
from core.types import Access, Author, ChatKind, ChatRef, OutboxState, Screen
from tests.fakes import FakeChannel

if TYPE_CHECKING:
    from conversation.db import Database
    from conversation.outbox import OutboxView
    from core.judgement import Decision, Thread
    from core.types import Outgoing, SentProof
    from tests.fakes import FakeClock

ANA = ChatRef("main", "Ana", ChatKind.PERSON)


class Page(FakeChannel):
    """Remembers which chats were opened, and what came to be typed."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []
        self.missing: Exception | None = None
        self.sent: list[Outgoing] = []

    async def mark(self, chat: ChatRef) -> tuple[str, ...]:
        if self.missing is not None:
            raise self.missing
        self.opened.append(chat.name)
        return await super().mark(chat)

    async def send(self, outgoing: Outgoing) -> SentProof:
        self.sent.append(outgoing)
        return await super().send(outgoing)


class Silent:
    """A `Decider` that has nothing to say."""

    async def decide(self, thread: Thread) -> Decision:
        return Silence("nothing", Judged(plan=None))


class Post:
    """A number with one chat and what is to be sent to it."""

    def __init__(self, db: Database, clock: FakeClock, **pace: Any) -> None:
        self.db, self.clock, self.page = db, clock, Page()
        settings = isolated({"pace": {"gap": 0, "warm_up_days": 0, **pace}})
        self.pipeline = Pipeline(db, self.page, self.page, Silent(), settings, lambda _: None)
        self.workers = Workers(
            db, {"deliver": self.pipeline.deliver}, clock, settings.conversation, owner="worker"
        )

    async def writes(self, text: str = "hello", **more: Any) -> int:
        async with self.db.transaction() as session:
            chat = await chats.meet(session, ANA, [ChatRule(access=Access.ALLOWED)])
            return (await outbox.put(session, chat.id, text, author=Author.OPERATOR, **more)).id

    async def delivers(self) -> None:
        """As a worker does: the job is put back when it is held."""
        job = await self.workers._claim()
        assert job is not None
        await self.workers._do(job)

    async def row(self, row: int) -> OutboxView:
        async with self.db.reading() as session:
            found = await outbox.get(session, row)
        assert found is not None
        return found

    async def due(self) -> float:
        """Seconds until the queue is asked again."""
        async with self.db.reading() as session:
            moment = await queue.next_due(session)
        assert moment is not None
        return (moment - self.clock.utc()).total_seconds()


@pytest.fixture
async def post(db: Database, clock: FakeClock) -> Post:
    return Post(db, clock, on=True, new_per_day=100)


async def test_a_paused_number_opens_nothing_and_says_who_waits_for_what(post: Post) -> None:
    row = await post.writes()
    async with post.db.transaction() as session:
        await sending.pause(session, "main", actor="zoe")
    await post.delivers()
    found = await post.row(row)
    assert (found.state, found.hold, found.attempts) == (OutboxState.QUEUED, "paused", 0)
    assert post.page.opened == []
    async with post.db.transaction() as session:
        events = [each.detail for each in await activity.since(session, 0, 50) if each.kind == "outbox_held"]
        await sending.resume(session, "main", actor="zoe")
    assert events == ["paused"]
    await post.delivers()
    found = await post.row(row)
    assert (found.state, found.hold) == (OutboxState.SENT, None)


async def test_a_restricted_number_waits_until_whatsapp_lets_it_go(post: Post) -> None:
    row = await post.writes()
    async with post.db.transaction() as session:
        await accounts.note_link(session, "main", Screen.RESTRICTED)
    await post.delivers()
    assert ((await post.row(row)).hold, post.page.opened) == ("restricted", [])
    async with post.db.transaction() as session:
        await accounts.note_link(session, "main", Screen.MAIN)
    await post.clock.advance(31)
    await post.delivers()
    assert (await post.row(row)).state is OutboxState.SENT


async def test_quiet_hours_hold_everything_until_they_end(db: Database, clock: FakeClock) -> None:
    post = Post(db, clock, on=True, quiet="08:30-09:30")
    row = await post.writes()
    await post.delivers()
    found = await post.row(row)
    assert (found.hold, found.held_until is not None, await post.due()) == ("quiet_hours", True, 1800)
    await clock.advance(1801)
    await post.delivers()
    assert (await post.row(row)).state is OutboxState.SENT


async def test_a_chat_gets_no_more_than_its_limit_and_nothing_is_lost(db: Database, clock: FakeClock) -> None:
    post = Post(db, clock, on=True, chat_per_minute=2, new_per_day=100)
    rows = [await post.writes(f"number {n}") for n in range(3)]
    await post.delivers()
    assert post.page.texts("Ana") == ["number 0", "number 1"]
    assert ((await post.row(rows[2])).hold, await post.due()) == ("chat_limit", 60)
    await clock.advance(61)
    await post.delivers()
    assert post.page.texts("Ana") == ["number 0", "number 1", "number 2"]


async def test_a_number_without_a_pace_knows_no_limits_but_a_pause(db: Database, clock: FakeClock) -> None:
    post = Post(db, clock, on=False, chat_per_minute=1, quiet="00:00-23:59")
    for _ in range(3):
        await post.writes()
    await post.delivers()
    assert len(post.page.texts("Ana")) == 3
    assert {each.typing for each in post.page.sent} == {0.0}


async def test_a_paced_text_is_typed_in_time(post: Post) -> None:
    await post.writes("a" * 60)
    await post.delivers()
    (sent,) = post.page.sent
    assert 3 <= sent.typing <= 7


@pytest.mark.parametrize(
    ("mishap", "reason"), [(SafeMode("composer"), "safe_mode"), (BrowserGone("crashed"), "no_page")]
)
async def test_what_the_page_lacks_is_shown_beside_what_waits(
    post: Post, mishap: Exception, reason: str
) -> None:
    row = await post.writes()
    post.page.missing = mishap
    await post.delivers()
    found = await post.row(row)
    assert (found.state, found.hold) == (OutboxState.QUEUED, reason)
    post.page.missing = None
    await post.clock.advance(6)
    await post.delivers()
    assert (await post.row(row)).state is OutboxState.SENT


async def test_a_held_job_says_for_how_long(post: Post) -> None:
    row = await post.writes()
    async with post.db.transaction() as session:
        await sending.pause(session, "main", actor="zoe")
        job = await queue.claim(session, "worker", 60)
    assert job is not None
    with pytest.raises(SendingHeld, match="paused"):
        await post.pipeline.deliver(job)
    assert (await post.row(row)).state is OutboxState.QUEUED
