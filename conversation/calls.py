"""What models were asked and what it cost: one row a call, none of its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from conversation import activity, db
from conversation.call_rows import ModelCall as Row
from core.judgement import Spent, Usage

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement
    from sqlalchemy.ext.asyncio import AsyncSession

    from core.judgement import ModelCall


async def note(session: AsyncSession, account: str, calls: Sequence[ModelCall]) -> None:
    now = db.now(session)
    session.add_all(
        Row(
            account=account,
            chat_id=call.chat_id,
            newest_id=call.newest_id,
            at=now,
            task=call.task.value,
            provider=call.provider[:64],
            model=call.model[:128],
            kind=None if call.kind is None else call.kind.value,
            prompt_tokens=call.prompt_tokens,
            completion_tokens=call.completion_tokens,
            estimated=call.estimated,
            cost=call.cost,
            ms=round(call.seconds * 1000),
        )
        for call in calls
    )


async def spent(
    session: AsyncSession,
    account: str,
    *,
    chat_id: int | None,
    newest_id: int | None,
    day: datetime,
    month: datetime,
) -> Spent:
    """`day` and `month` are the moments at which they began. Without a chat its figures are zero."""
    today = (Row.account == account, Row.at >= day)
    chat = (Row.chat_id == chat_id, Row.at >= day)
    reply = (Row.chat_id == chat_id, Row.newest_id == newest_id)
    return Spent(
        reply=await _sum(session, *reply) if None not in (chat_id, newest_id) else Usage(),
        chat=await _sum(session, *chat) if chat_id is not None else Usage(),
        day=await _sum(session, *today),
        month=await _sum(session, Row.account == account, Row.at >= month),
    )


async def tell(session: AsyncSession, account: str, scope: str, what: str, chat_id: int | None) -> None:
    """An event for operators: `what` happened to the budget of `scope`."""
    await activity.add(session, "budget", account=account, chat_id=chat_id, detail=f"{scope} {what}")


async def _sum(session: AsyncSession, *conditions: ColumnElement[bool]) -> Usage:
    tokens = func.coalesce(Row.prompt_tokens, 0) + func.coalesce(Row.completion_tokens, 0)
    query = select(func.coalesce(func.sum(tokens), 0), func.coalesce(func.sum(Row.cost), 0))
    found = (await session.execute(query.where(*conditions))).one()
    return Usage(int(found[0]), int(found[1]))
