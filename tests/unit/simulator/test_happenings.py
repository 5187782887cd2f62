"""Scripts whose people do everything that people do, played on a clock that the test owns."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING, Any

from simulator.model import Kind, Status
from simulator.replay import Replays
from simulator.runner import Runner
from simulator.script import Script
from tests.unit.simulator.test_runner import show_page

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from simulator.model import Chat
    from simulator.simulation import Simulation
    from tests.fakes import FakeClock

PEOPLE = [
    {"name": "Ana", "phone": "+55 11 90000-0111", "saved": False, "push_name": "Aninha", "language": "pt"},
    {"name": "Tom", "phone": "+34 600 000 111", "picture": True, "presence": "online"},
]
CHATS = [
    {
        "name": "Team",
        "kind": "group",
        "members": ["Ana", "Tom"],
        "traits": {"is_muted": True},
        "history": [
            {
                "by": "Tom",
                "text": "Bread?",
                "ago": "2 h",
                "id": "bread",
                "reactions": {"me": "👍", "Ana": "🙏"},
            },
            {
                "by": "Ana",
                "text": "Yes, @Tom",
                "ago": "1 h",
                "quote": "bread",
                "mentions": ["Tom"],
                "edited": True,
            },
            {"by": "me", "content": "voice", "ago": "50 min", "status": "delivered", "forwards": 2},
            {"by": "Ana", "text": "oops", "ago": "40 min", "deleted": "Tom"},
            {"by": "system", "text": "Tom left", "content": "notice", "ago": "30 min"},
        ],
    },
    {"name": "Ana", "history": [{"by": "Ana", "text": "olá", "ago": "3 d"}]},
    {"name": "Tom", "draft": "Dear Tom"},
]


def script(*events: dict[str, Any], chats: list[dict[str, Any]] | None = None) -> Script:
    given = {"people": PEOPLE, "chats": CHATS if chats is None else chats, "events": events}
    return Script.model_validate(given)


@contextlib.asynccontextmanager
async def playing(simulation: Simulation, played: Script) -> AsyncIterator[Runner]:
    replays = Replays(simulation)
    runner = Runner(simulation, played, replays)
    runner.fill_world()
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(runner.run()), group.create_task(replays.run())]
        show_page(simulation)
        yield runner
        for task in tasks:
            task.cancel()


def named(simulation: Simulation, name: str) -> Chat:
    found = simulation.world.named(name, Kind.PERSON) or simulation.world.named(name, Kind.GROUP)
    assert found is not None
    return found


async def test_histories_hold_everything_that_people_can_have_done(simulation: Simulation) -> None:
    Runner(simulation, script()).fill_world()
    team = named(simulation, "Team")
    ana = "+55 11 90000-0111"
    assert team.members == (ana, "Tom")
    assert team.traits.is_muted
    bread, yes, voice, oops, left = team.messages[1:]
    assert bread.reactions == {simulation.world.owner: "👍", ana: "🙏"}
    assert (yes.sender, yes.quote, yes.is_edited, yes.mentions[0].name) == (ana, bread.id, True, "Tom")
    assert (voice.content.kind, voice.status, voice.forwards) == ("voice", Status.DELIVERED, 2)
    assert (oops.text, oops.deleted_by) == ("", "Tom")
    assert (left.text, left.content.kind, left.sender) == ("Tom left", "notice", "")


async def test_people_are_shown_as_the_owner_knows_them(simulation: Simulation) -> None:
    Runner(simulation, script()).fill_world()
    ana, tom = named(simulation, "+55 11 90000-0111"), named(simulation, "Tom")
    assert (ana.traits.push_name, ana.traits.phone) == ("Aninha", "5511900000111")
    assert (tom.traits.presence, tom.traits.has_picture, tom.draft) == ("online", True, "Dear Tom")


async def test_two_chats_of_one_name_are_both_there_and_stay_two(simulation: Simulation) -> None:
    twins = script(chats=[{"name": "Maria", "unread": 1}, {"name": "Maria", "id": "other", "unread": 2}])
    for _ in range(2):
        Runner(simulation, twins).fill_world()
    assert sorted(chat.unread for chat in simulation.world.chats()) == [1, 2]


async def test_events_come_at_their_times_and_in_their_order(
    simulation: Simulation, clock: FakeClock
) -> None:
    played = script(
        {"at": 2, "receive": {"chat": "Ana", "text": "oi", "id": "oi", "typing": 1}},
        {"after": 1, "receive": {"chat": "Team", "by": "Tom", "lorem": 3, "quote": "bread"}},
        {"at": 10, "typing": {"chat": "Ana", "for": 2, "recording": True}},
        {"after": 1, "edit": {"message": "oi", "text": "olá"}},
        {"react": {"message": "oi", "by": "me", "emoji": "❤️"}},
        {"own": {"chat": "Ana", "text": "bom dia", "id": "own"}},
        {"delete": {"message": "own"}},
        {"notice": {"chat": "Team", "text": "Tom added Wei"}},
        {"traits": {"chat": "Team", "is_pinned": True}},
        {"look": {"language": "es"}},
        {"phone": "offline"},
    )
    async with playing(simulation, played) as runner:
        ana, team = named(simulation, "+55 11 90000-0111"), named(simulation, "Team")
        await clock.advance(2.5)
        assert (ana.typing, ana.activity) == (ana.name, "typing")
        await clock.advance(1)
        assert (ana.messages[-1].text, ana.typing) == ("oi", None)
        await clock.advance(1)
        assert (team.messages[-1].sender, team.messages[-1].quote) == ("Tom", team.messages[1].id)
        assert len(team.messages[-1].text.split()) == 3
        await clock.advance(6)
        assert (ana.typing, ana.activity) == (ana.name, "recording")
        await clock.advance(5)
        oi, own = ana.messages[-2:]
        assert (oi.text, oi.is_edited, oi.reactions) == ("olá", True, {simulation.world.owner: "❤️"})
        assert (own.deleted_by, own.text) == ("sender", "")
        assert team.messages[-1].text == "Tom added Wei"
        assert (team.traits.is_pinned, team.traits.is_muted) == (True, True)
        assert (simulation.look.language, simulation.is_phone_online) == ("es", False)
        report = runner.report()
        assert report["state"] == "done"
        assert all(event["done_at"] and not event["skipped"] for event in report["events"])


async def test_a_script_waits_for_an_answer_and_can_act_on_it(
    simulation: Simulation, clock: FakeClock
) -> None:
    played = script(
        {"receive": {"chat": "Tom", "text": "Open?"}},
        {"answers": {"chat": "Tom", "contains": "yes", "id": "answer"}},
        {"react": {"message": "answer", "by": "Tom", "emoji": "🙏"}},
    )
    async with playing(simulation, played) as runner:
        tom = named(simulation, "Tom")
        await clock.advance(0)
        for text in ("No idea", "Ah, yes!"):
            message = simulation.world.write(tom.id, text, status=Status.SENT)
            simulation.drew([message.id])
            await clock.advance(0)
        assert [m.reactions for m in tom.messages[-2:]] == [{}, {"Tom": "🙏"}]
        assert runner.report()["state"] == "done"


async def test_labels_outlive_a_run_and_a_lost_one_is_only_noted(
    simulation: Simulation, clock: FakeClock
) -> None:
    played = script({"edit": {"message": "bread", "text": "Rolls?"}}, {"delete": {"message": "gone"}})
    Runner(simulation, script()).fill_world()
    async with playing(simulation, played) as runner:
        await clock.advance(0)
        assert named(simulation, "Team").messages[1].text == "Rolls?"
        assert runner.report()["events"][1]["skipped"] == "there is no message gone any more"


async def test_an_export_is_brought_in_as_history_and_as_live_traffic(
    simulation: Simulation, clock: FakeClock, tmp_path: Path
) -> None:
    export = tmp_path / "chat.txt"
    export.write_text("[01/02/22 11:25] Tom: one\n[01/02/22 11:26] Rosa: two\n", "utf-8")
    chats = [{"name": "Tom", "import": {"file": str(export), "me": "Rosa"}}]
    live = {"import": {"chat": "Tom", "file": str(export), "me": "Rosa", "speed": 6}}
    async with playing(simulation, script(live, chats=chats)):
        tom = named(simulation, "Tom")
        await clock.advance(1)
        assert [m.text for m in tom.messages[1:]] == ["one", "two", "one"]
        await clock.advance(10)
        assert [m.direction.value for m in tom.messages[1:]] == ["in", "out", "in", "out"]
        assert tom.unread == 1


async def test_a_fault_is_planned_as_any_other(simulation: Simulation, clock: FakeClock) -> None:
    drift = {"kind": "drift", "drift": {"testids": {"a": "b"}}, "after": 2}
    async with playing(simulation, script({"fault": drift}, {"fault": {"fault": {"kind": "logout"}}})):
        await clock.advance(0)
        planned = simulation.faults.all()
        assert [(plan["fault"]["kind"], plan["after"]) for plan in planned] == [("drift", 2), ("logout", 0)]
        assert not simulation.devices
