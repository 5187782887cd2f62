"""Who is not in a chat does nothing in it, and is told so with the names of those who are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from simulator.model import Kind
from simulator.script import BadScript, load

if TYPE_CHECKING:
    from pathlib import Path

    import httpx2

    from simulator.simulation import Simulation


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/chats/{team}/messages", {"text": "hi", "sender": "Eve"}),
        ("/chats/{ana}/messages", {"text": "hi", "sender": "Tom"}),
        ("/chats/{team}/typing", {"on": True, "sender": "Eve"}),
        ("/messages/{said}/react", {"who": "Eve", "emoji": "👍"}),
        ("/messages/{said}/delete", {"by": "Eve"}),
    ],
)
async def test_nobody_acts_in_a_chat_of_others(
    control: httpx2.AsyncClient, simulation: Simulation, path: str, body: dict[str, Any]
) -> None:
    ana, team = simulation.meet("Ana", Kind.PERSON), simulation.meet("Team", Kind.GROUP, ["Tom", "Wei"])
    said = simulation.world.receive(team.id, "hello", "Tom")
    before = [len(ana.messages), len(team.messages)]
    answer = await control.post(path.format(ana=ana.id, team=team.id, said=said.id), json=body)
    assert answer.status_code == 409
    assert "is not in the chat" in answer.json()["detail"]
    assert ("Tom, Wei" in answer.json()["detail"]) != ("{ana}" in path)
    assert ([len(ana.messages), len(team.messages)], said.reactions, team.typing) == (before, {}, None)


@pytest.mark.parametrize("who", ["Tom", "Rosa's Bakery"])
async def test_members_and_the_owner_react_and_delete(
    control: httpx2.AsyncClient, simulation: Simulation, who: str
) -> None:
    team = simulation.meet("Team", Kind.GROUP, ["Tom", "Wei"])
    said = simulation.world.receive(team.id, "hello", "Wei")
    await control.post(f"/messages/{said.id}/react", json={"who": who, "emoji": "👍"})
    assert said.reactions == {who: "👍"}
    await control.post(f"/messages/{said.id}/delete", json={"by": who})
    assert said.deleted_by == who


async def test_a_group_whose_members_nobody_gave_takes_everybody(
    control: httpx2.AsyncClient, simulation: Simulation
) -> None:
    team = simulation.meet("Team", Kind.GROUP)
    await control.post(f"/chats/{team.id}/messages", json={"text": "hi", "sender": "Eve"})
    assert team.messages[-1].sender == "Eve"


async def test_in_a_chat_of_two_there_is_no_admin(
    control: httpx2.AsyncClient, simulation: Simulation
) -> None:
    said = simulation.world.receive(simulation.meet("Ana", Kind.PERSON).id, "hello")
    answer = await control.post(f"/messages/{said.id}/delete", json={"by": "Ana"})
    assert (answer.status_code, said.deleted_by) == (409, None)


@pytest.mark.parametrize("where", ["messages", "own"])
async def test_only_a_message_of_the_same_chat_is_quoted(
    control: httpx2.AsyncClient, simulation: Simulation, where: str
) -> None:
    ana, tom = simulation.meet("Ana", Kind.PERSON), simulation.meet("Tom", Kind.PERSON)
    said = simulation.world.receive(ana.id, "hello")
    for chat, quote, status in ((tom, said.id, 409), (ana, "3A00", 409), (ana, said.id, 200)):
        answer = await control.post(f"/chats/{chat.id}/{where}", json={"text": "yes", "quote": quote})
        assert answer.status_code == status
    assert ana.messages[-1].quote == said.id


async def test_messages_since_one_that_is_not_there_are_not_all_messages(
    control: httpx2.AsyncClient, simulation: Simulation
) -> None:
    ana, tom = simulation.meet("Ana", Kind.PERSON), simulation.meet("Tom", Kind.PERSON)
    said = simulation.world.receive(ana.id, "hello")
    for chat, since in ((ana, "3A00"), (tom, said.id)):
        answer = await control.get(f"/chats/{chat.id}/messages", params={"since": since})
        assert answer.status_code == 404
        assert answer.json()["detail"].startswith("since: ")


async def test_only_a_group_has_members(control: httpx2.AsyncClient) -> None:
    answer = await control.post("/chats", json={"name": "Ana", "members": ["Tom"]})
    assert (answer.status_code, answer.json()["detail"]) == (
        422,
        "members: only a chat of kind group has members.",
    )


SCRIPT = """\
chats:
  - {name: Ana, history: [{by: Ana, text: hi, ago: 1 h, id: hi}]}
  - name: Team
    kind: group
    members: [Tom, Wei]
    history:
      - {by: Tom, text: hello, ago: 1 h, id: hello, reactions: {Wei: 👍}, deleted: Wei}
events:
  - {receive: {chat: Team, by: Tom, text: hi, quote: hello}}
  - {react: {message: hello, by: Wei, emoji: 👍}}
  - {delete: {message: hello, by: Tom}}
  - {fault: {kind: logout, when: {event: arrived, chat: Team}}}
"""


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("{by: Ana", "{by: Eve", "line 2, at chats.0.history.0.by: 'Eve' does not write in the chat 'Ana'"),
        ("{by: Tom", "{by: Eve", "line 7, at chats.1.history.0.by: 'Eve' is not in the group 'Team'"),
        ("reactions: {Wei", "reactions: {Eve", "line 7, at chats.1.history.0.reactions.Eve: "),
        ("deleted: Wei", "deleted: Eve", "line 7, at chats.1.history.0.deleted: "),
        ("by: Tom, text: hi", "by: Eve, text: hi", "line 9, at events.0.receive.by: "),
        ("by: Tom, text: hi", "by: me, text: hi", "line 9, at events.0.receive.by: what the owner writes"),
        ("quote: hello", "quote: hi", "line 9, at events.0.receive.quote: the message 'hi' stands in"),
        ("by: Wei, emoji", "by: Eve, emoji", "line 10, at events.1.react.by: "),
        ("hello, by: Tom", "hello, by: Eve", "line 11, at events.2.delete.by: "),
        ("chat: Team}", "chat: Taem}", "line 12, at events.3.fault.when.chat: there is no chat named 'Taem'"),
        ("Team\n    kind: group", "Team", "line 3, at chats.1: only a chat of kind group has members"),
    ],
)
def test_a_script_names_only_people_and_messages_of_the_chat(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    path = tmp_path / "script.yaml"
    path.write_text(SCRIPT, "utf-8")
    assert len(load(path).events) == 4
    assert old in SCRIPT
    path.write_text(SCRIPT.replace(old, new, 1), "utf-8")
    with pytest.raises(BadScript) as caught:
        load(path)
    assert told in str(caught.value)
