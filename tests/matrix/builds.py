"""S1: what each build and each switch makes of the page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.matrix.dossier import BARE, FULL, KEPT_TESTIDS, NAMED_ICONS
from tests.matrix.rows import row
from tests.matrix.view import told

if TYPE_CHECKING:
    from tests.matrix.view import Node, View

MESSAGES = "#main [data-id]:not([data-id^='album-']):not([data-id^='grouped-'])"
OWN = "#main [data-id]:has([aria-label^=' ']) .focusable-list-item [data-pre-plain-text^='[']"
THEIRS = "#main [data-id]:not(:has([aria-label^=' '])) .focusable-list-item [data-pre-plain-text^='[']"
STAMP = re.compile(r"^\[([^\]]+)\] (.*): $")


@row("S1 test ids", "talk")
async def test_ids(view: View) -> None:
    if view.now.drops_testids or view.build.testids == "none":
        await view.none("[data-testid]")
    elif view.build.testids == "few":
        for node in await view.all("[data-testid]"):
            assert KEPT_TESTIDS.match(node["data-testid"] or ""), f"this build does not write {told(node)}"
    else:
        for name in ("chatlist-header", "chat-list"):
            await view.one(f"[data-testid={name}]")


@row("S1 data-id", "talk", "chats")
async def ids(view: View) -> None:
    for node in await view.some(MESSAGES):
        told_id = node["data-id"] or ""
        if view.build.ids == "bare":
            assert BARE.match(told_id), f"data-id is {told_id!r}"
        else:
            found = FULL.match(told_id)
            assert found, f"data-id is {told_id!r}"
            assert found[2].endswith(f"@{view.build.ids}"), f"the chat in data-id is {found[2]!r}"


@row("S1 in/out classes", "talk", "chats")
async def sides(view: View) -> None:
    sided = await view.all("#main .message-in, #main .message-out")
    items = await view.some(f"{MESSAGES} .focusable-list-item:has([data-pre-plain-text])")
    if view.build.has_sides:
        assert len(sided) >= len(items), f"{len(sided)} of {len(items)} bubbles carry their side as a class"
    else:
        assert not sided, f"{told(sided[0])} carries its side as a class"


@row("S1 .selectable-text", "talk", "chats")
async def body_class(view: View) -> None:
    bodies = await view.some("#main [data-pre-plain-text^='['] span.copyable-text[dir]")
    if view.build.has_body_class is None:
        return
    for node in bodies:
        assert ("selectable-text" in node.classes) is view.build.has_body_class, f"the body is {node.classes}"


@row("S1 icons", "talk", "chats")
async def icons(view: View) -> None:
    named = await view.all("#side [data-icon], #main [data-icon]")
    if view.build.icons == "title":
        others = [node for node in named if node["data-icon"] not in NAMED_ICONS]
        assert not others, f"{told(others[0])} carries data-icon"
    else:
        await view.some("#main footer [data-icon]")
        await view.some("#main [data-icon^='msg-']")
    if view.build.icons != "attribute":
        await view.some("#main footer svg > title")
    if view.now.profile == "2023-06" and view.has_testids:
        for node in named:
            assert node["data-icon"] == node["data-testid"], f"{told(node)} names its icon twice, differently"


@row("S1 rows", "talk", "chats")
async def rows(view: View) -> None:
    for node in await view.some("#pane-side [role=grid] > *"):
        # In 2023-06 the role was on its way from an inner node to the outer one: the saved pages have both.
        if view.now.profile != "2023-06":
            assert node["role"] == view.build.row_role, f"a row of the list has role {node['role']}"


@row("S1 search", "talk")
async def search(view: View) -> None:
    box = await view.one("#side [data-tab='3'][role=textbox]")
    if view.build.search == "input":
        assert box.tag == "input", f"the search box is {told(box)}"
        assert box["type"] == "text", f"the search box is {told(box)}"
    else:
        assert box["contenteditable"] == "true", f"the search box is {told(box)}"


@row("S1 composer label", "talk", "chats")
async def composer_label(view: View) -> None:
    box = await view.one("#main footer [contenteditable=true][role=textbox]")
    if view.build.label == "named":
        assert box["aria-label"] == view.words.to.format("Ana"), f"the label is {box['aria-label']!r}"
    elif view.build.label == "plain":
        assert box["aria-label"] in view.words.plain.split("|"), f"the label is {box['aria-label']!r}"
    else:
        assert box["title"] in view.words.plain.split("|"), f"the title is {box['title']!r}"


@row("S1 language", "talk")
async def language(view: View) -> None:
    root = await view.one("html")
    # Until 2024-01 the language stood in `loc` as well.
    assert view.now.language in (root["lang"], root["loc"]), f"html is {told(root)[:80]}"
    if view.words.grid:
        await view.one(f"#pane-side [role=grid][aria-label='{view.words.grid}']")


@row("S1 translate nothing", "talk", "chats")
async def translation(view: View) -> None:
    for node in await view.some("#main [data-id] span[aria-label^=' ']"):
        label = (node["aria-label"] or "").strip()
        known = [word for word in view.words.status if word]
        assert label in known or None in view.words.status, f"a status is labelled {label!r}"


@row("S1 right to left", "talk", "chats", "history")
async def direction(view: View) -> None:
    root = await view.one("html")
    assert (root["dir"] == "rtl") is view.now.right_to_left, f"html has dir={root['dir']}"
    own, theirs = _edges(await view.some(OWN)), _edges(await view.some(THEIRS))
    outside = own < theirs if view.now.right_to_left else own > theirs
    assert outside, f"own bubbles lie at {own:.0f}, others at {theirs:.0f}"


@row("S1 swapped tails", "talk", "chats", "history")
async def tails(view: View) -> None:
    own = "tail-in" if view.now.right_to_left else "tail-out"
    other = "tail-out" if view.now.right_to_left else "tail-in"
    await view.some(f"#main [data-id]:has([aria-label^=' ']) [data-icon={own}]")
    await view.none(f"#main [data-id]:has([aria-label^=' ']) [data-icon={other}]")


@row("S1 12/24 h and date order", "talk", "chats")
async def stamps(view: View) -> None:
    for node in await view.some("#main [data-pre-plain-text^='[']"):
        stamp = STAMP.match(node["data-pre-plain-text"] or "")
        assert stamp, f"a stamp is {node['data-pre-plain-text']!r}"
        time, separator, date = stamp[1].partition(", ")
        assert separator, f"no comma in {stamp[1]!r}"
        has_day_part = bool(re.search(r"[ap]\.?\s*m", time.replace("\xa0", " ").replace("\u202f", " "), re.I))
        assert has_day_part is (view.now.clock == "12"), f"the time is {time!r}"
        assert _order(date) in (view.now.date_order, None), f"the date is {date!r}"


@row("S1 empty account", "talk")
async def emptiness(view: View) -> None:
    found = await view.all("#pane-side [role=grid] [aria-selected]")
    if view.now.is_empty:
        assert not found, f"{len(found)} rows stand in the list of an empty account"
    else:
        assert found, "the list has no rows"


@row("S1 hidden tab", "talk", "chats")
async def hidden(view: View) -> None:
    count = len(await view.all(MESSAGES))
    assert (count == 1) is view.now.is_hidden, f"{count} messages are drawn"
    state = await view.evaluate("() => document.visibilityState")
    assert (state == "hidden") is view.now.is_hidden, f"the document says it is {state}"


@row("S1 label on every row", "talk", "chats", "history")
async def labels(view: View) -> None:
    own = await view.some("#main [data-id]:has([aria-label^=' ']):has([data-pre-plain-text^='['])")
    labelled = await view.all(f"#main [data-id] span[aria-label='{view.words.you}']")
    if view.now.labels_every_row:
        assert len(labelled) >= len(own), f"{len(labelled)} of {len(own)} own bubbles are labelled"
    elif view.now.profile in ("2026-10", "2026-05-mixed"):
        assert 0 < len(labelled) < len(own), f"{len(labelled)} of {len(own)} own bubbles are labelled"


def _edges(nodes: list[Node]) -> float:
    return sum((node.left + node.right) / 2 for node in nodes) / len(nodes)


def _order(date: str) -> str | None:
    """None where the day could be a month."""
    parts = [int(part) for part in re.findall(r"\d+", date)]
    if len(parts) != 3:
        return f"no date: {date!r}"
    if parts[0] > 31:
        return "ymd"
    if parts[0] > 12:
        return "dmy"
    return "mdy" if parts[1] > 12 else None
