"""A person uses the real page from afar, in a real browser on the simulator, and gets nowhere else."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio
from playwright.async_api import Error as PlaywrightError

from core.errors import BrowserGone
from core.live_view import Key, Mouse, Typed
from core.types import Screen
from tests.journey.simulation import until
from tests.unit.detector.driven import PATIENCE, driven

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from playwright.async_api import Page

    from detector.live_view import Screen as View
    from tests.unit.detector.driven import Driven

pytestmark = [pytest.mark.timeout(120), pytest.mark.asyncio(loop_scope="module")]
TRY = "async (what) => { try { await eval(what)(); return 'done' } catch (error) { return error.name } }"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def at(needs_browser: None, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Driven]:
    async with driven(tmp_path_factory.mktemp("driven")) as started:
        await started.until(lambda link: link.qr is not None)
        await started.tell("/link/scan")
        await started.until(lambda link: link.screen is Screen.MAIN)
        yield started


async def picture(view: View) -> bytes:
    async with asyncio.timeout(PATIENCE):
        async for one in view.pictures():
            return one
    raise AssertionError("there was no picture")


async def middle(page: Page, button: str) -> tuple[float, float]:
    box = await page.get_by_role("button", name=button).bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


async def test_a_screen_that_only_a_person_can_finish_is_finished_by_mouse_and_by_keys(at: Driven) -> None:
    for by_keys in (False, True):
        await at.tell("/screen", name="passkey")
        link = await at.until(lambda link: link.screen is Screen.OTHER)
        assert "live view" in (link.next_action or "")
        async with at.whatsapp.live_view.open() as view:
            assert (await picture(view)).startswith(b"\xff\xd8")
            if by_keys:
                await view.act(Key("Tab"))
                await view.act(Key("Enter"))
            else:
                x, y = await middle(at.page, "Use passkey")
                for does in ("move", "down", "up"):
                    await view.act(Mouse(does, x, y))
            await at.until(lambda link: link.screen is Screen.MAIN)


async def test_while_a_person_looks_nobody_else_has_the_keyboard(at: Driven) -> None:
    async with at.whatsapp.live_view.open() as view:
        other = at.whatsapp.live_view.open()
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.2):
                await other.__aenter__()
        await at.page.locator("#side [contenteditable], #side input").first.click()
        await view.act(Typed("élan 😊"))
        await view.act(Key("Control+C"))
        field = at.page.locator("#side [contenteditable], #side input").first
        typed = await field.evaluate("field => field.value ?? field.textContent")
        assert typed == "élan 😊"
        await view.act(Key("Escape"))
    async with asyncio.timeout(PATIENCE), at.whatsapp.live_view.open():
        pass


async def test_the_page_cannot_be_left(at: Driven) -> None:
    page = at.page
    address = page.url
    async with at.whatsapp.live_view.open():
        for away in ("https://example.com/", "http://localhost:9/"):
            await page.evaluate("to => { location.href = to }", away)
        with pytest.raises(PlaywrightError, match="ERR_ABORTED"):
            await page.goto("https://example.com/")
        await page.evaluate("() => { window.open('https://example.com/'); window.open('about:blank') }")
        await until(lambda: _pages(page), lambda count: count == 1, PATIENCE)
        for refused in (
            "() => navigator.clipboard.writeText('x')",
            "() => navigator.clipboard.readText()",
            "() => navigator.mediaDevices.getUserMedia({audio: true})",
        ):
            assert await page.evaluate(TRY, refused) in {"NotAllowedError", "NotFoundError"}
        state = "async () => (await navigator.permissions.query({name: 'notifications'})).state"
        assert await page.evaluate(state) == "denied"
        assert page.url == address
    assert at.whatsapp.link().screen is Screen.MAIN


async def test_no_file_comes_out_and_none_goes_in(at: Driven) -> None:
    page = at.page
    async with at.whatsapp.live_view.open():
        async with page.expect_download() as started:
            await page.evaluate(
                """() => {
                    const link = document.createElement('a');
                    link.href = URL.createObjectURL(new Blob(['secret']));
                    link.download = 'secret.txt';
                    link.click();
                }"""
            )
        assert await (await started.value).failure() is not None
        async with page.expect_file_chooser() as chooser:
            await page.evaluate(
                """() => {
                    const field = document.createElement('input');
                    field.type = 'file';
                    field.id = 'chosen';
                    document.body.append(field);
                    field.click();
                }"""
            )
        assert await chooser.value
        assert await page.evaluate("document.querySelector('#chosen').files.length") == 0


async def test_what_ends_it_is_told_as_it_is(at: Driven) -> None:
    with pytest.raises(BrowserGone, match="just now"):
        async with at.whatsapp.live_view.open():
            raise BrowserGone("just now")
    assert not at.whatsapp.live_view.is_open


async def _pages(page: Page) -> int:
    return len(page.context.pages)
