"""What a page is told of the chat list."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from simulator.listing import Listing
from simulator.model import Kind
from simulator.world import World

if TYPE_CHECKING:
    from tests.fakes import FakeClock


@pytest.fixture
def world(clock: FakeClock) -> World:
    world = World(clock)
    for n in range(50):
        world.add_chat(f"Person {n}", Kind.PERSON)
    return world


def test_only_the_window_is_sent(world: World) -> None:
    listing = Listing(world)
    listing.look(10, 15, "", "all")
    news = listing.news()
    assert news is not None
    assert (news["total"], news["start"], len(news["ids"]), len(news["rows"])) == (50, 10, 5, 5)
    assert [news["rows"][i]["name"] for i in news["ids"]] == [f"Person {n}" for n in (39, 38, 37, 36, 35)]


def test_nothing_new_is_nothing_to_tell(world: World) -> None:
    listing = Listing(world)
    assert listing.news() is not None
    assert listing.news() is None


def test_only_what_changed_is_sent_again(world: World) -> None:
    listing = Listing(world)
    listing.news()
    chat = world.chats()[7]
    world.receive(chat.id, "hi")
    listing.touch(chat.id)
    news = listing.news()
    assert news is not None
    assert news["ids"][0] == chat.id
    assert list(news["rows"]) == [chat.id]
    assert (news["rows"][chat.id]["unread"], news["unread"]) == (1, 1)


def test_a_change_below_the_window_costs_nothing(world: World) -> None:
    listing = Listing(world)
    listing.look(0, 5, "", "all")
    listing.news()
    chat = world.chats()[40]
    world.set_typing(chat.id, chat.name)
    listing.touch(chat.id)
    assert listing.news() is None


def test_a_search_and_a_filter_narrow_the_list(world: World) -> None:
    world.add_chat("Team 7", Kind.GROUP)
    listing = Listing(world)
    listing.look(0, 30, " PERSON 7", "all")
    assert (listing.news() or {})["total"] == 1
    listing.look(0, 30, "", "groups")
    assert (listing.news() or {})["total"] == 1
    world.receive(world.chats()[3].id, "hi")
    listing.look(0, 30, "", "unread")
    assert (listing.news() or {})["total"] == 1
    listing.look(0, 30, "", "favorites")
    assert (listing.news() or {})["total"] == 0


def test_a_page_that_forgot_is_told_everything_again(world: World) -> None:
    listing = Listing(world)
    first = listing.news()
    listing.forget()
    assert listing.news() == first
