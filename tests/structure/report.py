"""Compares every build with the saved pages; exit code 1 where a difference is unexplained."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.scene import stage
from tests.structure import compare, drawn, saved
from tests.structure.nodes import targets

if TYPE_CHECKING:
    from tests.structure.compare import Difference
    from tests.structure.nodes import Seen

REPORT = Path("data/structure.md")


async def measure() -> tuple[list[Difference], dict[str, list[str]]]:
    """Every difference, and for each build the targets that no saved page shows."""
    found: list[Difference] = []
    unseen: dict[str, list[str]] = {}
    with tempfile.TemporaryDirectory() as folder:
        async with stage(Path(folder)) as on:
            browser = on.page.context.browser
            assert browser is not None
            await drawn.prepare(on)
            for profile in saved.PATTERNS:
                whole, cut = await saved.collect(browser, profile)
                ours = await drawn.collect(on, profile)
                found += compare.differences(profile, whole, cut, ours)
                unseen[profile] = _unseen(whole, cut, ours)
    return found, unseen


def _unseen(whole: Seen, cut: Seen, ours: Seen) -> list[str]:
    return [
        one["name"]
        for one in targets()
        if one["name"] in ours and one["name"] not in whole and one["name"] not in cut
    ]


def write(found: list[Difference], unseen: dict[str, list[str]]) -> str:
    lines = ["# Our page beside the saved copies of the real one", ""]
    for area in ("list", "talk", "compose", "screens"):
        lines += [f"## {area}", ""]
        for profile in saved.PATTERNS:
            lines += _section(profile, [d for d in found if (d.area, d.profile) == (area, profile)])
    lines += ["## Not shown by any saved page of the build", ""]
    lines += [f"* {profile}: {', '.join(names) or 'nothing'}" for profile, names in unseen.items()]
    return "\n".join(lines) + "\n"


def _section(profile: str, found: list[Difference]) -> list[str]:
    lines = [f"### {profile}", ""]
    for one in found:
        why = compare.reason(one)
        who = "missing" if one.side == "real" else "extra"
        told = f"* **{one.target}**: {who} {one.aspect} `{one.value}` ({one.share:.0%})"
        lines.append(f"{told} — {why}" if why else f"{told} — UNEXPLAINED")
    return [*lines, ""] if found else [*lines, "No difference.", ""]


def main() -> int:
    if not saved.PAGES.is_dir():
        sys.stdout.write("structure: the folder of saved pages is not beside this repository\n")
        return 0
    found, unseen = asyncio.run(measure())
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text(write(found, unseen), "utf-8")
    open_ones = [one for one in found if compare.reason(one) is None]
    sys.stdout.write(REPORT.read_text("utf-8"))
    sys.stdout.write(f"structure: {len(found)} differences, {len(open_ones)} unexplained; see {REPORT}\n")
    return 1 if open_ones else 0


if __name__ == "__main__":
    sys.exit(main())
