"""The link to the phone in a terminal: the code to scan or to type, how long it lasts, what to do next."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import segno

from core.types import Screen

if TYPE_CHECKING:
    from datetime import datetime

    from rich.console import Console

    from core.types import LinkView

FIRST_LIFE = 60.0  # seconds that WhatsApp shows its first code; every later one:
LIFE = 20.0


class Terminal:
    """Says each state of the link once. `draws`: the QR code as a picture; `spells`: the code that is to
    be typed. Neither belongs where what is said is kept as a log. `whose` stands before each sentence."""

    def __init__(self, console: Console, whose: str = "", *, draws: bool, spells: bool) -> None:
        self._console = console
        self._whose = whose
        self._draws = draws
        self._spells = spells
        self._shown: tuple[object, ...] = (Screen.STARTING, None, None, None)
        self._codes = 0

    def show(self, link: LinkView) -> None:
        state = (link.screen, link.qr, link.pairing, link.code)
        if state == self._shown:
            return
        self._shown = state
        self._codes = self._codes + 1 if link.qr is not None else 0
        if link.qr is not None and self._draws:
            segno.make(link.qr, error="l", micro=False).terminal(out=sys.stderr, compact=True, border=1)
        if link.code is not None and self._spells:
            self._console.print(f"{self._whose}Code: {spelled(link.code)}")
        if link.next_action:
            self._console.print(f"{self._whose}{link.next_action}")
        elif link.screen is Screen.MAIN:
            self._console.print(f"{self._whose}WhatsApp is linked.")

    def left(self, link: LinkView, now: datetime) -> str | None:
        """How long the code on the screen lasts, as a sentence; None when there is none."""
        if link.code_until is not None:
            seconds = (link.code_until - now).total_seconds()
            return f"The code is good for {max(0, round(seconds))} s."
        if link.qr is None:
            return None
        life = FIRST_LIFE if self._codes == 1 else LIFE
        return f"A new code comes in {max(0, round(life - (now - link.since).total_seconds()))} s."


def spelled(code: str) -> str:
    """As phones show it: two groups of four."""
    return f"{code[:4]}-{code[4:]}"
