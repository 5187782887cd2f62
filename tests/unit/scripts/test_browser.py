"""A browser is found or brought: the machine's, Playwright's, the distribution's; else one sentence."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

import detector.browser
from scripts import browser
from tests.unit.scripts.clone import BROWSER, SNAP_STUB

if TYPE_CHECKING:
    from tests.unit.scripts.clone import Clone

as_root_on_debian = pytest.mark.skipif(
    os.geteuid() != 0 or browser.distribution() != "debian",
    reason="packages are installed only by root, on Debian",
)
DOWNLOAD = "python -m playwright install chromium"
APT = [
    "apt-get update",
    "apt-get install --yes --no-install-recommends chromium chromium-sandbox fonts-liberation",
]


@pytest.mark.parametrize("name", browser.NAMES)
def test_a_browser_of_the_machine_is_enough_under_each_usual_name(clone: Clone, name: str) -> None:
    clone.full().without("chromium").tool(name, BROWSER)
    assert clone.set_up().returncode == 0
    assert DOWNLOAD not in clone.calls


def test_the_browser_that_the_operator_named_is_enough(clone: Clone) -> None:
    clone.full().without("chromium")
    clone.env["SWITCHBOARD_BROWSER__EXECUTABLE"] = str(clone.tool("my-own", BROWSER))
    assert clone.set_up().returncode == 0
    assert DOWNLOAD not in clone.calls


def test_a_placeholder_for_a_snap_does_not_count_so_playwright_brings_one(clone: Clone) -> None:
    clone.full().without("chromium").tool("chromium-browser", SNAP_STUB)
    assert clone.set_up().returncode == 0
    assert DOWNLOAD in clone.calls


def test_a_downloaded_browser_is_found_again_and_looked_for_again_when_it_is_gone(clone: Clone) -> None:
    clone.full().without("chromium").set_up()
    clone.set_up()
    assert clone.calls == []
    shutil.rmtree(clone.root / "downloaded")
    clone.set_up()
    assert clone.calls == [DOWNLOAD]


@as_root_on_debian
def test_root_gets_the_package_of_the_distribution_when_the_download_host_is_out_of_reach(
    clone: Clone,
) -> None:
    clone.full().without("chromium")
    (clone.root / "offline").touch()
    clone.tool("apt-get", f"if 'install' in arguments: tool(clone / 'bin' / 'chromium', {BROWSER!r})")
    done = clone.set_up()
    assert done.returncode == 0, done.stderr
    assert [call for call in clone.calls if call.startswith("apt-get")] == APT


@as_root_on_debian
def test_a_failing_package_installation_is_shown(clone: Clone) -> None:
    clone.full().without("chromium")
    (clone.root / "offline").touch()
    clone.tool("apt-get", "sys.exit('no space left')")
    done = clone.set_up()
    assert done.returncode == 2
    assert "no space left" in done.stderr


def test_when_nothing_helps_one_sentence_names_a_command(clone: Clone) -> None:
    clone.full().without("chromium")
    (clone.root / "offline").touch()
    done = clone.set_up()
    assert done.returncode == 2
    sentence = done.stderr.splitlines()[-1]
    assert sentence.startswith("set-up: Switchboard needs Chromium, Chrome or Edge, none was found")
    assert "install one, for example with: " in sentence


def test_whatever_counts_here_is_also_found_by_the_product() -> None:
    assert set(browser.NAMES) <= set(detector.browser.NAMES)
    assert {str(place) for place in browser.PLACES} <= set(detector.browser.PLACES)
