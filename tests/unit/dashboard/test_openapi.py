"""The description from which the front end's types are made."""

from __future__ import annotations

import json
from pathlib import Path

from dashboard.openapi import document

KEPT = Path(__file__).resolve().parents[3] / "dashboard" / "web" / "src" / "api" / "openapi.json"


def test_the_front_end_was_made_for_this_api() -> None:
    """If not: `python -m dashboard.openapi`, then `npm run api` in dashboard/web."""
    assert json.loads(KEPT.read_text(encoding="utf-8")) == json.loads(json.dumps(document()))


def test_every_operation_says_what_a_problem_looks_like() -> None:
    for path, methods in document()["paths"].items():
        for method, operation in methods.items():
            assert "4XX" in operation["responses"], f"{method} {path}"
