"""The control API."""

from __future__ import annotations

import asyncio
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import httpx2
import pytest

if TYPE_CHECKING:
    from simulator.simulation import Simulation
    from tests.fakes import FakeClock


async def new_chat(control: httpx2.AsyncClient, **asked: Any) -> str:
    answer = await control.post("/chats", json={"name": "Ana"} | asked)
    assert answer.status_code == 200
    return str(answer.json()["id"])


async def test_the_state_of_a_run_without_a_page(control: httpx2.AsyncClient) -> None:
    assert (await control.get("/state")).json() == {
        "linked": False,
        "pages": 0,
        "screen": "splash",
        "qr": None,
    }


async def test_a_scan_without_a_code_is_a_conflict(control: httpx2.AsyncClient) -> None:
    assert (await control.post("/link/scan")).status_code == 409


async def test_people_and_groups_are_made_and_listed(control: httpx2.AsyncClient) -> None:
    await new_chat(control)
    await new_chat(control, name="Team", kind="group", members=["Tom"])
    listed = [(chat["name"], chat["kind"]) for chat in (await control.get("/chats")).json()]
    assert listed == [("Team", "group"), ("Ana", "person")]


async def test_messages_come_in_order_and_since_a_given_one(control: httpx2.AsyncClient) -> None:
    chat = await new_chat(control)
    first = (await control.post(f"/chats/{chat}/messages", json={"text": "hello\nthere "})).json()["id"]
    second = (await control.post(f"/chats/{chat}/own", json={"text": "from the phone"})).json()["id"]
    messages = (await control.get(f"/chats/{chat}/messages")).json()
    assert [(m["id"], m["direction"], m["sender"], m["text"], m["status"], m["drawn"]) for m in messages] == [
        (first, "in", "Ana", "hello\nthere ", None, False),
        (second, "out", "Rosa's Bakery", "from the phone", "sent", False),
    ]
    since = (await control.get(f"/chats/{chat}/messages", params={"since": first})).json()
    assert [m["id"] for m in since] == [second]


async def test_in_a_group_somebody_writes(control: httpx2.AsyncClient) -> None:
    chat = await new_chat(control, kind="group", members=["Tom", "Wei"])
    await control.post(f"/chats/{chat}/messages", json={"text": "hi", "sender": "Wei"})
    assert (await control.get(f"/chats/{chat}/messages")).json()[0]["sender"] == "Wei"


async def test_many_messages_arrive_one_after_the_other(
    control: httpx2.AsyncClient, simulation: Simulation, clock: FakeClock
) -> None:
    ana, tom = await new_chat(control), await new_chat(control, name="Tom")
    asked = {"messages": [{"chat": chat, "text": "hi"} for chat in (ana, tom, ana)], "rate": 2}
    seen: list[float] = []
    simulation.world.listeners.append(lambda change: seen.append(clock.monotonic()))
    async with asyncio.TaskGroup() as group:
        answer = group.create_task(control.post("/messages", json=asked))
        while not answer.done():
            await clock.advance(0.5)
    last = simulation.world.chat(ana).last
    assert last is not None
    assert answer.result().json()["ids"][2] == last.id
    assert [after - before for before, after in pairwise(seen)] == [0.5, 0.5]


async def test_none_of_many_messages_arrives_if_one_cannot(
    control: httpx2.AsyncClient, simulation: Simulation
) -> None:
    chat = await new_chat(control)
    asked = {"messages": [{"chat": chat, "text": "hi"}, {"chat": "nowhere", "text": "hi"}]}
    assert (await control.post("/messages", json=asked)).status_code == 404
    assert simulation.world.chat(chat).last is None


async def test_typing_is_set_and_taken_back(control: httpx2.AsyncClient, simulation: Simulation) -> None:
    chat = await new_chat(control)
    await control.post(f"/chats/{chat}/typing", json={"on": True})
    assert simulation.world.chat(chat).typing == "Ana"
    await control.post(f"/chats/{chat}/typing", json={"on": False})
    assert simulation.world.chat(chat).typing is None


@pytest.mark.parametrize("path", ["/chats/nowhere/messages", "/chats/nowhere/own"])
async def test_an_unknown_chat_is_not_found(control: httpx2.AsyncClient, path: str) -> None:
    assert (await control.post(path, json={"text": "x"})).status_code == 404


async def test_a_mistyped_field_is_refused(control: httpx2.AsyncClient) -> None:
    assert (await control.post("/chats", json={"name": "Ana", "knid": "group"})).status_code == 422
    assert (await control.post("/send", json={"stcuk": True})).status_code == 422


async def test_an_export_tells_its_ids_and_its_progress(control: httpx2.AsyncClient) -> None:
    asked = {"text": "[01/01/19 11:25] Ana: hi\n[01/01/19 11:25] Me: yes\n", "chat": "Old", "me": "Me"}
    answer = (await control.post("/exports", json=asked)).json()
    assert answer["messages"] == len(answer["ids"]) == 2
    assert (await control.get("/exports")).json() == {"done": 0, "total": 2}


async def test_an_export_without_messages_is_refused(control: httpx2.AsyncClient) -> None:
    assert (await control.post("/exports", json={"text": "nothing", "chat": "Old"})).status_code == 422


async def test_faults_and_latency_change_while_it_runs(
    control: httpx2.AsyncClient, simulation: Simulation
) -> None:
    await control.post("/send", json={"stuck": True, "times": 2})
    assert (simulation.deliveries.faults.stuck, simulation.deliveries.faults.times) == (True, 2)
    latency = (await control.patch("/latency", json={"pane_switch": 2.5})).json()
    assert latency["pane_switch"] == simulation.pace.latency.pane_switch == 2.5
    assert latency["tick"] == 0.1


async def test_a_script_that_was_not_started_waits(control: httpx2.AsyncClient) -> None:
    assert (await control.get("/script")).json() == {
        "name": "An empty world",
        "state": "waiting",
        "steps": [],
        "events": [],
    }
    assert (await control.post("/script/start")).json()["state"] == "waiting"


async def test_the_log_goes_on_from_a_number(control: httpx2.AsyncClient, simulation: Simulation) -> None:
    simulation.diary.note("opened", chat_id="a")
    simulation.diary.note("receipt", chat_id="a")
    whole = (await control.get("/log")).json()
    assert [(entry["n"], entry["kind"]) for entry in whole] == [(1, "opened"), (2, "receipt")]
    assert (await control.get("/log", params={"since": 1})).json() == whole[1:]
    assert (await control.get("/log", params={"since": 2})).json() == []
