"""What the phone page is shown, and what its words do to the world."""

from __future__ import annotations

import asyncio
import contextlib
import json
from typing import TYPE_CHECKING, Any

import pytest
from starlette.websockets import WebSocketDisconnect

from simulator.content import Image, Voice
from simulator.model import Direction, Kind, Status
from simulator.phone_picture import Wanted, picture
from simulator.phone_server import BAD_WORD, Phone

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from simulator.model import Chat
    from simulator.simulation import Simulation


@pytest.fixture
def ana(simulation: Simulation) -> Chat:
    return simulation.meet("Ana", Kind.PERSON)


class Line:
    """Both ends of a socket in one process."""

    def __init__(self) -> None:
        self.to_server: asyncio.Queue[str | None] = asyncio.Queue()
        self.to_page: asyncio.Queue[str] = asyncio.Queue()
        self.closed: int | None = None

    async def receive_text(self) -> str:
        text = await self.to_server.get()
        if text is None:
            raise WebSocketDisconnect(1001)
        return text

    async def send_text(self, text: str) -> None:
        self.to_page.put_nowait(text)

    async def close(self, code: int) -> None:
        self.closed = code


class Hand:
    """An open phone page; it looks at the world after each word that it says."""

    def __init__(self, line: Line) -> None:
        self.line = line
        self.shown: dict[str, Any] = {}

    async def say(self, **word: Any) -> dict[str, Any]:
        self.line.to_server.put_nowait(json.dumps(word))
        await self.look()
        return self.shown

    async def look(self) -> None:
        self.shown = json.loads(await self.line.to_page.get())


@contextlib.asynccontextmanager
async def phone(simulation: Simulation) -> AsyncIterator[Hand]:
    hand = Hand(Line())
    async with asyncio.TaskGroup() as group:
        group.create_task(Phone(simulation, hand.line).run())  # type: ignore[arg-type]
        await hand.look()
        yield hand
        hand.line.to_server.put_nowait(None)


async def test_contacts_write_words_and_everything_else(simulation: Simulation, ana: Chat) -> None:
    async with phone(simulation) as hand:
        await hand.say(t="write", chat=ana.id, text="one\ntwo")
        await hand.say(t="write", chat=ana.id, content={"kind": "voice", "seconds": 9})
        first = ana.messages[1]
        await hand.say(t="write", chat=ana.id, text="three", quote=first.id)
        await hand.say(t="own", chat=ana.id, content={"kind": "image", "hue": 3}, text="mine")
    said = ana.messages[1:]
    assert [(m.direction, m.sender) for m in said[2:]] == [
        (Direction.IN, "Ana"),
        (Direction.OUT, "Rosa's Bakery"),
    ]
    assert said[0].text == "one\ntwo"
    assert said[1].content == Voice(kind="voice", seconds=9)
    assert said[2].quote == first.id
    assert (said[3].content, said[3].status) == (Image(kind="image", hue=3), Status.SENT)


async def test_members_of_a_group_are_met_and_speak_each_for_themselves(simulation: Simulation) -> None:
    async with phone(simulation) as hand:
        shown = await hand.say(t="meet", name="Team", kind="group", members=["Tom", "Wei"])
        team = simulation.world.chat(shown["chat"]["id"])
        await hand.say(t="typing", chat=team.id, on=True, sender="Wei", recording=True)
        assert (team.typing, team.activity) == ("Wei", "recording")
        await hand.say(t="write", chat=team.id, text="hi", sender="Wei")
        await hand.say(t="write", chat=team.id, text="hello")
        stranger = (await hand.say(t="meet", name="+55 11 90000-0111", push_name="Aninha"))["chat"]
    assert [m.sender for m in team.messages[1:]] == ["Wei", "Tom"]
    assert team.typing is None
    assert (stranger["name"], stranger["push_name"]) == ("+55 11 90000-0111", "Aninha")
    assert simulation.world.chat(stranger["id"]).traits.phone == "5511900000111"


async def test_messages_are_reacted_to_edited_and_deleted(simulation: Simulation, ana: Chat) -> None:
    message = simulation.world.receive(ana.id, "helo")
    async with phone(simulation) as hand:
        await hand.say(t="react", message=message.id, by="Ana", emoji="👍")
        await hand.say(t="react", message=message.id, by=None, emoji="🙏")
        assert message.reactions == {"Ana": "👍", "Rosa's Bakery": "🙏"}
        await hand.say(t="react", message=message.id, by=None, emoji=None)
        await hand.say(t="edit", message=message.id, text="hello")
        assert (message.text, message.is_edited, message.reactions) == ("hello", True, {"Ana": "👍"})
        await hand.say(t="delete", message=message.id)
        await hand.say(t="edit", message=message.id, text="again")
        await hand.say(t="react", message="nothing", by=None, emoji="👍")
    assert (message.text, message.deleted_by, message.reactions) == ("", "sender", {})


async def test_both_sides_can_have_seen_what_the_other_wrote(simulation: Simulation, ana: Chat) -> None:
    world = simulation.world
    own = world.write(ana.id, "ours", status=Status.SENT)
    stuck = world.write(ana.id, "never left", status=Status.FAILED)
    world.receive(ana.id, "one")
    async with phone(simulation) as hand:
        bubbles = (await hand.say(t="look", chat=ana.id))["chat"]["messages"]
        assert [(b["text"], b.get("is_read")) for b in bubbles[1:]] == [("ours", None), ("one", False)]
        await hand.say(t="seen", chat=ana.id, by="contact")
        assert (own.status, stuck.status) == (Status.READ, Status.FAILED)
        shown = await hand.say(t="seen", chat=ana.id, by="owner")
    assert shown["chat"]["messages"][-1]["is_read"] is True
    assert ana.unread == 0


async def test_the_owners_phone_goes_offline_and_is_unlinked(simulation: Simulation) -> None:
    simulation.devices.link()
    async with phone(simulation) as hand:
        assert (hand.shown["linked"], hand.shown["online"]) == (True, True)
        assert (await hand.say(t="online", on=False))["online"] is False
        assert (await hand.say(t="unlink"))["linked"] is False
    assert not simulation.is_phone_online
    assert [entry["on"] for entry in simulation.diary.since() if entry["kind"] == "phone"] == [False]


async def test_characters_that_no_page_shows_link_nothing(simulation: Simulation) -> None:
    async with phone(simulation) as hand:
        assert (await hand.say(t="confirm", code="ABCD-1234"))["linked"] is False


@pytest.mark.parametrize(
    "word",
    [
        {"t": "write", "chat": "none", "text": "x"},
        {"t": "write", "chat": "none", "text": ""},
        {"t": "edit", "message": "x", "text": ""},
        {"t": "dance"},
    ],
)
async def test_what_makes_no_sense_ends_the_connection(simulation: Simulation, word: dict[str, str]) -> None:
    async with phone(simulation) as hand:
        hand.line.to_server.put_nowait(json.dumps(word))
        hand.line.to_server.put_nowait(None)
    assert hand.line.closed == BAD_WORD


def test_a_picture_of_many_chats_is_a_window_and_a_search_finds_the_others(simulation: Simulation) -> None:
    for number in range(500):
        chat = simulation.meet(f"Contact {number}", Kind.PERSON)
        simulation.world.receive(chat.id, "x" * 5_000)
    shown = picture(simulation, Wanted())
    assert (shown["total"], len(shown["chats"])) == (500, 60)
    assert len(json.dumps(shown)) < 40_000
    found = picture(simulation, Wanted(query=" CONTACT 499 "))
    assert [row["name"] for row in found["chats"]] == ["Contact 499"]
    assert [row["name"] for row in picture(simulation, Wanted(query="contact 1", end=3))["chats"]] == [
        *("Contact 199", "Contact 198", "Contact 197")
    ]


def test_a_picture_of_a_long_chat_is_its_end(simulation: Simulation, ana: Chat) -> None:
    for number in range(300):
        simulation.world.receive(ana.id, str(number))
    shown = picture(simulation, Wanted(chat_id=ana.id))["chat"]
    assert [len(shown["messages"]), shown["messages"][-1]["text"], shown["is_more"]] == [120, "299", True]
    assert picture(simulation, Wanted(chat_id=ana.id, limit=400))["chat"]["is_more"] is False


def test_what_never_left_the_computer_is_not_shown(simulation: Simulation, ana: Chat) -> None:
    simulation.world.write(ana.id, "on its way")
    shown = picture(simulation, Wanted(chat_id=ana.id))
    assert [bubble["direction"] for bubble in shown["chat"]["messages"]] == ["system"]
    assert shown["chats"][0]["last"] is None
