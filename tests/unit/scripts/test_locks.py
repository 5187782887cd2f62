"""Renewing the locks: each one from its own source, none naming a registry."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.unit.scripts.clone import Clone

HOW = "--universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --output-file"


def test_every_lock_is_compiled_with_hashes_and_bound_to_the_one_before(clone: Clone) -> None:
    assert clone.full().set_up("lock").returncode == 0
    local = "requirements-local-model"
    dev = "pyproject.toml --group dev --constraints requirements.lock"
    assert clone.calls == [
        f"uv pip compile pyproject.toml {HOW} requirements.lock",
        f"uv pip compile {dev} {HOW} requirements-dev.lock",
        f"uv pip compile --group build --constraints requirements-dev.lock {HOW} requirements-build.lock",
        f"uv pip compile tests/strangers/requirements.in {HOW} tests/strangers/requirements.lock",
        f"uv pip compile --no-annotate {local}.in {HOW} {local}.lock",
        f"uv pip compile --no-annotate .tools/uv.in {HOW} requirements-uv.lock",
        "npm install --package-lock-only --no-audit --no-fund",
    ]


def test_an_upgrade_takes_the_newest_versions(clone: Clone) -> None:
    clone.full().env["UPGRADE"] = "1"
    assert clone.set_up("lock").returncode == 0
    assert all(call.endswith("--upgrade") for call in clone.calls if call.startswith("uv"))
    assert clone.calls[-1] == "npm update --package-lock-only --no-audit --no-fund"
