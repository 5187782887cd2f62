"""What limits sending now, and the pause by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter

from conversation import sending
from core import pacing
from core.pacing import DAY, HOUR, MINUTE, Reason
from dashboard.access import Role, SignedIn, allowed
from dashboard.here import Given
from dashboard.schemas_sending import Pause, Sending, SentLately

if TYPE_CHECKING:
    from dashboard.services import Services

router = APIRouter(prefix="/sending", tags=["sending"])


@router.get("")
@allowed(Role.VIEWER)
async def read(services: Given) -> Sending:
    """Whether anything may be sent now, what was sent lately, and how much it looks like a machine."""
    return await _now(services)


@router.patch("")
@allowed(Role.OPERATOR)
async def change(body: Pause, services: Given, person: SignedIn) -> Sending:
    """Stops everything that is sent, or lets what waits go on at its pace."""
    async with services.db.transaction() as session:
        act = sending.pause if body.paused else sending.resume
        await act(session, services.account, actor=person.name)
    return await _now(services)


async def _now(services: Services) -> Sending:
    async with services.db.reading() as session:
        stop = await sending.stop(session, services.account)
        traffic = await sending.traffic(session, services.account)
    now = services.clock.utc().astimezone(services.zone)
    hold = pacing.hold(traffic, services.pace, now) if services.is_paced else None
    risk = pacing.risk(traffic, services.pace, now)
    if stop.is_restricted:
        risk = pacing.Risk(100, ("WhatsApp restricts this account", *risk.reasons))
    windows = [sum(moment > now - window for moment in traffic.pressed) for window in (MINUTE, HOUR, DAY)]
    reason = hold.reason if hold else None
    if stop.is_restricted:
        reason = Reason.RESTRICTED
    if stop.paused_at is not None:
        reason = Reason.PAUSED
    return Sending(
        paused=stop.paused_at is not None,
        paused_by=stop.paused_by,
        paused_at=stop.paused_at,
        paced=services.is_paced,
        hold=reason,
        hold_until=hold.until if hold is not None and reason is hold.reason else None,
        sent=SentLately(minute=windows[0], hour=windows[1], day=windows[2]),
        warmth=pacing.warmth(traffic, services.pace, now),
        risk=risk.score,
        risk_reasons=list(risk.reasons),
    )
