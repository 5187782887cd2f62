"""What survives the end of a run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.latency import FAST
from simulator.model import Kind, Status
from simulator.pace import Pace
from simulator.simulation import Simulation
from simulator.store import Store

if TYPE_CHECKING:
    from pathlib import Path

    from tests.fakes import FakeClock


def begin(folder: Path, clock: FakeClock) -> Simulation:
    return Simulation(clock, Pace(clock, FAST), Store(folder))


def test_chats_histories_ticks_and_links_are_there_after_a_restart(tmp_path: Path, clock: FakeClock) -> None:
    first = begin(tmp_path, clock)
    chat = first.meet("نورة", Kind.PERSON)
    group = first.meet("Team", Kind.GROUP, ["Tom", "Wei"])
    asked = first.world.receive(chat.id, "line one\nline two ")
    answered = first.world.write(chat.id, "yes")
    first.world.set_status(answered, Status.DELIVERED)
    first.world.set_draft(group.id, "half a")
    first.drew([asked.id])
    key = first.devices.link()

    # The first run is never closed: it might as well have been killed.
    second = begin(tmp_path, clock)
    assert second.devices.has(key)
    assert [c.name for c in second.world.chats()] == ["نورة", "Team"]
    again = second.world.chat(chat.id)
    assert [(m.id, m.text, m.status, m.drawn) for m in again.messages[1:]] == [
        (asked.id, "line one\nline two ", None, True),
        (answered.id, "yes", Status.DELIVERED, False),
    ]
    assert (again.unread, second.world.unread_chats) == (1, 1)
    assert second.world.chat(group.id).members == ("Tom", "Wei")
    assert second.world.chat(group.id).draft == "half a"
    second.store.close()
    first.store.close()


def test_unlinking_is_kept_too(tmp_path: Path, clock: FakeClock) -> None:
    first = begin(tmp_path, clock)
    key = first.devices.link()
    first.devices.unlink()
    second = begin(tmp_path, clock)
    assert not second.devices
    assert not second.devices.has(key)
    second.store.close()
    first.store.close()


def test_a_store_without_a_folder_forgets(clock: FakeClock) -> None:
    store = Store(None)
    simulation = Simulation(clock, Pace(clock, FAST), store)
    simulation.meet("Ana", Kind.PERSON)
    store.close()
    other = Store(None)
    assert len(Simulation(clock, Pace(clock, FAST), other).world) == 0
    other.close()


def test_facts_are_kept(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.set_fact("port_page", "1234")
    store.close()
    again = Store(tmp_path)
    assert (again.fact("port_page"), again.fact("other")) == ("1234", None)
    again.close()
