"""What a page is told of the conversation it has open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from simulator.model import Chat, Kind, Status
from simulator.reading import LONGEST_GAP, PAGE, Reading
from simulator.world import World

if TYPE_CHECKING:
    from tests.fakes import FakeClock


@pytest.fixture
def world(clock: FakeClock) -> World:
    return World(clock)


@pytest.fixture
def chat(world: World) -> Chat:
    chat = world.add_chat("Ana", Kind.PERSON)
    for n in range(180):
        world.receive(chat.id, str(n))
    return chat


def texts(frame: dict[str, list[dict[str, str]]]) -> list[str]:
    return [message["text"] for message in frame["messages"]]


def test_the_newest_page_is_sent_first(world: World, chat: Chat) -> None:
    frame = Reading(world).open(chat, 0)
    assert texts(frame) == [str(n) for n in range(180 - PAGE, 180)]
    assert frame["is_more"]


def test_all_unread_messages_are_sent(world: World, chat: Chat) -> None:
    frame = Reading(world).open(chat, 120)
    assert len(frame["messages"]) == 120 + PAGE // 2
    assert frame["unread"] == 120


def test_older_pages_join_without_a_gap_up_to_the_first(world: World, chat: Chat) -> None:
    reading = Reading(world)
    frame = reading.open(chat, 0)
    got = texts(frame)
    while frame["is_more"]:
        frame = reading.older(chat, chat.messages[int(got[0])].id)
        got = texts(frame) + got
    assert got == [str(n) for n in range(180)]


def test_news_are_messages_ticks_and_the_head(world: World, chat: Chat) -> None:
    reading = Reading(world)
    reading.open(chat, 0)
    message = world.write(chat.id, "hi")
    reading.add(message)
    world.set_status(message, Status.SENT)
    reading.tick(message)
    world.set_typing(chat.id, "Ana")
    reading.touch(chat.id)
    new, ticks, head = reading.news()
    assert texts(new) == ["hi"]
    assert ticks["ticks"] == {message.id: "sent"}
    assert head["chat"]["typing"] == "Ana"
    assert reading.news() == []


def test_a_head_that_stays_as_it_was_is_not_told_again(world: World, chat: Chat) -> None:
    reading = Reading(world)
    reading.open(chat, 3)
    world.set_unread(chat.id, 0)
    reading.touch(chat.id)
    assert reading.news() == []
    for who in ("Ana", None):
        world.set_typing(chat.id, who)
        reading.touch(chat.id)
        assert [frame["chat"]["typing"] for frame in reading.news()] == [who]


def test_another_chat_is_not_told_of(world: World, chat: Chat) -> None:
    reading = Reading(world)
    reading.open(chat, 0)
    other = world.add_chat("Tom", Kind.PERSON)
    reading.add(world.receive(other.id, "hi"))
    reading.touch(other.id)
    assert reading.news() == []
    reading.close()
    reading.add(world.receive(chat.id, "hi"))
    assert reading.news() == []


def test_a_page_that_was_away_gets_all_it_missed(world: World, chat: Chat) -> None:
    frame = Reading(world).reopen(chat, chat.messages[100].id)
    assert texts(frame)[-79:] == [str(n) for n in range(101, 180)]
    assert frame["is_more"] is None


def test_after_a_very_long_absence_the_page_begins_anew(world: World, chat: Chat) -> None:
    last = chat.messages[-1].id
    for n in range(LONGEST_GAP + 1):
        world.receive(chat.id, str(n))
    frame = Reading(world).reopen(chat, last)
    assert len(frame["messages"]) == PAGE
    assert frame["is_more"] is True
