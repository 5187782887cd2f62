"""The first screen: how things stand, in one sentence and a few numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter, Request

from conversation import figures
from core.types import Screen
from dashboard.access import Role, allowed
from dashboard.here import Given, GivenCheckup
from dashboard.schemas import Check, Overview, Provider, Today

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

router = APIRouter(tags=["overview"])


@router.get("/overview")
@allowed(Role.VIEWER)
async def read(services: Given, checkup: GivenCheckup) -> Overview:
    now = services.clock.utc()
    async with services.db.reading() as session:
        found = await figures.of(session, services.account, midnight(now, services.zone))
    report = await checkup.report()
    link = services.link.link()
    state, sentence = report.state, report.sentence
    if state == "ok" and found.failed:
        state, sentence = "degraded", _stuck(found.failed)
    return Overview(
        state=state,
        sentence=sentence,
        checks=[Check(name=each.name, state=each.state, detail=each.detail) for each in report.findings],
        account=services.account,
        version=services.version,
        screen=link.screen,
        linked=link.screen is Screen.MAIN,
        next_action=link.next_action,
        providers=[
            Provider(name=each.name, state=each.state, reason=each.reason, until=each.until)
            for each in services.providers()
        ],
        today=Today(
            received=found.received, answered=found.answered, waiting=found.waiting, failed=found.failed
        ),
        pending_chats=found.pending_chats,
        last_message_at=found.last_message_at,
        last_answer_at=found.last_answer_at,
        server_time=now,
    )


@router.get("/openapi.json", include_in_schema=False)
@allowed(Role.VIEWER)
async def document(request: Request) -> dict[str, object]:
    described: dict[str, object] = request.app.openapi()
    return described


def _stuck(failed: int) -> str:
    words = "1 message" if failed == 1 else f"{failed} messages"
    return f"{words} may not have been sent today."


def midnight(now: datetime, zone: tzinfo) -> datetime:
    return now.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
