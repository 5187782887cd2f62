"""What a page is told of the chat list."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from simulator.content import Traits
from simulator.listing import Listing
from simulator.model import Kind
from simulator.world import World

if TYPE_CHECKING:
    from simulator.model import Chat
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
    listing.look(0, 30, " TEAM 7", "all")
    assert (listing.news() or {})["total"] == 2  # a heading and the group
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


def told(listing: Listing) -> list[str]:
    return list((listing.news() or {})["ids"])


def test_results_stand_under_headings_and_found_words_of_messages_come_last(world: World) -> None:
    jose = world.add_chat("José Bakery", Kind.PERSON)
    ana = world.add_chat("Ana", Kind.PERSON)
    world.receive(jose.id, "good morning")
    hit = world.receive(ana.id, "the JOSE you know")
    world.receive(ana.id, "and more")
    silent = world.add_chat("Jose Silent", Kind.PERSON)
    listing = Listing(world)
    listing.look(0, 30, "jose", "all")
    news = listing.news()
    assert news is not None
    assert news["ids"] == ["#chats", jose.id, "#contacts", silent.id, "#messages", f"m:{hit.id}"]
    assert news["total"] == 6
    row = news["rows"][f"m:{hit.id}"]
    assert (row["id"], row["name"], row["last"]["text"], row["unread"]) == (
        ana.id,
        "Ana",
        "the JOSE you know",
        0,
    )


def test_a_number_finds_a_saved_contact_and_an_unsaved_one(world: World) -> None:
    saved = world.add_chat("Marta", Kind.PERSON, traits=Traits(phone="34600111222"))
    unsaved = world.add_chat("+34 600 111 333", Kind.PERSON)
    listing = Listing(world)
    listing.look(0, 30, "600 111", "all")
    assert told(listing) == ["#contacts", unsaved.id, saved.id]
    listing.look(0, 30, "34600111222", "all")
    assert told(listing) == ["#contacts", saved.id]


def test_a_result_that_changes_is_told_and_a_new_one_is_found(world: World) -> None:
    chat = world.add_chat("Bakery", Kind.GROUP)
    listing = Listing(world)
    listing.look(0, 30, "bakery", "all")
    assert told(listing) == ["#chats", chat.id]
    late = world.add_chat("Late Bakery", Kind.GROUP)
    listing.touch(late.id)
    assert told(listing) == ["#chats", late.id, chat.id]


def test_an_unread_chat_that_is_opened_stays_under_its_filter_until_another_is_opened(world: World) -> None:
    first, second = world.chats()[10], world.chats()[20]
    for chat in (first, second):
        world.receive(chat.id, "hi")
    listing = Listing(world)
    listing.look(0, 30, "", "unread")
    assert told(listing) == [second.id, first.id]
    listing.opened(first.id)
    world.read(first.id)
    listing.touch(first.id)
    assert told(listing) == [second.id, first.id]
    listing.opened(second.id)
    assert told(listing) == [second.id]


def test_a_chat_opened_before_the_filter_is_not_kept_by_it(world: World) -> None:
    chat = world.chats()[4]
    listing = Listing(world)
    listing.opened(chat.id)
    listing.look(0, 30, "", "unread")
    assert told(listing) == []


def test_a_filter_follows_what_happens_to_chats(world: World) -> None:
    listing = Listing(world)
    listing.look(0, 30, "", "favorites")
    assert told(listing) == []
    low, high = world.chats()[30], world.chats()[3]
    for chat in (low, high):
        world.set_traits(chat.id, Traits(is_favorite=True))
        listing.touch(chat.id)
    assert told(listing) == [high.id, low.id]
    world.receive(low.id, "now I am first")
    listing.touch(low.id)
    assert told(listing) == [low.id, high.id]
    world.set_traits(high.id, Traits(is_favorite=True, is_archived=True))
    listing.touch(high.id)
    assert told(listing) == [low.id]


def test_archived_chats_have_a_list_of_their_own_and_are_found_by_a_search(world: World) -> None:
    away = world.add_chat("Away", Kind.GROUP, traits=Traits(is_archived=True))
    listing = Listing(world)
    news = listing.news()
    assert news is not None
    assert (news["total"], news["archived"]) == (50, 1)
    listing.look(0, 30, "", "archived")
    assert told(listing) == [away.id]
    listing.look(0, 30, "away", "all")
    assert told(listing) == ["#chats", away.id]


def test_the_number_of_unread_chats_is_told_though_no_row_in_sight_changed(world: World) -> None:
    listing = Listing(world)
    listing.look(0, 5, "", "all")
    listing.news()
    chat = world.chats()[40]
    world.set_unread(chat.id, 3)
    listing.touch(chat.id)
    news = listing.news()
    assert news is not None
    assert (news["unread"], news["rows"]) == (1, {})


class CountingWorld(World):
    """Knows how often all its chats were asked for."""

    scans = 0

    def chats(self) -> list[Chat]:
        self.scans += 1
        return super().chats()


@pytest.mark.parametrize("only", ["all", "unread", "groups", "favorites", "archived"])
def test_of_twenty_thousand_chats_only_the_one_that_got_a_message_is_looked_at(
    clock: FakeClock, only: str
) -> None:
    world = CountingWorld(clock)
    traits = Traits(is_favorite=True, is_archived=only == "archived")
    chats = [world.add_chat(f"Chat {n}", Kind.GROUP, traits=traits) for n in range(20_000)]
    listing = Listing(world)
    listing.look(0, 30, "", only)
    listing.news()
    before = world.scans
    world.receive(chats[5].id, "hi")
    listing.touch(chats[5].id)
    assert told(listing)[0] == chats[5].id
    assert world.scans == before
