"""S2 and S6: full screens, dialogs and banners, and what a link from outside leads to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.matrix.rows import row
from tests.matrix.view import told

if TYPE_CHECKING:
    from tests.matrix.view import Node, View

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


REFUSED = """async () => {
  const answer = await fetch('/')
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  return {
    agent: navigator.userAgent,
    app: page.querySelectorAll('script, #pane-side, [data-ref], progress').length,
    links: [...page.querySelectorAll('a[href^="https:"]')].map((link) => link.textContent).join(),
  }
}"""
ROTATION = """() => new Promise((done) => {
  const ref = () => document.querySelector('[data-ref]')?.dataset.ref
  const seen = [ref()]
  let isTurning = false
  const end = () => {
    watch.disconnect()
    done(seen)
  }
  const watch = new MutationObserver(() => {
    if (ref() && ref() !== seen.at(-1)) seen.push(ref())
    const isOver = document.querySelector('[data-ref] button')
    if (isOver && isTurning) end()
    isTurning ||= !isOver
  })
  watch.observe(document.body, { subtree: true, childList: true, attributes: true })
  setTimeout(end, 10_000)
  document.querySelector('[data-ref] button').click()
})"""
"""Every code that the page shows from the press on the button until the button is there again."""


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


@row("S2 loading: where it stands, in words and as a bar", "starting")
async def starting(view: View) -> None:
    bar, text = await _loading(view)
    percent = re.search(r"(\d+)\s*%", text)
    assert bar["value"] in ("20", "60"), f"the bar is {told(bar)}"
    assert percent is None or bar["value"] == percent[1], f"the screen says {text!r}, the bar {bar['value']}"
    wanted = {"en": "Loading your chats", "es": "Cargando tus chats"}.get(view.language, "")
    assert wanted in text, f"the screen says {text!r}"


@row("S2 loading: messages come down after a first link", "downloading")
async def downloading(view: View) -> None:
    bar, text = await _loading(view)
    assert f"{bar['value']}%" in text, f"the screen says {text!r}, the bar {bar['value']}"
    if view.language == "en":
        assert f"Downloading messages: {bar['value']}%" in text, f"the screen says {text!r}"
        assert "Don't close this window. Your messages are downloading." in text, f"the screen says {text!r}"


@row("S2 loading: a bar without a value while it connects", "connecting")
async def connecting(view: View) -> None:
    bar, text = await _loading(view)
    assert bar["value"] is None, f"the bar is {told(bar)}"
    assert view.language != "en" or "Connecting…" in text, f"the screen says {text!r}"


async def _loading(view: View) -> tuple[Node, str]:
    await view.none("#pane-side")
    await view.none("[data-ref]")
    named = await view.all("[data-testid=wa-web-loading-screen]")
    assert bool(named) is view.has_testids, f"{len(named)} nodes carry the test id of the screen"
    text = (await view.one("#app")).text
    wanted = {"en": "End-to-end encrypted", "es": "Cifrado de extremo a extremo"}.get(view.language, "")
    assert wanted in text, f"the screen says {text!r}"
    return await view.one("#app progress[max='100']"), text


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


@row("S2 code: a press brings a new one, it rotates and runs out", "expired", acts=True)
async def rotation(view: View) -> None:
    seen = await view.evaluate(ROTATION)
    assert len(seen) >= 3, f"{len(seen) - 1} codes came after the press"
    assert len(set(seen)) == len(seen), "a code came twice"
    assert await view.anew("[data-ref] button"), "the last code never ran out"


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


@row("S2 unsupported browser: a page of the server", "unknown", acts=True)
async def unsupported(view: View) -> None:
    await view.stage.ask("PATCH", "/switches", {"refuses_headless": True})
    try:
        shown = await view.evaluate(REFUSED)
    finally:
        await view.stage.ask("PATCH", "/switches", {"refuses_headless": False})
    assert "HeadlessChrome" in shown["agent"], f"the browser is {shown['agent']}"
    assert shown["app"] == 0, "a browser that is not supported gets the app"
    assert "Google Chrome" in shown["links"], f"it is led to {shown['links']}"


@row("S2 thin banner", "overlays")
async def banner(view: View) -> None:
    found = await view.all("[data-testid=chat-butterbar]")
    if view.has_testids:
        assert any(node.text.strip() for node in found), "the banner says nothing"
    words = {"en": "Computer not connected"}.get(view.language)
    if words:
        assert words in (await view.one("#side")).text, "the banner's words stand nowhere in the pane"


@row("S2 What's new swallows clicks", "overlays")
async def whats_new(view: View) -> None:
    await view.some(f"[data-animate-modal-backdrop] {DIALOG}")
    await view.some(f"{DIALOG} [data-animate-modal-popup]")
    await view.some(f"{DIALOG} [data-animate-modal-body]")
    close = {"en": "Close", "es": "Cerrar", "pt": "Fechar"}[view.language]
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
    known = {
        "en": ("isn't on WhatsApp", "isn’t on WhatsApp", "invalid"),
        "es": ("no está en WhatsApp", "no es válido"),
        "pt": ("WhatsApp", "inválido"),
    }[view.language]
    assert any(words in text for words in known), f"the dialog says {text!r}"
    buttons = await view.some(f"{DIALOG} :is(button, [role=button])")
    assert len(buttons) == 1, f"{len(buttons)} ways out"
