"""What an operator is told about the link to the phone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from core.types import LinkView, Screen
from detector import login
from detector.reader import ScreenReport

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(seconds=60)


def test_a_qr_code_is_shown_with_what_to_do_on_the_phone() -> None:
    view = login.link_view(ScreenReport(name="qr", qr="2@a,b"), NOW, None)
    assert (view.screen, view.since, view.qr, view.qr_expired) == (Screen.QR, NOW, "2@a,b", False)
    assert view.next_action is not None
    assert "Linked devices" in view.next_action


def test_a_code_under_the_overlay_is_never_shown() -> None:
    view = login.link_view(ScreenReport(name="qr", qr="2@stale", expired=True), NOW, None)
    assert (view.qr, view.qr_expired) == (None, True)
    assert view.next_action == login.EXPIRED


def test_the_same_screen_keeps_the_moment_it_began() -> None:
    before = login.link_view(ScreenReport(name="main"), NOW, None)
    assert login.link_view(ScreenReport(name="main", dialog=True), LATER, before).since == NOW


@pytest.mark.parametrize("after", [ScreenReport(name="loading"), ScreenReport(name="qr", qr="2@other")])
def test_another_screen_or_another_code_begins_anew(after: ScreenReport) -> None:
    before = login.link_view(ScreenReport(name="qr", qr="2@first"), NOW, None)
    assert login.link_view(after, LATER, before).since == LATER


@pytest.mark.parametrize("name", ["qr", "unsupported", "other"])
def test_screens_that_need_a_person_say_what_to_do(name: str) -> None:
    view = login.link_view(ScreenReport.model_validate({"name": name}), NOW, None)
    assert view.next_action


@pytest.mark.parametrize("name", ["starting", "splash", "loading", "main"])
def test_screens_that_pass_by_themselves_ask_for_nothing(name: str) -> None:
    view = login.link_view(ScreenReport.model_validate({"name": name}), NOW, None)
    assert view == LinkView(screen=Screen(name), since=NOW)


def test_without_a_page_the_link_is_gone() -> None:
    view = login.gone(NOW)
    assert (view.screen, view.since, view.qr) == (Screen.GONE, NOW, None)
