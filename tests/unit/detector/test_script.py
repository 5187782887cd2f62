"""The page script of a page is replaced with its table, and never runs twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from detector import selectors
from detector.script import Script
from tests.unit.detector.markup import main
from tests.unit.detector.stage import A_BATCH, NO_SCRIPTS, ROOT

if TYPE_CHECKING:
    from playwright.async_api import Browser, Route

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_after_a_reload_only_the_newest_table_is_there_and_reports_once(real_browser: Browser) -> None:
    shipped = selectors.load(ROOT / "selectors.yaml")
    newer = shipped.model_copy(update={"labels": {**shipped.labels, "send": ("Skicka",)}})
    reports: list[str] = []

    async def serve(route: Route) -> None:
        await route.fulfill(body=main(), content_type="text/html", headers=NO_SCRIPTS)

    web = await real_browser.new_page()
    await web.clock.install(time=0)
    await web.clock.pause_at(1000)
    await web.expose_binding("_heard", lambda _, text: reports.append(text))
    await web.route("**/*", serve)
    script = Script(web, "_heard")
    known = f"window.{script.handle}.matchLabel('send', 'Skicka') !== null"
    for table, is_newer in ((shipped, False), (newer, True)):
        await script.inject(table)
        for _ in range(2):
            reports.clear()
            await web.goto("https://whatsapp.test/")
            await web.clock.run_for(A_BATCH)
            await web.evaluate("window._heard('all that came before is here')")
            assert await web.evaluate(known) is is_newer
            assert len(reports) == 2
    await web.close()
