"""One connected page, talked to as its socket would."""

from __future__ import annotations

import asyncio
import contextlib
import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from starlette.websockets import WebSocketDisconnect

from simulator.latency import FAST
from simulator.model import Kind, Status
from simulator.session import BAD_WORD, Session
from simulator.switches import Switches

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from simulator.model import Chat
    from simulator.simulation import Simulation
    from tests.fakes import FakeClock

ID = "3EB0" + "A" * 18


class Socket:
    """The socket of a page: words in, frames out."""

    def __init__(self) -> None:
        self.said: asyncio.Queue[str | None] = asyncio.Queue()
        self.told: list[dict[str, Any]] = []
        self.closed_with: int | None = None
        self.is_closed = asyncio.Event()
        self._moved = asyncio.Event()

    async def receive_text(self) -> str:
        word = await self.said.get()
        if word is None or self.closed_with is not None:
            raise WebSocketDisconnect
        return word

    async def send_text(self, text: str) -> None:
        self.told += json.loads(text)
        self._moved.set()

    async def close(self, code: int) -> None:
        self.closed_with = code
        self.is_closed.set()
        self.said.put_nowait(None)

    def say(self, *words: dict[str, Any]) -> None:
        self.said.put_nowait(json.dumps(list(words)))

    async def until(self, kind: str) -> dict[str, Any]:
        """The next frame of a kind; what came before it is forgotten."""
        while True:
            while self.told:
                frame = self.told.pop(0)
                if frame["t"] == kind:
                    return frame
            self._moved.clear()
            await self._moved.wait()


@contextlib.asynccontextmanager
async def connected(simulation: Simulation, clock: FakeClock, **hello: Any) -> AsyncIterator[Socket]:
    """A page that is linked and shows its chats."""
    socket = Socket()
    session = Session(simulation, socket)  # type: ignore[arg-type]
    simulation.join(session)
    socket.said.put_nowait(json.dumps({"t": "hello", "key": simulation.devices.link()} | hello))
    async with asyncio.TaskGroup() as group:
        running = group.create_task(session.run())
        await clock.advance(FAST.loading_step * 3 + 0.01)
        await socket.until("ready")
        yield socket
        await socket.close(1000)
        await running
        simulation.leave(session)


def kinds(simulation: Simulation) -> list[str]:
    return [entry["kind"] for entry in simulation.diary.since()]


def ana(simulation: Simulation, messages: int = 2) -> Chat:
    chat = simulation.meet("Ana", Kind.PERSON)
    for n in range(messages):
        simulation.world.receive(chat.id, str(n))
    return chat


async def test_a_page_gets_its_list(simulation: Simulation, clock: FakeClock) -> None:
    chat = ana(simulation)
    async with connected(simulation, clock) as socket:
        rows = (await socket.until("list"))["rows"]
        assert rows[chat.id]["unread"] == 2
        last = rows[chat.id]["last"]
        assert (last["text"], last["status"], last["sender"]) == ("1", None, None)


async def test_opening_a_chat_clears_its_badge_and_sends_one_receipt(
    simulation: Simulation, clock: FakeClock
) -> None:
    chat = ana(simulation)
    async with connected(simulation, clock) as socket:
        assert "receipt" not in kinds(simulation)
        socket.say({"t": "open", "chat": chat.id})
        frame = await socket.until("opened")
        assert [m["text"] for m in frame["messages"][1:]] == ["0", "1"]
        assert frame["unread"] == 2
        assert chat.unread == 0
        receipt = simulation.diary.since()[-1]
        assert (receipt["kind"], receipt["count"], receipt["message_id"]) == (
            "receipt",
            2,
            chat.messages[-1].id,
        )


async def test_a_message_in_the_open_chat_comes_and_is_read(simulation: Simulation, clock: FakeClock) -> None:
    chat = ana(simulation)
    async with connected(simulation, clock) as socket:
        socket.say({"t": "open", "chat": chat.id})
        await socket.until("opened")
        message = simulation.world.receive(chat.id, "new")
        assert [m["id"] for m in (await socket.until("new"))["messages"]] == [message.id]
        assert chat.unread == 0


async def test_a_hidden_page_reads_nothing_until_it_is_seen(simulation: Simulation, clock: FakeClock) -> None:
    chat = ana(simulation)
    async with connected(simulation, clock) as socket:
        socket.say({"t": "visible", "on": False}, {"t": "open", "chat": chat.id})
        await socket.until("opened")
        assert chat.unread == 2
        socket.say({"t": "visible", "on": True})
        await socket.until("list")
        assert chat.unread == 0


async def test_what_the_page_sends_is_taken_once(simulation: Simulation, clock: FakeClock) -> None:
    chat = ana(simulation)
    async with connected(simulation, clock) as socket:
        word = {"t": "send", "chat": chat.id, "id": ID, "text": "hello\nyou"}
        socket.say(word, word)
        assert (await socket.until("taken"))["id"] == ID
        written = chat.messages[-1]
        assert (written.id, written.text, written.status) == (ID, "hello\nyou", Status.PENDING)
        assert kinds(simulation).count("sent") == 1


async def test_a_tick_in_the_open_chat_is_told(simulation: Simulation, clock: FakeClock) -> None:
    chat = ana(simulation)
    async with connected(simulation, clock) as socket:
        message = simulation.world.write(chat.id, "mine")
        socket.say({"t": "open", "chat": chat.id})
        await socket.until("opened")
        simulation.world.set_status(message, Status.SENT)
        assert (await socket.until("ticks"))["ticks"] == {message.id: "sent"}


async def test_drawn_bubbles_and_keys_and_drafts_are_in_the_log(
    simulation: Simulation, clock: FakeClock
) -> None:
    chat = ana(simulation)
    async with connected(simulation, clock) as socket:
        await socket.until("list")
        socket.say(
            {"t": "drawn", "ids": [chat.messages[-1].id]},
            {"t": "keys", "chat": chat.id, "named": ["Enter"], "count": 3},
            {"t": "draft", "chat": chat.id, "text": "half"},
        )
        await socket.until("list")
        assert chat.messages[-1].drawn
        assert {"drawn", "key", "draft"} <= set(kinds(simulation))
        assert "half" not in json.dumps(simulation.diary.since())


async def test_older_messages_come_after_a_while(simulation: Simulation, clock: FakeClock) -> None:
    chat = ana(simulation, 120)
    simulation.world.read(chat.id)
    async with connected(simulation, clock) as socket:
        socket.say({"t": "open", "chat": chat.id})
        first = (await socket.until("opened"))["messages"][0]
        socket.say({"t": "older", "chat": chat.id, "before": first["id"]})
        await asyncio.sleep(0)
        await clock.advance(FAST.older_page + 0.01)
        assert (await socket.until("older"))["messages"][-1]["text"] == str(int(first["text"]) - 1)


async def test_a_search_finds_after_a_while(simulation: Simulation, clock: FakeClock) -> None:
    ana(simulation)
    simulation.meet("Tom", Kind.PERSON)
    async with connected(simulation, clock) as socket:
        assert (await socket.until("list"))["total"] == 2
        socket.say(
            {"t": "rows", "start": 0, "end": 9, "query": "t"},
            {"t": "rows", "start": 0, "end": 9, "query": "to"},
        )
        await asyncio.sleep(0)
        await clock.advance(FAST.search + 0.01)
        assert (await socket.until("list"))["total"] == 2


async def test_a_page_that_was_away_gets_what_it_missed(simulation: Simulation, clock: FakeClock) -> None:
    chat = ana(simulation)
    last = chat.messages[-1].id
    missed = simulation.world.receive(chat.id, "missed")
    async with connected(simulation, clock, is_back=True, chat=chat.id, after=last) as socket:
        frame = await socket.until("opened")
        assert frame["messages"][-1]["id"] == missed.id
        assert "splash" != simulation.screen == "main"


async def test_an_unlinked_page_gets_no_more_news(simulation: Simulation, clock: FakeClock) -> None:
    chat = ana(simulation)
    async with connected(simulation, clock) as socket:
        await socket.until("list")
        simulation.devices.unlink()
        await clock.advance(0)
        await socket.until("unlinked")
        simulation.world.receive(chat.id, "secret")
        socket.say({"t": "open", "chat": chat.id})
        await clock.advance(0.01)
        await socket.until("screen")
        assert not [frame for frame in socket.told if frame["t"] in ("list", "opened", "new")]


async def test_nonsense_ends_the_connection(simulation: Simulation, clock: FakeClock) -> None:
    async with connected(simulation, clock) as socket:
        socket.say({"t": "open", "chat": "nowhere"})
        await socket.is_closed.wait()
        assert socket.closed_with == BAD_WORD


async def test_a_page_behind_a_full_screen_hears_and_does_nothing(
    simulation: Simulation, clock: FakeClock
) -> None:
    chat = simulation.meet("Ana", Kind.PERSON).id
    async with connected(simulation, clock) as socket:
        simulation.put("banned")
        assert (await socket.until("screen"))["stop"] == "banned"
        socket.say({"t": "open", "chat": chat}, {"t": "send", "chat": chat, "id": ID, "text": "no"})
        simulation.world.receive(chat, "unheard")
        await clock.advance(0.1)
        assert simulation.world.message(ID) is None
        assert not {frame["t"] for frame in socket.told} & {"opened", "new", "list"}
        assert "opened" not in kinds(simulation)
        simulation.put(None)
        await clock.advance(FAST.loading_step)
        await socket.until("ready")
        socket.say({"t": "rows", "start": 0, "end": 30})
        assert (await socket.until("list"))["unread"] == 1


async def test_a_full_screen_meets_a_page_that_comes_later(simulation: Simulation, clock: FakeClock) -> None:
    simulation.put("unknown", "Take care", "Nobody knows this.")
    socket = Socket()
    session = Session(simulation, socket)  # type: ignore[arg-type]
    simulation.join(session)
    socket.said.put_nowait(json.dumps({"t": "hello", "key": simulation.devices.link()}))
    async with asyncio.TaskGroup() as group:
        group.create_task(session.run())
        shown = await socket.until("screen")
        assert (shown["stop"], shown["title"], shown["text"]) == (
            "unknown",
            "Take care",
            "Nobody knows this.",
        )
        socket.say({"t": "press", "what": "continue"})
        await clock.advance(FAST.loading_step * 2)
        await socket.until("ready")
        assert simulation.stop is None
        await socket.close(1000)
    simulation.leave(session)


async def test_one_link_in_two_windows_is_used_in_one_of_them(
    simulation: Simulation, clock: FakeClock
) -> None:
    simulation.switches = Switches(one_page=True)
    key = simulation.devices.link()
    async with (
        connected(simulation, clock, key=key) as first,
        connected(simulation, clock) as stranger,
        connected(simulation, clock, key=key) as second,
    ):
        assert (await first.until("screen"))["stop"] == "conflict_window"
        assert not [frame for frame in stranger.told if frame.get("name") == "stop"]
        first.say({"t": "press", "what": "use_here"})
        await clock.advance(FAST.loading_step * 2)
        await first.until("ready")
        assert (await second.until("screen"))["stop"] == "conflict_window"
        assert simulation.screen == "main"


async def test_logging_out_in_one_window_logs_out_the_other(simulation: Simulation, clock: FakeClock) -> None:
    key = simulation.devices.link()
    async with (
        connected(simulation, clock, key=key) as first,
        connected(simulation, clock) as stranger,
        connected(simulation, clock, key=key) as second,
    ):
        simulation.put("conflict_computer")
        await second.until("screen")
        second.say({"t": "press", "what": "log_out"})
        for page in (first, second):
            await page.until("unlinked")
        assert not [frame for frame in stranger.told if frame["t"] == "unlinked"]


async def test_a_jump_of_the_clock_is_told_and_dates_what_comes_after_it(
    simulation: Simulation, clock: FakeClock
) -> None:
    chat = simulation.meet("Ana", Kind.PERSON).id
    async with connected(simulation, clock) as socket:
        simulation.jump(86_400)
        assert await socket.until("clock") == {"t": "clock", "ahead": 86_400.0}
        assert simulation.world.receive(chat, "tomorrow").at - clock.utc() == timedelta(days=1)
