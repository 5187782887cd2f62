"""Several numbers in one settings file: each gets settings as if it were alone."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from core.settings import Settings
from core.settings_source import isolated


def numbers(**accounts: object) -> list[Settings]:
    return isolated({"account": {"time_zone": "Europe/Madrid"}, "accounts": accounts}).numbers()


def test_one_number_has_the_settings_as_they_are() -> None:
    (only,) = numbers()
    assert only.account.name == "main"
    assert only.data.name == "data"


def test_another_number_has_its_own_folder_and_what_it_names_and_the_rest_of_the_first() -> None:
    first, second = numbers(shop={"whatsapp": {"url": "http://127.0.0.1:9/"}, "chats": [{"name": "*"}]})
    assert (second.account.name, second.account.time_zone) == ("shop", "Europe/Madrid")
    assert second.data == first.data / "numbers" / "shop"
    assert second.whatsapp.url != first.whatsapp.url
    assert (len(second.chats), len(first.chats)) == (1, 0)
    assert second.llm == first.llm


def test_a_number_may_be_in_another_time_zone() -> None:
    assert numbers(shop={"time_zone": "America/Bogota"})[1].account.time_zone == "America/Bogota"


def test_testing_settings_are_refused_where_any_number_is_a_real_one() -> None:
    home = {"whatsapp": {"url": "http://127.0.0.1:9/"}}
    real = {"shop": {"whatsapp": {"url": "https://web.whatsapp.com"}}}
    testing = {"testing": {"kill_at": "stored"}}
    isolated({**home, **testing, "accounts": {"shop": {}}})
    with pytest.raises(ValidationError, match="testing settings are refused"):
        isolated({**home, **testing, "accounts": real})


@pytest.mark.parametrize(
    ("accounts", "said"),
    [
        ({"main": {}}, "first number's own name"),
        ({"../x": {}}, "String should match"),
        ({"shop": {"time_zone": "Nowhere"}}, "not a known time zone"),
        ({"shop": {"colour": "red"}}, "Extra inputs"),
    ],
)
def test_numbers_that_cannot_be_told_apart_or_understood_stop_the_start(
    accounts: dict[str, object], said: str
) -> None:
    with pytest.raises(ValidationError, match=said):
        numbers(**accounts)
