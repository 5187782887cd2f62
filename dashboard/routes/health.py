"""What the product knows of its own state: checks and proofs of each number, what finds the page's parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, HTTPException, Query

from conversation import audit
from core.types import Screen
from dashboard.access import Role, allowed
from dashboard.checkup import asked
from dashboard.health_schemas import (
    NumberHealth,
    Proof,
    SelectorDrift,
    Selectors,
    SelectorTarget,
    UsedStrategy,
    WholeHealth,
)
from dashboard.here import Given, GivenCheckup
from dashboard.schemas import Check

if TYPE_CHECKING:
    from collections.abc import Mapping

    from conversation.audit import AuditView
    from core.eyesight import TargetView
    from dashboard.services import NumberServices

router = APIRouter(tags=["health"])

DRIFTS = 50  # the newest ones that are shown

AccountName = Annotated[str | None, Query(max_length=32)]


@router.get("/health")
@allowed(Role.VIEWER)
async def read(services: Given, checkup: GivenCheckup) -> WholeHealth:
    report = await checkup.report()
    return WholeHealth(
        state=report.state,
        sentence=report.sentence,
        checks=[Check(name=each.name, state=each.state, detail=each.detail) for each in report.findings],
        numbers=[await _number(name, number) for name, number in services.numbers.items()],
        server_time=services.clock.utc(),
    )


@router.get("/selectors")
@allowed(Role.VIEWER)
async def read_selectors(services: Given, account: AccountName = None) -> Selectors:
    """What finds each part of a number's page; without `account` of the first number."""
    name = services.account if account is None else account
    number = services.numbers.get(name)
    if number is None:
        raise HTTPException(404, "There is no such number here.")
    async with services.db.reading() as session:
        lines = await audit.listing(session, limit=DRIFTS, action="selector_drift")
    view = number.sight.view()
    return Selectors(
        account=name,
        safe_mode=list(view.missing),
        fault=view.fault,
        targets=[_target(each) for each in view.targets],
        drifts=[_drift(line) for line in lines],
    )


async def _number(name: str, number: NumberServices) -> NumberHealth:
    link = number.link.link()
    findings = [await asked(check, health) for check, health in number.health.items()]
    return NumberHealth(
        account=name,
        screen=link.screen,
        linked=link.screen is Screen.MAIN,
        next_action=link.next_action,
        checks=[Check(name=each.name, state=each.state, detail=each.detail) for each in findings],
        proofs=[Proof(stage=stage, proved_at=at) for stage, at in number.proofs.all().items()],
    )


def _target(view: TargetView) -> SelectorTarget:
    return SelectorTarget(
        name=view.name,
        required=view.is_required,
        used=view.used,
        hit_rate=view.hit_rate,
        misses=view.misses,
        strategies=[
            UsedStrategy(kind=each.kind, era=each.era, why=each.why, hits=each.hits)
            for each in view.strategies
        ],
    )


def _drift(line: AuditView) -> SelectorDrift:
    """The audit counts strategies from 1, for people."""
    before: Mapping[str, object] = line.before or {}
    after: Mapping[str, object] = line.after or {}
    return SelectorDrift(
        at=line.at,
        target=line.target.removeprefix("target:"),
        before=_place(before.get("strategy")) or 0,
        after=_place(after.get("strategy")),
        excerpt=str(after.get("page") or ""),
    )


def _place(counted: object) -> int | None:
    return counted - 1 if isinstance(counted, int) else None
