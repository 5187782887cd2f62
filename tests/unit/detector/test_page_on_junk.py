"""Pages broken at random are read or refused by name; what people wrote never runs and breaks nothing."""

from __future__ import annotations

import random
from contextlib import suppress
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from core.errors import SelectorMissing
from core.types import ChatRef, Seen
from detector import reader
from detector.reader import Reading
from tests.unit.detector.markup import Bubble, Row, badge, conversation, id_of, lines, main
from tests.unit.detector.test_page_content import (
    ALBUM,
    CARD,
    DOCUMENT,
    ONCE,
    PLACE,
    POLL,
    VIDEO,
    VOICE,
    divider,
)

if TYPE_CHECKING:
    from tests.unit.detector.stage import Stage

pytestmark = pytest.mark.asyncio(loop_scope="session")

ROUNDS = 25
SAVED = Path(__file__).resolve().parents[4] / "shared" / "whatsapp-web" / "pages"
PAGES = ("b-2023-04-14-es", "d-2025-07-29-id", "e-2026-06-06-pt-excerpt")
HOW = Reading(ChatRef("main", "Ana"), UTC, datetime(2026, 11, 21, tzinfo=UTC), 1e9, Seen.CAUGHT_UP)
KINDS = [ALBUM, CARD, DOCUMENT, ONCE, PLACE, POLL, VIDEO, VOICE]
ROWS = Row(badge=badge("3 unread messages", "3")).html + Row(name="Max", top=72, sender="Bob").html
MESSAGES = [
    divider("Yesterday"),
    *(
        Bubble(parts=part, id=id_of(n), label="Ana Ferreira:", tail="tail-in").html
        for n, part in enumerate(KINDS)
    ),
    *(
        Bubble(part + lines("words", "more"), id=id_of(20 + n), own=True, tick="Read").html
        for n, part in enumerate(KINDS)
    ),
]
MUTATE = """([choices, words]) => {
  for (const [what, which, word] of choices) {
    const all = Array.from(document.querySelectorAll('#app *'));
    const element = all[Math.floor(which * all.length)];
    const other = all[Math.floor((which * 7.3) % 1 * all.length)];
    if (!element || !element.isConnected) continue;
    const attributes = element.getAttributeNames();
    const name = attributes[Math.floor((which * 31.7) % 1 * attributes.length)];
    if (what === 0) element.remove();
    else if (what === 1 && name) element.removeAttribute(name);
    else if (what === 2 && name) element.setAttribute(name, words[word]);
    else if (what === 3) element.textContent = words[word];
    else if (what === 4 && !element.contains(other) && !other.contains(element)) other.append(element);
    else if (what === 5) element.insertAdjacentText('afterbegin', words[word]);
    else if (what === 6) element.replaceWith(...element.childNodes);
  }
}"""
WORDS = [
    *(
        "",
        "]",
        "[",
        "<script>window.__ran = 1</script>",
        "\u202e\u2066",
        "\u200b\u0000\u0007",
        "9" * 400,
        "12:30",
    ),
    *(
        "[99:99, 99/99/9999] x: ",
        "@",
        "${appText}",
        "grid-area: 1",
        "true_x",
        "0:00/99:99:99",
        "-",
        "👍" * 200,
    ),
    "\ud83d",
]


@pytest.mark.parametrize("seed", range(ROUNDS))
async def test_a_page_broken_at_random_is_read_or_refused(stage: Stage, seed: int) -> None:
    chance = random.Random(seed)
    await stage.show(main(rows=ROWS, conversation=conversation(*MESSAGES)))
    choices = [[chance.randrange(7), chance.random(), chance.randrange(len(WORDS))] for _ in range(40)]
    await stage.change(MUTATE, [choices, WORDS])
    await judged(stage)


@pytest.mark.skipif(not SAVED.is_dir(), reason="the saved pages are not beside this repository")
@pytest.mark.parametrize(("name", "seed"), [(name, seed) for name in PAGES for seed in range(3)])
async def test_a_real_page_broken_at_random_is_read_or_refused(stage: Stage, name: str, seed: int) -> None:
    chance = random.Random(f"{name} {seed}")
    await stage.show((SAVED / f"{name}.html").read_text("utf-8", errors="replace"))
    choices = [[chance.randrange(7), chance.random(), chance.randrange(len(WORDS))] for _ in range(60)]
    await stage.change(MUTATE, [choices, WORDS])
    await judged(stage)


async def judged(stage: Stage) -> None:
    """All that the page tells is understood, or refused by name, and nothing of it has run."""
    reader.screen(await stage.ask("readScreen"))
    for row in await stage.ask("readChatRows"):
        reader.RowReport.model_validate(row)
    raw = await stage.ask("readPane")
    if raw is not None:
        assert all(message.chat == HOW.chat for message in reader.messages(reader.pane(raw).bubbles, HOW))
    with suppress(SelectorMissing):
        await stage.reports()
    assert await stage.web.evaluate("window.__ran") is None


@pytest.mark.parametrize(
    "words",
    [
        "long " * 13_107,
        "<img src=x onerror=window.__ran=1><script>window.__ran=1</script>",
        "\u202eevil\u202c \u2066isolated\u2069 \u200bzero\u200b",
        "tab\tbell\x07",
        "[10:05, 1/1/2026] Somebody: fake",
        "${appText} data-pre-plain-text",
        "Z\u0334\u0335\u0336" * 300,
    ],
)
async def test_strange_words_arrive_as_they_were_written(stage: Stage, words: str) -> None:
    name = " ".join(words.split())
    html = main(
        rows=Row(name=name, preview=words).html,
        conversation=conversation(Bubble(lines(escape(words)), name=name).html, name=name),
    )
    await stage.show(html)
    (message,) = reader.messages(await stage.bubbles(), HOW)
    assert message.text == words
    assert (await stage.row())["name"] == reader_name(name)
    assert await stage.web.evaluate("window.__ran") is None


def reader_name(name: str) -> str:
    """Names lose the marks of direction that the page adds to them."""
    return name.translate(dict.fromkeys((*range(8234, 8239), *range(8294, 8298), 8206, 8207)))
