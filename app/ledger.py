"""What the detector may ask the store before it opens a chat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conversation import chats, history

if TYPE_CHECKING:
    from collections.abc import Sequence

    from conversation.db import Database
    from core.settings import ChatRule
    from core.types import Access, ChatRef


class StoreLedger:
    """The `Ledger` port over the database. A chat that was never met is met now, as the rules say."""

    def __init__(self, db: Database, rules: Sequence[ChatRule]) -> None:
        self._db = db
        self._rules = rules

    async def access(self, chat: ChatRef) -> Access:
        async with self._db.reading() as session:
            known = await chats.find(session, chat)
        if known is None:
            async with self._db.transaction() as session:
                known = await chats.meet(session, chat, self._rules)
        return known.access

    async def last_ids(self, chat: ChatRef) -> Sequence[str]:
        async with self._db.reading() as session:
            known = await chats.find(session, chat)
            return await history.last_ids(session, known.id) if known is not None else ()

    async def last_preview(self, chat: ChatRef) -> str | None:
        async with self._db.reading() as session:
            known = await chats.find(session, chat)
            return await chats.last_text(session, known.id) if known is not None else None
