"""Tells a person at the terminal what happens, stage by stage; for the demo, whose texts are nobody's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.markup import escape

from app.following import follow
from conversation import chats, history, outbox, turns
from core.types import Direction, OutboxState, Seen

if TYPE_CHECKING:
    import asyncio

    from rich.console import Console
    from sqlalchemy.ext.asyncio import AsyncSession

    from conversation.activity import ActivityView
    from conversation.db import Database
    from core.ports import Clock

OUTBOX_WORDS = {
    OutboxState.QUEUED: "queued, in one transaction with the decision",
    OutboxState.SENDING: "opening the chat, typing, reading the composer back, pressing send",
    OutboxState.SENT: "sent: its bubble was seen on the page",
    OutboxState.DELIVERED: "delivered ✓✓",
    OutboxState.READ: "read ✓✓",
    OutboxState.UNKNOWN: "unknown: the page cannot tell whether it was sent; a person must look",
    OutboxState.FAILED: "failed",
}


class Narrator:
    """A part: follows the activity table from now on."""

    def __init__(self, db: Database, clock: Clock, console: Console) -> None:
        self._db = db
        self._clock = clock
        self._console = console
        self._started = clock.monotonic()

    async def run(self, stop: asyncio.Event) -> None:
        async for event in follow(self._db, stop):
            async with self._db.reading() as session:
                words = await self._words(session, event)
            if words is not None:
                seconds = self._clock.monotonic() - self._started
                self._console.print(f"[dim]{seconds:6.1f} s[/]  {words}")

    async def _words(self, session: AsyncSession, row: ActivityView) -> str | None:
        match row.kind:
            case "message_stored" if row.chat_id is not None and row.message_id is not None:
                return await _message(session, row.chat_id, row.message_id)
            case "decided" if row.turn_id is not None:
                return await _decision(session, row.turn_id)
            case "outbox_changed" if row.outbox_id is not None:
                return await _outbox(session, row.outbox_id, row.detail)
            case "link_changed":
                return f"WhatsApp shows: {escape(row.detail or '')}"
            case "selector_drift":
                return f"[yellow]the page is read by another strategy: {escape(row.detail or '')}[/]"
            case "safe_mode":
                return f"[yellow]safe mode: {escape(row.detail or '')}[/]"
            case _:
                return None


async def _message(session: AsyncSession, chat_id: int, message_id: int) -> str | None:
    chat = await chats.get(session, chat_id)
    found = await history.get(session, message_id)
    if chat is None or found is None or found.direction is not Direction.IN:
        return None
    if found.seen is not Seen.LIVE:
        return f"[dim]{escape(chat.name)} wrote earlier: {escape(found.text)}[/]"
    return f"[bold]{escape(chat.name)}[/] writes: {escape(found.text)}\n{'':10}seen on the page, stored once"


async def _decision(session: AsyncSession, turn_id: int) -> str | None:
    turn = await turns.get(session, turn_id)
    if turn is None:
        return None
    plan = f"{turn.plan.intent}, {turn.plan.language}" if turn.plan else "no plan"
    served = sorted({str(call["model"]) for call in turn.calls})
    return f"  judged: {turn.outcome} ({escape(plan)}) by {escape(', '.join(served) or 'nobody')}"


async def _outbox(session: AsyncSession, outbox_id: int, state: str | None) -> str | None:
    row = await outbox.get(session, outbox_id)
    if row is None or state is None:
        return None
    words = OUTBOX_WORDS.get(OutboxState(state), state)
    if state == OutboxState.QUEUED:
        return f"  answer: [green]{escape(row.text)}[/]\n{'':10}  {words}"
    return f"  {words}"
