"""What a screen of the page means for the operator: linked or not, and the one thing to do next."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from core.linking import Pairing
from core.types import LinkView, Screen

if TYPE_CHECKING:
    from datetime import datetime

    from detector.reader import ScreenReport

LINKED = {Screen.MAIN, Screen.RESTRICTED}
"""Screens on which messages are read."""

SCAN = "On the phone: Settings > Linked devices > Link a device, then scan the code."
NEXT_ACTION = {
    Screen.QR: SCAN,
    Screen.PHONE_NUMBER: "Enter the number, or go back to the QR code.",
    Screen.RESTRICTED: "WhatsApp restricts this account: send nothing, and look at WhatsApp on the phone.",
    Screen.CONFLICT: 'WhatsApp is open elsewhere: close it there, or press "Use here" in this browser.',
    Screen.OFFLINE: "WhatsApp has no connection: look at the network of this machine; it goes on by itself.",
    Screen.LOGGED_OUT: "WhatsApp ends the link to this number; a new code to scan comes in a moment.",
    Screen.UNSUPPORTED: "WhatsApp refuses this browser: update it, or name another in browser.executable.",
    Screen.OTHER: "WhatsApp shows an unknown page: open the live view in the dashboard and look.",
    Screen.GONE: "The browser ended; Switchboard starts it again by itself.",
}
EXPIRED = "The code has expired; ask for a new one."
ENDED = f"The link to the phone was ended, there or by WhatsApp. Link again. {SCAN}"
ASKED = "WhatsApp asks: “{said}”. Open the live view in the dashboard and answer it there."
CODE_LIFE = timedelta(minutes=3)
"""How long a code to be typed on the phone is good for."""
TYPE = (
    "On the phone: Settings > Linked devices > Link a device > Link with phone number instead, "
    "then type the code."
)
PAIRING = {
    Pairing.NUMBER: NEXT_ACTION[Screen.PHONE_NUMBER],
    Pairing.CODE: TYPE,
    Pairing.EXPIRED: EXPIRED,
    Pairing.REFUSED: "WhatsApp gives no more codes for a while: scan the QR code, or try again later.",
}
BANNERS = {
    "phone": "The phone is not connected: open WhatsApp on it and look at its network.",
    "network": "WhatsApp has no connection: look at the network of this machine; it goes on by itself.",
    "update": "WhatsApp has a new version: it is used after the next start of the browser.",
}
"""The others only advertise, or pass by themselves."""


def link_view(screen: ScreenReport, now: datetime, before: LinkView | None) -> LinkView:
    """The state that a report of the page stands for; `since` is kept while the screen stays the same."""
    name = Screen(screen.name)
    pairing = _pairing(screen) if name is Screen.PHONE_NUMBER else None
    code = screen.code if pairing is Pairing.CODE else None
    shown = (name, screen.qr, pairing, code)
    is_same = before is not None and (before.screen, before.qr, before.pairing, before.code) == shown
    since = before.since if before is not None and is_same else now
    return LinkView(
        screen=name,
        since=since,
        qr=None if screen.expired else screen.qr,
        qr_expired=screen.expired and name is Screen.QR,
        pairing=pairing,
        code=code,
        code_until=since + CODE_LIFE if code else None,
        next_action=_next_action(screen, name, before),
    )


def _pairing(screen: ScreenReport) -> Pairing:
    if screen.refused:
        return Pairing.REFUSED
    if screen.code is None:
        return Pairing.NUMBER
    return Pairing.EXPIRED if screen.expired else Pairing.CODE


def _next_action(screen: ScreenReport, name: Screen, before: LinkView | None) -> str | None:
    if name is Screen.PHONE_NUMBER:
        return PAIRING[_pairing(screen)]
    if screen.expired:
        return EXPIRED
    if screen.dialog is not None and screen.dialog.kind == "question":
        return ASKED.format(said=screen.dialog.title)
    if name is Screen.MAIN and screen.banner is not None:
        return BANNERS.get(screen.banner.kind)
    if name is Screen.OTHER and screen.heading:
        return f"{NEXT_ACTION[name]} It says: “{screen.heading}”"
    if name is Screen.QR and before is not None and _was_ended(before):
        return ENDED
    return NEXT_ACTION.get(name)


def _was_ended(before: LinkView) -> bool:
    """Whether the code on the page stands for a link that was there."""
    return before.screen in {*LINKED, Screen.LOGGED_OUT} or before.next_action == ENDED


def gone(now: datetime) -> LinkView:
    """The state while there is no page."""
    return LinkView(screen=Screen.GONE, since=now, next_action=NEXT_ACTION[Screen.GONE])
