"""Whoever asks for all tables gets those of every module."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

CODE = Path(__file__).parents[3] / "conversation"
LIST = "from conversation.tables import Base; print(*Base.metadata.tables)"


def test_no_table_is_missing() -> None:
    declared = {
        name
        for path in CODE.glob("*.py")
        for name in re.findall(r'__tablename__ = "(\w+)"', path.read_text("utf-8"))
    }
    # In a process of its own: here other tests may have loaded the modules already.
    told = subprocess.run(
        [sys.executable, "-c", LIST], cwd=CODE.parent, capture_output=True, text=True, check=True
    )
    assert set(told.stdout.split()) == declared
