"""What an operator is told about the link to the phone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from core.linking import Pairing
from core.types import LinkView, Screen
from detector import login
from detector.reader import BannerReport, DialogReport, ScreenReport

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(seconds=60)
NEWS = DialogReport(kind="announcement", title="What's new")


def test_a_qr_code_is_shown_with_what_to_do_on_the_phone() -> None:
    view = login.link_view(ScreenReport(name=Screen.QR, qr="2@a,b"), NOW, None)
    assert (view.screen, view.since, view.qr, view.qr_expired) == (Screen.QR, NOW, "2@a,b", False)
    assert view.next_action is not None
    assert "Linked devices" in view.next_action


def test_a_code_under_the_overlay_is_never_shown() -> None:
    view = login.link_view(ScreenReport(name=Screen.QR, qr="2@stale", expired=True), NOW, None)
    assert (view.qr, view.qr_expired) == (None, True)
    assert view.next_action == login.EXPIRED


def test_the_same_screen_keeps_the_moment_it_began() -> None:
    before = login.link_view(ScreenReport(name=Screen.MAIN), NOW, None)
    assert login.link_view(ScreenReport(name=Screen.MAIN, dialog=NEWS), LATER, before).since == NOW


@pytest.mark.parametrize(
    "after", [ScreenReport(name=Screen.LOADING), ScreenReport(name=Screen.QR, qr="2@other")]
)
def test_another_screen_or_another_code_begins_anew(after: ScreenReport) -> None:
    before = login.link_view(ScreenReport(name=Screen.QR, qr="2@first"), NOW, None)
    assert login.link_view(after, LATER, before).since == LATER


@pytest.mark.parametrize(
    ("seen", "pairing", "code"),
    [
        ({}, Pairing.NUMBER, None),
        ({"code": "ABCD2345"}, Pairing.CODE, "ABCD2345"),
        ({"code": "ABCD2345", "expired": True}, Pairing.EXPIRED, None),
        ({"refused": True}, Pairing.REFUSED, None),
    ],
)
def test_each_step_of_linking_by_number_is_told(
    seen: dict[str, object], pairing: Pairing, code: str | None
) -> None:
    view = login.link_view(ScreenReport.model_validate({"name": "phone_number", **seen}), NOW, None)
    assert (view.pairing, view.code, view.next_action) == (pairing, code, login.PAIRING[pairing])
    assert view.code_until == (NOW + login.CODE_LIFE if code else None)
    assert not view.qr_expired


SELF_EXPLAINING = {Screen.STARTING, Screen.SPLASH, Screen.LOADING, Screen.MAIN}


@pytest.mark.parametrize("name", sorted(set(Screen) - SELF_EXPLAINING))
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


def test_a_question_of_the_page_is_shown_and_an_announcement_is_not() -> None:
    asked = DialogReport(kind="question", title="Log out?")
    view = login.link_view(ScreenReport(name=Screen.MAIN, dialog=asked), NOW, None)
    assert view.next_action is not None
    assert "Log out?" in view.next_action
    assert login.link_view(ScreenReport(name=Screen.MAIN, dialog=NEWS), NOW, None).next_action is None


@pytest.mark.parametrize(
    ("kind", "says"),
    [
        ("phone", "phone is not connected"),
        ("network", "network of this machine"),
        ("update", "new version"),
        ("notifications", None),
        ("loading", None),
        ("other", None),
    ],
)
def test_a_banner_that_matters_is_one_action_and_stays_the_same_while_it_counts_down(
    kind: str, says: str | None
) -> None:
    views = [
        login.link_view(
            ScreenReport(name=Screen.MAIN, banner=BannerReport.model_validate({"kind": kind, "text": text})),
            NOW,
            None,
        )
        for text in ("Retrying in 7 seconds…", "Retrying in 6 seconds…")
    ]
    assert views[0] == views[1]
    assert (views[0].next_action is None) == (says is None)
    assert says is None or says in (views[0].next_action or "")


def test_a_code_that_follows_a_link_says_that_the_link_ended() -> None:
    linked = login.link_view(ScreenReport(name=Screen.MAIN), NOW, None)
    first = login.link_view(ScreenReport(name=Screen.QR, qr="2@a"), NOW, linked)
    second = login.link_view(ScreenReport(name=Screen.QR, qr="2@b"), LATER, first)
    assert (first.next_action, second.next_action) == (login.ENDED, login.ENDED)
    assert login.link_view(ScreenReport(name=Screen.QR, qr="2@a"), NOW, None).next_action == login.SCAN


def test_an_unknown_screen_is_told_in_its_own_words() -> None:
    view = login.link_view(ScreenReport(name=Screen.OTHER, heading="Review the terms"), NOW, None)
    assert view.next_action is not None
    assert "Review the terms" in view.next_action
