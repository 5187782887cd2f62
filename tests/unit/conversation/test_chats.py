"""A chat is found by what is known of it; a name alone opens no door."""

from __future__ import annotations

from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conversation import activity, audit, chats, inbox
from conversation.chats import ChatView
from conversation.db import Database
from core.settings import ChatRule
from core.types import Access, ChatKind, ChatRef, Mode
from tests.contract.store import ALLOW, ANN, says
from tests.fakes import FakeClock

ANN_GROUP = ChatRef("main", "Ann", ChatKind.GROUP)
ANN_UNKNOWN = ChatRef("main", "Ann")


async def meet(db: Database, ref: ChatRef, rules: tuple[ChatRule, ...] = ALLOW) -> ChatView:
    async with db.transaction() as session:
        return await chats.meet(session, ref, rules)


async def get(db: Database, chat_id: int) -> ChatView:
    async with db.reading() as session:
        found = await chats.get(session, chat_id)
    assert found is not None
    return found


async def test_a_chat_is_met_once(db: Database) -> None:
    first = await meet(db, ANN)
    assert (first.name, first.kind, first.ref) == ("Ann", ChatKind.PERSON, ANN)
    assert await meet(db, ANN) == first
    assert (await meet(db, ChatRef("other", "Ann", ChatKind.PERSON))).id != first.id
    async with db.reading() as session:
        assert await chats.find(session, ANN) == await chats.get(session, first.id) == first
        assert await chats.find(session, ChatRef("main", "Bob")) is None
        assert await chats.get(session, 999) is None


async def test_the_same_name_spelt_with_other_code_points_is_the_same_chat(db: Database) -> None:
    composed = await meet(db, ChatRef("main", "Zoë  B", ChatKind.PERSON))
    assert (await meet(db, ChatRef("main", "Zoe\u0308 B", ChatKind.PERSON))).id == composed.id


async def test_a_stranger_waits(db: Database) -> None:
    stranger = await meet(db, ANN, ())
    assert (stranger.access, stranger.mode) == (Access.PENDING, Mode.AUTO)


@pytest.mark.parametrize(
    ("name", "kind", "access"),
    [
        ("Ann", ChatKind.PERSON, Access.BLOCKED),
        ("Anna", ChatKind.PERSON, Access.ALLOWED),
        ("Anna", ChatKind.GROUP, Access.PENDING),
        ("Team [north]", ChatKind.GROUP, Access.ALLOWED),
        ("Team n", ChatKind.GROUP, Access.PENDING),
    ],
)
async def test_the_first_rule_that_matches_decides(
    db: Database, name: str, kind: ChatKind, access: Access
) -> None:
    rules = (
        ChatRule(name="Ann", access=Access.BLOCKED),
        ChatRule(name="An*", kind=ChatKind.PERSON, access=Access.ALLOWED),
        ChatRule(name="Team [north]", access=Access.ALLOWED),
    )
    assert (await meet(db, ChatRef("main", name, kind), rules)).access is access


async def test_a_group_with_the_title_of_an_allowed_person_is_another_chat_and_waits(db: Database) -> None:
    person = await meet(db, ANN)
    group = await meet(db, ANN_GROUP)
    assert group.id != person.id
    assert (person.access, group.access) == (Access.ALLOWED, Access.PENDING)
    assert (await meet(db, ANN)).id == person.id


async def test_a_name_of_unknown_kind_is_the_only_chat_of_that_name(db: Database) -> None:
    person = await meet(db, ANN)
    assert (await meet(db, ANN_UNKNOWN)).id == person.id
    assert (await get(db, person.id)).kind is ChatKind.PERSON


async def test_a_name_of_unknown_kind_that_fits_two_chats_is_neither_and_waits(db: Database) -> None:
    known = {(await meet(db, ANN)).id, (await meet(db, ANN_GROUP)).id}
    unclear = await meet(db, ANN_UNKNOWN)
    assert unclear.id not in known
    assert (unclear.kind, unclear.access) == (ChatKind.UNKNOWN, Access.PENDING)
    assert (await meet(db, ANN_UNKNOWN)).id == unclear.id


async def test_a_kind_is_filled_in_when_it_becomes_known_and_the_rules_are_asked_again(db: Database) -> None:
    rules = (ChatRule(kind=ChatKind.PERSON, access=Access.ALLOWED, mode=Mode.SUGGEST),)
    unclear = await meet(db, ANN_UNKNOWN, rules)
    assert unclear.access is Access.PENDING
    known = await meet(db, ANN, rules)
    assert (known.id, known.kind) == (unclear.id, ChatKind.PERSON)
    assert (known.access, known.mode) == (Access.ALLOWED, Mode.SUGGEST)


async def test_what_a_person_decided_no_rule_changes(db: Database) -> None:
    unclear = await meet(db, ANN_UNKNOWN, ())
    async with db.transaction() as session:
        assert await chats.set_access(session, unclear.id, Access.BLOCKED, actor="zoe")
    assert (await meet(db, ANN, ALLOW)).access is Access.BLOCKED


async def test_a_change_is_audited_once_with_before_and_after(db: Database, chat: int) -> None:
    async with db.transaction() as session:
        for _ in range(2):
            assert await chats.set_access(session, chat, Access.BLOCKED, actor="zoe")
            assert await chats.set_mode(session, chat, Mode.HUMAN, actor="zoe")
        mode, access = await audit.listing(session)
        assert not await chats.set_access(session, 999, Access.BLOCKED, actor="zoe")
        assert not await chats.set_mode(session, 999, Mode.OFF, actor="zoe")
    assert (access.actor, access.action, access.target) == ("zoe", "chat.access", f"chat:{chat}")
    assert (access.before, access.after) == (
        {"chat": "Ann", "access": "allowed"},
        {"chat": "Ann", "access": "blocked"},
    )
    assert (mode.action, mode.after) == ("chat.mode", {"chat": "Ann", "mode": "human"})
    changed = await get(db, chat)
    assert (changed.access, changed.mode) == (Access.BLOCKED, Mode.HUMAN)
    async with db.reading() as session:
        events = await activity.since(session, 0, 10)
    assert [event.detail for event in events] == ["met", "blocked", "human"]


async def test_a_chat_in_the_waiting_room_shows_the_preview_of_its_row(
    db: Database, clock: FakeClock
) -> None:
    waiting = await meet(db, ANN, ())
    await clock.advance(10)
    async with db.transaction() as session:
        await chats.noticed(session, waiting.id, 2, "are you there?")
        await chats.noticed(session, waiting.id, 2, "are you there?")
        await chats.noticed(session, 999, 2, "nobody")
        assert await chats.last_text(session, waiting.id) is None
        events = await activity.since(session, 0, 10)
    assert len(events) == 1
    shown = await get(db, waiting.id)
    assert (shown.unread_hint, shown.last_text, shown.last_author) == (2, "are you there?", None)
    assert shown.last_at == shown.active_at == clock.utc()


async def test_a_stored_message_takes_the_place_of_the_preview(db: Database, chat: int) -> None:
    async with db.transaction() as session:
        await chats.noticed(session, chat, 1, "preview…")
        await inbox.accept(session, says("the whole message"), ALLOW, 4, 20)
    assert (await get(db, chat)).last_text == "the whole message"
    async with db.transaction() as session:
        await chats.noticed(session, chat, 0, "the whole mess…")
        assert await chats.last_text(session, chat) == "the whole message"
    after = await get(db, chat)
    assert (after.last_text, after.unread_hint) == ("the whole message", 0)


async def test_chats_are_listed_by_their_newest_activity_and_page_by_page(
    db: Database, clock: FakeClock
) -> None:
    for name in ("a", "b", "c", "d"):
        await meet(db, ChatRef("main", name, ChatKind.PERSON), ALLOW if name != "d" else ())
        await clock.advance(1)
    await meet(db, ChatRef("other", "e", ChatKind.PERSON), ())
    async with db.transaction() as session:
        await inbox.accept(session, says("hi", chat=ChatRef("main", "b", ChatKind.PERSON)), ALLOW, 4, 20)
        await clock.advance(1)
    async with db.reading() as session:
        first = await chats.listing(session, "main", limit=2)
        rest = await chats.listing(session, "main", limit=2, before=(first[-1].active_at, first[-1].id))
        everywhere = await chats.listing(session)
        waiting = await chats.listing(session, access=Access.PENDING)
    assert [chat.name for chat in first + rest] == ["b", "d", "c", "a"]
    assert len(everywhere) == 5
    assert {chat.name for chat in waiting} == {"d", "e"}


NUMBERS = count()
NAMES = st.sampled_from(["Ann", "Bob"])
REFS = st.builds(ChatRef, st.just("main"), NAMES, st.sampled_from(ChatKind))


@settings(
    deadline=None,
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(sightings=st.lists(REFS, min_size=1, max_size=8))
async def test_whatever_the_page_names_person_and_group_are_never_mixed_up(
    db: Database, sightings: list[ChatRef]
) -> None:
    account = f"a{next(NUMBERS)}"
    met: dict[tuple[str, ChatKind], int] = {}
    async with db.transaction() as session:
        for ref in sightings:
            chat = await chats.meet(session, ChatRef(account, ref.name, ref.kind), ALLOW)
            assert chat.name == ref.name
            assert ref.kind in (chat.kind, ChatKind.UNKNOWN)
            if ref.kind is not ChatKind.UNKNOWN:
                assert met.setdefault((ref.name, ref.kind), chat.id) == chat.id
        allowed = [chat for chat in await chats.listing(session, account) if chat.access is Access.ALLOWED]
    assert len({chat.name for chat in allowed}) == len(allowed)
