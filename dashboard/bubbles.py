"""A thread as a person sees it: stored messages, and below them what is still on its way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.content import as_json
from core.pacing import Reason
from core.types import Author, Direction, MessageKind, OutboxState, Tick
from dashboard.schemas import Bubble, Held, Quote, Reaction

if TYPE_CHECKING:
    from collections.abc import Sequence

    from conversation.history import MessageView
    from conversation.outbox import OutboxView

_FROM_TICK = {
    Tick.PENDING: OutboxState.SENDING,
    Tick.SENT: OutboxState.SENT,
    Tick.DELIVERED: OutboxState.DELIVERED,
    Tick.READ: OutboxState.READ,
    Tick.FAILED: OutboxState.FAILED,
}


def merged(
    messages: Sequence[MessageView], outgoing: Sequence[OutboxView], *, is_newest: bool
) -> list[Bubble]:
    """`outgoing` are the chat's outbox rows; those not shown there yet go below its newest messages."""
    by_id = {row.id: row for row in outgoing}
    by_wa_id = {row.wa_id: row for row in outgoing if row.wa_id}
    stored = [
        _stored(message, by_id.get(message.outbox_id or 0) or by_wa_id.get(message.wa_id))
        for message in messages
    ]
    if not is_newest:
        return stored
    shown = {bubble.outbox_id for bubble in stored}
    on_their_way = [
        waiting(row)
        for row in sorted(outgoing, key=lambda row: row.id)
        if row.id not in shown and row.state is not OutboxState.CANCELLED and _is_recent(row, messages)
    ]
    return stored + on_their_way


def waiting(row: OutboxView) -> Bubble:
    """An outbox row that the page has not shown yet."""
    return Bubble(
        key=f"o{row.id}",
        message_id=None,
        outbox_id=row.id,
        direction=Direction.OUT,
        author=row.author,
        sender=None,
        by=row.by,
        kind=MessageKind(row.file_kind) if row.file_kind else MessageKind.TEXT,
        text=row.text,
        holds=Held(name=row.file_name) if row.file_name else None,
        at=row.created_at,
        edited=False,
        state=row.state,
        hold=None if row.hold is None else Reason(row.hold),
        held_until=row.held_until,
        error=row.error,
    )


def _stored(message: MessageView, row: OutboxView | None) -> Bubble:
    own = message.direction is Direction.OUT
    return Bubble(
        # The key stays the same when the page shows what was on its way, so that it does not jump.
        key=f"o{row.id}" if row else f"m{message.id}",
        message_id=message.id,
        outbox_id=row.id if row else None,
        direction=message.direction,
        author=row.author if row and message.author is Author.UNKNOWN else message.author,
        sender=message.sender,
        by=row.by if row else None,
        kind=message.kind,
        text=message.text or "",
        holds=_held(message),
        quote=_quote(message),
        reactions=[Reaction(emoji=one.emoji, count=one.count) for one in message.reactions],
        at=message.sent_at or message.seen_at,
        edited=message.edited,
        state=_state(message, row) if own else None,
        error=row.error if row else None,
    )


def _held(message: MessageView) -> Held | None:
    told = as_json(message.details)
    told.pop("mentions", None)
    return Held.model_validate(told) if told else None


def _quote(message: MessageView) -> Quote | None:
    quoted = message.quoted
    return None if quoted is None else Quote(text=quoted.text, author=quoted.author, kind=quoted.kind)


def _state(message: MessageView, row: OutboxView | None) -> OutboxState | None:
    if row is not None:
        return row.state
    return _FROM_TICK[message.tick] if message.tick else None


def _is_recent(row: OutboxView, messages: Sequence[MessageView]) -> bool:
    """Sent rows whose bubble lies on an older page are not repeated below the newest one."""
    if row.state in {OutboxState.SENT, OutboxState.DELIVERED, OutboxState.READ}:
        return not messages or row.created_at >= messages[0].seen_at
    return True
