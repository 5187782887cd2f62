"""What somebody at a terminal reads about the link."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from rich.console import Console

from app.terminal import Terminal
from core.linking import Pairing
from core.types import LinkView, Screen

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
SCAN = LinkView(Screen.QR, NOW, qr="2@a,b", next_action="Scan it.")
TYPE = LinkView(
    Screen.PHONE_NUMBER,
    NOW,
    pairing=Pairing.CODE,
    code="W1K7Q2PX",
    code_until=NOW + timedelta(minutes=3),
    next_action="Type it.",
)


def test_each_state_is_said_once() -> None:
    out = io.StringIO()
    terminal = Terminal(Console(file=out), draws=False, spells=True)
    for link in (SCAN, SCAN, TYPE, TYPE, LinkView(Screen.MAIN, NOW)):
        terminal.show(link)
    assert out.getvalue().splitlines() == ["Scan it.", "Code: W1K7-Q2PX", "Type it.", "WhatsApp is linked."]


def test_a_code_is_kept_out_of_what_may_be_a_log() -> None:
    out = io.StringIO()
    Terminal(Console(file=out), draws=False, spells=False).show(TYPE)
    assert out.getvalue().splitlines() == ["Type it."]


def test_a_code_counts_down_a_minute_first_and_twenty_seconds_then() -> None:
    terminal = Terminal(Console(file=io.StringIO()), draws=False, spells=True)
    later = NOW + timedelta(seconds=5)
    terminal.show(SCAN)
    assert terminal.left(SCAN, later) == "A new code comes in 55 s."
    second = replace(SCAN, qr="2@c,d")
    terminal.show(second)
    assert terminal.left(second, later) == "A new code comes in 15 s."
    assert terminal.left(TYPE, later) == "The code is good for 175 s."
    assert terminal.left(LinkView(Screen.MAIN, NOW), later) is None
