"""S5: what is done with one message, and chats in which nobody may write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.matrix.composing import EDITOR
from tests.matrix.rows import row
from tests.matrix.screens import DIALOG
from tests.matrix.stages import OPENED
from tests.matrix.view import told

if TYPE_CHECKING:
    from playwright.async_api import Locator

    from tests.matrix.view import View

LAST = "#main [data-id] .focusable-list-item:has([data-pre-plain-text^='['])"
ITEMS = "[role=menu] [role=menuitem]"
DONE = {"en": "[aria-label*='edited']", "es": "[aria-label*='editado']"}
TEXTS = ("at eight", "at nine")
NOTICES = {
    "restricted": "Your account on linked devices is restricted",
    "blocked": None,
    "announcement": None,
    "left": None,
}
"""dom.md 2.4 has the words of the first one, in English."""
INSTEAD = """([was, words]) => {
  const main = document.querySelector('#main')
  if (main.querySelector('[contenteditable]')) return false
  const text = main.textContent.replace(main.querySelector('[data-tab="8"]').textContent, '')
  return text !== was && text.includes(words ?? '') && text
}"""


@row("S5 reply: menu, quote over the editor, given up", "talk", "chats", acts=True)
async def reply(view: View) -> None:
    items = await _menu(view)
    assert view.language != "en" or await items.first.text_content() == "Reply", "no Reply in the menu"
    # Mounted outside of the conversation.
    assert await view.counts("[role=menu]", "#main [role=menu]") == [1, 0], (
        "the menu stands in the wrong place"
    )
    await items.first.click()
    quote = f"#main footer :is([aria-label='{view.words.quoted}' i], [data-testid=quoted-message])"
    await view.until(quote, 1)
    shown, editor = (await view.anew(quote))[0], (await view.anew(EDITOR))[0]
    assert "see you" in shown.text, f"the quote is {told(shown)}"
    assert shown.top + shown.height <= editor.top, "the quote does not stand above the editor"
    assert bool(shown["data-testid"]) is view.has_testids, f"the quote is {told(shown)}"
    await view.stage.page.locator(
        f"#main footer :has(> {quote.removeprefix('#main footer ')}) > button"
    ).click()
    await view.until(quote, 0)


@row("S5 edit: dialog, confirmed, told as edited", "media", "chats", acts=True)
async def edit(view: View) -> None:
    page = view.stage.page
    was = (await view.anew(f"{LAST} span.copyable-text[dir]"))[-1].text.strip()
    text = TEXTS[was == TEXTS[0]]
    items = await _menu(view)
    choice = items.nth(3)
    assert view.language != "en" or await choice.text_content() == "Edit", "no Edit in the menu"
    await choice.click()
    await view.until("[role=dialog] [contenteditable]", 1)
    field = (await view.anew("[role=dialog] [contenteditable]"))[0]
    assert field.text == was, f"the dialog holds {field.text!r}"
    await page.locator("[role=dialog] [contenteditable]").focus()
    await page.keyboard.press("Control+A")
    await page.keyboard.insert_text(text)
    await page.locator(f"[role=dialog] [role=button]{DONE.get(view.language, '')}").click()
    await view.until(DIALOG, 0)
    await view.comes(
        "([css, text]) => [...document.querySelectorAll(css)].at(-1)?.textContent.includes(text)",
        [LAST, text],
    )
    if view.language == "en":
        last = (await view.anew(LAST))[-1]
        assert "Edited" in last.text, f"nothing tells that {told(last)} was edited"


@row("S5 footer without an editor where nobody may write", "media", "chats", acts=True)
async def footer(view: View) -> None:
    path, text = f"/chats/{view.stage.chats[OPENED['media']]}/traits", ""
    for name, words in NOTICES.items():
        await view.stage.ask("PATCH", path, {"footer": name})
        text = await view.comes(INSTEAD, [text, words if view.language == "en" else None])
        if name == "restricted":
            bar = "[data-testid=block-message] > [data-testid=reachout-timelock-compose-bar]"
            assert len(await view.anew(bar)) == view.has_testids, "the bar of a restricted account"
    await view.stage.ask("PATCH", path, {"footer": "open"})
    await view.until(EDITOR, 1)


async def _menu(view: View) -> Locator:
    """Opened on the last message, by the button that is there only under the pointer."""
    page = view.stage.page
    # What lies over what inside of a bubble is of no concern: the whole row listens to the pointer.
    await page.locator(LAST).last.hover(force=True)
    await page.locator("[data-js-context-icon]").click()
    items = page.locator(ITEMS)
    await items.first.wait_for()
    return items
