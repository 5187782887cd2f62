"""The simulator as a process: how it starts, what it keeps, and that it never outlives its parent."""

from __future__ import annotations

import asyncio
import signal
import sys
from typing import TYPE_CHECKING, Any

import httpx2
import pytest

from tests.unit.simulator.running import ROOT, simulator

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.simulator.running import Running


async def test_three_addresses_are_printed_and_each_answers_for_itself(tmp_path: Path) -> None:
    async with simulator(tmp_path) as running, httpx2.AsyncClient() as stranger:
        assert len((await running.control.get("/chats")).json()) == 3
        for address in (running.page, running.phone):
            assert (await stranger.get(address.partition("?")[0])).status_code == 401
        assert (await stranger.get(running.control.base_url.join("/state"))).status_code == 401
        token = running.page.partition("?")[2]
        assert (await stranger.get(f"{running.phone.partition('?')[0]}?{token}")).status_code == 401


async def test_it_ends_when_its_parent_is_gone(tmp_path: Path) -> None:
    async with simulator(tmp_path) as running:
        assert running.process.stdin is not None
        running.process.stdin.close()
        assert await asyncio.wait_for(running.process.wait(), 5) == 0


async def test_it_ends_on_sigterm_and_leaves_ctrl_c_to_its_parent(tmp_path: Path) -> None:
    async with simulator(tmp_path) as running:
        running.process.send_signal(signal.SIGINT)
        assert (await running.control.get("/state")).status_code == 200
        running.process.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(running.process.wait(), 5) == 0


async def test_a_killed_run_left_everything_behind(tmp_path: Path) -> None:
    state = ("--state", str(tmp_path / "state"))
    async with simulator(tmp_path, *state) as running:
        chat = next(c["id"] for c in (await running.control.get("/chats")).json() if c["name"] == "Ana")
        address = running.page
        written = (await running.control.post(f"/chats/{chat}/messages", json={"text": "kept"})).json()["id"]
        running.process.kill()
        await running.process.wait()
    async with simulator(tmp_path, *state) as running:
        messages = (await running.control.get(f"/chats/{chat}/messages")).json()
        assert [m["text"] for m in messages] == ["hello there", "hi 😊", "kept"]
        assert messages[-1]["id"] == written
        assert running.page == address  # with its token: a page that is open comes back


async def test_the_look_the_clock_and_the_habits_can_be_given_at_the_start(tmp_path: Path) -> None:
    look = "--profile 2023-06 --language es --rtl --clock 12 --date-order ymd --hidden --empty"
    more = "--labels-every-row --no-translation --drop-testids --now 2027-01-01T00:00:00 --speed 20"
    habits = "--refuse-headless --one-page"
    async with simulator(tmp_path, *look.split(), *more.split(), *habits.split()) as running:
        told = (await running.control.get("/look")).json()
        assert told.pop("drift") == {"testids": {}, "classes": {}, "roles": {}, "labels": {}}
        assert told == {
            "profile": "2023-06",
            "language": "es",
            "right_to_left": True,
            "clock": "12",
            "date_order": "ymd",
            "translates": False,
            "drops_testids": True,
            "labels_every_row": True,
            "is_hidden": True,
            "is_empty": True,
        }
        clock = (await running.control.get("/clock")).json()
        assert clock["utc"].startswith("2027-01-01T00:0")
        assert clock["speed"] == 20
        assert all((await running.control.get("/switches")).json().values())


async def test_a_wrong_moment_is_told_in_one_sentence() -> None:
    code, told = await refused("--now", "tomorrow")
    assert code == 2
    assert told.startswith("--now must be a time such as")


async def test_a_port_in_use_is_told_in_one_sentence(tmp_path: Path) -> None:
    async with simulator(tmp_path) as running:
        port = str(running.control.base_url.port)
        code, told = await refused("--control-port", port)
    assert code == 2
    assert told.startswith(f"Port {port} for the simulator's control is not free")


@pytest.mark.parametrize(
    ("text", "told"),
    [("link: maybe", "line 1, at link"), ("steps: [{chat: A, ask: b}]", "no chat named 'A'")],
)
async def test_a_wrong_script_is_told_in_one_sentence(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "wrong.yaml"
    path.write_text(text)
    code, sentence = await refused("--script", str(path))
    assert code == 2
    assert told in sentence
    assert sentence.count("\n") == 1


async def refused(*arguments: str) -> tuple[int | None, str]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "simulator", *arguments, cwd=ROOT, stderr=asyncio.subprocess.PIPE
    )
    _, told = await process.communicate()
    return process.returncode, told.decode()


async def test_a_load_fills_the_world_while_it_runs(tmp_path: Path) -> None:
    async with simulator(tmp_path, "--load", "chats=250,messages=500,rate=50/s") as running:
        async with asyncio.timeout(30):
            while True:
                if any(entry["kind"] == "load" for entry in await log(running)):
                    break
                await asyncio.sleep(0.05)
        assert len((await running.control.get("/chats")).json()) == 253


async def test_a_wrong_load_is_told_in_one_sentence() -> None:
    code, told = await refused("--load", "chats=many")
    assert (code, told) == (2, "In the load, chats must be a whole number from 1 to 200000, not 'many'.\n")


async def log(running: Running) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = (await running.control.get("/log")).json()
    return entries
