"""Every state can be left or is an end, and marks beside a bubble only ever move a text forward."""

from __future__ import annotations

from conversation.outbox_moves import BY_TICK, MOVES
from core.types import OutboxState

ON_THE_ROAD = [
    *(OutboxState.QUEUED, OutboxState.SENDING, OutboxState.SENT),
    *(OutboxState.DELIVERED, OutboxState.READ),
]


def test_every_state_is_in_the_table_and_only_two_are_ends() -> None:
    assert set(MOVES) == set(OutboxState)
    assert {state for state, to in MOVES.items() if not to} == {OutboxState.READ, OutboxState.CANCELLED}


def test_what_was_seen_on_the_page_is_never_typed_again() -> None:
    for state in (OutboxState.SENT, OutboxState.DELIVERED, OutboxState.READ):
        assert MOVES[state].isdisjoint({OutboxState.QUEUED, OutboxState.SENDING})


def test_marks_move_a_text_forward_or_show_that_it_failed() -> None:
    for to, sources in BY_TICK.values():
        if to is not OutboxState.FAILED:
            assert all(ON_THE_ROAD.index(source) < ON_THE_ROAD.index(to) for source in sources)
