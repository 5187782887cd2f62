"""The audit tells three things apart: nothing known, something known, nobody could be asked."""

from __future__ import annotations

import pytest

from scripts import audit
from scripts.steps import SetupFailed

SOUND = {"name": "uvicorn", "version": "1.0", "vulns": []}
UNSAFE = {"name": "jinja2", "version": "2.0", "vulns": [{"id": "PYSEC-1", "fix_versions": ["2.1", "3.0"]}]}
HOPELESS = {"name": "old", "version": "1", "vulns": [{"id": "PYSEC-2", "fix_versions": []}]}
UNASKED = {"name": "jinja2", "skip_reason": "Dependency not found"}


def test_sound_packages_give_no_findings() -> None:
    assert audit.python_findings({"dependencies": [SOUND]}, "a.lock") == []
    assert audit.npm_findings({"vulnerabilities": {}}) == []


def test_each_known_problem_is_one_line_with_its_cure() -> None:
    assert audit.python_findings({"dependencies": [SOUND, UNSAFE, HOPELESS]}, "a.lock") == [
        "jinja2 2.0: PYSEC-1, mended in 2.1, 3.0",
        "old 1: PYSEC-2, mended in no version yet",
    ]
    report = {"vulnerabilities": {"vite": {"severity": "high", "range": "<8.1"}}}
    assert audit.npm_findings(report) == ["vite <8.1: high"]


@pytest.mark.parametrize("report", [{}, {"dependencies": []}, {"dependencies": [SOUND, UNASKED]}])
def test_packages_that_the_service_did_not_judge_are_not_called_sound(report: dict[str, object]) -> None:
    with pytest.raises(SetupFailed, match=r"nobody could be asked about .* packages in a\.lock"):
        audit.python_findings(report, "a.lock")


def test_an_npm_that_reached_nobody_is_not_a_clean_audit() -> None:
    with pytest.raises(SetupFailed, match=r"nobody could be asked about package-lock\.json"):
        audit.npm_findings({"message": "request failed"})
