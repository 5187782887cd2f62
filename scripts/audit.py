"""Asks the advisory services of the two registries whether anything in the locks is known to be unsafe."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

from scripts.environment import VENV
from scripts.frontend import env_with_node
from scripts.steps import ROOT, SetupFailed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LOCKS = ("requirements-dev.lock", "requirements-build.lock")  # the dev lock holds the whole of the run lock


def all_locks() -> int:
    """0 when all is well, 1 when something is known to be unsafe; raises SetupFailed when nobody can tell."""
    findings = [found for lock in LOCKS for found in _of_python(lock)] + _of_npm()
    for found in findings:
        print(found)
    print(
        f"audit: {len(findings)} known problems in what the locks name"
        if findings
        else "audit: nothing known"
    )
    return 1 if findings else 0


def _of_python(lock: str) -> list[str]:
    report = _asked(
        [
            str(VENV / "bin" / "pip-audit"),
            *("--format", "json", "--progress-spinner", "off"),
            *("--disable-pip", "--require-hashes", "--requirement", lock),
        ]
    )
    return python_findings(report, lock)


def python_findings(report: Mapping[str, Any], lock: str) -> list[str]:
    """One line per known problem; a package that the service does not know was not audited at all."""
    packages: Sequence[Mapping[str, Any]] = report.get("dependencies", ())
    skipped = [package["name"] for package in packages if "skip_reason" in package]
    if skipped or not packages:
        raise _unreachable(f"{len(skipped)} of the {len(packages)} packages in {lock}")
    return [
        f"{package['name']} {package['version']}: {problem['id']}, "
        f"mended in {', '.join(problem['fix_versions']) or 'no version yet'}"
        for package in packages
        for problem in package["vulns"]
    ]


def _of_npm() -> list[str]:
    return npm_findings(_asked(["npm", "audit", "--json"]))


def npm_findings(report: Mapping[str, Any]) -> list[str]:
    """One line per package that npm's service names."""
    if "vulnerabilities" not in report:
        raise _unreachable("package-lock.json")
    return [
        f"{name} {problem['range']}: {problem['severity']}"
        for name, problem in sorted(report["vulnerabilities"].items())
    ]


def _asked(command: Sequence[str]) -> Mapping[str, Any]:
    """The report that a tool printed; both tools exit with 1 for findings and for failures alike."""
    done = subprocess.run(
        command, cwd=ROOT, env=env_with_node(), capture_output=True, text=True, timeout=600, check=False
    )
    try:
        report = json.loads(done.stdout)
    except ValueError:
        print(done.stderr[-2000:], file=sys.stderr)
        return {}
    return report if isinstance(report, dict) else {}


def _unreachable(what: str) -> SetupFailed:
    return SetupFailed(
        f"nobody could be asked about {what}: the advisory service was not reached or gave no answer; "
        "run the audit on a machine with access to it"
    )
