"""A row of the chat list is accounted for by what was read, and by nothing else."""

from __future__ import annotations

import pytest

from core.types import ChatRef
from detector import debts
from detector.debts import Debts
from tests.fakes import FakeClock

ANA = ChatRef("main", "Ana")
HELLO = (0, "hello")
PHOTO = (0, "Photo")


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def owing(clock: FakeClock) -> Debts:
    found = Debts(clock)
    found.show(ANA)
    return found


def test_a_row_that_was_read_is_settled_until_it_changes(owing: Debts) -> None:
    owing.owe(ANA, HELLO)
    assert owing.shown() == [ANA]
    owing.settle(ANA, HELLO)
    assert owing.shown() == []
    assert owing.is_settled(ANA, HELLO)
    assert not owing.is_settled(ANA, PHOTO)


def test_a_count_that_only_goes_down_was_read_by_somebody(owing: Debts) -> None:
    owing.settle(ANA, (3, "hello"))
    assert owing.is_settled(ANA, (0, "hello"))
    assert not owing.is_settled(ANA, (1, "hello"))  # the same words once more


def test_a_message_pays_for_the_row_that_shows_its_words(owing: Debts) -> None:
    owing.owe(ANA, HELLO)
    owing.tell(ANA, "hello")
    assert owing.shown() == []


def test_a_message_does_not_pay_for_other_words(owing: Debts) -> None:
    owing.owe(ANA, (0, "and this?"))
    owing.tell(ANA, "hello")
    assert owing.shown() == [ANA]


def test_a_message_without_words_pays_for_one_row_that_changes_just_then(
    owing: Debts, clock: FakeClock
) -> None:
    owing.tell(ANA, None)
    assert owing.take_told(ANA, PHOTO)
    assert not owing.take_told(ANA, (0, "another"))


async def test_a_message_pays_for_no_row_that_changes_later(owing: Debts, clock: FakeClock) -> None:
    owing.tell(ANA, None)
    await clock.advance(debts.TOGETHER)
    assert not owing.take_told(ANA, PHOTO)


def test_a_badge_is_not_paid_for_by_telling_but_by_reading(owing: Debts) -> None:
    owing.owe(ANA, (2, "hello"))
    owing.tell(ANA, "hello")
    assert owing.shown() == [ANA]


def test_what_a_sweep_does_not_find_any_more_is_no_debt(owing: Debts) -> None:
    owing.owe(ANA, HELLO)
    owing.forget_rows()
    assert owing.shown() == []
