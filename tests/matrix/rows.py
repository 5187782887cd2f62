"""The register of checks: each names its row of dom.md, its stage and what it cannot do without."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tests.matrix.switches import Combination
    from tests.matrix.view import View

    Check = Callable[[View], Awaitable[None]]

WHY_NOT = {
    "chats": "an empty account has no chats",
    "history": "a hidden tab draws the last message only",
}


@dataclass(frozen=True, slots=True)
class Row:
    """`acts`: the check presses or types something and puts the page back as it was."""

    name: str
    stage: str
    needs: tuple[str, ...]
    acts: bool
    check: Check

    def left_out(self, now: Combination) -> str | None:
        if "chats" in self.needs and now.is_empty:
            return WHY_NOT["chats"]
        if "history" in self.needs and now.is_hidden:
            return WHY_NOT["history"]
        return None


ROWS: list[Row] = []


def row(name: str, stage: str, *needs: str, acts: bool = False) -> Callable[[Check], Check]:
    def register(check: Check) -> Check:
        ROWS.append(Row(name, stage, needs, acts, check))
        return check

    return register
