"""A book of model calls in memory, for one day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.judgement import Spent, Usage

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from core.judgement import ModelCall


class MemoryBook:
    """A `CallBook`. `told` is what operators were told."""

    def __init__(self) -> None:
        self.calls: list[ModelCall] = []
        self.told: list[tuple[str, str, int | None]] = []

    async def note(self, calls: Sequence[ModelCall]) -> None:
        self.calls.extend(calls)

    async def spent(self, chat_id: int | None, newest_id: int | None) -> Spent:
        chat = [call for call in self.calls if call.chat_id == chat_id and chat_id is not None]
        return Spent(
            reply=_sum(call for call in chat if call.newest_id == newest_id),
            chat=_sum(chat),
            day=_sum(self.calls),
            month=_sum(self.calls),
        )

    async def tell(self, scope: str, what: str, chat_id: int | None) -> None:
        self.told.append((scope, what, chat_id))


def _sum(calls: Iterable[ModelCall]) -> Usage:
    used = Usage()
    for call in calls:
        used += Usage((call.prompt_tokens or 0) + (call.completion_tokens or 0), call.cost)
    return used
