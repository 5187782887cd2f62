"""A screen that only a person can finish is finished through the dashboard, and nothing is sent meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.async_api import async_playwright, expect

from conversation import audit
from detector import browser
from tests.journey.dashboard_house import WEB
from tests.journey.simulation import until
from tests.journey.test_linking import said

if TYPE_CHECKING:
    from playwright.async_api import Page

    from tests.journey.product import Product
    from tests.journey.simulation import Simulation


@pytest.mark.timeout(360)
async def test_a_passkey_is_confirmed_by_a_person_far_away(world: Simulation, product: Product) -> None:
    if not (WEB / "index.html").is_file():
        pytest.skip("the dashboard's pages are not built; run `make setup`")
    await product.start()
    await world.link()
    address = await product.address()
    code, words = await said(product, "operator", "add", "ana")
    assert code == 0, words
    password = words.split("Password: ")[1].split()[0]
    await world.post("/screen", name="passkey")
    async with async_playwright() as playwright:
        launched = await playwright.chromium.launch(
            executable_path=browser.find(), args=["--no-sandbox", "--disable-background-networking"]
        )
        page = await launched.new_page(viewport={"width": 1280, "height": 800})
        await _sign_in(page, address, password)
        await page.goto(f"{address}/link")
        await page.get_by_role("link", name="Open the live view").click(timeout=30_000)
        await page.get_by_label("Your password").fill(password)
        await page.get_by_role("button", name="Open the live view").click()
        await expect(page.get_by_role("application")).to_be_visible(timeout=30_000)
        await expect(page.get_by_text("Waiting for the page.")).to_have_count(0, timeout=30_000)
        ana = await world.chat("Ana Ferreira")
        await page.get_by_role("application").focus()
        await page.keyboard.press("Tab")
        await page.keyboard.press("Enter")
        await until(lambda: world.get("/state"), lambda now: now["screen"] == "main", 60.0)
        await world.write(ana, "When do you open in the morning?")
        assert await world.own(ana) == []
        await page.get_by_role("button", name="End").click()
        await world.wait_for_own(ana, 1, 60.0)
        await launched.close()
    assert password not in product.log
    async with product.database() as db, db.reading() as session:
        lines = [line.action for line in await audit.listing(session)]
    assert {"live_view_opened", "live_view_closed"} <= set(lines)


async def _sign_in(page: Page, address: str, password: str) -> None:
    await page.goto(f"{address}/sign-in")
    await page.get_by_label("Name").fill("ana")
    await page.get_by_label("Password").fill(password)
    await page.get_by_role("button", name="Sign in").click()
    await expect(page.get_by_role("heading", name="Activity")).to_be_visible(timeout=30_000)
