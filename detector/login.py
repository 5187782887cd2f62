"""What a screen of the page means for the operator: linked or not, and the one thing to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.types import LinkView, Screen

if TYPE_CHECKING:
    from datetime import datetime

    from detector.reader import ScreenReport

NEXT_ACTION = {
    Screen.QR: "On the phone: Settings > Linked devices > Link a device, then scan the code.",
    Screen.UNSUPPORTED: "WhatsApp refuses this browser: update it, or name another in browser.executable.",
    Screen.OTHER: "WhatsApp shows an unknown page: set browser.headless to false and look.",
    Screen.GONE: "The browser ended; Switchboard starts it again by itself.",
}
EXPIRED = "The code has expired; ask for a new one."


def link_view(screen: ScreenReport, now: datetime, before: LinkView | None) -> LinkView:
    """The state that a report of the page stands for; `since` is kept while the screen stays the same."""
    name = Screen(screen.name)
    since = before.since if before is not None and before.screen is name and before.qr == screen.qr else now
    return LinkView(
        screen=name,
        since=since,
        qr=None if screen.expired else screen.qr,
        qr_expired=screen.expired,
        next_action=_next_action(screen, name),
    )


def _next_action(screen: ScreenReport, name: Screen) -> str | None:
    if screen.expired:
        return EXPIRED
    if screen.notice is not None:
        return f"WhatsApp says: {screen.notice}. Look at the network of this machine; it goes on by itself."
    return NEXT_ACTION.get(name)


def gone(now: datetime) -> LinkView:
    """The state while there is no page."""
    return LinkView(screen=Screen.GONE, since=now, next_action=NEXT_ACTION[Screen.GONE])
