"""S5: the editor and what stands around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.matrix.rows import row
from tests.matrix.view import told

if TYPE_CHECKING:
    from tests.matrix.view import View

EDITOR = "#main footer [contenteditable=true][role=textbox]"
LAST = "#main footer [data-tab='11']"


@row("S5 editor and its marks", "talk", "chats")
async def editor(view: View) -> None:
    box = await view.one(EDITOR)
    assert box["data-tab"] == "10", f"the editor is {told(box)}"
    assert box["data-lexical-editor"] == "true", f"the editor is {told(box)}"
    await view.one("#main footer .lexical-rich-text-input [contenteditable=true]")
    named = await view.all("[data-testid=conversation-compose-box-input]")
    assert bool(named) is view.has_testids, f"{len(named)} nodes carry the editor's test id"


@row("S5 empty editor", "talk", "chats")
async def empty(view: View) -> None:
    await view.one(f"{EDITOR} > p > br")
    lines = await view.all(f"{EDITOR} > p")
    assert len(lines) == 1, f"an empty editor has {len(lines)} paragraphs"


@row("S5 attach", "talk", "chats")
async def attach(view: View) -> None:
    word = view.words.attach
    await view.some(f"#main footer :is(button, [role=button]):is([aria-label='{word}'], [title='{word}'])")


@row("S5 voice button without text", "talk", "chats")
async def voice(view: View) -> None:
    if view.now.profile == "2023-06":
        await view.some("#main footer [data-icon=ptt]")
    else:
        button = (await view.some(LAST))[0]
        assert button["aria-label"] == view.words.voice, f"the last button is {told(button)}"


@row("S5 text: one paragraph a line, a button to send", "talk", "chats", acts=True)
async def typing(view: View) -> None:
    page, box = view.stage.page, view.stage.page.locator(EDITOR)
    await box.click()
    await page.keyboard.insert_text("one\ntwo")
    await view.until(f"{EDITOR} p", 2)
    lines = await page.locator(f"{EDITOR} p span[data-lexical-text=true]").all_text_contents()
    assert lines == ["one", "two"], f"the editor holds {lines}"
    button = f":is(button, [role=button]):is([aria-label='{view.words.send}'], :has([data-icon=send]))"
    await page.locator(f"#main footer {button}").first.wait_for()
    await box.evaluate("box => { box.textContent = 'written by script' }")
    await page.keyboard.press("Shift+Enter")
    await page.keyboard.press("Control+A")
    await page.keyboard.press("Backspace")
    await view.until(f"{EDITOR} p", 1)
    await view.until(f"#main footer {button}", 0)
    await view.until(f"{EDITOR} > p > br", 1)


@row("S5 script cannot write", "talk", "chats", acts=True)
async def script(view: View) -> None:
    page, box = view.stage.page, view.stage.page.locator(EDITOR)
    await box.click()
    await page.keyboard.insert_text("a")
    await box.evaluate("box => { box.innerHTML = '<p>by script</p>' }")
    await page.keyboard.insert_text("b")
    await page.locator(EDITOR, has_not_text="by script").wait_for()
    await page.keyboard.press("Control+A")
    await page.keyboard.press("Backspace")
    await view.until(f"{EDITOR} > p > br", 1)


@row("S5 list auto-format", "talk", "chats", acts=True)
async def lists(view: View) -> None:
    if view.now.profile in ("2023-06", "2025-06"):
        return
    page = view.stage.page
    await page.locator(EDITOR).click()
    await page.keyboard.type("- ")
    await page.keyboard.type("x")
    # Read back, the marker is a bullet (dom.md 5.3); what is sent keeps the marker.
    await page.locator(EDITOR, has_text="•").wait_for()
    await page.keyboard.press("Control+A")
    await page.keyboard.press("Backspace")
    await page.locator(EDITOR, has_not_text="•").wait_for()


@row("S5 attach menu and its file input", "talk", "chats", acts=True)
async def menu(view: View) -> None:
    if view.build.search != "input":
        return
    page, word = view.stage.page, view.words.attach
    await page.locator(f"#main footer button:is([aria-label='{word}'], [title='{word}'])").first.click()
    items = page.locator("[role=menu] [role=menuitem], [data-testid=attach-menu-popup] li")
    await items.first.wait_for()
    await page.keyboard.press("Escape")
    await items.first.wait_for(state="hidden")
