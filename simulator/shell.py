"""The static page before any script ran: its root element, splash and mount, as each build serves them."""

from __future__ import annotations

import re
from html import escape
from secrets import token_urlsafe
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from simulator.look import Look

_ASSETS = re.compile(r'<script [^>]*src="[^"]+"[^>]*></script>|<link [^>]*href="\./assets/[^"]+"[^>]*>')
_ENCRYPTED = {
    "en": "End-to-end encrypted",
    "es": "Cifrado de extremo a extremo",
    "pt": "Protegido com a criptografia de ponta a ponta",
}
_STYLE = """\
body{margin:0;background:#f3f5f8}
#initial_startup,#wa_web_initial_startup{position:fixed;inset:0;display:flex;flex-direction:column;gap:14px;
align-items:center;justify-content:center;color:#3b4652;font:16px system-ui,sans-serif}
#initial_startup progress,#wa_web_initial_startup progress{width:240px;height:4px}
.secondary,._apds{font-size:13px;color:#6b7785}
"""
_MARK = (
    '<span><svg width="250" height="52" viewBox="0 0 250 52"><path fill="none" stroke="#9db0c6" '
    'stroke-width="3" stroke-linejoin="round" d="M105 8h40v28h-22l-10 9v-9h-8z"/></svg></span>'
)
_LOCK = (
    '<span><svg width="12" height="13" viewBox="0 0 12 13"><path fill="none" stroke="#6b7785" '
    'd="M1.5 5.5h9v6.5h-9zM3.5 5.5v-2a2.5 2.5 0 0 1 5 0v2"/></svg></span>'
)
# Where the build still wrote `#app` into the page, the other attributes of the root differ too.
_STATIC_APP = ("2023-06",)
# In the shells up to 2026-07 the mount stands in the page; since the summer of 2026 script makes it.
_STATIC_MOUNT = ("2025-06", "2026-04", "2026-05-mixed")


def page(look: Look, built: str) -> str:
    """The boot page of this look; `built` is the built page, whose scripts and styles it loads."""
    assets = "".join(_ASSETS.findall(built))
    direction = "rtl" if look.right_to_left else "ltr"
    language = look.language
    said = escape(_ENCRYPTED[language if look.translates else "en"])
    head = (
        '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">'
        '<meta name="google" content="notranslate"><link rel="icon" href="data:,">'
        f"<title>WhatsApp Web</title><style>{_STYLE}</style>"
    )
    if look.profile in _STATIC_APP:
        return (
            f'<!DOCTYPE html><html class="no-js" dir="{direction}" loc="{language}">{head}</head>'
            '<body class="web"><div id="app"></div><div id="hard_expire_time" data-time="4102444800.0"></div>'
            f'<div id="initial_startup"><div class="graphic">{_MARK}</div>'
            '<div class="progress"><progress value="0" max="100" dir="ltr"></progress></div>'
            f'<div class="main">WhatsApp</div><div class="secondary">{_LOCK} {said}</div></div>'
            f"{assets}</body></html>"
        )
    mount = f'<div id="mount_0_0_{token_urlsafe(2)[:2]}"></div>' if look.profile in _STATIC_MOUNT else ""
    return (
        f'<!DOCTYPE html><html id="whatsapp-web" class="" lang="{language}" dir="{direction}">'
        f"{head}{assets}</head>"
        f'<body class=""><div id="wa_web_initial_startup" class="_apdl"><div class="_apdm">{_MARK}</div>'
        '<div class="_apdr">WhatsApp</div>'
        '<div class="_apdq"><progress value="0" max="100" dir="ltr"></progress></div>'
        f'<div class="_apds">{_LOCK}<span> </span>{said}</div></div>{mount}'
        '<div id="has-finished-comet-page" hidden="" style="display: none;"></div></body></html>'
    )


_BROWSERS = (
    ("Google Chrome", "https://www.google.com/chrome/"),
    ("Mozilla Firefox", "https://www.mozilla.org/firefox/"),
    ("Microsoft Edge", "https://www.microsoft.com/edge"),
    ("Opera", "https://www.opera.com/"),
    ("Safari (macOS 11+ Only)", "https://www.apple.com/safari/"),
)


def unsupported() -> str:
    """What the server sends to a browser that it takes for too old, or for a robot; no script, no chats.

    Others report no `#app` on it; the saved page of 2026-01 is such a page and has one, so this one does too.
    """
    links = "".join(
        f'<div class="browser"><a href="{address}" class="browser-title" target="_blank" data-lnfb-mode="ie">'
        f"{name}</a></div>"
        for name, address in _BROWSERS
    )
    style = (
        "body{margin:0;background:#f3f5f8;color:#3b4652;font:15px system-ui,sans-serif;text-align:center}"
        ".landing-header{padding:28px;font-weight:600}"
        ".landing-window{width:640px;margin:0 auto;padding:48px;background:#fff;border-radius:14px}"
        ".browsers{display:flex;gap:24px;justify-content:center;flex-wrap:wrap;padding:24px}"
    )
    return (
        '<!DOCTYPE html><html id="whatsapp-web" class="" lang="en" dir="ltr" translate="yes"><head>'
        '<meta charset="utf-8"><link rel="icon" href="data:,"><title>WhatsApp Web</title>'
        f"<style>{style}</style></head>"
        '<body><div class="page-browsers"><div id="app"><div class="app-wrapper">'
        '<div class="landing-wrapper">'
        '<div class="landing-wrapper-before"></div><div class="landing-header">'
        '<div class="landing-headerTitle">WhatsApp Web</div></div>'
        '<div class="landing-window"><div class="landing-main">'
        '<h1 class="landing-title browsers-title">Browser not supported</h1>'
        '<div class="text-tip">We recommend using WhatsApp with one of the following browsers:</div>'
        f'<div class="browsers">{links}</div></div></div></div></div></div></div></body></html>'
    )
