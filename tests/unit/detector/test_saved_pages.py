"""Real pages of six years: whatever is read otherwise than the yardstick reads it is counted exactly."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from core.types import ChatRef, Seen
from core.wa_ids import bare
from detector import reader
from detector.reader import BubbleReport, Reading
from scripts import pages

if TYPE_CHECKING:
    from tests.unit.detector.stage import Stage

SAVED = Path(__file__).resolve().parents[4] / "shared" / "whatsapp-web"
MARKS = re.compile(r"[\u200e\u200f\u202a-\u202e\u2066-\u2069\s*_~`]+")
NOW = datetime(2026, 11, 21, tzinfo=UTC)

pytestmark = [
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.skipif(not SAVED.is_dir(), reason="the saved pages are not beside this repository"),
]


class Differences(NamedTuple):
    """How much of a page is read otherwise than the yardstick reads it, and out of how much."""

    rows: tuple[int, int]
    ids: tuple[int, int]
    directions: tuple[int, int]
    wrong_directions: int
    texts: tuple[int, int]


# Rows: the yardstick names a group of a community by the community. Directions: emptied rows say nothing of
# theirs. Texts: lists, whose numbers the yardstick leaves out.
KNOWN = {
    "b-2021-04-09-en": Differences((0, 16), (0, 31), (0, 31), 0, (0, 17)),
    "b-2023-04-14-es": Differences((0, 21), (0, 19), (0, 19), 0, (0, 15)),
    "c-2024-01-27-fr": Differences((0, 18), (0, 19), (0, 19), 0, (0, 11)),
    "d-2025-07-29-id": Differences((0, 15), (0, 8), (0, 8), 0, (5, 7)),
    "d-2025-09-14-en": Differences((0, 14), (0, 84), (6, 84), 0, (0, 45)),
    "e-2026-06-06-pt-excerpt": Differences((0, 7), (0, 5), (0, 0), 0, (0, 2)),
}


def essence(text: str | None) -> str:
    return MARKS.sub("", text or "")


def truth_of(name: str) -> dict[str, Any]:
    pages = json.loads((SAVED / "pages-truth.json").read_text("utf-8"))
    page = pages[f"{name}.html"]
    assert isinstance(page, dict)
    return page


async def show(stage: Stage, name: str) -> None:
    await stage.show((SAVED / "pages" / f"{name}.html").read_text("utf-8", errors="replace"))


def compared(truth: dict[str, Any], rows: list[dict[str, Any]], bubbles: list[BubbleReport]) -> Differences:
    how = Reading(ChatRef("main", "?"), UTC, NOW, answer_window=1e12, seen=Seen.CAUGHT_UP)
    told = {message.wa_id: message for message in reader.messages(bubbles, how)}
    ids = {bare(bubble.id) for bubble in bubbles}
    wanted = Counter((essence(chat["name"]), chat["unread"]) for chat in truth["chats"])
    missing = wanted - Counter((essence(row["community"] or row["name"]), row["unread"]) for row in rows)
    judged = [
        (message["direction"], told[message["id"]].direction.value if message["id"] in told else "unknown")
        for message in truth["messages"]
        if "direction" in message
    ]
    texts = [message for message in truth["messages"] if message.get("text")]
    other = [m for m in texts if m["id"] not in told or essence(told[m["id"]].text) != essence(m["text"])]
    return Differences(
        rows=(missing.total(), wanted.total()),
        ids=(len({message["id"] for message in truth["messages"]} - ids), len(truth["messages"])),
        directions=(len([pair for pair in judged if pair[0] != pair[1]]), len(judged)),
        wrong_directions=len([pair for pair in judged if pair[1] not in {pair[0], "unknown"}]),
        texts=(len(other), len(texts)),
    )


@pytest.mark.parametrize("name", KNOWN)
async def test_a_saved_page_is_read_like_the_yardstick_but_for_what_is_known(stage: Stage, name: str) -> None:
    await show(stage, name)
    assert (await stage.ask("readScreen"))["name"] == "main"
    assert compared(truth_of(name), await stage.ask("readSavedRows"), await stage.bubbles()) == KNOWN[name]


@pytest.mark.parametrize(
    ("name", "screen"),
    [("d-2025-03-05-zh-hans-login", "qr"), ("shell-2026-07-01-en", "splash")],
)
async def test_a_saved_page_without_chats_is_known_as_what_it_is(
    stage: Stage, name: str, screen: str
) -> None:
    await show(stage, name)
    assert (await stage.ask("readScreen"))["name"] == screen
    assert truth_of(name)["chats"] == []


# Without classes and id prefixes: missing ids, unknown directions, wrong ones. Emptied rows say nothing of
# theirs, and a deleted bubble has no tick whoever wrote it.
WITHOUT_HINTS = {**dict.fromkeys(KNOWN, (0, 0, 0)), "d-2025-09-14-en": (0, 9, 0)}


@pytest.mark.parametrize("name", WITHOUT_HINTS)
async def test_a_page_that_names_no_side_is_never_read_wrongly(stage: Stage, name: str) -> None:
    html = (SAVED / "pages" / f"{name}.html").read_text("utf-8", errors="replace")
    await stage.show(pages.without_hints(html))
    found = compared(truth_of(name), await stage.ask("readSavedRows"), await stage.bubbles())
    assert (found.ids[0], found.directions[0], found.wrong_directions) == WITHOUT_HINTS[name]
