"""The built page under WhatsApp's own address, for bots that know no other: routed, its socket included."""

from __future__ import annotations

import asyncio
import shutil
from typing import TYPE_CHECKING

import pytest
from playwright.async_api import async_playwright, expect

from simulator.page_server import BUILT
from tests.strangers.routing import ADDRESS, Routing
from tests.unit.simulator.running import simulator

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.timeout(90)


async def test_the_page_works_under_the_address_that_bots_know(tmp_path: Path) -> None:
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None or not (BUILT / "index.html").is_file():
        pytest.skip("no Chromium or Chrome on this machine, or the simulator's page is not built")
    async with simulator(tmp_path) as running, async_playwright() as playwright:
        launched = await playwright.chromium.launch(
            executable_path=browser, args=["--no-sandbox", "--disable-background-networking"]
        )
        async with asyncio.TaskGroup() as lines:
            context = await launched.new_context(viewport={"width": 1280, "height": 720})
            routing = Routing(running.page, lines)
            await routing.install(context)
            page = await context.new_page()
            await page.goto(ADDRESS)
            await expect(page.locator("[data-testid=link-device-qr-code] [data-ref] canvas")).to_be_visible()
            assert (await running.control.post("/link/scan")).status_code == 200
            await expect(page.locator("[data-testid=chat-list] [role=row]")).to_have_count(3)
            assert page.url == f"{ADDRESS}/"
            await launched.close()
            routing.hang_up()
