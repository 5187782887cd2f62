"""The page before any script ran, laid beside what the saved shells of each build hold."""

from __future__ import annotations

import re

import pytest

from simulator import shell
from simulator.look import PROFILES, Look, Profile

BUILT = (
    '<head><script type="module" crossorigin src="./assets/index-a.js"></script>'
    '<link rel="modulepreload" crossorigin href="./assets/b.js">'
    '<link rel="stylesheet" crossorigin href="./assets/c.css"><link rel="icon" href="data:,"></head>'
)


@pytest.mark.parametrize("profile", PROFILES)
def test_every_build_loads_the_built_page_and_nothing_else(profile: Profile) -> None:
    html = shell.page(Look(profile=profile), BUILT)
    assert re.findall(r'(?:src|href)="(\./[^"]+)"', html) == [
        "./assets/index-a.js",
        "./assets/b.js",
        "./assets/c.css",
    ]
    assert "<script" in html


@pytest.mark.parametrize(
    ("profile", "app", "mount", "splash"),
    [
        ("2023-06", True, False, "initial_startup"),
        ("2025-06", False, True, "wa_web_initial_startup"),
        ("2026-05-mixed", False, True, "wa_web_initial_startup"),
        ("2026-10", False, False, "wa_web_initial_startup"),
    ],
)
def test_app_and_mount_are_served_where_the_build_had_them(
    profile: Profile, app: bool, mount: bool, splash: str
) -> None:
    html = shell.page(Look(profile=profile), BUILT)
    assert ('id="app"' in html) is app
    assert bool(re.search(r'<div id="mount_0_0_..">', html)) is mount
    assert f'<div id="{splash}"' in html
    assert ("has-finished-comet-page" in html) is not app


def test_words_language_and_direction_are_the_looks() -> None:
    html = shell.page(Look(language="es", right_to_left=True), BUILT)
    assert '<html id="whatsapp-web" class="" lang="es" dir="rtl">' in html
    assert "Cifrado de extremo a extremo" in html
    untranslated = shell.page(Look(language="es", translates=False), BUILT)
    assert 'lang="es"' in untranslated
    assert "End-to-end encrypted" in untranslated


def test_a_browser_that_is_refused_gets_links_and_no_script() -> None:
    html = shell.unsupported()
    assert "Browser not supported" in html
    assert html.count('class="browser-title"') == 5
    assert "<script" not in html
    assert "data-ref" not in html
