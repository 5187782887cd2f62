"""From the first word of a page to its chats: loading, the code and its rotation, linking, unlinking."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING, Any

from simulator import stops
from simulator.latency import FAST
from simulator.screens import Screens

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from simulator.simulation import Simulation
    from tests.fakes import FakeClock


class Watched:
    """The screens of one page with all that it was told."""

    def __init__(self, simulation: Simulation) -> None:
        self.told: list[dict[str, Any]] = []
        self.is_ready = False
        self.screens = Screens(
            self.told.append, simulation.devices, simulation.diary, simulation.pace, simulation.auto_scan
        )

    def ready(self) -> None:
        self.is_ready = True

    @property
    def shown(self) -> list[str]:
        return [f"{f['name']} {f.get('stage', '')}".strip() for f in self.told if f["t"] == "screen"]


@contextlib.asynccontextmanager
async def page(
    simulation: Simulation, key: str | None = None, *, is_back: bool = False
) -> AsyncIterator[Watched]:
    watched = Watched(simulation)
    async with asyncio.TaskGroup() as group:
        task = group.create_task(watched.screens.run(key, is_back=is_back, when_ready=watched.ready))
        yield watched
        task.cancel()


async def show_code(clock: FakeClock) -> None:
    await clock.advance(FAST.qr_blank + FAST.qr_hint + 0.01)


async def test_a_code_is_shown_after_a_blank_page_and_a_hint(
    simulation: Simulation, clock: FakeClock
) -> None:
    async with page(simulation) as watched:
        await clock.advance(0)
        assert watched.shown == ["qr blank"]
        await clock.advance(FAST.qr_blank)
        assert watched.shown[-1] == "qr hint"
        assert watched.screens.code is None
        await clock.advance(FAST.qr_hint)
        assert watched.shown[-1] == "qr code"
        assert watched.screens.code is not None
        assert len(watched.screens.code.split(",")) == 5
        assert watched.screens.code.startswith("2@")


async def test_codes_rotate_and_then_expire_with_a_stale_value(
    simulation: Simulation, clock: FakeClock
) -> None:
    async with page(simulation) as watched:
        await show_code(clock)
        codes = [watched.screens.code]
        for wait in (FAST.qr_first, *[FAST.qr_next] * 4):
            await clock.advance(wait)
            codes.append(watched.screens.code)
        assert len(set(codes)) == 6
        await clock.advance(FAST.qr_next)
        assert watched.told[-1] == {"t": "screen", "name": "qr", "stage": "expired", "ref": codes[-1]}
        assert not watched.screens.scan()
        watched.screens.press("refresh_code")
        await clock.advance(FAST.qr_refresh)
        assert watched.shown[-1] == "qr code"
        assert watched.screens.code not in codes


async def test_a_scan_links_and_leads_to_the_chats(simulation: Simulation, clock: FakeClock) -> None:
    async with page(simulation) as watched:
        assert not watched.screens.scan()
        await show_code(clock)
        assert watched.screens.scan()
        await clock.advance(FAST.link_step * 10)
        assert watched.is_ready
        assert watched.screens.name == "main"
        key = next(frame["key"] for frame in watched.told if frame["t"] == "linked")
        assert simulation.devices.has(key)


async def test_a_script_may_scan_by_itself(simulation: Simulation, clock: FakeClock) -> None:
    simulation.auto_scan.after = 2.0
    async with page(simulation) as watched:
        await show_code(clock)
        await clock.advance(1.9)
        assert not simulation.devices
        await clock.advance(0.2)
        assert simulation.devices
        await clock.advance(FAST.link_step * 10)
        assert watched.screens.name == "main"


async def test_a_linked_page_loads_and_shows_its_chats(simulation: Simulation, clock: FakeClock) -> None:
    async with page(simulation, simulation.devices.link()) as watched:
        await clock.advance(FAST.loading_step * 3)
        assert watched.shown == ["loading connecting", "loading chats", "loading chats", "main"]
        assert [frame["percent"] for frame in watched.told if frame.get("stage") == "chats"] == [None, 60]


async def test_a_page_that_only_lost_its_line_is_back_at_once(
    simulation: Simulation, clock: FakeClock
) -> None:
    async with page(simulation, simulation.devices.link(), is_back=True) as watched:
        await clock.advance(0)
        assert watched.shown == ["main"]


async def test_a_key_of_an_unlinked_device_needs_a_new_scan(simulation: Simulation, clock: FakeClock) -> None:
    key = simulation.devices.link()
    simulation.devices.unlink()
    async with page(simulation, key) as watched:
        await clock.advance(0)
        assert watched.shown == ["qr blank"]


async def test_unlinking_leads_back_to_the_code(simulation: Simulation, clock: FakeClock) -> None:
    async with page(simulation, simulation.devices.link()) as watched:
        await clock.advance(FAST.loading_step * 3)
        watched.screens.unlink()
        await clock.advance(0)
        assert watched.shown[-1] == "loading logging_out"
        await clock.advance(FAST.logout)
        await show_code(clock)
        assert {"t": "unlinked"} in watched.told
        assert watched.shown[-1] == "qr code"


async def test_linking_is_told_in_stages_each_with_its_share(
    simulation: Simulation, clock: FakeClock
) -> None:
    async with page(simulation) as watched:
        await show_code(clock)
        watched.screens.scan()
        await clock.advance(FAST.link_step * 10)
        loading = [frame for frame in watched.told if frame.get("name") == "loading"]
        assert [frame["stage"] for frame in loading] == ["connecting", *["downloading"] * 5, "organizing"]
        assert [frame["percent"] for frame in loading] == [None, 8, 35, 62, 88, 100, 100]
        await clock.advance(FAST.link_step * 10)
        syncing = [frame["percent"] for frame in watched.told if frame["t"] == "syncing"]
        assert syncing == [12, 47, 81, None]


async def test_eight_characters_link_a_page_whose_code_cannot_be_scanned(
    simulation: Simulation, clock: FakeClock
) -> None:
    async with page(simulation) as watched:
        await show_code(clock)
        watched.screens.press("link_by_phone")
        await clock.advance(0)
        assert watched.shown[-1] == "number entry"
        assert not watched.screens.scan()
        watched.screens.press("number_next", "15550001111")
        await clock.advance(FAST.qr_refresh)
        told = watched.told[-1]
        assert (told["name"], told["stage"], told["number"]) == ("phone_code", "code", "15550001111")
        letters = told["code"].split(",")
        assert [len(letter) for letter in letters] == [1] * 8
        assert not watched.screens.confirm("WRONG123")
        assert watched.screens.confirm(f"{''.join(letters[:4])}-{''.join(letters[4:])}".lower())
        await clock.advance(FAST.link_step * 10)
        assert watched.screens.name == "main"


async def test_the_characters_expire_and_others_can_be_asked_for(
    simulation: Simulation, clock: FakeClock
) -> None:
    async with page(simulation) as watched:
        await show_code(clock)
        watched.screens.press("link_by_phone")
        watched.screens.press("number_next", "123")
        await clock.advance(FAST.qr_refresh + FAST.code_life)
        expired = watched.told[-1]
        assert expired["stage"] == "expired"
        assert not watched.screens.confirm()
        watched.screens.press("new_phone_code")
        await clock.advance(FAST.qr_refresh)
        assert watched.told[-1]["stage"] == "code"
        assert watched.told[-1]["code"] != expired["code"]
        watched.screens.press("edit_number")
        await clock.advance(0)
        assert watched.told[-1] == {"t": "screen", "name": "number", "stage": "entry", "number": "123"}
        watched.screens.press("link_by_code")
        await clock.advance(FAST.qr_refresh)
        assert watched.shown[-1] == "qr code"


async def test_too_many_attempts_are_refused_as_often_as_asked(
    simulation: Simulation, clock: FakeClock
) -> None:
    async with page(simulation) as watched:
        await show_code(clock)
        watched.screens.refuse_numbers(1)
        watched.screens.press("link_by_phone")
        for stage in ("refused", "code"):
            watched.screens.press("number_next", "123")
            await clock.advance(FAST.qr_refresh)
            assert watched.told[-1]["stage"] == stage


async def test_a_scan_by_a_person_does_not_wait_for_the_scripted_one(
    simulation: Simulation, clock: FakeClock
) -> None:
    simulation.auto_scan.after = 1000.0
    async with page(simulation) as watched:
        await show_code(clock)
        watched.screens.scan()
        await clock.advance(FAST.link_step * 10)
        assert watched.screens.name == "main"


async def test_use_here_leads_over_connecting_back_to_the_chats(
    simulation: Simulation, clock: FakeClock
) -> None:
    async with page(simulation, simulation.devices.link()) as watched:
        await clock.advance(FAST.loading_step * 3)
        stopped: list[str] = []
        watched.screens.when_stopped = lambda: stopped.append("stopped")
        watched.screens.put(stops.CONFLICT)
        await clock.advance(0)
        assert watched.told[-1]["stop"] == "conflict_window"
        assert stopped == ["stopped"]
        watched.screens.press("close")
        await clock.advance(FAST.loading_step)
        assert watched.screens.name == "stop"
        watched.is_ready = False
        watched.screens.press("use_here")
        await clock.advance(0)
        assert watched.shown[-1] == "loading connecting"
        await clock.advance(FAST.loading_step)
        assert watched.screens.name == "main"
        assert watched.is_ready


async def test_logging_out_on_a_full_screen_forgets_only_this_link(
    simulation: Simulation, clock: FakeClock
) -> None:
    other, key = simulation.devices.link(), simulation.devices.link()
    async with page(simulation, key) as watched:
        await clock.advance(FAST.loading_step * 3)
        watched.screens.put(stops.named("conflict_computer"))
        await clock.advance(0)
        watched.screens.press("log_out")
        await clock.advance(FAST.logout)
        await show_code(clock)
        assert watched.shown[-1] == "qr code"
        assert simulation.devices.has(other)
        assert not simulation.devices.has(key)


async def test_a_full_screen_may_come_at_any_moment_and_the_code_comes_back_after_it(
    simulation: Simulation, clock: FakeClock
) -> None:
    async with page(simulation) as watched:
        await show_code(clock)
        watched.screens.put(stops.named("proxy"))
        await clock.advance(FAST.qr_first * 2)
        assert watched.shown[-1] == "stop"
        assert not watched.screens.scan()
        watched.screens.press("try_again")
        await clock.advance(FAST.loading_step)
        await show_code(clock)
        assert watched.shown[-1] == "qr code"


async def test_what_was_shown_is_in_the_diary(simulation: Simulation, clock: FakeClock) -> None:
    async with page(simulation, simulation.devices.link()):
        await clock.advance(FAST.loading_step * 3)
        shown = [entry for entry in simulation.diary.since() if entry["kind"] == "screen"]
        assert [(entry["name"], entry.get("stage")) for entry in shown] == [
            ("loading", "connecting"),
            ("loading", "chats"),
            ("loading", "chats"),
            ("main", None),
        ]
