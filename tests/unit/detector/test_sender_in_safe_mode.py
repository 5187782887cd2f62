"""While the page lacks what writing needs the sender does not touch it, and says what is missing."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from core.errors import SafeMode
from core.types import ChatKind, ChatRef, Outgoing
from detector import eyes, selectors
from detector.eyes import Eyes
from detector.pane import Pane
from detector.sender import Sender
from tests.fakes import FakeClock

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

ANA = ChatRef("main", "Ana", ChatKind.PERSON)
TABLE = selectors.load(Path(__file__).resolve().parents[3] / "selectors.yaml")


class Untouchable:
    """A page that must not be asked for anything; it stands for the probe."""

    def __getattr__(self, name: str) -> Any:
        raise AssertionError(f"the page was asked for {name}")


@pytest.mark.parametrize(
    "act",
    [
        lambda sender: sender.mark(ANA),
        lambda sender: sender.send(Outgoing(1, ANA, "hello", mark=())),
        lambda sender: sender.find_sent(Outgoing(1, ANA, "hello", mark=("A",))),
    ],
)
async def test_nothing_is_opened_typed_or_looked_for(act: Callable[[Sender], Awaitable[object]]) -> None:
    clock = FakeClock()
    own = Eyes("main", TABLE, clock, lambda _: None)
    page: Any = Untouchable()
    sender = Sender(page, Pane(page, clock), own, clock, lambda _: None)
    async with asyncio.TaskGroup() as group:
        guard = group.create_task(own.guard())
        own.notice(["message_row"])
        await clock.advance(eyes.SEVERAL + 1)
        guard.cancel()
    with pytest.raises(SafeMode, match="message_row"):
        await act(sender)
