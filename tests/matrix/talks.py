"""S4: the open conversation, from its header to the ticks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.matrix.builds import MESSAGES
from tests.matrix.rows import row
from tests.matrix.view import told

if TYPE_CHECKING:
    from tests.matrix.view import View

LIST = "#main [data-tab='8']"
DAY = f"{LIST} > :not(:has([data-id])):not([data-id])"


@row("S4 header: name without a title, profile button", "talk", "chats")
async def header(view: View) -> None:
    name = (await view.some("#main header [role=button]:not([title]) span[dir=auto]:not([title])"))[0]
    assert name.text == "Ana", f"the header says {name.text!r}"
    button = (await view.some("#main header [role=button][title]:not([data-tab])"))[0]
    assert button["title"] in view.words.profile, f"the profile button says {button['title']!r}"
    if view.has_testids:
        await view.one("#main header [data-testid=conversation-info-header-chat-title]")
        await view.one("#main [data-testid=conversation-header]")


@row("S4 subtitle", "talk", "chats")
async def subtitle(view: View) -> None:
    lines = await view.some("#main header span[title]")
    assert lines[0]["title"], "the line of presence says nothing"


@row("S4 scroller and list", "talk", "chats")
async def scroller(view: View) -> None:
    found = await view.one(LIST)
    assert (found["role"] == "application") is view.build.is_application, f"the list is {told(found)}"
    await view.some("#main [tabindex='0']:has(> [data-tab='8'])")
    if view.has_testids:
        await view.one("#main [data-testid=conversation-panel-messages][tabindex='0']")
        await view.one("[data-testid=conversation-panel-body]")


@row("S4 row skeleton", "talk", "chats")
async def skeleton(view: View) -> None:
    messages = await view.some(MESSAGES)
    inside = await view.all(f"{LIST} [role=row] [data-id]")
    assert len(inside) >= len(messages), f"{len(inside)} of {len(messages)} messages stand in a row"
    for node in messages:
        assert node["tabindex"] == "-1", f"a message is {told(node)}"
        if view.has_testids:
            assert node["data-testid"] == f"conv-msg-{node['data-id']}", f"a message is {told(node)}"
    shells = await view.all("#main [data-virtualized]")
    assert bool(shells) is view.build.has_shells, f"{len(shells)} rows say whether they are shells"
    await view.some(f"{MESSAGES} .focusable-list-item")
    containers = await view.all("#main [data-testid=msg-container]")
    assert bool(containers) is view.has_testids, f"{len(containers)} nodes carry msg-container"


@row("S4 runs: tail on the first bubble only", "talk", "chats", "history")
async def runs(view: View) -> None:
    bubbles = await view.some("#main [data-id] [data-pre-plain-text^='[']")
    tails = await view.some("#main [data-id] [data-icon^=tail-]")
    assert len(tails) < len(bubbles), f"{len(tails)} tails on {len(bubbles)} bubbles"
    for node in tails:
        assert node["aria-hidden"] in ("true", None), f"a tail is {told(node)}"


@row("S4 text: stamp, line blocks, spacer, meta", "talk", "chats")
async def text(view: View) -> None:
    for node in await view.some("#main [data-id] [data-pre-plain-text^='[']"):
        assert "copyable-text" in node.classes, f"a stamp is {told(node)}"
    await view.some("#main [data-pre-plain-text^='['] span > span[aria-hidden=true]")
    if view.now.is_hidden:
        return
    lines = [
        node.text for node in await view.some("#main [data-pre-plain-text^='['] span.copyable-text[dir] > *")
    ]
    whole = "first\nsecond\nthird"
    if view.now.profile in ("2026-10", "2026-05-mixed", "2026-04"):
        assert any(line.strip() == "second" for line in lines), (
            "the lines of a text are no blocks of their own"
        )
    bodies = [
        node.text for node in await view.some("#main [data-pre-plain-text^='['] span.copyable-text[dir]")
    ]
    assert whole in bodies, f"textContent of three lines is not {whole!r}"


@row("S4 spaced status labels in the language", "talk", "chats")
async def status(view: View) -> None:
    wanted = view.words.status[3]
    labels = [node["aria-label"] for node in await view.some("#main [data-id] span[aria-label^=' ']")]
    assert f" {wanted} " in labels, f"the labels are {labels}"


@row("S4 tick drawn alike for delivered and read", "talk", "chats")
async def ticks(view: View) -> None:
    titles = await view.all("#main [data-id] span[aria-label^=' '] svg > title")
    names = {node.text for node in titles}
    if view.build.icons == "title":
        assert names <= {"wds-ic-read", "wds-ic-sent", "wds-ic-pending"}, f"the ticks are {names}"
    else:
        await view.some("#main [data-id] [data-icon^='msg-']")


@row("S4 emoji as pictures", "talk", "chats")
async def emoji(view: View) -> None:
    for node in await view.all("#main [data-pre-plain-text^='['] img"):
        assert node["alt"], f"an emoji is {told(node)}"
        assert node["data-plain-text"] == node["alt"], f"an emoji is {told(node)}"


@row("S4 day dividers", "talk", "chats", "history")
async def days(view: View) -> None:
    texts = [node.text.strip() for node in await view.some(f"{DAY} span[dir=auto]")]
    assert any(text.casefold() == view.words.yesterday.casefold() for text in texts), f"the days are {texts}"
    for node in await view.some(DAY):
        assert node["data-id"] is None, f"a day is {told(node)}"


@row("S4 encryption notice", "talk", "chats", "history")
async def notice(view: View) -> None:
    found = await view.all("#main [data-testid=msg-notification-container]")
    assert bool(found) is view.has_testids, f"{len(found)} nodes carry msg-notification-container"
    await view.none("#main [data-testid=msg-notification-container] .copyable-text")


@row("S4 geometry: bubbles at the inline end and start", "talk", "chats", "history")
async def geometry(view: View) -> None:
    panel = (await view.some("#main [tabindex='0']:has(> [data-tab='8'])"))[0]
    middle = panel.left + panel.width / 2
    for css, is_own in ((":has([aria-label^=' '])", True), (":not(:has([aria-label^=' ']))", False)):
        for node in await view.some(f"#main [data-id]{css} [data-pre-plain-text^='[']"):
            is_right = (node.left + node.right) / 2 > middle
            assert is_right is (is_own is not view.now.right_to_left), f"{told(node)} lies on the wrong side"


@row("S4 group: author on the first of a run, quote before own text", "group", "chats", "history")
async def group(view: View) -> None:
    quotes = await view.some(
        f"#main [data-id] :is([aria-label='{view.words.quoted}'], [data-testid=quoted-message])"
    )
    assert len(quotes) >= 2, f"{len(quotes)} answers show what they answer"
    before = await view.evaluate(
        """() => [...document.querySelectorAll('#main [data-id] .quoted-mention')].every((quote) => {
          const row = quote.closest('[data-id]')
          const bodies = [...row.querySelectorAll('span.copyable-text[dir]')]
          const isQuote = (body) => body.classList.contains('quoted-mention') || body.contains(quote)
          const own = bodies.filter((body) => !isQuote(body))
          const after = Node.DOCUMENT_POSITION_FOLLOWING
          return own.every((body) => quote.compareDocumentPosition(body) & after)
        })"""
    )
    assert before, "a quote stands behind the words of its answer"
    if view.has_testids:
        authors = await view.some("#main [data-testid=author]")
        assert any(node.text == "Wei" for node in authors), f"authors are {[node.text for node in authors]}"


@row("S4 mentions leak an id", "group", "chats", "history")
async def mentions(view: View) -> None:
    for node in await view.some("#main [data-id] [data-app-text-template][data-plain-text]"):
        assert "@lid" in (node["data-app-text-template"] or "") or "@c.us" in (
            node["data-app-text-template"] or ""
        ), f"a mention is {told(node)}"


@row("S4 media without a stamp, captions with one", "media", "chats", "history")
async def media(view: View) -> None:
    shown = await view.some(
        f"#main [data-id] :is([aria-label='{view.words.picture}'], [data-testid=image-thumb])"
    )
    assert len(shown) >= 2, f"{len(shown)} pictures are drawn"
    await view.some(
        "#main [data-id]:has([data-pre-plain-text^='[']):has(img[src^='blob:'], [style*='background'])"
    )
    await view.none("#main audio")
    await view.some("#main [data-id] [role=slider]")
    await view.some("#main [data-id] :is(img[alt*='ticker'], img[alt*='igurinha'])")
    if view.has_testids:
        await view.some("#main [data-testid=document-thumb]")
    await view.some("#main :is([data-testid=ptt-status], [data-icon=ptt-status])")


@row("S4 formatting with nested stamps and texts", "media", "chats", "history")
async def formatting(view: View) -> None:
    await view.some("#main [data-pre-plain-text^='['] strong")
    await view.some("#main [data-pre-plain-text^='['] em")
    if view.now.profile != "2023-06":
        await view.some(
            "#main [data-pre-plain-text^='['] [data-pre-plain-text]:not([data-pre-plain-text^='['])"
        )


@row("S4 read more, forwarded, deleted, edited, reactions", "media", "chats", "history")
async def states(view: View) -> None:
    if view.has_testids:
        await view.some(
            "#main [data-testid=addon-bubble-container] button, #main [data-testid=reaction-bubble]"
        )
    await view.some("#main [data-id] :is(.read-more-button, [role=button], button)")
    deleted = await view.all("#main [data-id] :is([data-icon^=recalled], svg:has(> title))")
    assert deleted, "no message is drawn as deleted"
