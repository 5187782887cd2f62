"""S2 and S6: full screens, dialogs and banners, and what a link from outside leads to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.matrix.rows import row
from tests.matrix.view import told

if TYPE_CHECKING:
    from tests.matrix.view import View

QR_LABEL = "Scan this QR code to link a device!"
OLD_QR_LABEL = "Scan me!"
DIALOG = "div[role=dialog][aria-modal=true]"
SHELL = """async () => {
  const answer = await fetch('/')
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  return {
    splash: ['wa_web_initial_startup', 'initial_startup'].filter((id) => page.getElementById(id)),
    progress: page.querySelectorAll('[id$=initial_startup] progress[max="100"]').length,
    app: page.querySelectorAll('#app').length,
    id: page.documentElement.id,
    body: [...page.body.classList],
    end: page.querySelectorAll('#has-finished-comet-page').length,
  }
}"""


@row("S2 splash in the static page", "talk")
async def splash(view: View) -> None:
    shell = await view.evaluate(SHELL)
    is_old = view.now.profile == "2023-06"
    wanted = "initial_startup" if is_old else "wa_web_initial_startup"
    assert shell["splash"] == [wanted], f"the splash is {shell}"
    assert shell["progress"] == 1, f"the splash is {shell}"
    assert bool(shell["app"]) is is_old, f"#app in the static page: {shell}"
    assert (shell["id"] == "whatsapp-web") is not is_old, f"the html node is {shell}"
    assert bool(shell["end"]) is not is_old, f"the end of the page: {shell}"


@row("S2 app root made by script", "talk")
async def root(view: View) -> None:
    await view.one("#app")
    if view.now.profile != "2023-06":
        await view.one("[id^=mount_0_0_] #app")
        await view.one("html#whatsapp-web")
    await view.none("#wa_web_initial_startup, #initial_startup")


@row("S2 code to scan", "qr")
async def code(view: View) -> None:
    holder = await view.one("div[data-ref]")
    parts = (holder["data-ref"] or "").split(",")
    assert len(parts) == 5, f"data-ref has {len(parts)} parts"
    assert "@" in parts[0], f"data-ref begins with {parts[0]!r}"
    canvas = await view.one("[data-ref] canvas[role=img]")
    wanted = OLD_QR_LABEL if view.now.profile == "2023-06" else QR_LABEL
    assert canvas["aria-label"] == wanted, f"the canvas says {canvas['aria-label']!r}"
    assert 220 <= canvas.width <= 270, f"the canvas is {canvas.width} px wide"
    named = await view.all("[data-testid=link-device-qr-code], [data-testid=qrcode]")
    assert bool(named) is view.has_testids, f"{len(named)} nodes carry the test id of the code"


@row("S2 code: steps and staying logged in", "qr")
async def steps(view: View) -> None:
    if view.now.profile != "2023-06":
        # A saved page of 2025-03 has its steps under another id.
        await view.one("#link-device-instructions-list, #link-device-phone-number-code-screen-instructions")
        await view.one("#auto-logout-toggle")
    await view.none("#pane-side")


@row("S2 code under the overlay stays", "expired")
async def expired(view: View) -> None:
    holder = await view.one("div[data-ref]")
    assert len((holder["data-ref"] or "").split(",")) == 5, "the code went away under the overlay"
    button = await view.one("[data-ref] button")
    if view.has_testids and view.now.profile != "2023-06":
        wanted = "link_device_qr_expired_refresh_button"
        assert wanted in (button["data-testid"] or ""), f"the button is {told(button)}"


@row("S2 conflict: use it here", "conflict")
async def conflict(view: View) -> None:
    await view.none("#pane-side [aria-selected]")
    buttons = await view.some(f"{DIALOG} :is(button, [role=button])")
    assert len(buttons) >= 2, f"{len(buttons)} ways out"


@row("S2 offline screen", "offline")
async def offline(view: View) -> None:
    await view.none("#pane-side [aria-selected]")
    text = (await view.one("#app")).text + "".join(node.text for node in await view.all(DIALOG))
    assert len(text) > 20, f"the screen says {text!r}"


@row("S2 unknown full screen", "unknown")
async def unknown(view: View) -> None:
    await view.none("#pane-side [aria-selected]")
    await view.none("[data-ref]")
    assert "Something new" in (await view.one("body")).text, "the screen does not say its words"


@row("S2 thin banner", "overlays")
async def banner(view: View) -> None:
    found = await view.all("[data-testid=chat-butterbar]")
    if view.has_testids:
        assert any(node.text.strip() for node in found), "the banner says nothing"
    words = {"en": "Computer not connected"}.get(view.now.language if view.now.translates else "en")
    if words:
        assert words in (await view.one("#side")).text, "the banner's words stand nowhere in the pane"


@row("S2 What's new swallows clicks", "overlays")
async def whats_new(view: View) -> None:
    await view.some(f"[data-animate-modal-backdrop] {DIALOG}")
    await view.some(f"{DIALOG} [data-animate-modal-popup]")
    await view.some(f"{DIALOG} [data-animate-modal-body]")
    close = {"en": "Close", "es": "Cerrar", "pt": "Fechar"}[
        view.now.language if view.now.translates else "en"
    ]
    await view.some(f"{DIALOG} [aria-label='{close}']")
    covers = await view.evaluate(
        """() => {
          const name = document.querySelector('#pane-side span[title]')
          if (!name) return true
          const box = name.getBoundingClientRect()
          const above = document.elementFromPoint(box.left + 2, box.top + 2)
          return !document.querySelector('#side').contains(above)
        }"""
    )
    assert covers, "the list can be pressed through the dialog"


@row("S6 link: words in the composer, not sent", "link", "chats")
async def link(view: View) -> None:
    box = await view.one("#main footer [contenteditable=true][role=textbox]")
    assert box.text == "hello there", f"the editor holds {box.text!r}"
    sent = [one for one in await view.stage.messages("+52 155 512 345") if one["direction"] == "out"]
    assert sent == [], f"{len(sent)} messages were sent by a link"


@row("S6 link: nobody has this number", "nobody")
async def nobody(view: View) -> None:
    text = (await view.some(DIALOG))[0].text
    language = view.now.language if view.now.translates else "en"
    known = {
        "en": ("isn't on WhatsApp", "isn’t on WhatsApp", "invalid"),
        "es": ("no está en WhatsApp", "no es válido"),
        "pt": ("WhatsApp", "inválido"),
    }[language]
    assert any(words in text for words in known), f"the dialog says {text!r}"
    buttons = await view.some(f"{DIALOG} :is(button, [role=button])")
    assert len(buttons) == 1, f"{len(buttons)} ways out"
