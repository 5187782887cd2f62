"""Rows of messages in a real browser: ids, sides, runs, text with its markup, and what changes in place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio
from playwright.async_api import expect

from simulator import ids
from tests.unit.simulator.talking import Linked, Talk, linked_page

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from playwright.async_api import Locator

pytestmark = [pytest.mark.timeout(90), pytest.mark.asyncio(loop_scope="module")]
OLDER = ("2023-06", "2025-06", "2026-04")
ALL = (*OLDER, "2026-05-mixed", "2026-10")
PRE = ".copyable-text[data-pre-plain-text^='[']"
BODY = f"{PRE} > div span.copyable-text[dir]"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def linked(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Linked]:
    async with linked_page(tmp_path_factory.mktemp("rows")) as linked:
        yield linked


@pytest_asyncio.fixture(loop_scope="module")
async def talk(linked: Linked) -> AsyncIterator[Talk]:
    yield await linked.talk()
    assert linked.problems == []


@pytest_asyncio.fixture(loop_scope="module")
async def group(linked: Linked) -> AsyncIterator[Talk]:
    yield await linked.talk("group", ("Tom", "Wei"))
    assert linked.problems == []


async def written(body: Locator) -> str:
    """What the blocks of a body hold together, emoji by their name."""
    return str(
        await body.evaluate(
            """body => {
              const copy = body.cloneNode(true)
              copy.querySelectorAll('img').forEach(img => img.replaceWith(img.alt))
              return copy.textContent
            }"""
        )
    )


async def test_ids_of_a_chat_between_two_follow_the_build(talk: Talk) -> None:
    theirs, mine = await talk.receive("a"), await talk.own("b")
    number = ids.digits(talk.chat)
    assert await talk.row(theirs).get_attribute("data-id") == theirs
    assert await talk.row(mine).get_attribute("data-testid") == f"conv-msg-{mine}"
    for profile, server in (("2023-06", "c.us"), ("2025-06", "c.us"), ("2026-04", "lid")):
        await talk.look(profile=profile)
        assert await talk.row(theirs).get_attribute("data-id") == f"false_{number}@{server}_{theirs}"
        assert await talk.row(mine).get_attribute("data-id") == f"true_{number}@{server}_{mine}"
    await talk.traits(is_self=True)
    await expect(talk.row(mine)).to_have_attribute("data-id", f"true_{number}@lid_{mine}_out")


async def test_ids_of_a_group_name_the_participant(group: Talk) -> None:
    theirs, mine = await group.receive("a", sender="Tom"), await group.own("b")
    number = ids.digits(group.chat)
    await group.look(profile="2025-06")
    chat = f"{number}@g.us"
    expected = f"false_{chat}_{theirs}_{ids.digits('Tom')}@c.us"
    assert await group.row(theirs).get_attribute("data-id") == expected
    assert await group.row(mine).get_attribute("data-id") == f"true_{chat}_{mine}_{ids.digits('Rosa')}@c.us"
    await group.look(profile="2026-04")
    assert str(await group.row(theirs).get_attribute("data-id")).endswith(f"_{ids.digits('Tom')}@lid")


@pytest.mark.parametrize("profile", ALL)
async def test_the_skeleton_of_a_row_is_that_of_its_build(talk: Talk, profile: str) -> None:
    theirs = await talk.receive("a")
    await talk.look(profile=profile)
    row, bubble = talk.row(theirs), talk.bubble(theirs)
    assert await row.evaluate("row => row.parentElement.getAttribute('role')") == "row"
    shells = await row.locator("> [data-virtualized=false]").count()
    assert shells == (0 if profile in ("2023-06", "2025-06") else 1)
    sides = await bubble.evaluate("item => item.classList.contains('message-in')")
    assert sides == (profile != "2026-10")
    short = {"2025-06", "2026-04"}
    assert await row.evaluate("row => row.classList.contains('_amjv')") == (profile in short)
    assert await bubble.locator("._amk4 > ._amk6").count() == (1 if profile in short else 0)
    tests = {"2023-06", "2026-05-mixed", "2026-10"}
    assert await bubble.locator("> [data-testid=msg-container]").count() == (1 if profile in tests else 0)
    tail = bubble.locator("[data-icon=tail-in]")
    assert await tail.count() == 1
    assert await tail.locator("svg > title").count() == (0 if profile == "2023-06" else 1)


async def test_only_the_first_of_a_run_has_tail_author_and_label(group: Talk) -> None:
    first, second = await group.receive("a", sender="Tom"), await group.receive("b", sender="Tom")
    other, mine = await group.receive("c", sender="Wei"), await group.own("d")
    after = await group.own("e")
    for message, author, label, tail in (
        (first, 1, "Tom:", "tail-in"),
        (other, 1, "Wei:", "tail-in"),
        (mine, 0, "You:", "tail-out"),
    ):
        bubble = group.bubble(message)
        await expect(bubble.locator("[data-testid=author]")).to_have_count(author)
        await expect(bubble.locator(f"span[aria-label='{label}']")).to_have_count(1)
        await expect(bubble.locator(f"[data-testid={tail}]")).to_have_count(1)
    for message in (second, after):
        bubble = group.bubble(message)
        await expect(bubble.locator("[data-icon^=tail], [data-testid=author]")).to_have_count(0)
        await expect(bubble.locator("span[aria-label$=':']")).to_have_count(0)
    await group.look(labels_every_row=True)
    await expect(group.bubble(after).locator("span[aria-label='You:']")).to_have_count(1)
    await group.look(language="pt")
    await expect(group.bubble(after).locator("span[aria-label='Você:']")).to_have_count(1)


async def test_sides_and_tails_are_mirrored_from_right_to_left(talk: Talk) -> None:
    theirs, mine = await talk.receive("a"), await talk.own("b")

    async def is_left(message: str) -> bool:
        box = await talk.bubble(message).locator("[data-testid=msg-container]").bounding_box()
        panel = await talk.page.locator("[data-testid=conversation-panel-messages]").bounding_box()
        assert box is not None
        assert panel is not None
        return box["x"] + box["width"] / 2 < panel["x"] + panel["width"] / 2

    assert [await is_left(theirs), await is_left(mine)] == [True, False]
    await talk.look(right_to_left=True)
    await expect(talk.bubble(mine).locator("[data-icon=tail-in]")).to_have_count(1)
    await expect(talk.bubble(theirs).locator("[data-icon=tail-out]")).to_have_count(1)
    assert [await is_left(theirs), await is_left(mine)] == [False, True]


async def test_rows_far_away_are_empty_shells_that_keep_their_height(linked: Linked) -> None:
    talk = await linked.talk(is_open=False)
    control = talk.running.control
    made = [
        (await control.post(f"/chats/{talk.chat}/messages", json={"text": "word " * 150})) for _ in range(60)
    ]
    first = made[12].json()["id"]
    await linked.open(talk)
    panel = talk.page.locator("[data-testid=conversation-panel-messages]")
    await panel.evaluate("panel => { panel.scrollTop = 3 }")
    full = talk.row(first).locator("> [data-virtualized=false]")
    await expect(full).to_have_count(1)
    height = await full.evaluate("shell => shell.offsetHeight")
    await panel.evaluate("panel => { panel.scrollTop = panel.scrollHeight }")
    shell = talk.row(first).locator("> [data-virtualized=true]")
    await expect(shell).to_have_count(1)
    assert await shell.evaluate("shell => [shell.textContent, shell.offsetHeight]") == ["", height]
    assert await talk.row(first).get_attribute("data-id") == first
    await talk.look(profile="2025-06")
    await expect(talk.page.locator("#main [data-virtualized]")).to_have_count(0)


async def test_the_wrapper_names_time_date_and_sender_as_the_language_does(talk: Talk) -> None:
    message = await talk.receive("hi")
    time, date = r"\d{1,2}:\d\d", r"\d{1,2}/\d{1,2}/\d{4}"

    async def stamp(language: str, **look: str | None) -> str:
        await talk.look(language=language, **look)
        await expect(talk.page.locator(f"html[lang={language}]")).to_be_attached()
        return str(await talk.bubble(message).locator(PRE).get_attribute("data-pre-plain-text"))

    name = re.escape(talk.name)
    assert re.fullmatch(rf"\[{time}\s[AP]M, {date}\] {name}: ", await stamp("en"))
    spaced = rf"\[{time}\s[ap]\.\sm\., {date}\] {name}: "
    assert re.fullmatch(spaced, await stamp("es", clock="12"))
    iso = rf"\[{time}, \d{{4}}-\d\d-\d\d\] {name}: "
    assert re.fullmatch(iso, await stamp("pt", clock=None, date_order="ymd"))
    own = await talk.own("mine")
    assert str(await talk.bubble(own).locator(PRE).get_attribute("data-pre-plain-text")).endswith("] Rosa: ")


async def test_lines_are_blocks_since_2024_and_one_span_before(talk: Talk) -> None:
    text = "one 😊\n\nthree "
    message = await talk.receive(text)
    body = talk.bubble(message).locator(BODY)
    for profile in ALL:
        await talk.look(profile=profile)
        assert await body.locator("> span").count() == (1 if profile == "2023-06" else 3)
        assert await written(body) == text
        hidden = talk.bubble(message).locator(f"{PRE} span[aria-hidden=true]")
        assert re.match(r"\d{1,2}:\d\d", await hidden.inner_text()) or await hidden.text_content()
    assert await body.get_attribute("data-testid") == "selectable-text"
    assert await body.locator("img.emoji").get_attribute("data-plain-text") == "😊"


async def test_markup_is_nested_and_carries_its_template(talk: Talk) -> None:
    message = await talk.receive("*b* _i *both*_ ~d~ `c` 2*3*4 *no * snake_case_here https://e.org/_a_b")
    body = talk.bubble(message).locator(BODY).first
    for tag, inside, template in (
        ("strong", ["b", "both"], "*${appText}*"),
        ("em", ["i both"], "_${appText}_"),
        ("del", ["d"], "~${appText}~"),
        ("code", ["c"], "`${appText}`"),
    ):
        parts = body.locator(f"{tag}.copyable-text[data-testid=selectable-text]")
        await expect(parts).to_have_text(inside)
        assert await parts.first.get_attribute("data-app-text-template") == template
    await expect(body.locator("a")).to_have_attribute("href", "https://e.org/_a_b")
    assert await body.text_content() == "b i both d c 2*3*4 *no * snake_case_here https://e.org/_a_b"


async def test_lists_and_quotes_repeat_the_copyable_attribute_inside(talk: Talk) -> None:
    message = await talk.receive("before\n3. three\n4. four\n- dash\n> said\n```x\ny```\nafter")
    body = talk.bubble(message).locator(BODY).first
    await expect(body.locator("ol > li")).to_have_text(["three", "four"])
    assert await body.locator("ol > li").first.get_attribute("value") == "3"
    marks = body.locator("[data-pre-plain-text]")
    assert await marks.evaluate_all("all => all.map(one => one.dataset.prePlainText)") == [
        *("3. ", "4. ", "• ", "> ")
    ]
    await expect(body.locator("blockquote")).to_have_text("said")
    assert await body.locator("code").text_content() == "x\ny\n"
    await talk.look(profile="2023-06")
    await expect(body.locator("ol, ul, blockquote")).to_have_count(0)
    assert await body.text_content() == "before\n3. three\n4. four\n- dash\n> said\nx\ny\nafter"


async def test_a_mention_leaks_an_id(talk: Talk) -> None:
    mentions = [{"name": "Tom Sawyer", "id": "103000000000003@lid"}]
    message = await talk.receive("ask @Tom Sawyer please", mentions=mentions)
    mention = talk.bubble(message).locator("[data-testid='select-all selectable-text']")
    await expect(mention).to_have_attribute("data-plain-text", "@Tom Sawyer")
    await expect(mention).to_have_attribute("data-app-text-template", "103000000000003@lid")
    await expect(mention).to_have_attribute("dir", "auto")
    await talk.look(profile="2025-06")
    old = talk.bubble(message).locator("[data-jid='103000000000003@lid']")
    await expect(old).to_have_attribute("data-app-text-template", "\u200b103000000000003@lid\u200b")


async def test_a_long_text_is_not_whole_before_somebody_asks(talk: Talk) -> None:
    text = "".join(f"line {n} of a long text\n" for n in range(80)) + "the end"
    message = await talk.receive(text)
    body = talk.bubble(message).locator(BODY)
    assert str(await body.text_content()).endswith("…")
    assert "the end" not in str(await talk.row(message).text_content())
    more = talk.bubble(message).locator("[role=button].read-more-button")
    await expect(more).to_have_text("Read more")
    await more.click()
    await expect(more).to_have_count(0)
    assert await body.text_content() == text


async def test_one_emoji_alone_is_large_and_has_no_wrapper(talk: Talk) -> None:
    one, two = await talk.receive("😂"), await talk.receive("😂😂")
    await expect(talk.bubble(one).locator(PRE)).to_have_count(0)
    large = await talk.bubble(one).locator("img.emoji").bounding_box()
    small = await talk.bubble(two).locator("img.emoji").first.bounding_box()
    assert large is not None
    assert small is not None
    assert large["width"] > 1.5 * small["width"]
    await expect(talk.bubble(two).locator(PRE)).to_have_count(1)


async def test_ticks_have_spaced_labels_and_names_by_build(talk: Talk) -> None:
    message = await talk.own("hi")
    tick = talk.bubble(message).locator("[data-testid=msg-meta][role=button] [aria-label=' Read ']")
    await expect(tick.locator("svg > title")).to_have_text("wds-ic-read")
    await talk.look(profile="2025-06", language="es")
    old = talk.bubble(message).locator("[aria-label=' Leído '][data-icon=msg-dblcheck]")
    await expect(old).to_have_count(1)


async def test_a_failed_message_says_so(talk: Talk) -> None:
    await talk.running.control.post("/send", json={"fail": True, "times": 1})
    await talk.page.locator("#main footer [contenteditable]").click()
    await talk.page.keyboard.insert_text("hi")
    await talk.page.keyboard.press("Enter")
    failed = talk.page.locator("#main .focusable-list-item", has_text="Couldn't send this message.")
    await expect(failed.locator("[aria-label=' Failed '] title")).to_have_text("wds-ic-error")
