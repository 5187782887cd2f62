"""How each decision came about: the plan, the models that were asked, and how long everything took."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, assert_never

from sqlalchemy import select

from conversation import activity, db
from conversation.models import Chat
from conversation.models import Turn as Row
from core.judgement import Completion, Handover, Plan, Reply, Silence

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from core.judgement import Decision


class Outcome(StrEnum):
    """What was decided. `DROPPED`: the contact wrote again before the answer was typed."""

    REPLY = "reply"
    SILENCE = "silence"
    HANDOVER = "handover"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class TurnView:
    """One judgement of a thread. `calls` tells of every model that was asked, without any words."""

    id: int
    chat_id: int
    account: str
    created_at: datetime
    outcome: Outcome
    reason: str | None
    plan: Plan | None
    calls: tuple[Mapping[str, Any], ...]
    guards: tuple[str, ...]
    seconds: Mapping[str, float]


async def record(
    session: AsyncSession,
    *,
    chat_id: int,
    decision: Decision,
    timings: Mapping[str, float] | None = None,
    dropped: bool = False,
    decided_on: int | None = None,
) -> int:
    """Keeps a decision and returns its id. `timings` are seconds of stages that the agents do not see,
    `decided_on` is the newest message that the decision took into account."""
    judged = decision.judged
    account = (await session.scalars(select(Chat.account).where(Chat.id == chat_id))).one()
    outcome = Outcome.DROPPED if dropped else _outcome(decision)
    row = Row(
        account=account,
        chat_id=chat_id,
        created_at=db.now(session),
        outcome=outcome.value,
        decided_on=decided_on,
        reason=None if isinstance(decision, Reply) else decision.reason,
        plan=None if judged.plan is None else json.dumps(asdict(judged.plan), ensure_ascii=False),
        calls=[_call(completion) for completion in judged.completions],
        guards=json.dumps(judged.guards, ensure_ascii=False),
        seconds={**judged.seconds, **(timings or {})},
    )
    session.add(row)
    await session.flush()
    if judged.plan is not None:
        await activity.add(session, "planned", account=account, chat_id=chat_id, turn_id=row.id)
    await activity.add(
        session, "decided", account=account, chat_id=chat_id, turn_id=row.id, detail=outcome.value
    )
    return row.id


async def get(session: AsyncSession, turn_id: int) -> TurnView | None:
    row = await session.get(Row, turn_id)
    return None if row is None else _view(row)


async def for_chat(session: AsyncSession, chat_id: int, limit: int = 50) -> list[TurnView]:
    """The last decisions in a chat, newest first."""
    rows = await session.scalars(
        select(Row).where(Row.chat_id == chat_id).order_by(Row.id.desc()).limit(limit)
    )
    return [_view(row) for row in rows]


def _outcome(decision: Decision) -> Outcome:
    match decision:
        case Reply():
            return Outcome.REPLY
        case Silence():
            return Outcome.SILENCE
        case Handover():
            return Outcome.HANDOVER
        case _:
            assert_never(decision)


def _call(completion: Completion) -> dict[str, Any]:
    call = asdict(completion)
    for words in ("text", "tool_calls", "citations"):
        del call[words]
    return call


def _view(row: Row) -> TurnView:
    return TurnView(
        id=row.id,
        chat_id=row.chat_id,
        account=row.account,
        created_at=row.created_at,
        outcome=Outcome(row.outcome),
        reason=row.reason,
        plan=None if row.plan is None else Plan(**json.loads(row.plan)),
        calls=tuple(row.calls),
        guards=tuple(json.loads(row.guards)),
        seconds=row.seconds,
    )
