"""The screens of the link in a real browser: by number, linked, unlinked, and the live view."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from core.live_view import Key, Mouse, Typed
from core.types import Screen
from tests.journey.dashboard_house import PASSWORD
from tests.journey.simulation import until
from tests.journey.test_dashboard_screens import QR, THEMES, WIDTHS, chromium, empty_house, visit

if TYPE_CHECKING:
    from playwright.async_api import Browser

    from core.live_view import Gesture
    from tests.journey.dashboard_house import House

__all__ = ["chromium", "empty_house"]


@pytest.mark.parametrize(("theme", "width"), list(zip(THEMES, WIDTHS, strict=True)))
async def test_a_number_is_linked_and_unlinked(
    empty_house: House, chromium: Browser, theme: str, width: int
) -> None:
    house = empty_house
    house.link.shows(Screen.QR, QR)
    async with visit(chromium, house, theme, width) as one:
        page = one.page
        await one.sign_in()
        await page.goto(f"{house.address}/link")
        await expect(page.get_by_role("img", name="QR code")).to_be_visible()
        await one.shot("link-qr")
        await page.get_by_role("button", name="Link with phone number").click()
        await page.get_by_label("Phone number").fill("+49 151 23456789")
        await one.shot("link-number")
        await page.get_by_role("button", name="Get a code").click()
        await expect(page.get_by_text("W1K7-Q2PX")).to_be_visible()
        await expect(page.get_by_role("timer")).to_contain_text("Good for")
        await one.shot("link-code")
        await one.does_not_scroll_sideways()
        await page.get_by_role("button", name="Scan a QR code instead").click()
        await expect(page.get_by_role("img", name="QR code")).to_be_visible()

        house.link.shows(Screen.MAIN)
        await expect(page.get_by_text("Your phone is linked")).to_be_visible()
        await page.get_by_role("button", name="Unlink").click()
        await expect(page.get_by_text("remove the link from this machine")).to_be_visible()
        await one.shot("link-care")
        await one.does_not_scroll_sideways()
        await page.get_by_role("button", name="Unlink").click()
        await expect(page.get_by_role("img", name="QR code")).to_be_visible()


@pytest.mark.parametrize(("theme", "width"), list(zip(THEMES, WIDTHS, strict=True)))
async def test_the_live_view_takes_mouse_and_keys(
    empty_house: House, chromium: Browser, theme: str, width: int
) -> None:
    house = empty_house
    house.link.shows(Screen.OTHER)
    async with visit(chromium, house, theme, width) as one:
        page = one.page
        await one.sign_in()
        house.view.picture = await page.screenshot(type="jpeg")
        await page.goto(f"{house.address}/link")
        await expect(page.get_by_text("Unknown screen")).to_be_visible()
        await one.shot("link-other")
        await page.get_by_role("link", name="Open the live view").click()
        await expect(page.get_by_label("Your password")).to_be_visible()
        await one.shot("live-view-password")
        await page.get_by_label("Your password").fill(PASSWORD)
        await page.get_by_role("button", name="Open the live view").click()
        screen = page.get_by_role("application")
        await expect(screen).to_be_visible()
        await expect(page.get_by_text("Waiting for the page.")).to_have_count(0)
        await one.shot("live-view")
        await one.does_not_scroll_sideways()
        box = await screen.bounding_box()
        assert box is not None
        await screen.click(position={"x": box["width"] / 2, "y": box["height"] / 2})
        await page.keyboard.press("a")
        await page.keyboard.press("Control+c")
        await page.keyboard.press("Shift+Tab")

        async def done() -> list[Gesture]:
            return house.view.done

        await until(done, lambda gestures: Key("Tab", shift=True) in gestures, 20.0)
        pressed = [one for one in house.view.done if isinstance(one, Mouse) and one.does == "down"]
        assert [(round(at.x / 10), round(at.y / 10)) for at in pressed] == [(64, 40)]
        assert [one for one in house.view.done if isinstance(one, Typed)] == [Typed("a")]
        await page.get_by_role("button", name="End").click()
        await expect(page.get_by_label("Your password")).to_be_visible()
