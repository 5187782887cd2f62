"""What cannot be read keeps both keys in place; the rest is promised in tests/contract/test_moving.py."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from conversation import engines, rotation
from conversation.moving import Damaged
from conversation.secrets import load_keys, write_data_keys
from tests.contract.store import KEYS, SQLiteStores, a_chat, opened

if TYPE_CHECKING:
    from pathlib import Path

    from tests.fakes import FakeClock


async def test_a_value_that_cannot_be_read_keeps_the_old_key_in_place(
    stores: SQLiteStores, tmp_path: Path, clock: FakeClock
) -> None:
    url = await stores.fresh()
    load_keys(tmp_path, may_create=True)
    write_data_keys(tmp_path, KEYS.data)
    (tmp_path / "index.key").write_bytes(base64.urlsafe_b64encode(KEYS.index))
    async with opened(url, clock) as db:
        await a_chat(db)
        async with db.transaction() as session:
            await session.execute(text("UPDATE chats SET name = 'Zm9yZ2Vk'"))
    engine = engines.opener(engines.parse(url), load_keys(tmp_path, may_create=False), 10)
    with pytest.raises(Damaged, match="in the table 'chats' cannot be read"):
        await rotation.rotate(engine, tmp_path)
    await engine.dispose()
    assert load_keys(tmp_path, may_create=False).data[1:] == KEYS.data
