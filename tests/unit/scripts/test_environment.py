"""The locked environment: which uv makes it, when it is made again, and what is said when it cannot be."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from tests.unit.scripts.clone import UV

if TYPE_CHECKING:
    from tests.unit.scripts.clone import Clone


def test_the_environment_holds_the_lock_the_build_tools_and_the_project(clone: Clone) -> None:
    assert clone.full().set_up().returncode == 0
    assert [line for line in clone.calls if line.startswith("uv")] == [
        f"uv venv --python {sys.executable} .venv",
        "uv pip sync --python .venv/bin/python --require-hashes requirements.lock",
        "uv pip install --python .venv/bin/python --constraints requirements-build.lock hatchling editables",
        f"uv pip install --python .venv/bin/python --no-deps --no-build-isolation --editable {clone.root}",
    ]


def test_a_second_run_asks_no_tool_for_anything_and_says_nothing(clone: Clone) -> None:
    clone.full().set_up()
    again = clone.set_up()
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")
    assert clone.calls == []


def test_a_changed_lock_is_installed_into_the_environment_that_is_there(clone: Clone) -> None:
    clone.full().set_up()
    (clone.root / "requirements.lock").write_text("# newer\n")
    clone.set_up()
    assert "uv pip sync --python .venv/bin/python --require-hashes requirements.lock" in clone.calls
    assert not [line for line in clone.calls if line.startswith("uv venv")]


def test_an_environment_for_developers_serves_running_too_and_stays_theirs(clone: Clone) -> None:
    clone.full().set_up("dev")
    clone.set_up("run")
    assert clone.calls == []
    (clone.root / "requirements-dev.lock").write_text("# newer\n")
    clone.set_up("run")
    assert "uv pip sync --python .venv/bin/python --require-hashes requirements-dev.lock" in clone.calls


def test_an_interrupted_installation_is_done_again(clone: Clone) -> None:
    clone.full().tool("uv", UV + "\nif 'sync' in arguments: sys.exit('cut off')\n")
    assert clone.set_up().returncode == 2
    clone.tool("uv", UV)
    assert clone.set_up().returncode == 0
    assert "uv pip sync --python .venv/bin/python --require-hashes requirements.lock" in clone.calls


def test_what_a_failed_step_printed_is_shown(clone: Clone) -> None:
    clone.full().tool("uv", UV + "\nif 'sync' in arguments: sys.exit('hash mismatch')\n")
    done = clone.set_up()
    assert done.returncode == 2
    assert "hash mismatch" in done.stderr
    assert "install what requirements.lock names failed with exit code 1" in done.stderr


def test_an_old_uv_is_passed_over_and_without_pip_one_sentence_says_what_to_install(clone: Clone) -> None:
    clone.full().tool("uv", "print('uv 0.1.5')")
    (clone.root / "pip.py").write_text("raise SystemExit(1)\n")  # found before the real pip
    done = clone.set_up()
    assert done.returncode == 2
    assert done.stderr == (
        f"set-up: Switchboard needs uv or pip to set itself up and {sys.executable} has neither; "
        "install one of them, for example with: apt-get install python3-pip\n"
    )


def test_pip_brings_uv_into_a_folder_of_the_clone(clone: Clone) -> None:
    clone.full().without("uv")
    clone.tool("stand-in-uv", UV)
    (clone.root / "pip.py").write_text(
        "import shutil, sys\n"
        "if '--version' in sys.argv: sys.exit(print('pip 24'))\n"
        "assert '--require-hashes' in sys.argv and '--no-user' in sys.argv\n"
        "from pathlib import Path\n"
        "to = Path(sys.argv[sys.argv.index('--target') + 1]) / 'bin'\n"
        "to.mkdir(parents=True)\n"
        "shutil.copy('bin/stand-in-uv', to / 'uv')\n"
    )
    done = clone.set_up()
    assert done.returncode == 0, done.stderr
    assert (clone.root / ".tools" / "uv" / "bin" / "uv").is_file()
    assert "set-up: bring uv by pip: done" in done.stdout
