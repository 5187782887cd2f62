"""The browser of the machine: found, started, explained when it does not start, and never left behind."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
import pytest

from core.errors import CannotStart
from core.settings import Browser
from detector import browser, processes
from detector.browser import Launch

if TYPE_CHECKING:
    from collections.abc import Iterator

UNTIL_KILLED = "import sys; print('here', flush=True); sys.stdin.read()"
HERE = Path("/somewhere/chromium")


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder in which programs are found; nothing at the usual places outside of it."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setattr(browser, "PLACES", ())
    return folder


def program(path: Path, content: str = "#!/bin/sh\nexit 0\n") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, "utf-8")
    path.chmod(0o755)
    return path


def on_profile(profile: Path) -> list[psutil.Process]:
    argument = f"--user-data-dir={profile}"
    return [p for p in psutil.process_iter(["cmdline"]) if argument in (p.info["cmdline"] or ())]


@contextmanager
def running(profile: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A real process that bears the argument of a browser on this profile."""
    process = subprocess.Popen(
        [sys.executable, "-c", UNTIL_KILLED, f"--user-data-dir={profile}"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    process.stdout.readline()
    with process:
        try:
            yield process
        finally:
            process.kill()


# Finding one


def test_no_browser_is_found_where_none_is(path: Path) -> None:
    assert browser.find() is None


@pytest.mark.parametrize("name", ["chromium", "google-chrome", "microsoft-edge-stable"])
def test_a_browser_is_found_by_any_of_its_names(path: Path, name: str) -> None:
    executable = program(path / name)
    assert browser.find() == executable


def test_chromium_is_preferred_and_programs_that_may_not_run_are_passed_over(path: Path) -> None:
    program(path / "google-chrome")
    assert browser.find() == path / "google-chrome"
    chromium = program(path / "chromium")
    assert browser.find() == chromium
    chromium.chmod(0o644)
    assert browser.find() == path / "google-chrome"


def test_ubuntus_stub_that_only_asks_for_the_snap_is_no_browser(path: Path) -> None:
    program(path / "chromium-browser", "#!/bin/sh\nexec /snap/bin/chromium\n")
    assert browser.find() is None
    program(path / "google-chrome")
    assert browser.find() == path / "google-chrome"


def test_a_browser_at_a_usual_place_is_found_without_any_path(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = program(tmp_path / "Applications" / "Chrome")
    monkeypatch.setattr(browser, "PLACES", (str(tmp_path / "nowhere"), str(place)))
    assert browser.find() == place


# Explaining


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("Failed to launch chromium because executable doesn't exist at /x", "does not exist"),
        ("spawn /x ENOENT", "does not exist"),
        ("spawn /x EACCES", "may not run"),
        ("[0101/000:FATAL] No usable sandbox! Update your kernel", "browser.sandbox: false"),
        ("Running as root without --no-sandbox is not supported", "browser.sandbox: false"),
        ("error while loading shared libraries: libnss3.so", "playwright install-deps chromium"),
        ("Missing X server or $DISPLAY", "browser.headless: true"),
        ("cannot open display: :0", "xvfb-run"),
        ("Target closed\n\nsomething unheard of\n", "something unheard of"),
        ("", "make setup"),
        ("x" * 5000, "x" * 200),
    ],
)
def test_a_browser_that_did_not_start_is_explained_in_one_sentence(message: str, said: str) -> None:
    sentence = browser.explain(message, HERE)
    assert said in sentence
    assert str(HERE) in sentence
    assert "\n" not in sentence
    assert len(sentence) < 600


def test_the_user_agent_is_a_normal_one_of_this_very_browser() -> None:
    agent = browser.user_agent("149.0.7444.12")
    assert "Chrome/149.0.0.0 Safari" in agent
    assert "Headless" not in agent


# Locks and processes left behind


def lock_of(profile: Path, host: str) -> Path:
    profile.mkdir()
    lock = profile / "SingletonLock"
    lock.symlink_to(f"{host}-99999999")
    (profile / "SingletonCookie").symlink_to("12345")
    (profile / "SingletonSocket").symlink_to(profile / "gone")
    return lock


def test_the_lock_of_a_dead_browser_of_this_machine_is_removed(tmp_path: Path) -> None:
    profile = tmp_path / "profile"
    lock_of(profile, socket.gethostname())
    browser.clean_lock(profile)
    assert list(profile.iterdir()) == []


def test_the_lock_of_another_machine_stops_the_start(tmp_path: Path) -> None:
    lock = lock_of(tmp_path / "profile", "elsewhere-7")
    with pytest.raises(CannotStart, match="'elsewhere-7'") as refused:
        browser.clean_lock(tmp_path / "profile")
    assert str(lock) in str(refused.value)
    assert lock.is_symlink()


def test_a_profile_without_lock_or_not_yet_there_is_left_as_it_is(tmp_path: Path) -> None:
    browser.clean_lock(tmp_path / "profile")
    (tmp_path / "SingletonLock").write_text("no link")
    browser.clean_lock(tmp_path)
    assert (tmp_path / "SingletonLock").exists()


def test_only_processes_on_the_very_profile_are_ended(tmp_path: Path) -> None:
    with running(tmp_path / "profile") as own, running(tmp_path / "profile-2") as other:
        assert browser.end_processes(tmp_path / "profile") == 1
        own.wait(timeout=5)
        assert other.poll() is None
    assert browser.end_processes(tmp_path / "profile") == 0


def test_what_an_earlier_run_left_on_the_profile_is_ended_with_its_lock(tmp_path: Path) -> None:
    profile = tmp_path / "profile"
    lock = lock_of(profile, socket.gethostname())
    with running(profile) as left:
        browser.clean_lock(profile)
        left.wait(timeout=5)
    assert not lock.is_symlink()


def test_a_lock_whose_number_went_to_a_stranger_is_removed(tmp_path: Path) -> None:
    profile = tmp_path / "profile"
    profile.mkdir()
    with running(tmp_path / "other") as stranger:
        (profile / "SingletonLock").symlink_to(f"{socket.gethostname()}-{stranger.pid}")
        browser.clean_lock(profile)
        assert stranger.poll() is None
    assert list(profile.iterdir()) == []


def test_memory_is_that_of_the_processes_on_the_profile(tmp_path: Path) -> None:
    assert processes.memory(tmp_path / "profile") == 0
    with running(tmp_path / "profile"):
        assert processes.memory(tmp_path / "profile") > 1_000_000
        assert [each.is_running() for each in processes.on(tmp_path / "profile")] == [True]


# Real starts


def launch(profile: Path, **settings: object) -> Launch:
    chosen = {"sandbox": False, "arguments": ("--disable-background-networking",), **settings}
    return Launch(Browser.model_validate(chosen), profile)


async def test_a_browser_is_started_on_its_own_profile_and_leaves_no_process(
    needs_browser: None, tmp_path: Path
) -> None:
    profile = tmp_path / "data" / "profile"
    async with browser.launched(launch(profile)) as context:
        assert on_profile(profile)
        agent = await context.pages[0].evaluate("navigator.userAgent")
        assert "Headless" not in agent
        assert processes.memory(profile) > 0
        assert await context.pages[0].evaluate("innerWidth") == browser.VIEWPORT["width"]
    assert on_profile(profile) == []
    assert profile.stat().st_mode & 0o077 == 0


async def test_a_browser_that_was_killed_is_cleaned_up_without_an_error(
    needs_browser: None, tmp_path: Path
) -> None:
    profile = tmp_path / "profile"
    async with browser.launched(launch(profile)):
        assert browser.end_processes(profile) > 0
    assert on_profile(profile) == []


async def test_a_failure_inside_leaves_no_process_either(needs_browser: None, tmp_path: Path) -> None:
    profile = tmp_path / "profile"
    with pytest.raises(ZeroDivisionError):
        async with browser.launched(launch(profile)):
            raise ZeroDivisionError
    assert on_profile(profile) == []


@pytest.mark.parametrize(("mode", "said"), [(None, "does not exist"), (0o644, "may not run")])
async def test_a_named_browser_that_cannot_run_stops_the_start(
    mode: int | None, said: str, tmp_path: Path
) -> None:
    executable = tmp_path / "my-browser"
    if mode is not None:
        program(executable).chmod(mode)
    with pytest.raises(CannotStart, match=said) as refused:
        async with browser.launched(launch(tmp_path / "profile", executable=executable)):
            pass
    assert str(executable) in str(refused.value)


async def test_a_named_program_that_is_no_browser_stops_the_start(tmp_path: Path) -> None:
    executable = program(tmp_path / "my-browser", "#!/bin/sh\necho not a browser >&2\nexit 3\n")
    with pytest.raises(CannotStart, match="could not be started") as refused:
        async with browser.launched(launch(tmp_path / "profile", executable=executable)):
            pass
    assert "\n" not in str(refused.value)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has no sandbox")
async def test_as_root_the_sandbox_is_off_unless_asked_for_and_that_is_said(
    needs_browser: None, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with browser.launched(launch(tmp_path / "profile", sandbox=None)) as context:
        assert context.pages
    assert any("without its sandbox" in line for line in caplog.messages)
