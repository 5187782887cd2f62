"""From the first word of a page to its chats: loading, the code and its rotation, linking, unlinking."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING, Any

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
        assert watched.shown == ["loading", "loading", "loading", "main"]


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
        await show_code(clock)
        assert {"t": "unlinked"} in watched.told
        assert watched.shown[-1] == "qr code"
