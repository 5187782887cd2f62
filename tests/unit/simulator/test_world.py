"""The truth that all pages show."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.model import Direction, Kind, Status
from simulator.world import UnknownChat, World
from tests.fakes import FakeClock

if TYPE_CHECKING:
    from simulator.model import Change


@pytest.fixture
def world(clock: FakeClock) -> World:
    return World(clock, "Rosa")


def test_the_chat_with_the_newest_message_is_first(world: World) -> None:
    ana, tom = (world.add_chat(name, Kind.PERSON) for name in ("Ana", "Tom"))
    assert [chat.name for chat in world.chats()] == ["Tom", "Ana"]
    world.receive(ana.id, "hello")
    assert [chat.name for chat in world.chats()] == ["Ana", "Tom"]
    world.write(tom.id, "hi")
    assert [chat.name for chat in world.window(0, 1)] == ["Tom"]


@given(st.lists(st.integers(0, 5), max_size=60))
def test_the_order_is_always_that_of_the_last_message(moves: list[int]) -> None:
    world = World(FakeClock())
    chats = [world.add_chat(f"Person {n}", Kind.PERSON) for n in range(6)]
    expected = [chat.id for chat in reversed(chats)]
    for move in moves:
        world.receive(chats[move].id, "x")
        expected.remove(chats[move].id)
        expected.insert(0, chats[move].id)
    assert [chat.id for chat in world.chats()] == expected


def test_a_message_of_a_contact_counts_as_unread_until_it_is_read(world: World) -> None:
    chat = world.add_chat("Ana", Kind.PERSON)
    first, second = world.receive(chat.id, "one"), world.receive(chat.id, "two")
    assert (chat.unread, world.unread_chats) == (2, 1)
    assert world.read(chat.id) == [first, second]
    assert (chat.unread, world.unread_chats) == (0, 0)
    assert world.read(chat.id) == []


def test_history_and_own_messages_are_not_unread(world: World) -> None:
    chat = world.add_chat("Ana", Kind.PERSON)
    world.receive(chat.id, "long ago", at=FakeClock().utc())
    world.write(chat.id, "mine")
    assert chat.unread == 0


def test_ids_have_the_shapes_that_clients_give(world: World) -> None:
    group = world.add_chat("Group", Kind.GROUP, ["Ana", "Tom", "Wei"])
    ids = [world.receive(group.id, "x", sender).id for sender in group.members for _ in range(5)]
    assert all(re.fullmatch(r"3A[0-9A-F]{18}|AC[0-9A-F]{30}", message_id) for message_id in ids)
    assert len(set(ids)) == len(ids)


def test_one_person_keeps_to_one_kind_of_phone(world: World) -> None:
    chat = world.add_chat("Ana", Kind.PERSON)
    assert len({world.receive(chat.id, "x").id[:2] for _ in range(5)}) == 1


def test_ticks_only_move_forward(world: World) -> None:
    message = world.write(world.add_chat("Ana", Kind.PERSON).id, "hi")
    moves = [Status.PENDING, Status.SENT, Status.READ, Status.DELIVERED, Status.FAILED]
    assert [world.set_status(message, status) for status in moves] == [False, True, True, False, False]
    assert message.status is Status.READ


def test_a_message_of_a_contact_has_no_ticks(world: World) -> None:
    message = world.receive(world.add_chat("Ana", Kind.PERSON).id, "hi")
    assert not world.set_status(message, Status.READ)


def test_the_same_message_written_twice_is_one(world: World) -> None:
    chat = world.add_chat("Ana", Kind.PERSON)
    first = world.write(chat.id, "hi", message_id="3EB0" + "0" * 18)
    assert world.write(chat.id, "hi", message_id=first.id) is first
    assert len(chat.messages) == 1


def test_messages_behind_a_known_one_are_found(world: World) -> None:
    chat = world.add_chat("Ana", Kind.PERSON)
    messages = [world.receive(chat.id, str(n)) for n in range(4)]
    assert world.after(chat.id, messages[1].id) == messages[2:]
    assert world.after(chat.id, "unknown") == messages
    assert world.after(chat.id, None) == messages


def test_a_message_is_drawn_once(world: World) -> None:
    message = world.receive(world.add_chat("Ana", Kind.PERSON).id, "hi")
    assert world.set_drawn([message.id, "unknown"]) == [message]
    assert world.set_drawn([message.id]) == []


def test_who_writes_stops_typing(world: World) -> None:
    group = world.add_chat("Group", Kind.GROUP, ["Ana", "Tom"])
    world.set_typing(group.id, "Ana")
    world.receive(group.id, "x", "Tom")
    assert group.typing == "Ana"
    world.receive(group.id, "x", "Ana")
    assert group.typing is None


def test_a_chat_is_known_by_name_and_kind(world: World) -> None:
    person, group = world.add_chat("Ana", Kind.PERSON), world.add_chat("Ana", Kind.GROUP)
    assert world.named("Ana", Kind.PERSON) is person
    assert world.named("Ana", Kind.GROUP) is group
    assert world.named("Tom", Kind.PERSON) is None


def test_system_rows_are_never_the_last_message(world: World) -> None:
    chat = world.add_chat("Ana", Kind.PERSON)
    message = world.receive(chat.id, "hi")
    assert world.notice(chat.id, "Encrypted").direction is Direction.SYSTEM
    assert chat.last is message


def test_every_change_is_told(world: World) -> None:
    told: list[Change] = []
    world.listeners.append(told.append)
    chat = world.add_chat("Ana", Kind.PERSON)
    world.set_status(world.write(chat.id, "hi"), Status.SENT)
    world.set_draft(chat.id, "ab")
    world.set_draft(chat.id, "ab")
    names = [type(change).__name__ for change in told]
    assert names == ["ChatChanged", "MessageAdded", "StatusChanged", "ChatChanged"]


def test_an_unknown_chat_is_named_in_the_error(world: World) -> None:
    with pytest.raises(UnknownChat, match="nowhere"):
        world.receive("nowhere", "hi")
