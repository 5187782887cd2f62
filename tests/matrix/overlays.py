"""S2: the thin banners, a question in a popup, and a toast."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.matrix.rows import row
from tests.matrix.screens import DIALOG
from tests.matrix.stages import TOAST
from tests.matrix.view import told

if TYPE_CHECKING:
    from tests.matrix.view import View

BANNERS = {
    "phone": "Phone not connected",
    "connecting": "Connecting",
    "retrying": "Retrying in 3600 seconds",
    "update": "A new version of WhatsApp is available.",
    "notifications": "Message notifications are off",
    "background_sync": "Turn on background sync",
    "language": "Language out of sync",
    "computer": "Computer not connected",
}
"""dom.md 2.3, which has them in English only. The last one is how the stage was found."""
CLOSED = ("notifications", "background_sync", "language", "update")
NAMES = ("confirm-popup", "popup-contents", "popup-controls-ok", "popup-controls-cancel")
CLOSE = {"en": "Close", "es": "Cerrar"}
ABOVE_THE_LIST = """([was, words, close, isClosed]) => {
  const pane = document.querySelector('#pane-side')
  const side = document.querySelector('#side')
  const text = side.textContent.replace(pane.textContent, '')
  const ends = close ? side.querySelectorAll(`button[aria-label="${close}"]`).length : Number(isClosed)
  return text !== was && text.includes(words ?? '') && (ends > 0) === isClosed && text
}"""


@row("S2 thin banner of every kind", "overlays", acts=True)
async def banners(view: View) -> None:
    is_english = view.language == "en"
    close = CLOSE.get(view.language)
    text = ""
    for name, words in BANNERS.items():
        seconds = {"seconds": 3_600} if name == "retrying" else {}
        await view.stage.ask("POST", "/banner", {"name": name} | seconds)
        asked = [text, words if is_english else None, close, name in CLOSED]
        text = await view.comes(ABOVE_THE_LIST, asked)


@row("S2 toast", "overlays")
async def toast(view: View) -> None:
    assert TOAST in (await view.one("body")).text, "the toast stands nowhere"
    for css in ("#side", "#main"):
        assert all(TOAST not in node.text for node in await view.all(css)), f"the toast stands in {css}"
    named = await view.all("[data-testid=toast-body]")
    assert [node.text for node in named] == [TOAST] * view.has_testids, f"{len(named)} nodes are its body"


@row("S2 confirm popup", "overlays", acts=True)
async def confirm(view: View) -> None:
    for name, ways in (("confirm", 2), ("notice", 1)):
        asked = {"name": name, "title": "Sure?", "text": "Really?"}
        await view.stage.ask("POST", "/dialog", asked)
        await view.until(f"{DIALOG} button", ways)
        popup = (await view.anew(f"[data-animate-modal-backdrop] > {DIALOG} > [data-animate-modal-popup]"))[0]
        assert "Really?" in popup.text, f"the popup is {told(popup)}"
        found = await view.counts(*(f"{DIALOG} [data-testid={one}]" for one in NAMES))
        wanted = [view.has_testids * count for count in (1, 1, 1, ways - 1)]
        assert found == wanted, f"{found} nodes carry {NAMES}"
        await view.stage.page.locator(f"{DIALOG} button").first.click()
        await view.until(DIALOG, 0)
    await view.stage.ask("POST", "/dialog", {"name": "whats_new"})
    await view.until(f"{DIALOG} h1", 1)
