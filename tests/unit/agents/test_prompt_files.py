"""Prompts come with their version and are filled once."""

from __future__ import annotations

import re

import pytest

from agents import prompt_files
from agents.prompt_files import PromptFile


@pytest.mark.parametrize("name", ["reasoner", "converser"])
def test_each_prompt_names_its_version(name: str) -> None:
    file = prompt_files.load(name)
    assert re.fullmatch(rf"{name}@\d+", file.label)
    assert "version" not in file.text.splitlines()[0]


def test_a_value_is_not_filled_again() -> None:
    file = PromptFile("x", "1", "Persona: $persona")
    assert file.fill(persona="costs $5, see $boundary") == "Persona: costs $5, see $boundary"


def test_a_forgotten_value_is_an_error() -> None:
    with pytest.raises(KeyError):
        PromptFile("x", "1", "$persona").fill()


def test_an_unknown_prompt_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        prompt_files.load("nobody")
