"""The frame of a conversation in a real browser: header, list, days, older pages, and a hidden tab."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio
from playwright.async_api import expect

from simulator.clock import SystemClock
from tests.unit.simulator.talking import PANEL, Linked, Talk, linked_page

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

pytestmark = [pytest.mark.timeout(90), pytest.mark.asyncio(loop_scope="module")]
ALL = ("2023-06", "2025-06", "2026-04", "2026-05-mixed", "2026-10")
LIST = "#main [data-tab='8']"
OFFSET = "panel => panel.scrollHeight - panel.scrollTop - panel.clientHeight"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def linked(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Linked]:
    async with linked_page(tmp_path_factory.mktemp("talk")) as linked:
        yield linked


@pytest_asyncio.fixture(loop_scope="module")
async def talk(linked: Linked) -> AsyncIterator[Talk]:
    yield await linked.talk()
    assert linked.problems == []


async def filled(linked: Linked, count: int) -> tuple[Talk, list[str]]:
    """A chat with as many unread messages, not opened yet."""
    talk = await linked.talk(is_open=False)
    url = f"/chats/{talk.chat}/messages"
    answers = [await talk.running.control.post(url, json={"text": f"number {n}"}) for n in range(count)]
    return talk, [str(answer.json()["id"]) for answer in answers]


@pytest.mark.parametrize("profile", ALL)
async def test_the_header_is_that_of_its_build(talk: Talk, profile: str) -> None:
    await talk.receive("a")
    await talk.look(profile=profile)
    header = talk.page.locator("#main header")
    name = header.locator("span[dir=auto]", has_text=talk.name)
    assert await name.get_attribute("title") is None
    is_old = profile == "2023-06"
    label = "Profile Details" if is_old else "Profile details"
    await expect(header.locator(f"[role=button][title='{label}']")).to_have_count(1)
    search = "Search…" if profile in ("2023-06", "2025-06") else "Search"
    kind = "div[role=button]" if is_old else "button"
    for button in (search, "Menu"):
        await expect(header.locator(f"{kind}[aria-label='{button}'][data-tab='6']")).to_have_count(1)


async def test_the_header_follows_presence_and_typing(talk: Talk) -> None:
    line = talk.page.locator("[data-testid=chat-subtitle] > span")
    await expect(line).to_have_text("click here for contact info")
    await talk.traits(presence="online")
    await expect(line).to_have_attribute("title", "online")
    await talk.look(language="es")
    await expect(line).to_have_text("en línea")
    await talk.traits(presence="recording audio…")
    await expect(line).to_have_text("grabando audio…")
    await talk.running.control.post(f"/chats/{talk.chat}/typing", json={"on": True})
    await expect(line).to_have_text("escribiendo…")
    rows = talk.page.locator(f"{LIST} [role=row]")
    await expect(rows.last.locator("[data-id]")).to_have_count(0)
    message = await talk.receive("done")
    await expect(rows.last.locator(f"[data-id='{message}']")).to_have_count(1)


async def test_the_buttons_of_the_header_speak_the_language(talk: Talk) -> None:
    await talk.look(language="pt")
    header = talk.page.locator("#main header")
    for label in ("Ligação de vídeo", "Pesquisar", "Mais opções"):
        await expect(header.locator(f"button[aria-label='{label}']")).to_have_count(1)
    await expect(header.locator("[title='Dados do perfil']")).to_have_count(1)
    await talk.look(translates=False)
    await expect(header.locator("button[aria-label=Search]")).to_have_count(1)


@pytest.mark.parametrize("profile", ALL)
async def test_the_list_has_a_role_and_no_label_until_2025(talk: Talk, profile: str) -> None:
    await talk.receive("a")
    await talk.look(profile=profile)
    said = talk.page.locator(f"{LIST}[role=application]:not([aria-label])")
    await expect(said).to_have_count(1 if profile in ("2023-06", "2025-06") else 0)
    trace = talk.page.locator("#main [data-scrolltracepolicy='wa.web.conversation.messages'][tabindex='0']")
    await expect(trace).to_have_count(0 if profile in ("2023-06", "2025-06") else 1)


async def test_a_chat_opens_at_its_first_unread_message(linked: Linked) -> None:
    talk, known = await filled(linked, 60)
    await linked.open(talk)
    divider = talk.page.locator("#main span[aria-live=polite]")
    await expect(divider).to_have_text("60 unread messages")
    box, panel = await divider.bounding_box(), await talk.page.locator(PANEL).bounding_box()
    assert box is not None
    assert panel is not None
    assert 0 <= box["y"] - panel["y"] < 60
    is_before = "(divider, row) => !!(divider.compareDocumentPosition(row) & 4)"
    assert await divider.evaluate(is_before, await talk.row(known[0]).element_handle())
    await talk.look(language="pt")
    await expect(divider).to_have_text("60 mensagens não lidas")


async def test_a_reader_away_from_the_end_is_told_how_much_came(linked: Linked) -> None:
    talk, _ = await filled(linked, 60)
    await linked.open(talk)
    panel = talk.page.locator(PANEL)
    button = talk.page.locator("#main button[data-tab='7'][aria-label='Scroll to bottom']")
    await expect(button).to_have_count(1)
    before = await panel.evaluate("panel => panel.scrollTop")
    await talk.receive("one more")
    await talk.receive("and one more")
    await expect(button.locator("[aria-label='2 unread messages']")).to_have_text("2")
    assert await panel.evaluate("panel => panel.scrollTop") == before
    await button.click()
    await expect(button).to_have_count(0)
    assert await panel.evaluate(OFFSET) < 2
    await talk.receive("the end stays in sight")
    assert await panel.evaluate(OFFSET) < 2


async def test_older_pages_come_with_a_wait_and_keep_the_place(linked: Linked) -> None:
    export = "".join(f"[01/01/19 11:25] Long: number {n}\n" for n in range(340))
    asked = {"text": export, "chat": "Long", "rate": 0}
    made = (await linked.running.control.post("/exports", json=asked)).json()
    talk, known = Talk(linked.running, linked.page, made["chat_id"], "Long"), made["ids"]
    await linked.reset()
    await expect(talk.page.locator("[data-testid=last-msg-status]", has_text="number 339")).to_be_visible()
    await linked.open(talk)
    panel = talk.page.locator(PANEL)
    first = talk.row(known[45])
    await expect(first).to_have_count(1)
    seen = await talk.page.evaluate_handle(
        """() => {
          const seen = []
          new MutationObserver(() => {
            if (document.querySelector('#main').textContent.includes('Loading messages…')) seen.push(1)
          }).observe(document.querySelector('#main'), { childList: true, subtree: true })
          return seen
        }"""
    )
    top = await first.evaluate(
        """(row, panel) => {
          panel.scrollTop = 0
          return row.getBoundingClientRect().top
        }""",
        await panel.element_handle(),
    )
    await expect(talk.row(known[5])).to_have_count(1)
    assert await seen.json_value()
    assert abs(await first.evaluate("row => row.getBoundingClientRect().top") - top) < 2


async def test_history_that_is_only_on_the_phone_says_so(talk: Talk) -> None:
    words = talk.page.locator("#main", has_text="Use WhatsApp on your phone to see older messages.")
    await expect(words).to_have_count(0)
    await talk.traits(older="on_phone")
    await expect(words).to_have_count(1)


async def test_days_are_named_and_named_anew_at_midnight(tmp_path: Path) -> None:
    late = SystemClock().utc().replace(hour=23, minute=58, second=0, microsecond=0)
    async with linked_page(tmp_path, before=late) as linked:
        talk = await linked.talk()
        days = talk.page.locator(f"{LIST} > div > div > span[dir=auto]")
        await expect(days).to_have_text(["Today"])
        await talk.page.clock.fast_forward(180_000)
        await expect(days).to_have_text(["Yesterday"])
        await talk.page.clock.fast_forward(86_400_000)
        await expect(days).to_have_text([f"{late:%A}"])
        await talk.look(language="es")
        await expect(days).not_to_have_text([f"{late:%A}"])


async def test_the_day_floats_while_one_scrolls(linked: Linked) -> None:
    talk, _ = await filled(linked, 60)
    await linked.open(talk)
    panel = talk.page.locator(PANEL)
    await panel.hover()
    await talk.page.mouse.wheel(0, 200)
    today = talk.page.locator("#main .copyable-area span[dir=auto]", has_text="Today")
    await expect(today).to_have_count(2)
    inside = panel.locator("span[dir=auto]", has_text="Today")
    await expect(inside).to_have_count(1)
    await expect(today).to_have_count(1)


async def test_days_and_notices_are_no_messages(talk: Talk) -> None:
    await talk.receive("a")
    day = talk.page.locator(f"{LIST} span[dir=auto]", has_text=re.compile("^Today$"))
    await expect(day).to_have_count(1)
    assert await day.evaluate("day => day.closest('[data-id]')") is None
    notice = talk.page.locator(f"{LIST} [role=row] [data-id] [data-testid=msg-notification-container]")
    await expect(notice).to_contain_text("Messages and calls are end-to-end encrypted.")
    await expect(notice.locator("[role=button]")).to_have_count(1)
    assert (
        await notice.evaluate("notice => notice.closest('[data-id]').querySelector('.copyable-text')") is None
    )
    code = await talk.notice(
        text="Your security code changed.", content={"kind": "notice", "about": "security_code"}
    )
    await expect(talk.row(code)).to_contain_text("Your security code changed.")
    await talk.look(profile="2023-06")
    await expect(talk.page.locator(f"{LIST} span[dir=auto]", has_text=re.compile("^TODAY$"))).to_have_count(1)


async def test_a_call_is_a_bubble_since_2024_and_a_notice_before(talk: Talk) -> None:
    call = await talk.notice(content={"kind": "call", "what": "video"})
    await expect(talk.row(call).locator("[data-testid=msg-container]")).to_contain_text("Missed video call")
    await expect(talk.row(call).locator(".copyable-text")).to_have_count(0)
    await talk.look(profile="2023-06")
    await expect(talk.row(call).locator("[data-testid=msg-notification-container]")).to_have_text(
        "Missed video call"
    )


async def test_a_hidden_tab_draws_its_last_message_only(linked: Linked) -> None:
    talk, known = await filled(linked, 30)
    await linked.open(talk)
    panel = talk.page.locator(PANEL)
    await panel.evaluate("panel => { panel.scrollTop = 300 }")
    await talk.page.evaluate(
        "() => { window.told = []; document.onvisibilitychange = () => told.push(document.visibilityState) }"
    )
    await talk.look(is_hidden=True)
    rows = talk.page.locator("#main [data-id]")
    await expect(rows).to_have_count(1)
    assert await rows.get_attribute("data-id") == known[-1]
    assert await talk.page.evaluate("[document.visibilityState, document.hidden]") == ["hidden", True]
    last = (await talk.running.control.post(f"/chats/{talk.chat}/messages", json={"text": "x"})).json()["id"]
    await expect(talk.row(last)).to_have_count(1)
    await expect(rows).to_have_count(1)
    await talk.look(is_hidden=False)
    await expect(rows).to_have_count(32)
    assert await talk.page.evaluate("[document.visibilityState, told]") == ["visible", ["hidden", "visible"]]
    await expect(panel).to_have_js_property("scrollTop", 300)


async def test_a_new_message_leaves_all_other_rows_as_they_are(linked: Linked) -> None:
    talk, _ = await filled(linked, 90)
    await linked.open(talk)
    panel = talk.page.locator(PANEL)
    await panel.evaluate("panel => { panel.scrollTop = panel.scrollHeight }")
    touched = await talk.page.evaluate_handle(
        """() => {
          const touched = []
          new MutationObserver(all => touched.push(...all.filter(one => one.target.closest('[data-id]'))))
            .observe(document.querySelector("#main [data-tab='8']"),
                     { childList: true, subtree: true, attributes: true, characterData: true })
          return touched
        }"""
    )
    for n in range(5):
        await talk.receive(f"more {n}")
    assert await touched.evaluate("touched => touched.length") == 0
