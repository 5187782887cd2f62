"""Which chat a number leads to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from simulator import lookup
from simulator.content import Traits
from simulator.model import Kind

if TYPE_CHECKING:
    from simulator.simulation import Simulation

NUMBER = "5215512345678"


def test_a_number_that_nobody_uses_leads_nowhere(simulation: Simulation) -> None:
    simulation.meet("Ana", Kind.PERSON)
    assert lookup.find(simulation, NUMBER) is None


def test_a_saved_number_leads_to_its_contact(simulation: Simulation) -> None:
    chat = simulation.meet("Ana", Kind.PERSON)
    simulation.world.set_traits(chat.id, Traits(phone=NUMBER))
    assert lookup.find(simulation, NUMBER) is chat


@pytest.mark.parametrize("name", ["+52 155 123-456-78", "+52\u00a0155\u2011123 456 78", "5215512345678"])
def test_a_chat_that_is_named_by_the_number_is_found(simulation: Simulation, name: str) -> None:
    chat = simulation.meet(name, Kind.PERSON)
    assert lookup.find(simulation, NUMBER) is chat


def test_a_name_with_words_and_a_group_are_not_numbers(simulation: Simulation) -> None:
    simulation.meet(f"Ana {NUMBER}", Kind.PERSON)
    simulation.meet(NUMBER, Kind.GROUP, ["Tom"])
    assert lookup.find(simulation, NUMBER) is None


def test_an_account_without_a_chat_gets_one_that_is_not_saved_and_only_one(simulation: Simulation) -> None:
    simulation.world.accounts[NUMBER] = "Luis 🚲"
    chat = lookup.find(simulation, NUMBER)
    assert chat is not None
    assert chat.name == "+52 155 123 456 78"
    assert (chat.traits.push_name, chat.traits.phone) == ("Luis 🚲", None)
    assert lookup.find(simulation, NUMBER) is chat


@pytest.mark.parametrize(
    ("digits", "shown"),
    [
        ("14155550123", "+1 415 555 0123"),
        ("79161234567", "+7 916 123 4567"),
        ("34612345678", "+34 612 345 678"),
        ("351912345678", "+351 912 345 678"),
        ("971501234567", "+971 501 234 567"),
        ("55", "+55"),
    ],
)
def test_a_number_is_written_with_its_country_apart(digits: str, shown: str) -> None:
    assert lookup.written(digits) == shown
