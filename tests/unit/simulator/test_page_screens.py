"""Every screen, banner and dialog of the page in a real browser, in more than one build and language."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest
import pytest_asyncio
from playwright.async_api import async_playwright, expect

from simulator.page_server import BUILT
from tests.unit.simulator.running import simulator
from tests.unit.simulator.test_page import is_problem

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from playwright.async_api import Browser, BrowserContext, Page

    from tests.unit.simulator.running import Running

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.timeout(120)]
AGENT = (
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/149.0.0.0 Safari/537.36"
)
CODE = "[data-ref] canvas[role=img]"
USUAL_LOOK = {
    "profile": "2026-10",
    "language": "en",
    "right_to_left": False,
    "translates": True,
    "drops_testids": False,
}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def running(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Running]:
    if not (BUILT / "index.html").is_file():
        pytest.skip("the simulator's page is not built")
    async with simulator(tmp_path_factory.mktemp("simulator")) as started:
        yield started


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    executable = shutil.which("chromium") or shutil.which("google-chrome")
    if executable is None:
        pytest.skip("no Chromium or Chrome on this machine")
    async with async_playwright() as playwright:
        launched = await playwright.chromium.launch(
            executable_path=executable, args=["--no-sandbox", "--disable-background-networking"]
        )
        yield launched
        await launched.close()


@pytest_asyncio.fixture(loop_scope="module")
async def context(browser: Browser, running: Running) -> AsyncIterator[BrowserContext]:
    """A browser that was never linked, and a world as it was at the start."""
    control = running.control
    for path in ("/banner", "/dialog"):
        await control.delete(path)
    await control.post("/link/unlink")
    await control.post("/screen", json={"name": None})
    await control.patch("/look", json=USUAL_LOOK)
    await control.patch("/switches", json={"refuses_headless": False, "one_page": False})
    await control.patch("/latency", json={"qr_blank": 0.05, "qr_hint": 0.05, "qr_first": 30, "code_life": 60})
    made = await browser.new_context(user_agent=AGENT, viewport={"width": 1280, "height": 720})
    yield made
    await made.close()


@pytest_asyncio.fixture(loop_scope="module")
async def page(context: BrowserContext) -> AsyncIterator[Page]:
    page = await context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda said: problems.append(said.text) if is_problem(said) else None)
    yield page
    assert problems == []


async def link(running: Running, page: Page) -> None:
    await page.goto(running.page)
    await expect(page.locator(CODE)).to_be_visible()
    assert (await running.control.post("/link/scan")).status_code == 200
    await expect(page.locator("#pane-side")).to_be_visible()


async def ask(running: Running, path: str, body: dict[str, Any]) -> None:
    answer = await running.control.post(path, json=body)
    assert answer.status_code == 200, answer.text


async def look(running: Running, **switches: Any) -> None:
    assert (await running.control.patch("/look", json=switches)).status_code == 200


async def pressed(running: Running) -> list[str]:
    return [e["what"] for e in (await running.control.get("/log")).json() if e["kind"] == "pressed"]


# --- the page before any script, and the code -------------------------------------------------------------


async def test_the_served_page_follows_the_build_language_and_direction(
    running: Running, context: BrowserContext
) -> None:
    await look(running, language="pt", right_to_left=True)
    html = await (await context.request.get(running.page)).text()
    assert '<html id="whatsapp-web" class="" lang="pt" dir="rtl">' in html
    assert 'id="wa_web_initial_startup"' in html
    assert 'id="app"' not in html
    assert "criptografia de ponta a ponta" in html
    await look(running, profile="2023-06", language="es", right_to_left=False)
    html = await (await context.request.get(running.page)).text()
    assert '<html class="no-js" dir="ltr" loc="es">' in html
    assert '<body class="web"><div id="app"></div>' in html
    assert '<div id="initial_startup"><div class="graphic">' in html


@pytest.mark.parametrize("profile", ["2023-06", "2025-06", "2026-10"])
async def test_script_takes_the_splash_away_and_puts_the_app_where_the_build_has_it(
    running: Running, page: Page, profile: str
) -> None:
    await look(running, profile=profile)
    await page.goto(running.page)
    await expect(page.locator("#app .app-wrapper-web")).to_be_visible()
    await expect(page.locator("#wa_web_initial_startup, #initial_startup")).to_have_count(0)
    mounts = await page.locator("[id^=mount_0_0_] #app").count()
    assert mounts == (0 if profile == "2023-06" else 1)
    root = page.locator("html")
    assert await root.get_attribute("id") == (None if profile == "2023-06" else "whatsapp-web")


async def test_a_headless_browser_is_refused_where_the_switch_says_so(
    running: Running, browser: Browser, context: BrowserContext
) -> None:
    await running.control.patch("/switches", json={"refuses_headless": True})
    honest = await browser.new_context()
    page = await honest.new_page()
    assert "HeadlessChrome" in await page.evaluate("navigator.userAgent")
    await page.goto(running.page)
    await expect(page.locator("h1")).to_have_text("Browser not supported")
    await expect(page.locator("#pane-side, [data-ref]")).to_have_count(0)
    await honest.close()
    normal = await context.new_page()
    await normal.goto(running.page)
    await expect(normal.locator(CODE)).to_be_visible()


async def test_the_code_appears_in_steps_and_leaves_a_stale_value_under_the_overlay(
    running: Running, page: Page
) -> None:
    await running.control.patch("/latency", json={"qr_blank": 0.4, "qr_first": 0.3, "qr_next": 0.05})
    await page.goto(running.page)
    await expect(page.locator("#link-device-instructions-list")).to_be_visible()
    assert await page.locator("[data-ref], [data-testid=link-device-qr-code]").count() == 0
    await expect(page.locator("[data-testid=link-device-qrcode-alt-linking-hint]")).to_be_visible()
    code = page.locator("[data-testid=link-device-qr-code] div[data-ref]")
    await expect(code.locator("canvas")).to_have_attribute(
        "aria-label", "Scan this QR code to link a device!"
    )
    assert len((await code.get_attribute("data-ref") or "").split(",")) == 5
    reload = code.locator("[data-testid=link_device_qr_expired_refresh_button]")
    await expect(reload).to_contain_text("Select to reload QR code")
    stale = await code.get_attribute("data-ref")
    assert stale
    await running.control.patch("/latency", json={"qr_first": 30})
    await reload.click()
    await expect(code).not_to_have_attribute("data-ref", stale)
    await expect(reload).to_have_count(0)


async def test_an_older_build_has_its_own_code_page(running: Running, page: Page) -> None:
    await look(running, profile="2023-06", language="es")
    await running.control.patch("/latency", json={"qr_first": 0.2, "qr_next": 0.05})
    await page.goto(running.page)
    code = page.locator(".landing-wrapper .landing-window .landing-main ~ * [data-testid=qrcode][data-ref]")
    await expect(code.locator("canvas")).to_have_attribute("aria-label", "Scan me!")
    await expect(code.locator("span > button")).to_contain_text("Haz clic")
    await look(running, profile="2025-06")
    await expect(page.locator("#link-device-phone-number-code-screen-instructions")).to_be_visible()
    await expect(page.locator("[data-testid]")).to_have_count(0)
    await expect(page.locator("div[data-ref] button")).to_be_visible()


async def test_a_code_without_a_line_says_so(running: Running, page: Page) -> None:
    await page.goto(running.page)
    await expect(page.locator(CODE)).to_be_visible()
    await ask(running, "/network", {"seconds": 0.6})
    await expect(page.locator("[data-ref] button")).to_contain_text("No internet connection")
    await expect(page.locator("[data-ref] button")).to_have_count(0)
    await expect(page.locator(CODE)).to_be_visible()


# --- the phone number -------------------------------------------------------------------------------------


async def test_eight_characters_link_the_page(running: Running, page: Page) -> None:
    await page.goto(running.page)
    await page.locator("[data-testid=link_device_qr_phone_number_link]").click()
    number = page.locator("[data-testid=phone-number-input]")
    await expect(number).to_have_attribute("aria-label", "Type your phone number to log in to WhatsApp")
    await number.fill("+1 555 000 1111")
    await page.get_by_role("button", name="Next").click()
    code = await page.locator("div[data-link-code]").get_attribute("data-link-code") or ""
    assert len(code.split(",")) == 8
    assert await page.locator("div[data-link-code]").inner_text() == "\n".join(
        [*code.split(",")[:4], "-", *code.split(",")[4:]]
    )
    await expect(page.locator("[data-link-code] [aria-hidden=true]")).to_have_text("-")
    await page.get_by_role("button", name="edit").click()
    await expect(number).to_have_value("15550001111")
    await number.press("Enter")
    await expect(page.locator("div[data-link-code]")).not_to_have_attribute("data-link-code", code)
    fresh = (await page.locator("div[data-link-code]").get_attribute("data-link-code") or "").replace(",", "")
    wrong = await running.control.post("/link/confirm", json={"code": "WRONGONE"})
    assert wrong.status_code == 409
    await ask(running, "/link/confirm", {"code": f"{fresh[:4]}-{fresh[4:]}"})
    await expect(page.locator("#pane-side")).to_be_visible()


async def test_a_refused_number_and_an_expired_code_are_told(running: Running, page: Page) -> None:
    await running.control.patch("/latency", json={"code_life": 0.2})
    await page.goto(running.page)
    await page.locator("[data-testid=link_device_qr_phone_number_link]").click()
    await ask(running, "/link/refuse", {"times": 1})
    await page.locator("[data-testid=phone-number-input]").fill("15550001111")
    await page.get_by_role("button", name="Next").click()
    await expect(page.get_by_role("alert")).to_contain_text("too many attempts")
    await page.get_by_role("button", name="Next").click()
    await expect(page.locator("[data-link-code]")).to_contain_text("Code expired")
    old = await page.locator("[data-link-code]").get_attribute("data-link-code") or ""
    await running.control.patch("/latency", json={"code_life": 60})
    await page.get_by_role("button", name="Click to generate new code").click()
    await expect(page.locator("[data-link-code]")).not_to_have_attribute("data-link-code", old)


# --- loading ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ["Connecting…", "Downloading messages: 8%", "Organizing messages", "Loading messages (12%)"]),
        (
            "es",
            ["Conectando…", "Descargando mensajes: 8%", "Organizando mensajes", "Cargando mensajes (12%)"],
        ),
        (
            "pt",
            ["Conectando…", "Baixando mensagens: 8%", "Organizando mensagens", "Carregando mensagens (12%)"],
        ),
    ],
)
async def test_linking_tells_its_stages_in_the_language_of_the_page(
    running: Running, page: Page, language: str, said: list[str]
) -> None:
    await look(running, language=language)
    await page.add_init_script(WATCH)
    await link(running, page)
    await expect(page.locator("[data-testid=chat-butterbar]")).to_have_text("")
    seen = await page.evaluate("window.seen")
    assert [text for text in seen if text in said] == said
    await page.reload()
    await expect(page.locator("#pane-side")).to_be_visible()
    seen = await page.evaluate("window.seen")
    assert any(text.endswith("[60%]") for text in seen)


# Every line of the loading screen and the thin bar, once, in the order of their coming.
WATCH = """
window.seen = []
new MutationObserver(() => {
  const lines = '[data-testid=wa-web-loading-screen] > *, [data-testid=chat-butterbar] span'
  for (const line of document.querySelectorAll(lines)) {
    const text = line.innerText?.trim()
    if (text && !window.seen.includes(text)) window.seen.push(text)
  }
}).observe(document, { childList: true, subtree: true, characterData: true })
"""


async def test_a_loading_page_may_log_out(running: Running, page: Page) -> None:
    await link(running, page)
    await running.control.patch("/latency", json={"loading_step": 3})
    await page.reload()
    screen = page.locator("[data-testid=wa-web-loading-screen]")
    await expect(screen.locator("progress[max='100']:not([value])")).to_be_visible()
    await expect(screen.locator("progress[value='20']")).to_be_visible()
    await running.control.patch("/latency", json={"loading_step": 0.08})
    await screen.get_by_role("button", name="Log out").click()
    await expect(page.locator(CODE)).to_be_visible()
    assert not (await running.control.get("/state")).json()["linked"]


async def test_a_page_that_was_unlinked_shows_a_code_again(running: Running, page: Page) -> None:
    await link(running, page)
    await running.control.patch("/latency", json={"logout": 1})
    await ask(running, "/link/unlink", {})
    await expect(page.locator("[data-testid=wa-web-loading-screen]")).to_contain_text("Logging out")
    await running.control.patch("/latency", json={"logout": 0.15})
    await expect(page.locator(CODE)).to_be_visible()


# --- what stands in the way of the chats ------------------------------------------------------------------


async def test_use_here_takes_a_conflict_away(running: Running, page: Page) -> None:
    await link(running, page)
    for name, other in (("conflict_window", "Close"), ("conflict_computer", "Log out")):
        await ask(running, "/screen", {"name": name})
        dialog = page.get_by_role("dialog")
        await expect(dialog).to_contain_text("WhatsApp is open")
        await expect(page.locator("#pane-side")).to_have_count(0)
        await expect(dialog.get_by_role("button", name=other)).to_be_visible()
        await dialog.get_by_role("button", name="Use here").click()
        await expect(page.locator("#pane-side [role=row]")).to_have_count(3)
        await expect(dialog).to_have_count(0)


async def test_a_link_shown_twice_puts_the_conflict_over_the_older_window(
    running: Running, context: BrowserContext, page: Page
) -> None:
    await running.control.patch("/switches", json={"one_page": True})
    await link(running, page)
    newer = await context.new_page()
    await newer.goto(running.page)
    await expect(newer.locator("#pane-side [role=row]")).to_have_count(3)
    await page.get_by_role("dialog").get_by_role("button", name="Use here").click()
    await expect(page.locator("#pane-side [role=row]")).to_have_count(3)
    await expect(newer.get_by_role("dialog")).to_contain_text("open in another window")


async def test_a_takeover_that_is_not_possible_ends_with_a_reload(running: Running, page: Page) -> None:
    await link(running, page)
    await ask(running, "/screen", {"name": "takeover"})
    async with page.expect_navigation():
        await page.get_by_role("dialog").get_by_role("button", name="Refresh").click()
    await expect(page.locator("#pane-side")).to_be_visible()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("offline", {"en": "Connecting to WhatsApp", "es": "Conectando a WhatsApp"}),
        ("proxy", {"en": "Can't load WhatsApp", "pt": "Não foi possível carregar o WhatsApp"}),
        ("banned", {"en": "Your account is temporarily banned", "es": "suspendida temporalmente"}),
        ("terms", {"en": "Review the updated terms", "pt": "Confira os termos atualizados"}),
    ],
)
async def test_a_full_screen_stays_over_a_reload_until_it_is_taken_away(
    running: Running, page: Page, name: str, words: dict[str, str]
) -> None:
    await link(running, page)
    await ask(running, "/screen", {"name": name})
    for language, said in words.items():
        await look(running, language=language)
        await expect(page.locator("h1")).to_contain_text(said)
    await page.reload()
    await expect(page.locator("h1")).to_contain_text(said)
    await expect(page.locator("#pane-side")).to_have_count(0)
    assert (await running.control.get("/state")).json()["screen"] == "stop"
    await ask(running, "/screen", {"name": None})
    await expect(page.locator("#pane-side")).to_be_visible()


async def test_only_a_person_gets_past_a_passkey_and_a_screen_nobody_knows(
    running: Running, page: Page
) -> None:
    await link(running, page)
    unknown = {"name": "unknown", "title": "Take care", "text": "Nobody knew of this."}
    for asked, title, button in (
        ({"name": "passkey"}, "Confirm with your passkey", "Use passkey"),
        (unknown, "Take care", "Continue"),
    ):
        await ask(running, "/screen", asked)
        await expect(page.locator("h1")).to_have_text(title)
        await page.get_by_role("button", name=button).click()
        await expect(page.locator("#pane-side")).to_be_visible()
    assert "passkey" in await pressed(running)


async def test_a_page_that_never_had_a_line_says_so(running: Running, page: Page) -> None:
    await link(running, page)
    await ask(running, "/network", {"seconds": 3})
    await page.reload()
    await expect(page.locator("[data-testid=confirm-popup]")).to_contain_text("Connecting to WhatsApp")
    await expect(page.locator("#pane-side")).to_be_visible()


# --- banners, dialogs, toasts -----------------------------------------------------------------------------


async def test_banners_stand_above_the_list_and_the_closable_ones_close(running: Running, page: Page) -> None:
    await link(running, page)
    bar = page.locator("#side [data-testid=chat-butterbar]")
    await expect(bar).to_have_text("")
    for name, said, closes in (
        ("phone", "Phone not connected", False),
        ("connecting", "Connecting", False),
        ("notifications", "Message notifications are off", True),
        ("background_sync", "Turn on background sync", True),
        ("language", "Language out of sync", True),
    ):
        await ask(running, "/banner", {"name": name})
        await expect(bar).to_contain_text(said)
        await expect(bar.locator("button[aria-label=Close]")).to_have_count(int(closes))
        if closes:
            await bar.locator("button[aria-label=Close]").click()
            await expect(bar).to_have_text("")


async def test_a_countdown_runs_and_may_be_cut_short(running: Running, page: Page) -> None:
    await link(running, page)
    bar = page.locator("[data-testid=chat-butterbar]")
    await ask(running, "/banner", {"name": "retrying", "seconds": 30})
    await expect(bar).to_contain_text("Retrying in 30 seconds…")
    await expect(bar).to_contain_text("Retrying in 29 seconds…")
    await bar.get_by_role("button", name="Retry now").click()
    await expect(bar).to_have_text("")
    assert "banner_retry" in await pressed(running)


async def test_a_lost_line_is_told_above_the_list_and_an_update_reloads(running: Running, page: Page) -> None:
    await link(running, page)
    bar = page.locator("[data-testid=chat-butterbar]")
    await ask(running, "/network", {"seconds": 1})
    await expect(bar).to_contain_text("Computer not connected")
    await bar.get_by_role("button", name="Reconnect").click()
    await expect(bar).not_to_contain_text("Computer not connected")
    await ask(running, "/banner", {"name": "update"})
    async with page.expect_navigation():
        await bar.get_by_role("button", name="Refresh").click()
    await expect(page.locator("#pane-side")).to_be_visible()


@pytest.mark.parametrize(
    ("language", "close", "go_on"),
    [("en", "Close", "Continue"), ("es", "Cerrar", "Continuar"), ("pt", "Fechar", "Continuar")],
)
async def test_whats_new_swallows_every_click_until_it_is_closed(
    running: Running, page: Page, language: str, close: str, go_on: str
) -> None:
    await link(running, page)
    await look(running, language=language)
    dialog = page.locator("[data-animate-modal-backdrop] > div[role=dialog][aria-modal=true]")
    row = await page.locator("#pane-side [role=row]").first.bounding_box()
    assert row is not None
    for end in (dialog.locator(f"[aria-label={close}]"), dialog.get_by_role("button", name=go_on)):
        await ask(running, "/dialog", {"name": "whats_new"})
        await expect(dialog.locator("[data-animate-modal-popup] [data-animate-modal-body]")).to_be_visible()
        await page.mouse.click(row["x"] + 60, row["y"] + 20)
        await expect(page.locator("#main")).to_have_count(0)
        await end.click()
        await expect(dialog).to_have_count(0)
    await page.mouse.click(row["x"] + 60, row["y"] + 20)
    await expect(page.locator("#main")).to_be_visible()
    assert {"dialog_close", "dialog_continue"} <= set(await pressed(running))


async def test_a_question_has_its_buttons_and_a_toast_its_words(running: Running, page: Page) -> None:
    await link(running, page)
    await ask(running, "/dialog", {"name": "confirm", "title": "Sure?", "text": "Really?"})
    popup = page.locator("[data-testid=confirm-popup]")
    await expect(popup.locator("[data-testid=popup-contents]")).to_have_text("Really?")
    await popup.locator("[data-testid=popup-controls-cancel]").click()
    await expect(popup).to_have_count(0)
    await ask(running, "/dialog", {"name": "notice"})
    await popup.locator("[data-testid=popup-controls-ok]").click()
    await ask(running, "/toast", {"text": "Chat archived", "seconds": 0.5})
    await expect(page.locator("[data-testid=toast-body]")).to_have_text("Chat archived")
    await expect(page.locator("[data-testid=toast-body]")).to_have_count(0)


# --- switches that change in mid-run ----------------------------------------------------------------------


async def test_every_screen_follows_a_change_of_build_without_a_reload(running: Running, page: Page) -> None:
    await page.goto(running.page)
    await expect(page.locator("[data-testid=link-device-qr-code]")).to_be_visible()
    await page.evaluate("window.isSame = true")
    for profile in ("2023-06", "2025-06", "2026-04", "2026-05-mixed", "2026-10"):
        await look(running, profile=profile)
        await expect(page.locator(CODE)).to_be_visible()
    await look(running, drops_testids=True, right_to_left=True, language="es")
    await expect(page.locator("[data-testid]")).to_have_count(0)
    await expect(page.locator("html[dir=rtl][lang=es]")).to_have_count(1)
    await look(running, translates=False)
    await expect(page.locator("h1")).to_have_text("Steps to log in")
    assert await page.evaluate("window.isSame")


async def test_the_page_takes_its_today_from_the_world(running: Running, page: Page) -> None:
    await link(running, page)
    time = page.locator("[role=row]", has_text="Ana").locator("[data-testid=cell-frame-primary-detail]")
    before = await time.inner_text()
    day = 86_400
    await ask(running, "/clock/advance", {"seconds": day})
    await expect(time).not_to_have_text(before)
    told = (await running.control.get("/clock")).json()
    assert told["ahead"] == day
    await page.locator('#pane-side span[title="Ana"]').click()
    divider = page.locator("#main").get_by_text("Yesterday", exact=True)
    await expect(divider.first).to_be_visible()
    await ask(running, "/clock/advance", {"seconds": -day})
    await expect(time).to_have_text(before)
    await expect(divider).to_have_count(0)
