"""Gives each test its own clone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.unit.scripts.clone import Clone

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    """A fresh clone whose PATH is empty."""
    return Clone.make(tmp_path)
