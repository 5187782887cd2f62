"""Writes down what the detector says of its own eyes: drift, safe mode, repairs, selectors.yaml read anew."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, assert_never

from conversation import activity, audit
from core.eyesight import LifeChanged, SafeModeChanged, StrategyUsed, TableRead

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

log = logging.getLogger(__name__)

DETAIL = 200  # characters that an event of the activity may have
OVER = "over"


async def write(
    session: AsyncSession, sighting: StrategyUsed | TableRead | SafeModeChanged | LifeChanged
) -> None:
    match sighting:
        case StrategyUsed():
            await _drift(session, sighting)
        case TableRead(fault=None):
            await activity.add(session, "selectors_read", account=sighting.account)
            log.info("selectors.yaml was read anew and is in use")
        case TableRead(fault=fault):
            detail = (fault or "")[:DETAIL]
            await activity.add(session, "selectors_refused", account=sighting.account, detail=detail)
            log.error("selectors.yaml was refused; what was read before stays", extra={"fault": fault})
        case SafeModeChanged(missing=missing):
            detail = ", ".join(missing)[:DETAIL] or OVER
            await activity.add(session, "safe_mode", account=sighting.account, detail=detail)
            log.log(logging.ERROR if missing else logging.INFO, "safe mode", extra={"missing": detail})
        case LifeChanged(trouble=trouble, step=step):
            detail = step if trouble is None else f"{trouble.value}: {step}"
            await activity.add(session, "proof_of_life", account=sighting.account, detail=detail)
        case _:
            assert_never(sighting)


async def _drift(session: AsyncSession, drift: StrategyUsed) -> None:
    """The event is short; how the page looks there stands in the audit, for whoever corrects the file."""
    found_by = "none" if drift.index is None else f"{drift.index + 1} ({drift.kind})"
    detail = f"{drift.target}: {found_by}"
    await activity.add(session, "selector_drift", account=drift.account, detail=detail)
    before = {"strategy": drift.before + 1}
    after = {"strategy": None if drift.index is None else drift.index + 1, "page": drift.excerpt}
    await audit.write(session, "detector", "selector_drift", f"target:{drift.target}", before, after)
    log.warning("another strategy finds a target", extra={"strategy": detail, "page": drift.excerpt})
