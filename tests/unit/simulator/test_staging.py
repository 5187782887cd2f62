"""The part of the control API for what a page shows, asked as any other process would."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import httpx2

from simulator.latency import FAST
from simulator.model import Kind

if TYPE_CHECKING:
    from simulator.simulation import Simulation
    from tests.fakes import FakeClock


async def test_another_process_can_follow_the_clock(
    control: httpx2.AsyncClient, simulation: Simulation, clock: FakeClock
) -> None:
    before = (await control.get("/clock")).json()
    assert before == {
        "utc": clock.utc().isoformat(),
        "monotonic": clock.monotonic(),
        "speed": 1.0,
        "ahead": 0.0,
    }
    await clock.advance(5)
    after = (await control.post("/clock/advance", json={"seconds": 3_600})).json()
    assert after["monotonic"] - before["monotonic"] == 5
    passed = datetime.fromisoformat(after["utc"]) - datetime.fromisoformat(before["utc"])
    assert passed == timedelta(seconds=3_605)
    assert simulation.world.receive(simulation.meet("Ana", Kind.PERSON).id, "x").at == (
        clock.utc() + timedelta(hours=1)
    )


async def test_every_wait_can_be_changed_and_no_other(
    control: httpx2.AsyncClient, simulation: Simulation
) -> None:
    told = (await control.patch("/latency", json={"qr_first": 7, "search": 0.5, "header_lag": -1})).json()
    assert (told["qr_first"], told["search"], told["header_lag"]) == (7, 0.5, -1)
    assert simulation.pace.latency.tick == FAST.tick
    assert (await control.patch("/latency", json={"nothing": 1})).status_code == 422


async def test_faults_are_planned_listed_and_removed(
    control: httpx2.AsyncClient, simulation: Simulation
) -> None:
    asked = {"fault": {"kind": "logout"}, "when": {"event": "arrived", "contains": "bye"}}
    fault_id = (await control.post("/faults", json=asked)).json()["id"]
    (listed,) = (await control.get("/faults")).json()
    assert (listed["id"], listed["fired"], listed["left"]) == (fault_id, 0, 1)
    assert listed["fault"] == {"kind": "logout"}
    assert listed["when"]["contains"] == "bye"
    assert (await control.delete(f"/faults/{fault_id}")).status_code == 200
    assert (await control.delete(f"/faults/{fault_id}")).status_code == 404
    assert (await control.get("/faults")).json() == []
    assert (await control.post("/faults", json={"fault": {"kind": "crash"}})).status_code == 422


async def test_what_nobody_knows_is_refused_with_a_reason(control: httpx2.AsyncClient) -> None:
    answer = await control.post("/screen", json={"name": "nothing"})
    assert answer.status_code == 422
    assert "there is no screen 'nothing'" in answer.text
    assert (await control.post("/banner", json={"name": "nothing"})).status_code == 422
    assert (await control.post("/dialog", json={"name": "nothing"})).status_code == 422
    assert (await control.patch("/switches", json={"nothing": True})).status_code == 422
    assert (await control.post("/link/confirm", json={})).status_code == 409


async def test_switches_are_turned_one_by_one(control: httpx2.AsyncClient, simulation: Simulation) -> None:
    await control.patch("/switches", json={"one_page": True})
    await control.patch("/switches", json={"refuses_headless": True})
    assert (await control.get("/switches")).json() == {"refuses_headless": True, "one_page": True}
    assert simulation.switches.one_page


async def test_the_log_tells_what_was_shown_since_the_last_look(control: httpx2.AsyncClient) -> None:
    await control.post("/banner", json={"name": "phone"})
    await control.post("/screen", json={"name": "banned"})
    first = (await control.get("/log")).json()
    assert [(entry["kind"], entry["name"]) for entry in first] == [("banner", "phone"), ("stop", "banned")]
    await control.delete("/banner")
    later = (await control.get("/log", params={"since": first[-1]["n"]})).json()
    assert [(entry["kind"], entry["name"]) for entry in later] == [("banner", "none")]
