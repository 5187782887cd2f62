"""The whole product can be put together without paying for what is not used."""

from __future__ import annotations

import subprocess
import sys

import pytest

SDKS = ("openai", "anthropic", "google.genai", "ollama")


def _imported(statement: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", f"{statement}; import sys; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.split())


def test_no_vendor_is_loaded_before_it_is_used() -> None:
    assert _imported("import app.wiring, app.cli").isdisjoint(SDKS)


@pytest.mark.parametrize("sdk", SDKS)
def test_every_vendor_that_was_asked_for_is_there_when_it_is_used(sdk: str) -> None:
    assert sdk in _imported(f"import {sdk}")
