"""What the page may do to messages, and how it is answered about a number."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from simulator import requests
from simulator.content import Body, Image, Traits, ViewOnce
from simulator.latency import FAST
from simulator.model import Kind, Status
from simulator.wire import Delete, Edit, Lookup, React, Viewed

if TYPE_CHECKING:
    from simulator.model import Message
    from simulator.simulation import Simulation
    from tests.fakes import FakeClock

NUMBER = "5215512345678"


async def test_a_lookup_is_answered_after_a_while_and_noted(simulation: Simulation, clock: FakeClock) -> None:
    chat = simulation.meet("Ana", Kind.PERSON)
    simulation.world.set_traits(chat.id, Traits(phone=NUMBER))
    told: list[dict[str, Any]] = []
    async with asyncio.TaskGroup() as group:
        for number in (NUMBER, "99999"):
            word = Lookup(t="lookup", number=number, by="drawer")
            group.create_task(requests.obey(simulation, word, told.append))
        await clock.advance(FAST.lookup * 0.9)
        assert told == []
        await clock.advance(FAST.lookup * 0.2)
    assert {frame["number"]: frame["chat"] for frame in told} == {NUMBER: chat.id, "99999": None}
    assert {(frame["t"], frame["by"]) for frame in told} == {("found", "drawer")}
    assert [entry["kind"] for entry in simulation.diary.since()].count("looked_up") == 2


def written(simulation: Simulation, body: str | Body = "at eight") -> Message:
    chat = simulation.meet("Ana", Kind.PERSON)
    return simulation.world.write(chat.id, body, status=Status.SENT)


def received(simulation: Simulation, body: str | Body = "hello") -> Message:
    chat = simulation.meet("Tom", Kind.PERSON)
    return simulation.world.receive(chat.id, body)


def edit(of: Message, text: str = "at nine") -> Edit:
    return Edit(t="edit", chat=of.chat_id, id=of.id, text=text)


def delete(of: Message) -> Delete:
    return Delete(t="delete", chat=of.chat_id, id=of.id)


async def test_a_young_message_of_ones_own_may_be_edited(simulation: Simulation, clock: FakeClock) -> None:
    message = written(simulation)
    await clock.advance(14 * 60)
    assert requests.change(simulation, edit(message))
    assert (message.text, message.is_edited) == ("at nine", True)
    await clock.advance(2 * 60)
    assert not requests.change(simulation, edit(message, "at ten"))
    assert message.text == "at nine"


def test_what_is_not_ones_own_words_is_neither_edited_nor_deleted(simulation: Simulation) -> None:
    theirs = received(simulation)
    picture = written(simulation, Body(content=Image(kind="image"), text="caption"))
    assert not requests.change(simulation, edit(theirs))
    assert not requests.change(simulation, delete(theirs))
    assert not requests.change(simulation, edit(picture))
    assert [entry["what"] for entry in simulation.diary.since() if entry["kind"] == "refused"] == [
        "edit",
        "delete",
        "edit",
    ]


def test_a_deleted_message_takes_nothing_more(simulation: Simulation) -> None:
    message = written(simulation)
    assert requests.change(simulation, delete(message))
    assert (message.text, message.deleted_by) == ("", "sender")
    for word in (edit(message), delete(message), react(message, "👍")):
        assert not requests.change(simulation, word)


def react(of: Message, emoji: str | None) -> React:
    return React(t="react", chat=of.chat_id, id=of.id, emoji=emoji)


def test_the_owner_has_one_reaction(simulation: Simulation) -> None:
    message = received(simulation)
    for emoji, there in (("👍", {"👍"}), ("❤️", {"❤️"}), (None, set())):
        assert requests.change(simulation, react(message, emoji))
        assert set(message.reactions.values()) == there
    assert not requests.change(simulation, react(message, "👍").model_copy(update={"chat": "another"}))


def test_a_photo_that_can_be_seen_once_is_spent_by_opening_it(simulation: Simulation) -> None:
    message = received(simulation, Body(content=ViewOnce(kind="view_once")))
    word = Viewed(t="viewed", chat=message.chat_id, id=message.id)
    assert requests.change(simulation, word)
    assert message.content == ViewOnce(kind="view_once", state="opened")
    assert requests.change(simulation, word)


def test_a_message_that_is_not_known_is_refused(simulation: Simulation) -> None:
    message = received(simulation)
    word = React(t="react", chat=message.chat_id, id="3EB0" + "0" * 18, emoji="👍")
    assert not requests.change(simulation, word)
