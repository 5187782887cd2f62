"""One Chromium for all tests of the page script; each test loads its own page into it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from detector import browser
from tests.unit.detector.stage import Stage, chromium

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from playwright.async_api import Browser


@pytest.fixture(scope="session")
def needs_browser() -> None:
    if browser.find() is None:
        pytest.skip("no Chromium, Chrome or Edge on this machine; run `make setup`")


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def real_browser(needs_browser: None) -> AsyncIterator[Browser]:
    async with chromium() as started:
        yield started


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def stage(real_browser: Browser) -> Stage:
    prepared = Stage(await real_browser.new_page(viewport=browser.VIEWPORT))
    await prepared.prepare()
    return prepared
