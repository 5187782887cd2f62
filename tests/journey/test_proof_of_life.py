"""What the page shows and the product did not hear is noticed, repaired, and told."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from playwright.async_api import Error as PlaywrightError

from core.types import Seen
from tests.journey.inside import PATIENCE, inside
from tests.journey.simulation import until

if TYPE_CHECKING:
    from pathlib import Path

    from tests.journey.simulation import Simulation

pytestmark = pytest.mark.timeout(400)  # several browsers one after the other, on whatever machine

ANA = "Ana Ferreira"
DEAF = """() => {
  for (const name of Object.getOwnPropertyNames(window))
    if (/^_[0-9a-f]{16}$/.test(name) && typeof window[name] === "function") window[name] = () => {};
}"""


async def test_a_message_that_the_page_never_draws_is_missed_for_a_moment_and_told_all_the_while(
    world: Simulation, tmp_path: Path
) -> None:
    async with inside(tmp_path, world.page) as house:
        await world.link()
        ana = await world.chat(ANA)
        await world.write(ana, "hello")
        await house.wait_for_text("hello", ANA)
        await house.wait_for_sweeps(2)

        await world.post("/faults", fault={"kind": "lost_news", "count": 1})
        await world.write(ana, "did you get this?")
        await until(house.life, lambda found: "not stored" in found[1], PATIENCE)
        await house.wait_for_text("did you get this?", ANA)
        events = await house.wait_for_event("proof_of_life", lambda events: "over" in events)
        assert events == ["unstored: reload", "over"]
        assert (await house.life())[0] == "ok"

        await world.write(ana, "and this?")
        await house.wait_for_text("and this?", ANA)
        messages = {message.text: message.seen for message in await house.stored(ANA)}
        assert messages["did you get this?"] is Seen.CAUGHT_UP
        assert messages["and this?"] is Seen.LIVE
        assert (await house.texts(ANA)).count("did you get this?") == 1

        await world.post("/faults", fault={"kind": "network", "seconds": 3})
        await world.write(ana, "while nobody was there")
        await house.wait_for_text("while nobody was there", ANA)
        assert (await house.stored(ANA))[-1].seen is Seen.CAUGHT_UP


async def test_a_page_that_falls_silent_crashes_or_hangs_comes_back_with_all_that_was_written(
    world: Simulation, tmp_path: Path
) -> None:
    async with inside(tmp_path, world.page) as house:
        await world.link()
        ana = await world.chat(ANA)
        await world.write(ana, "hello")
        await house.wait_for_text("hello", ANA)

        await house.page().evaluate(DEAF)
        await until(house.life, lambda found: "does not tell" in found[1], PATIENCE)
        await world.write(ana, "into silence")
        await house.wait_for_text("into silence", ANA)
        await house.wait_for_event("proof_of_life", lambda events: "over" in events)

        crashed = house.page()
        with suppress(PlaywrightError):  # nobody is left to answer
            await (await crashed.context.new_cdp_session(crashed)).send("Page.crash")
        await world.write(ana, "into a crash")
        await house.wait_for_text("into a crash", ANA)

        await world.post("/faults", fault={"kind": "hang", "seconds": 300})
        await world.write(ana, "into a page that hangs")
        await house.wait_for_text("into a page that hangs", ANA)
        assert await house.texts(ANA) == ["hello", "into silence", "into a crash", "into a page that hangs"]
        assert (await house.stored(ANA))[-1].seen is Seen.CAUGHT_UP


async def test_a_browser_that_is_recycled_while_messages_come_loses_none(
    world: Simulation, tmp_path: Path
) -> None:
    chosen = {"arguments": ["--disable-background-networking"], "max_age": 5}
    async with inside(tmp_path, world.page, browser=chosen) as house:
        await world.link()
        ana = await world.chat(ANA)
        written: list[str] = []
        browsers: set[int] = set()

        async def recycled() -> int:
            written.append(f"message {len(written)}")
            await world.write(ana, written[-1])
            if house.is_up:
                browsers.add(id(house.page()))
            return len(browsers)

        await until(recycled, lambda count: count >= 2, PATIENCE)
        await house.wait_for_text(written[-1], ANA)
        assert await house.texts(ANA) == written
        assert not await house.events("proof_of_life")
