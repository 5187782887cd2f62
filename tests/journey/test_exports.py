"""Real chats replayed as live traffic through the page: each message stored once, in order, to the letter."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from conversation import chats, history
from core.types import ChatKind, ChatRef, Direction
from tests.journey.simulation import until

if TYPE_CHECKING:
    from tests.journey.product import Product
    from tests.journey.simulation import Simulation

EXPORTS = Path(__file__).resolve().parents[3] / "shared" / "exports"
LOREM = re.compile(r"^\[[\d-]+ [\d:]+\] (?P<sender>[^:]+): (?P<text>.*)$", re.MULTILINE)
RATE = 80  # messages a second: a flood for any chat, and more than one page of them before it is opened
REPLAY = ChatRef("main", "Replay", ChatKind.GROUP)
ARABIC = re.compile(r"^\u200f?\[[^\]]+\] (?P<sender>[^:]+): (?P<text>.*)$", re.MULTILINE)


@pytest.mark.timeout(300)
@pytest.mark.parametrize(
    ("file", "form", "count"),
    [
        ("whatstk-lorem-2000.txt", LOREM, 2000),
        ("whats_json/languages_arabic2_ios.txt", ARABIC, 23),
    ],
)
async def test_an_export_replayed_as_live_traffic_is_stored_once_in_order_and_to_the_letter(
    world: Simulation, product: Product, file: str, form: re.Pattern[str], count: int
) -> None:
    source = EXPORTS / file
    if not source.is_file():
        pytest.skip(f"the chat exports are not beside the project ({file})")
    export = source.read_bytes().decode("utf-8").replace("\r\n", "\n")
    expected = [(match["sender"], match["text"]) for match in form.finditer(export)]
    assert len(expected) == count
    await product.start(chats=[{"name": "*", "access": "allowed", "mode": "human"}])
    await world.link()
    await world.post("/exports", text=export, chat="Replay", kind="group", rate=RATE, words_only=True)

    async def replayed() -> bool:
        progress = await world.get("/exports")
        return bool(progress["done"] == progress["total"])

    await until(replayed, bool, 240.0)

    async with product.database() as db:

        async def stored() -> int:
            async with db.reading() as session:
                chat = await chats.find(session, REPLAY)
                return 0 if chat is None else len(await history.last_ids(session, chat.id, 2 * count))

        await until(stored, lambda rows: rows >= count, 120.0)
        async with db.reading() as session:
            chat = await chats.find(session, REPLAY)
            assert chat is not None
            rows = await history.page(session, chat.id, limit=2 * count)
    assert [(row.sender, row.text) for row in rows if row.direction is Direction.IN] == expected
