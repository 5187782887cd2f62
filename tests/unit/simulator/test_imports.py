"""An export that makes no sense in its chat is refused in a sentence; one that does keeps its time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from simulator.model import Kind
from simulator.refusals import Impossible
from simulator.runner import Runner
from simulator.script import BadScript, Script, load

if TYPE_CHECKING:
    from pathlib import Path

    import httpx2

    from simulator.simulation import Simulation

TWO = "[01/02/2019, 11:25] Ana: hi\n[13/02/2019, 11:25] Rosa: yes\n"
THREE = TWO + "[14/02/2019, 11:25] Tom: me too\n"


async def bring(control: httpx2.AsyncClient, text: str, chat: str = "Old", **more: Any) -> httpx2.Response:
    return await control.post("/exports", json={"text": text, "chat": chat} | more)


@pytest.mark.parametrize("words_only", [True, False])
@pytest.mark.parametrize(
    ("text", "more", "told"),
    [
        (TWO, {"me": "Nobody"}, "me: 'Nobody' wrote nothing in this export; there are Ana, Rosa."),
        (THREE, {"me": "Rosa"}, "2 others wrote in this export: Ana, Tom."),
        (f"{TWO}[31/02/2019, 11:25] Ana: never\n", {"me": "Rosa"}, "line 3 of the export begins with a day"),
        (f"{TWO}[14/02/2019, 25:61] Ana: never\n", {"me": "Rosa"}, "line 3 of the export begins with a day"),
        ("[01/02/99999, 11:25] Ana: hi", {}, "no message was found"),
        ("[01/02/2069, 11:25] Ana: hi", {"as": "history"}, "a message of 2069-"),
        ("nothing", {}, "no message was found"),
    ],
)
async def test_what_cannot_be_is_refused_and_leaves_no_chat(
    control: httpx2.AsyncClient,
    simulation: Simulation,
    text: str,
    more: dict[str, Any],
    told: str,
    words_only: bool,
) -> None:
    answer = await bring(control, text, words_only=words_only, **more)
    assert answer.status_code == 422
    assert told in answer.json()["detail"]
    assert len(simulation.world) == 0


async def test_a_second_chat_of_a_name_must_be_asked_for(
    control: httpx2.AsyncClient, simulation: Simulation
) -> None:
    simulation.meet("Old", Kind.GROUP)
    answer = await bring(control, TWO, me="Rosa")
    assert answer.status_code == 409
    assert "'Old' already" in answer.json()["detail"]
    assert len(simulation.world) == 1
    assert (await bring(control, TWO, me="Rosa", another=True)).status_code == 200
    assert len(simulation.world) == 2


async def test_a_history_stands_where_its_last_message_belongs(
    control: httpx2.AsyncClient, simulation: Simulation
) -> None:
    simulation.world.receive(simulation.meet("Ana", Kind.PERSON).id, "just now")
    await bring(control, THREE, "Team", kind="group", me="Rosa", **{"as": "history"})
    await bring(control, TWO, "Older", me="Rosa", **{"as": "history"})
    assert [chat.name for chat in simulation.world.chats()] == ["Ana", "Team", "Older"]
    team = simulation.world.named("Team", Kind.GROUP)
    assert team is not None
    assert [message.at for message in team.messages] == sorted(message.at for message in team.messages)
    simulation.world.receive(team.id, "and now", "Ana")
    assert simulation.world.chats()[0] is team


async def test_who_wrote_to_the_owner_is_the_person_of_the_chat(
    control: httpx2.AsyncClient, simulation: Simulation
) -> None:
    await bring(control, TWO, "Ana Ferreira", me="Rosa", **{"as": "history"})
    senders = {message.sender for message in simulation.world.chats()[0].messages}
    assert senders == {"", "Ana Ferreira", "Rosa's Bakery"}


def script(folder: Path, text: str, part: str) -> Path:
    (folder / "chat.txt").write_text(text, "utf-8")
    path = folder / "script.yaml"
    path.write_text(part, "utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "part", "told"),
    [
        (
            TWO,
            "{name: A, import: {file: chat.txt, me: Nobody}}",
            "chats.0.import: me: 'Nobody' wrote nothing",
        ),
        (THREE, "{name: A, import: {file: chat.txt}}", "chats.0.import: 3 others wrote in this export"),
        ("nothing", "{name: A, import: {file: chat.txt}}", "chats.0.import: no message was found"),
    ],
)
def test_a_script_that_brings_in_what_cannot_be_is_refused(
    tmp_path: Path, text: str, part: str, told: str
) -> None:
    with pytest.raises(BadScript) as caught:
        load(script(tmp_path, text, f"chats:\n  - {part}\n"))
    assert f"line 2, at {told}" in str(caught.value)


def test_senders_of_an_export_join_the_group_it_begins_and_no_other(tmp_path: Path) -> None:
    event = "events:\n  - {import: {chat: B, file: chat.txt, me: Rosa}}\n"
    joined = "chats:\n  - {name: A, kind: group, members: [Eve], import: {file: chat.txt, me: Rosa}}\n"
    load(script(tmp_path, THREE, f"{joined}events:\n  - {{receive: {{chat: A, by: Tom, text: hi}}}}\n"))
    with pytest.raises(BadScript, match=r"line 5, at events.0.import: 'Ana' is not in the group 'B'"):
        load(script(tmp_path, THREE, f"{joined}  - {{name: B, kind: group, members: [Eve]}}\n{event}"))


def test_a_script_with_an_import_is_ordered_by_time(tmp_path: Path, simulation: Simulation) -> None:
    part = "chats:\n  - {name: A, kind: group, members: [Eve], import: {file: chat.txt, me: Rosa}}\n"
    part += "  - {name: B, history: [{by: B, text: hi, ago: 2 d}]}\n  - {name: C}\n"
    Runner(simulation, load(script(tmp_path, THREE, part))).fill_world()
    assert [chat.name for chat in simulation.world.chats()] == ["B", "C", "A"]
    assert simulation.world.chats()[2].members == ("Eve", "Ana", "Tom")


@pytest.mark.parametrize("kept", [Kind.GROUP, Kind.PERSON])
def test_a_kept_chat_of_another_kind_is_not_doubled(simulation: Simulation, kept: Kind) -> None:
    simulation.meet("Ana", kept)
    plain, with_id = ({"chats": [{"name": "Ana"} | more]} for more in ({}, {"id": "second"}))
    if kept is Kind.GROUP:
        with pytest.raises(Impossible, match="a chat 'Ana' already, of another kind"):
            Runner(simulation, Script.model_validate(plain)).fill_world()
    else:
        Runner(simulation, Script.model_validate(plain)).fill_world()
    assert len(simulation.world) == 1
    Runner(simulation, Script.model_validate(with_id)).fill_world()
    assert len(simulation.world) == 2


def test_a_history_of_tomorrow_is_refused(simulation: Simulation) -> None:
    said = {"by": "Ana", "text": "hi", "at": "2999-01-01T10:00:00Z"}
    future = Script.model_validate({"chats": [{"name": "Ana", "history": [said]}]})
    with pytest.raises(Impossible, match="a message of 2999-01-01"):
        Runner(simulation, future).fill_world()


async def test_a_group_is_shown_by_its_members_after_an_import(control: httpx2.AsyncClient) -> None:
    await bring(control, THREE, "Team", kind="group", me="Rosa")
    (chat,) = (await control.get("/chats")).json()
    assert chat["members"] == ["Ana", "Tom"]
