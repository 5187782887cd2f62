"""What answers may cost, in tokens and money: reserved before a model is asked, settled afterwards."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.errors import BudgetExceeded
from core.judgement import Usage
from llm import tokens
from llm.bookkeeping import Price

if TYPE_CHECKING:
    from collections.abc import Iterable

    from core.judgement import Completion, Prompt, Spent
    from core.model_settings import Allowance
    from core.model_settings import Budget as Settings
    from core.ports import CallBook, ChatModel

log = logging.getLogger(__name__)

SCOPES = ("reply", "chat", "day", "month")
MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Purse:
    """A model, and the highest price that asking it may have."""

    model: ChatModel
    price: Price

    def need(self, prompt: Prompt) -> Usage:
        asked = tokens.of_prompt(prompt)
        return Usage(asked + prompt.max_tokens, self.price.of(asked, prompt.max_tokens))


@dataclass(frozen=True, slots=True, eq=False)
class _Reserved:
    """What a request that is under way may take."""

    chat_id: int | None
    newest_id: int | None
    need: Usage


class Budget:
    """A `ChatModel` in front of the chain. Raises BudgetExceeded before anything is asked.

    From a share of an allowance on, `cheaper` is asked instead, where there is one. The book is told what
    was taken before the reservation ends, so between the two it may count twice, but never not at all.
    """

    def __init__(
        self, usual: Purse, book: CallBook, settings: Settings, *, cheaper: Purse | None = None
    ) -> None:
        self._usual = usual
        self._cheaper = cheaper
        self._book = book
        self._settings = settings
        self._under_way: set[_Reserved] = set()
        self._one_at_a_time = asyncio.Lock()
        self.is_thrifty = False

    @property
    def name(self) -> str:
        return self._usual.model.name

    async def complete(self, prompt: Prompt) -> Completion:
        async with self._one_at_a_time:
            purse, reserved = await self._reserve(prompt)
        try:
            return await purse.model.complete(prompt)
        finally:
            self._under_way.discard(reserved)

    async def _reserve(self, prompt: Prompt) -> tuple[Purse, _Reserved]:
        # First what is under way, then what is written down: what moves from one to the other counts twice.
        under_way = list(self._under_way)
        spent = await self._book.spent(prompt.chat_id, prompt.newest_id)
        taken = {scope: _taken(scope, prompt, spent, under_way) for scope in SCOPES}
        short = [scope for scope in SCOPES if self._share(scope, taken[scope]) >= self._settings.warn_at]
        self.is_thrifty = bool(short)
        purse = self._cheaper if short and self._cheaper is not None else self._usual
        need = purse.need(prompt)
        for scope in SCOPES:
            if self._share(scope, taken[scope] + need) > 1:
                await self._book.tell(scope, "spent", prompt.chat_id)
                log.warning("a budget is spent", extra={"scope": scope})
                raise BudgetExceeded(scope, is_silent=self._settings.when_spent == "silence")
        for scope in short:
            await self._book.tell(scope, "short", prompt.chat_id)
        reserved = _Reserved(prompt.chat_id, prompt.newest_id, need)
        self._under_way.add(reserved)
        return purse, reserved

    def _share(self, scope: str, used: Usage) -> float:
        allowance: Allowance = getattr(self._settings, scope)
        money = None if allowance.money is None else allowance.money * MILLION
        return max(_part(used.tokens, allowance.tokens), _part(used.cost, money))


def _part(used: float, allowed: float | None) -> float:
    if allowed is None:
        return 0.0
    return used / allowed if allowed else float(used > 0) * 2


def _taken(scope: str, prompt: Prompt, spent: Spent, under_way: Iterable[_Reserved]) -> Usage:
    used: Usage = getattr(spent, scope)
    for reserved in under_way:
        is_chat = prompt.chat_id is not None and reserved.chat_id == prompt.chat_id
        is_reply = is_chat and reserved.newest_id == prompt.newest_id
        if {"reply": is_reply, "chat": is_chat}.get(scope, True):
            used += reserved.need
    return used
