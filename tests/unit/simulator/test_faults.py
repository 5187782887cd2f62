"""Planned faults: when they fire, what they do to the world and to what a page is told."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import ValidationError

from simulator.disturbances import Disturbances
from simulator.fault_kinds import Fault
from simulator.latency import FAST
from simulator.model import Kind, Status
from simulator.overlays import Banner, Dialog, Toast
from tests.unit.simulator.test_session import connected

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from simulator.simulation import Simulation
    from tests.fakes import FakeClock

TOAST = {"kind": "toast", "toast": {"text": "hi"}}


@pytest.fixture
async def alive(simulation: Simulation) -> AsyncIterator[Simulation]:
    """A simulation whose errands are run."""
    async with asyncio.TaskGroup() as group:
        errands = group.create_task(simulation.errands.run())
        yield simulation
        errands.cancel()


def plan(simulation: Simulation, fault: dict[str, Any], **moment: Any) -> int:
    return simulation.faults.add(Fault.model_validate({"fault": fault} | moment))


def fired(simulation: Simulation) -> list[str]:
    return [entry["fault"] for entry in simulation.diary.since() if entry["kind"] == "fault"]


async def test_a_fault_without_a_moment_fires_at_once(simulation: Simulation) -> None:
    plan(simulation, {"kind": "drift", "drift": {"testids": {"chat-list": ""}}})
    plan(simulation, {"kind": "drift", "drift": {"roles": {"row": "listitem"}}})
    assert simulation.look.drift.testids == {"chat-list": ""}
    assert simulation.look.drift.roles == {"row": "listitem"}
    plan(simulation, {"kind": "look", "change": {"profile": "2025-06", "language": "pt"}})
    assert (simulation.look.profile, simulation.look.drift.roles) == ("2025-06", {"row": "listitem"})
    assert fired(simulation) == ["drift", "drift", "look"]


async def test_a_script_may_plan_a_fault_without_or_with_its_moment(simulation: Simulation) -> None:
    simulation.faults.add({"kind": "look", "change": {"language": "pt"}})
    assert simulation.look.language == "pt"
    simulation.faults.add({"fault": TOAST, "when": {"event": "arrived"}})
    assert fired(simulation) == ["look"]


async def test_a_fault_fires_after_its_time(alive: Simulation, clock: FakeClock) -> None:
    plan(alive, {"kind": "lag", "latency": {"header_lag": -2}}, after=5)
    await clock.advance(4.9)
    assert alive.pace.latency.header_lag == FAST.header_lag
    await clock.advance(0.2)
    assert alive.pace.latency.header_lag == -2


async def test_the_same_seed_fires_at_the_same_moments(alive: Simulation, clock: FakeClock) -> None:
    for _ in range(2):
        plan(alive, TOAST, per_minute=6, seed=4, times=5)
    plan(alive, TOAST, per_minute=6, seed=5, times=5)
    await clock.advance(600)
    moments: dict[int, list[str]] = {1: [], 2: [], 3: []}
    for entry in alive.diary.since():
        if entry["kind"] == "fault":
            moments[entry["id"]].append(entry["at"])
    assert len(moments[1]) == 5
    assert moments[1] == moments[2] != moments[3]


async def test_a_removed_fault_fires_no_more(alive: Simulation, clock: FakeClock) -> None:
    later = plan(alive, TOAST, after=5)
    random = plan(alive, TOAST, per_minute=60, times=100)
    on_arrival = plan(alive, TOAST, when={"event": "arrived"})
    for fault_id in (later, random, on_arrival):
        assert alive.faults.remove(fault_id)
    assert not alive.faults.remove(later)
    alive.world.receive(alive.meet("Ana", Kind.PERSON).id, "hello")
    await clock.advance(60)
    assert fired(alive) == []


@pytest.mark.parametrize(
    ("when", "after_message"),
    [
        ({"event": "arrived", "count": 3}, 3),
        ({"event": "arrived", "contains": "price"}, 2),
        ({"event": "arrived", "chat": "Ben"}, 3),
        ({"event": "arrived", "chat": "Ben", "contains": "price"}, 4),
    ],
)
async def test_a_fault_waits_for_messages(
    simulation: Simulation, when: dict[str, Any], after_message: int
) -> None:
    ana, ben = (simulation.meet(name, Kind.PERSON).id for name in ("Ana", "Ben"))
    plan(simulation, TOAST, when=when)
    said = [(ana, "hello"), (ana, "the price?"), (ben, "hello"), (ben, "the price?"), (ben, "price")]
    for number, (chat, text) in enumerate(said, start=1):
        simulation.world.receive(chat, text)
        assert fired(simulation) == (["toast"] if number >= after_message else [])


async def test_a_fault_waits_for_what_the_page_does(simulation: Simulation, clock: FakeClock) -> None:
    ana, ben = (simulation.meet(name, Kind.PERSON).id for name in ("Ana", "Ben"))
    plan(simulation, {"kind": "look", "change": {"is_empty": True}}, when={"event": "opened", "chat": "Ben"})
    plan(simulation, {"kind": "logout"}, when={"event": "sent", "count": 2})
    async with connected(simulation, clock) as socket:
        socket.say({"t": "open", "chat": ana})
        await clock.advance(0.1)
        assert not simulation.look.is_empty
        socket.say({"t": "open", "chat": ben})
        await clock.advance(0.1)
        assert simulation.look.is_empty
        for number in range(2):
            assert simulation.devices
            socket.say({"t": "send", "chat": ben, "id": f"3EB0{number:018}", "text": "x"})
            await clock.advance(0.1)
        assert not simulation.devices


async def test_a_cut_network_ends_by_itself(alive: Simulation, clock: FakeClock) -> None:
    async with connected(alive, clock) as socket:
        plan(alive, {"kind": "network", "seconds": 4}, after=1)
        await clock.advance(1)
        assert socket.closed_with == 1012
        assert alive.is_cut
        await clock.advance(4)
        assert not alive.is_cut


async def test_a_restricted_account_reads_and_cannot_send(simulation: Simulation, clock: FakeClock) -> None:
    chat = simulation.meet("Ana", Kind.PERSON).id
    async with connected(simulation, clock) as socket, asyncio.TaskGroup() as group:
        deliveries = group.create_task(simulation.deliveries.run())
        assert await socket.until("restricted") == {"t": "restricted", "on": False}
        plan(simulation, {"kind": "restriction"})
        assert await socket.until("restricted") == {"t": "restricted", "on": True}
        for number, status in ((0, Status.FAILED), (1, Status.READ)):
            message_id = f"3EB0{number:018}"
            socket.say({"t": "send", "chat": chat, "id": message_id, "text": "x"})
            await clock.advance(FAST.send + FAST.tick * 3)
            message = simulation.world.message(message_id)
            assert message is not None
            assert message.status is status
            plan(simulation, {"kind": "restriction", "on": False})
        deliveries.cancel()


async def test_sends_are_spoiled_as_often_as_planned(simulation: Simulation) -> None:
    plan(simulation, {"kind": "send", "stuck": True, "times": 2})
    assert (simulation.deliveries.faults.stuck, simulation.deliveries.faults.times) == (True, 2)


async def test_slow_rendering_ends_by_itself(alive: Simulation, clock: FakeClock) -> None:
    async with connected(alive, clock) as socket:
        plan(alive, {"kind": "slow_rendering", "ms": 300, "seconds": 5})
        assert (await socket.until("slow"))["ms"] == 300
        await clock.advance(5)
        assert (await socket.until("slow"))["ms"] == 0


async def test_a_hang_is_told_to_the_page(simulation: Simulation, clock: FakeClock) -> None:
    async with connected(simulation, clock) as socket:
        plan(simulation, {"kind": "hang", "seconds": 2})
        assert await socket.until("hang") == {"t": "hang", "seconds": 2}


@contextlib.asynccontextmanager
async def _opened(simulation: Simulation, clock: FakeClock) -> AsyncIterator[tuple[Any, str]]:
    chat = simulation.meet("Ana", Kind.PERSON).id
    async with connected(simulation, clock) as socket:
        socket.say({"t": "open", "chat": chat})
        await socket.until("opened")
        yield socket, chat


def texts(socket: Any) -> list[list[str]]:
    return [
        [message["text"] for message in frame["messages"]] for frame in socket.told if frame["t"] == "new"
    ]


async def say(simulation: Simulation, clock: FakeClock, chat: str, *said: str) -> None:
    """Each in a frame of its own."""
    for text in said:
        simulation.world.receive(chat, text)
        await asyncio.sleep(0.03)
        await clock.advance(0)


async def test_lost_news_is_drawn_when_something_else_happens(
    simulation: Simulation, clock: FakeClock
) -> None:
    async with _opened(simulation, clock) as (socket, chat):
        plan(simulation, {"kind": "lost_news", "count": 2})
        await say(simulation, clock, chat, "a", "b")
        assert texts(socket) == []
        await say(simulation, clock, chat, "c")
        assert texts(socket) == [["a"], ["b"], ["c"]]


async def test_doubled_news_comes_twice_and_its_row_is_put_in_again(
    simulation: Simulation, clock: FakeClock
) -> None:
    async with _opened(simulation, clock) as (socket, chat):
        plan(simulation, {"kind": "doubled_news"})
        await say(simulation, clock, chat, "a", "b")
        assert texts(socket) == [["a"], ["a"], ["b"]]
        assert [frame["ids"] for frame in socket.told if frame["t"] == "reinsert"] == [
            [simulation.world.chat(chat).messages[1].id]
        ]


async def test_two_arriving_messages_change_places(simulation: Simulation, clock: FakeClock) -> None:
    async with _opened(simulation, clock) as (socket, chat):
        plan(simulation, {"kind": "swapped_news"})
        await say(simulation, clock, chat, "a", "b", "c")
        assert texts(socket) == [["b", "a"], ["c"]]
        assert [message.text for message in simulation.world.chat(chat).messages[1:]] == ["a", "b", "c"]


async def test_history_is_sent_again_after_a_reconnection(simulation: Simulation, clock: FakeClock) -> None:
    chat = simulation.meet("Ana", Kind.PERSON).id
    ids = [simulation.world.receive(chat, text).id for text in ("a", "b", "c")]
    plan(simulation, {"kind": "resent_history", "count": 2})
    async with connected(simulation, clock, is_back=True, chat=chat, after=ids[-1]) as socket:
        await socket.until("opened")
        again = await socket.until("new")
        assert [message["id"] for message in again["messages"]] == ids[1:]
        assert await socket.until("reinsert") == {"t": "reinsert", "ids": ids[1:]}


async def test_news_held_back_is_forgotten_when_another_chat_is_opened() -> None:
    disturbances = Disturbances()
    disturbances.lost = 1
    frame = {"t": "new", "chat": "a", "messages": [{"id": "1"}]}
    assert disturbances.spoil([frame]) == []
    disturbances.forget()
    other = {"t": "new", "chat": "b", "messages": [{"id": "2"}]}
    assert disturbances.spoil([other]) == [other]


@pytest.mark.parametrize(
    "wrong",
    [
        {"fault": {"kind": "look", "change": {"profile": "2019"}}},
        {"fault": {"kind": "lag", "latency": {"nothing": 1}}},
        {"fault": {"kind": "screen", "name": "nothing"}},
        {"fault": {"kind": "crash"}},
        {"fault": TOAST, "per_minute": 3, "when": {"event": "arrived"}},
    ],
)
def test_a_fault_that_cannot_happen_is_refused_when_it_is_planned(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Fault.model_validate(wrong)


async def test_a_countdown_ends_in_connecting_and_then_in_nothing(
    alive: Simulation, clock: FakeClock
) -> None:
    async with connected(alive, clock) as socket:
        await socket.until("banner")
        alive.overlays.show_banner(Banner(name="retrying", seconds=3))
        seconds = []
        for _ in range(3):
            frame = await socket.until("banner")
            seconds.append(frame["banner"]["seconds"])
            await clock.advance(1)
        assert seconds == [3, 2, 1]
        assert (await socket.until("banner"))["banner"]["name"] == "connecting"
        await clock.advance(FAST.banner)
        assert (await socket.until("banner"))["banner"] is None


async def test_retry_now_ends_the_countdown(alive: Simulation, clock: FakeClock) -> None:
    async with connected(alive, clock) as socket:
        alive.overlays.show_banner(Banner(name="retrying", seconds=30))
        socket.say({"t": "press", "what": "banner_retry", "value": "retrying"})
        await clock.advance(FAST.banner + 0.1)
        await asyncio.sleep(0.03)
        banners = [frame["banner"] for frame in socket.told if frame["t"] == "banner"]
        assert [banner and banner["name"] for banner in banners][-3:] == ["retrying", "connecting", None]
        await clock.advance(60)
        assert alive.overlays.frames()[0]["banner"] is None


async def test_a_dialog_stays_until_one_of_its_buttons_is_pressed(
    simulation: Simulation, clock: FakeClock
) -> None:
    simulation.overlays.show_dialog(Dialog())
    async with connected(simulation, clock) as socket:
        assert (await socket.until("dialog"))["dialog"]["name"] == "whats_new"
        socket.say({"t": "press", "what": "banner_close"}, {"t": "press", "what": "dialog_close"})
        assert (await socket.until("dialog"))["dialog"] is None
        pressed = [entry["what"] for entry in simulation.diary.since() if entry["kind"] == "pressed"]
        assert pressed == ["banner_close", "dialog_close"]


async def test_a_toast_goes_by_itself(alive: Simulation, clock: FakeClock) -> None:
    alive.overlays.show_toast(Toast(text="saved", seconds=3))
    await clock.advance(2)
    alive.overlays.show_toast(Toast(text="sent", seconds=3))
    await clock.advance(2)
    assert alive.overlays.frames()[2]["text"] == "sent"
    await clock.advance(1)
    assert alive.overlays.frames()[2]["text"] is None
