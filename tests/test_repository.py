"""What the repository may and must hold: no addresses of registries, no paths of one machine, whole locks."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from core import settings_source
from core.model_settings import AnthropicProvider, GoogleProvider, OpenAICompatibleProvider
from core.settings import PREFIX, Backup, Settings

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md"]
STRANGERS = "tests/strangers/requirements.lock"
PYTHON_LOCKS = [*sorted(path.name for path in ROOT.glob("requirements*.lock")), STRANGERS]

# Joined here, so that this file does not find itself.
REGISTRY_HOSTS = ["pypi" + ".org", "files.python" + "hosted", "registry.npm" + "js", "npm" + "mirror"]
MACHINE_PATHS = ["/" + "work/", "/" + "root/", "/" + "home/", "/" + "Users/", "/" + "tmp/"]


def tracked_lines_with(needles: list[str]) -> list[str]:
    """Lines of tracked and new files, ignored ones left out, that hold one of `needles`."""
    if not (ROOT / ".git").exists() or shutil.which("git") is None:
        pytest.skip("not a git clone")
    patterns = [word for needle in needles for word in ("-e", needle)]
    found = subprocess.run(
        ["git", "grep", "--untracked", "--line-number", "-I", "--fixed-strings", *patterns],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode in {0, 1}, found.stderr
    return [line[:200] for line in found.stdout.splitlines()]


def test_no_file_names_the_address_of_a_registry() -> None:
    assert tracked_lines_with(REGISTRY_HOSTS) == []


def test_no_file_names_a_path_of_one_machine() -> None:
    assert tracked_lines_with(MACHINE_PATHS) == []


@pytest.mark.parametrize("name", PYTHON_LOCKS)
def test_every_locked_package_has_a_version_and_a_hash(name: str) -> None:
    entries = re.split(r"^(?=[a-zA-Z0-9])", (ROOT / name).read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    assert entries
    assert [
        entry.splitlines()[0] for entry in entries if "==" not in entry or "--hash=sha256:" not in entry
    ] == []


def test_the_locks_of_running_building_and_developing_agree() -> None:
    def pins(name: str) -> dict[str, str]:
        text = (ROOT / name).read_text(encoding="utf-8")
        return dict(re.findall(r"^([^\s=]+)==(\S+)", text, re.MULTILINE))

    developing = pins("requirements-dev.lock")
    assert pins("requirements.lock").items() <= developing.items()
    for name, version in pins("requirements-build.lock").items():
        assert developing.get(name, version) == version


def test_bots_of_others_are_no_part_of_what_we_need() -> None:
    theirs = "whatsplay=="
    assert theirs in (ROOT / STRANGERS).read_text(encoding="utf-8")
    assert [
        name
        for name in PYTHON_LOCKS
        if name != STRANGERS and theirs in (ROOT / name).read_text(encoding="utf-8")
    ] == []


def test_the_lock_of_the_front_ends_names_no_download_address() -> None:
    lock = (ROOT / "package-lock.json").read_text(encoding="utf-8")
    assert not re.search(r'"resolved": "\w+:', lock)  # links between our own workspaces have no scheme
    assert '"integrity": "sha512-' in lock


def test_every_banned_call_says_why() -> None:
    rules = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    banned = rules["tool"]["ruff"]["lint"]["flake8-tidy-imports"]["banned-api"]
    assert {"asyncio.create_task", "asyncio.gather", "time.time", "os.environ", "unittest.mock.patch"} <= set(
        banned
    )
    assert [name for name, rule in banned.items() if len(rule["msg"].split()) < 5] == []


def test_every_variable_of_the_example_exists_and_is_commented_out() -> None:
    text = (ROOT / ".env.example").read_text(encoding="utf-8")
    assert [line for line in text.splitlines() if line and not line.startswith("#")] == []
    names = re.findall(r"^#\s?([A-Z][A-Z0-9_]+)=", text, re.MULTILINE)
    assert names
    ours = [name for name in names if name.startswith(PREFIX)]
    assert [name for name in ours if not is_setting(name)] == []
    vendors = (OpenAICompatibleProvider, AnthropicProvider, GoogleProvider)
    keys = [vendor.model_fields["api_key_env"].default for vendor in vendors]
    passphrase = Backup.model_fields["passphrase_env"].default
    assert set(names) - set(ours) == {"DATABASE_URL", *keys, f"{keys[0]}_FILE", passphrase}


def is_setting(variable: str) -> bool:
    fields = Settings.model_fields
    *sections, last = variable.removeprefix(PREFIX).lower().split("__")
    for section in sections:
        if section not in fields:
            return False
        fields = getattr(fields[section].annotation, "model_fields", {})
    return last in fields


def test_the_settings_shown_in_the_readme_are_accepted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("os.environ", {"OPENAI_API_KEY": "a key"})
    (shown,) = re.findall(r"```yaml\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    Path("settings.yaml").write_text(shown, encoding="utf-8")
    assert settings_source.load().llm.chain == ("cloud", "local", "notes")


@pytest.mark.parametrize("document", DOCUMENTS)
def test_documents_name_only_commands_and_files_that_exist(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = {word for words in re.findall(r"`make ([a-z ]+)", text) for word in words.split()}
    assert named <= targets
    linked = [link for link in re.findall(r"\]\(([^)#:]+)\)|(?:src|srcset)=\"([^\"]+)\"", text) if any(link)]
    missing = [
        path
        for pair in linked
        for path in pair
        if path and not (ROOT / document).parent.joinpath(path).exists()
    ]
    assert missing == []
