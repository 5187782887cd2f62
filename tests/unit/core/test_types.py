"""The values that travel between folders: frozen, comparable, and spelled as they are stored."""

from __future__ import annotations

import dataclasses
import inspect
from enum import StrEnum
from typing import get_args

import pytest

from core import types
from core.types import ChatKind, ChatRef, OutboxState, Sighting

MADE = [made for _, made in inspect.getmembers(types, inspect.isclass) if made.__module__ == "core.types"]
VALUES = [made for made in MADE if dataclasses.is_dataclass(made)]
CHOICES = [made for made in MADE if issubclass(made, StrEnum)]


@pytest.mark.parametrize("value", VALUES)
def test_every_value_is_frozen_and_has_no_room_for_more(value: type) -> None:
    assert value.__dataclass_params__.frozen  # type: ignore[attr-defined]
    assert "__slots__" in vars(value)


@pytest.mark.parametrize("choice", CHOICES)
def test_every_choice_is_stored_as_lower_case_words(choice: type[StrEnum]) -> None:
    assert [member.value for member in choice if not member.value.replace("_", "").islower()] == []


def test_a_chat_is_known_by_all_of_its_evidence() -> None:
    person = ChatRef("main", "Ann", ChatKind.PERSON)
    assert person == ChatRef("main", "Ann", ChatKind.PERSON)
    assert (
        len({person, ChatRef("main", "Ann", ChatKind.GROUP), ChatRef("other", "Ann", ChatKind.PERSON)}) == 3
    )
    assert ChatRef("main", "Ann").kind is ChatKind.UNKNOWN


def test_the_outbox_has_the_states_that_the_decision_record_names() -> None:
    assert [state.value for state in OutboxState] == [
        *("draft", "queued", "sending", "sent", "delivered", "read", "unknown", "failed", "cancelled")
    ]


def test_whatever_the_page_shows_belongs_to_an_account() -> None:
    for sighting in get_args(Sighting):
        fields = {field.name for field in dataclasses.fields(sighting)}
        assert fields & {"chat", "account"}, sighting
