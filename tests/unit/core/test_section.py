"""What every group of settings refuses."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from core.section import Section, is_loopback


class Shop(Section):
    name: str = "corner"


def test_a_name_it_does_not_know_is_refused() -> None:
    with pytest.raises(ValidationError, match="nmae"):
        Shop.model_validate({"nmae": "x"})


@pytest.mark.parametrize(
    ("url", "is_here"),
    [
        ("http://127.0.0.1:8080/v1", True),
        ("http://[::1]:1/", True),
        ("https://localhost.example.org", False),
        ("", False),
    ],
)
def test_what_is_on_this_machine(url: str, is_here: bool) -> None:
    assert is_loopback(url) is is_here
