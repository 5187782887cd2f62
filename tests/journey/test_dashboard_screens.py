"""The dashboard in a real browser: both themes, two widths, nothing asked of any other host."""

from __future__ import annotations

import re
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
from playwright.async_api import async_playwright, expect

from core.types import ChatKind, ChatRef, Screen
from detector import browser
from tests.journey import dashboard_chats
from tests.journey.dashboard_house import (
    CAFE,
    EMPTY,
    FOOTBALL,
    MARIA,
    NOAH,
    PASSWORD,
    ROOT,
    WEB,
    Teller,
    running,
)

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from playwright.async_api import Browser, Locator, Page

    from tests.journey.dashboard_house import House

SCREENS = ROOT / "test-results" / "screens"
THEMES = ("light", "dark")
WIDTHS = (1280, 360)
QR = "2@mY5bA0xG7,n0is3K3yBase64,id3ntityK3yBase64,4dvS3cretBase64,1"


@pytest.fixture(autouse=True)
def _needs_pages_and_a_browser() -> None:
    if not (WEB / "index.html").is_file():
        pytest.skip("the dashboard's pages are not built; run `make setup`")
    if browser.find() is None:
        pytest.skip("no Chromium, Chrome or Edge on this machine; run `make setup`")


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with running(tmp_path) as started:
        await dashboard_chats.tell(started)
        yield started


@pytest.fixture
async def empty_house(tmp_path: Path) -> AsyncIterator[House]:
    async with running(tmp_path) as started:
        yield started


@pytest.fixture
async def chromium() -> AsyncIterator[Browser]:
    arguments = ["--no-sandbox", "--disable-background-networking", "--force-color-profile=srgb"]
    async with async_playwright() as playwright:
        launched = await playwright.chromium.launch(executable_path=browser.find(), args=arguments)
        yield launched
        await launched.close()


class Visit:
    """A page that keeps what went wrong on it, and whom it asked."""

    def __init__(self, page: Page, house: House, label: str) -> None:
        self.page = page
        self.house = house
        self.label = label
        self.complaints: list[str] = []
        self.asked: set[str] = set()
        page.on("console", lambda message: self._heard(message.type, message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self.asked.add(request.url))
        page.on("websocket", lambda socket: self.asked.add(socket.url))

    def _heard(self, kind: str, text: str) -> None:
        if kind in {"error", "warning"}:
            self.complaints.append(text)

    async def sign_in(self, name: str = "Ana") -> None:
        await self.page.goto(f"{self.house.address}/sign-in")
        await self.page.get_by_label("Name").fill(name)
        await self.page.get_by_label("Password").fill(PASSWORD)
        await self.shot("sign-in")
        await self.page.get_by_role("button", name="Sign in").click()
        await expect(self.page.get_by_role("heading", name="Activity")).to_be_visible()

    def row(self, name: str) -> Locator:
        return self.page.get_by_role("region", name="Chats").get_by_role(
            "link", name=re.compile(re.escape(name))
        )

    async def shot(self, name: str) -> None:
        SCREENS.mkdir(parents=True, exist_ok=True)
        await self.page.screenshot(path=SCREENS / f"{name}-{self.label}.png", animations="disabled")

    async def does_not_scroll_sideways(self) -> None:
        width = await self.page.evaluate("document.documentElement.scrollWidth")
        assert width <= await self.page.evaluate("window.innerWidth")

    def found_nothing_wrong(self) -> None:
        assert self.complaints == []
        own = re.sub(r"^http", "", self.house.address)
        assert {url for url in self.asked if not re.sub(r"^(http|ws)", "", url).startswith(own)} <= _pictures(
            self.asked
        )


def _pictures(urls: set[str]) -> set[str]:
    """Pictures inside the page itself are no requests."""
    return {url for url in urls if url.startswith("data:")}


@asynccontextmanager
async def visit(
    chromium: Browser, house: House, theme: str = "light", width: int = 1280
) -> AsyncIterator[Visit]:
    context = await chromium.new_context(
        color_scheme="dark" if theme == "dark" else "light",
        viewport={"width": width, "height": 800},
        locale="en-GB",
        timezone_id="Europe/Madrid",
    )
    one = Visit(await context.new_page(), house, f"{width}-{theme}")
    yield one
    one.found_nothing_wrong()
    await context.close()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("theme", THEMES)
async def test_an_operator_signs_in_reads_and_writes(
    house: House, chromium: Browser, theme: str, width: int
) -> None:
    async with visit(chromium, house, theme, width) as one:
        page = one.page
        await one.sign_in()
        await one.shot("overview")
        await one.does_not_scroll_sideways()

        await page.get_by_role("link", name="Inbox").first.click()
        await expect(one.row(MARIA)).to_be_visible()
        await one.shot("inbox-list")
        await one.does_not_scroll_sideways()
        await one.row(CAFE).click()
        await expect(page.get_by_role("log").get_by_text("كعك بالتمر")).to_be_visible()
        await one.shot("inbox-rtl")
        await one.does_not_scroll_sideways()

        await page.goto(f"{house.address}/inbox")
        await one.row(MARIA).click()
        box = page.get_by_label(f"Message to {MARIA}")
        await box.fill("See you on Saturday, Maria! 🎂")
        await box.press("Shift+Enter")
        await box.type("Ana")
        await one.shot("inbox-writing")
        await box.press("Enter")
        sent = page.get_by_role("log").get_by_text("See you on Saturday, Maria! 🎂\nAna")
        await expect(sent).to_be_visible()
        await expect(page.locator("[data-state=queued]")).to_be_visible()
        await expect(box).to_have_value("")
        await one.shot("inbox-sent")
        await one.does_not_scroll_sideways()


async def test_each_state_of_a_message_is_told(house: House, chromium: Browser) -> None:
    async with visit(chromium, house) as one:
        await one.sign_in()
        await one.page.goto(f"{house.address}/inbox")
        await one.row(NOAH).click()
        log = one.page.get_by_role("log")
        await expect(log.get_by_text("Perhaps sent: look at the phone")).to_be_visible()
        await expect(log.get_by_text("The chat could not be opened.")).to_be_visible()
        await expect(log.get_by_text("Your phone")).to_be_visible()
        await one.shot("inbox-states")
        await one.row(FOOTBALL).click()
        await expect(log.get_by_text("Jonas Weber").first).to_be_visible()
        await one.shot("inbox-group")


async def test_a_stranger_is_let_in_and_blocked_again(house: House, chromium: Browser) -> None:
    async with visit(chromium, house) as one:
        page = one.page
        await one.sign_in()
        await page.goto(f"{house.address}/inbox?show=pending")
        await one.row("Lena Fischer").click()
        await expect(page.get_by_text("Allow this chat to write to it.")).to_be_visible()
        await one.shot("inbox-pending")
        await page.get_by_role("button", name="Allow", exact=True).first.click()
        await expect(page.get_by_label("Message to Lena Fischer")).to_be_visible()
        await page.get_by_role("radio", name=re.compile("Human")).check()
        await expect(page.get_by_text("Person · Human")).to_be_visible()
        await page.get_by_role("button", name="Block", exact=True).click()
        await expect(page.get_by_text("This chat is blocked.", exact=True)).to_be_visible()


async def test_the_list_is_walked_by_keyboard(house: House, chromium: Browser) -> None:
    async with visit(chromium, house) as one:
        page = one.page
        await one.sign_in()
        await page.goto(f"{house.address}/inbox")
        await expect(one.row(MARIA)).to_be_visible()
        await page.keyboard.press("j")
        await expect(one.row(MARIA)).to_have_attribute("aria-current", "true")
        await page.keyboard.press("ArrowDown")
        await expect(one.row("Lena Fischer")).to_have_attribute("aria-current", "true")
        await page.keyboard.press("k")
        await expect(one.row(MARIA)).to_have_attribute("aria-current", "true")
        await page.keyboard.press("/")
        await page.keyboard.type("kenji")
        await expect(one.row(MARIA)).to_have_count(0)
        await expect(one.row(EMPTY)).to_be_visible()
        await page.keyboard.press("Escape")
        await expect(one.row(MARIA)).to_be_visible()
        await page.keyboard.press("/")
        await page.keyboard.type("nobody at all")
        await expect(page.get_by_text("No chat matches")).to_be_visible()
        await one.shot("inbox-no-match")


async def test_a_new_message_appears_by_itself(house: House, chromium: Browser) -> None:
    async with visit(chromium, house) as one:
        await one.sign_in()
        await one.page.goto(f"{house.address}/inbox")
        await one.row(MARIA).click()
        await expect(one.page.get_by_role("log").get_by_text("See you on Saturday.")).to_be_visible()
        teller = Teller(house)
        await teller.hears(ChatRef("main", MARIA, ChatKind.PERSON), 0, "One more thing: can I pay by card?")
        await expect(one.page.get_by_role("log").get_by_text("can I pay by card?")).to_be_visible()
        await expect(one.row(MARIA)).to_contain_text("can I pay by card?")


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("width", WIDTHS)
async def test_the_phone_is_linked(house: House, chromium: Browser, theme: str, width: int) -> None:
    house.link.shows(Screen.QR, QR)
    async with visit(chromium, house, theme, width) as one:
        await one.sign_in()
        await one.shot("overview-unlinked")
        await one.page.get_by_role("link", name="Link the phone").click()
        await expect(one.page.get_by_role("img", name="QR code")).to_be_visible()
        await one.shot("link")
        await one.does_not_scroll_sideways()
        house.link.shows(Screen.MAIN)
        await expect(one.page.get_by_text("Your phone is linked")).to_be_visible()
        await one.shot("linked")


@pytest.mark.parametrize("theme", THEMES)
async def test_an_empty_house_says_what_to_do(empty_house: House, chromium: Browser, theme: str) -> None:
    empty_house.link.shows(Screen.QR, QR)
    async with visit(chromium, empty_house, theme) as one:
        await one.sign_in()
        await one.shot("empty-overview")
        await one.page.goto(f"{empty_house.address}/inbox")
        await expect(one.page.get_by_text("No chats yet")).to_be_visible()
        await one.shot("empty-inbox")
        await one.page.goto(f"{empty_house.address}/no/such/page")
        await expect(one.page.get_by_text("There is nothing here")).to_be_visible()


async def test_a_viewer_looks_and_does_not_write(house: House, chromium: Browser) -> None:
    async with visit(chromium, house, width=360) as one:
        await one.sign_in("Vera")
        await expect(one.page.get_by_role("link", name="Link")).to_have_count(0)
        await one.page.goto(f"{house.address}/inbox")
        await one.row(MARIA).click()
        await expect(one.page.get_by_text("your role is viewer")).to_be_visible()
        await one.page.get_by_role("button", name="About this chat").click()
        await expect(one.page.get_by_role("radio", name=re.compile("Human"))).to_be_disabled()
        await one.shot("viewer")


async def test_the_theme_is_chosen_and_kept_and_signing_out_leaves_nothing(
    house: House, chromium: Browser
) -> None:
    async with visit(chromium, house) as one:
        page = one.page
        await one.sign_in()
        await page.get_by_role("button", name=re.compile("Ana")).click()
        await one.shot("menu")
        await page.get_by_role("menuitemcheckbox", name="Dark").click()
        await expect(page.locator("html")).to_have_class("dark")
        await page.reload()
        await expect(page.get_by_role("heading", name="Activity")).to_be_visible()
        await expect(page.locator("html")).to_have_class("dark")
        await page.get_by_role("button", name=re.compile("Ana")).click()
        await page.get_by_role("menuitem", name="Sign out").click()
        await expect(page.get_by_label("Password")).to_be_visible()
        await page.goto(f"{house.address}/inbox")
        await expect(page).to_have_url(f"{house.address}/sign-in?from=/inbox")


async def test_a_wrong_password_is_told_in_words(house: House, chromium: Browser) -> None:
    async with visit(chromium, house) as one:
        page = one.page
        await page.goto(f"{house.address}/sign-in")
        await page.get_by_label("Name").fill("Ana")
        await page.get_by_label("Password").fill("wrong")
        await page.get_by_role("button", name="Sign in").click()
        await expect(page.get_by_role("alert")).to_have_text("The name or the password is wrong.")
        # The browser itself writes a line about every answer of 401.
        one.complaints = [each for each in one.complaints if "401" not in each]
