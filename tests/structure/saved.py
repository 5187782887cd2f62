"""The saved copies of the real page that show each build; they lie beside the repository."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.structure import nodes

if TYPE_CHECKING:
    from playwright.async_api import Browser

    from tests.structure.nodes import Seen

PAGES = Path(__file__).parents[3] / "shared" / "whatsapp-web" / "pages"
PATTERNS = {
    "2023-06": ("b-2023-0[1-7]*.html", "b-2023-08-05*.html"),
    "2025-06": ("d-2025-0[4-7]*.html",),
    "2026-04": ("d-2026-0[123]*.html",),
    "2026-05-mixed": ("e-2026-*.html",),
    "2026-10": ("e-2026-0[68]*.html",),
}
CUT = ("excerpt-media", "excerpt-voice", "he-excerpt")
"""Copied by hand or out of a fixture: what stands there is real, what is missing there proves nothing."""


def pages(profile: str) -> list[Path]:
    return sorted(path for pattern in PATTERNS[profile] for path in PAGES.glob(pattern))


def is_cut(path: Path) -> bool:
    return any(word in path.name for word in CUT)


async def collect(browser: Browser, profile: str) -> tuple[Seen, Seen]:
    """What the whole pages show, and what the cut ones do."""
    whole: Seen = {}
    cut: Seen = {}
    for path in pages(profile):
        page = await browser.new_page()
        await page.route("**/*", lambda route: route.abort())
        await page.set_content(path.read_text("utf-8"), wait_until="commit")
        found: dict[str, list[dict[str, Any]]] = await nodes.look(page)
        nodes.add(cut if is_cut(path) else whole, found, path.stem)
        await page.close()
    return whole, cut
