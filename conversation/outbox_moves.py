"""How far a text to be sent has got, and which steps there are between one state and the next."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from core.types import OutboxState, Tick

if TYPE_CHECKING:
    from collections.abc import Collection

_S = OutboxState
MOVES: dict[OutboxState, frozenset[OutboxState]] = {
    _S.DRAFT: frozenset({_S.QUEUED, _S.CANCELLED}),
    _S.QUEUED: frozenset({_S.SENDING, _S.FAILED, _S.CANCELLED}),
    # Back to queued only where it is certain that nothing was sent.
    _S.SENDING: frozenset({_S.SENT, _S.UNKNOWN, _S.QUEUED, _S.FAILED}),
    _S.UNKNOWN: frozenset({_S.SENT, _S.QUEUED, _S.FAILED, _S.CANCELLED}),
    _S.SENT: frozenset({_S.DELIVERED, _S.READ, _S.FAILED}),
    _S.DELIVERED: frozenset({_S.READ}),
    _S.READ: frozenset(),
    _S.FAILED: frozenset({_S.QUEUED, _S.CANCELLED}),
    _S.CANCELLED: frozenset(),
}

# The state that the marks beside a bubble stand for, and from where they move a text there.
BY_TICK: dict[Tick, tuple[OutboxState, tuple[OutboxState, ...]]] = {
    Tick.SENT: (_S.SENT, (_S.SENDING,)),
    Tick.DELIVERED: (_S.DELIVERED, (_S.SENDING, _S.SENT)),
    Tick.READ: (_S.READ, (_S.SENDING, _S.SENT, _S.DELIVERED)),
    Tick.FAILED: (_S.FAILED, (_S.SENDING, _S.SENT)),
}


class Facts(TypedDict, total=False):
    """What was learnt with a move."""

    wa_id: str | None
    mark: Collection[str] | None
    error: str | None
