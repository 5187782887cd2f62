"""What the control API cannot do is told in a sentence; nothing that is sent to it ends the run."""

from __future__ import annotations

import asyncio
import re
import sys
from typing import TYPE_CHECKING, Any

import httpx2
import pytest

from simulator import requests
from simulator.fault_kinds import ARRIVED, MOMENTS
from simulator.model import Kind
from simulator.script import BadScript, load
from tests.unit.simulator.running import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from simulator.simulation import Simulation

LONG = f"[01/01/19 11:25] Ana: {'x' * 70_000}\n"


@pytest.mark.parametrize(
    "body", ['{"name": "\\ud83d"}', '{"\\ud83d": 1}', '{"seconds": Infinity}', "[", "{}"]
)
@pytest.mark.parametrize(
    ("method", "path"),
    [
        *(("POST", path) for path in ("/chats", "/accounts", "/exports", "/screen", "/banner", "/dialog")),
        *(("POST", path) for path in ("/clock/advance", "/network", "/faults", "/messages/3A00/edit")),
        *(("PATCH", path) for path in ("/look", "/latency", "/switches")),
    ],
)
async def test_no_body_is_an_error_of_the_server(
    control: httpx2.AsyncClient, method: str, path: str, body: str
) -> None:
    kind = {"Content-Type": "application/json"}
    answer = await control.request(method, path, content=body, headers=kind)
    assert answer.status_code < 500
    if answer.status_code >= 400:
        assert isinstance(answer.json()["detail"], str)


async def test_a_refusal_names_the_place_and_repeats_nothing(control: httpx2.AsyncClient) -> None:
    answer = await control.post("/chats", json={"name": "secret" * 1_000})
    assert answer.status_code == 422
    assert answer.json()["detail"].startswith("name: ")
    assert "secret" not in answer.text


@pytest.mark.parametrize("body", [{}, {"content": {"kind": "notice"}}])
async def test_a_notice_without_words_is_refused(
    control: httpx2.AsyncClient, simulation: Simulation, body: dict[str, Any]
) -> None:
    chat = simulation.meet("Ana", Kind.PERSON)
    assert (await control.post(f"/chats/{chat.id}/notices", json=body)).status_code == 422


@pytest.mark.parametrize(
    ("what", "body"),
    [
        ("edit", {"text": "again"}),
        ("delete", {}),
        ("react", {"who": "Ana", "emoji": "👍"}),
        ("replace", {"text": "x"}),
    ],
)
async def test_what_was_deleted_and_what_nobody_wrote_cannot_be_changed(
    control: httpx2.AsyncClient, simulation: Simulation, what: str, body: dict[str, Any]
) -> None:
    chat = simulation.meet("Ana", Kind.PERSON)
    gone = simulation.world.receive(chat.id, "oops")
    simulation.world.delete(gone)
    for message in (gone, chat.messages[0]):
        assert (await control.post(f"/messages/{message.id}/{what}", json=body)).status_code == 409
    assert (gone.deleted_by, gone.text, gone.is_edited) == ("sender", "", False)


@pytest.mark.parametrize(
    ("when", "status", "words"),
    [
        ({"event": "arived"}, 422, "did you mean 'arrived'?"),
        ({"event": "fault"}, 422, "nothing is ever noted as 'fault'"),
        ({"event": "deleted", "contains": "hi"}, 422, "no words come with 'deleted'"),
        ({"event": "pressed", "chat": "Ana"}, 422, "'pressed' is of no chat"),
        ({"event": "arrived", "chat": "Eve"}, 409, "there is no chat of the id or name 'Eve'"),
        ({"event": "arrived", "chat": "Ana", "contains": "bye"}, 200, ""),
    ],
)
async def test_a_fault_that_could_never_fire_is_refused(
    control: httpx2.AsyncClient, simulation: Simulation, when: dict[str, Any], status: int, words: str
) -> None:
    simulation.meet("Ana", Kind.PERSON)
    answer = await control.post("/faults", json={"fault": {"kind": "logout"}, "when": when})
    assert (answer.status_code, words in answer.text) == (status, True)
    assert len(simulation.faults.all()) == (status == 200)


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "words"),
    [
        ("POST", "/chats", {"name": "  "}, 422, "name: a name has more than spaces."),
        (
            "POST",
            "/chats",
            {"name": "A", "kind": "group", "members": ["B", "B"]},
            422,
            "'B' stands there twice",
        ),
        ("POST", "/chats", {"nmae": "A"}, 422, "did you mean 'name'? There are: name, kind, members."),
        ("POST", "/chats/{ana}/messages", {"content": {"kind": "call"}}, 409, "Nobody writes a call"),
        (
            "POST",
            "/chats/{ana}/own",
            {"text": "a", "content": {"kind": "notice"}},
            409,
            "Nobody writes a notice",
        ),
        (
            "POST",
            "/chats/{ana}/notices",
            {"text": "a", "content": {"kind": "image"}},
            409,
            "written by somebody",
        ),
        (
            "POST",
            "/exports",
            {"text": "a", "chat": "B", "rate": 1, "speed": 1},
            422,
            "rate or speed, not both",
        ),
        ("POST", "/exports", {"text": LONG, "chat": "B"}, 422, "a message of 70000 characters"),
        ("PATCH", "/latency", {"tik": 1}, 422, "did you mean 'tick'?"),
        ("PATCH", "/latency", {"tick": -1}, 422, "tick: only header_lag may be negative"),
        ("DELETE", "/chats/{ana}", None, 404, "There is no DELETE /chats/"),
        ("POST", "/chats", None, 422, "the request needs a body of JSON"),
    ],
)
async def test_a_slip_is_told_with_what_to_do(
    control: httpx2.AsyncClient,
    simulation: Simulation,
    method: str,
    path: str,
    body: dict[str, Any] | None,
    status: int,
    words: str,
) -> None:
    ana = simulation.meet("Ana", Kind.PERSON)
    answer = await control.request(method, path.format(ana=ana.id), json=body)
    assert (answer.status_code, words in answer.json()["detail"]) == (status, True)
    assert (len(simulation.world), len(ana.messages)) == (1, 1)


async def test_what_is_no_json_is_said_to_be_none(control: httpx2.AsyncClient) -> None:
    kind = {"Content-Type": "application/json"}
    answer = await control.post("/chats", content="{name: Ana}", headers=kind)
    assert answer.json()["detail"].startswith("what was sent is no JSON: ")
    assert "the header Content-Type" in (await control.post("/chats", content='{"name": "Ana"}')).text


async def test_what_comes_once_is_not_asked_for_several_times(control: httpx2.AsyncClient) -> None:
    answer = await control.post("/faults", json={"fault": {"kind": "logout"}, "times": 3})
    assert answer.json()["detail"] == "times: only a fault at random, by per_minute, comes more than once."


def test_a_fault_can_wait_for_every_kind_of_entry_and_no_other() -> None:
    noted = set(requests.DONE.values())
    for file in (ROOT / "simulator").glob("*.py"):
        noted |= set(re.findall(r"\.note\(\s*\"(\w+)\"", file.read_text("utf-8")))
    assert noted - {"fault"} == set(MOMENTS) - {ARRIVED}


async def test_the_time_of_day_stays_in_years_that_a_browser_can_show(control: httpx2.AsyncClient) -> None:
    codes = [(await control.post("/clock/advance", json={"seconds": 1e9})).status_code for _ in range(240)]
    assert codes[0] == 200
    assert codes[-1] == 409
    assert (await control.get("/clock")).status_code == 200


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("events: [{notice: {chat: A}}]", "a notice needs a text"),
        ("events: [{own: {chat: A}}]", "line 2"),
    ],
)
def test_an_event_that_could_not_be_done_is_told_at_the_start(tmp_path: Path, part: str, words: str) -> None:
    path = tmp_path / "script.yaml"
    path.write_text(f"chats: [{{name: A}}]\n{part}\n", "utf-8")
    with pytest.raises(BadScript, match=words):
        load(path)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--page-port", "99999"], "no port"),
        (["--speed", "nan"], "--speed"),
        (["--now", "0001-01-01T00:00:00+14:00"], "--now"),
        (["--state", "README.md"], "name another folder"),
    ],
)
async def test_a_start_that_cannot_be_is_one_sentence(arguments: list[str], words: str) -> None:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "simulator", *arguments), cwd=ROOT, stderr=asyncio.subprocess.PIPE
    )
    _, said = await process.communicate()
    assert process.returncode == 2
    assert words in said.decode()
    assert "Traceback" not in said.decode()
