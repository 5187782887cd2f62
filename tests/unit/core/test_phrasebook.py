"""Every sentence that asks an operator to do something has its Spanish."""

from __future__ import annotations

import pytest

from core import phrasebook
from core.types import Screen
from dashboard import checkup
from detector import login
from detector.reader import BannerReport, DialogReport, ScreenReport
from tests.fakes import FakeClock

NOW = FakeClock().utc()
FOREIGN = "Nachricht {} {0} \\1 “x”"
BANNERS = ["phone", "network", "update"]


def spoken(screen: ScreenReport) -> tuple[str, str]:
    """What the screen says in English and in Spanish; a screen that asks for nothing says its state."""
    view = login.link_view(screen, NOW, None)
    english = view.next_action or checkup._SCREENS[view.screen]
    return english, phrasebook.said(english, "es")


@pytest.mark.parametrize("name", sorted(set(Screen) - {Screen.MAIN}))
def test_every_screen_is_told_in_both_languages(name: Screen) -> None:
    english, spanish = spoken(ScreenReport(name=name))
    assert english != spanish
    assert phrasebook.said(english, "en") == english


@pytest.mark.parametrize("kind", BANNERS)
def test_every_banner_that_needs_somebody_is_told_in_both_languages(kind: str) -> None:
    banner = BannerReport.model_validate({"kind": kind, "text": ""})
    english, spanish = spoken(ScreenReport(name=Screen.MAIN, banner=banner))
    assert english != spanish


@pytest.mark.parametrize(
    "screen",
    [
        ScreenReport(name=Screen.MAIN, dialog=DialogReport(kind="question", title=FOREIGN)),
        ScreenReport(name=Screen.OTHER, heading=FOREIGN),
    ],
)
def test_the_words_of_the_page_stand_in_the_sentence_as_they_are(screen: ScreenReport) -> None:
    english, spanish = spoken(screen)
    assert english != spanish
    assert FOREIGN in english
    assert FOREIGN in spanish


def test_an_expired_code_and_a_link_that_ended_are_told_too() -> None:
    for sentence in (login.EXPIRED, login.ENDED):
        assert phrasebook.said(sentence, "es") != sentence


def test_what_nobody_translated_stays_english() -> None:
    assert phrasebook.said("Something new.", "es") == "Something new."
