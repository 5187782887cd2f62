"""`/healthz` and `/readyz`: no sign-in needed, no secret told."""

from __future__ import annotations

from fastapi import APIRouter, Response

from dashboard.access import public
from dashboard.here import Given, GivenCheckup
from dashboard.schemas import Check, Health

router = APIRouter(tags=["probes"])


@router.get("/healthz", responses={503: {"model": Health}})
@public
async def healthz(response: Response, services: Given, checkup: GivenCheckup) -> Health:
    """Everything the product needs; 503 only when something failed for good."""
    report = await checkup.report()
    if report.state == "failed":
        response.status_code = 503
    return Health(
        state=report.state,
        checks=[Check(name=each.name, state=each.state, detail=each.detail) for each in report.findings],
        version=services.version,
        uptime_seconds=int(report.uptime),
    )


@router.get("/readyz", responses={503: {"model": Check}})
@public
async def readyz(response: Response, checkup: GivenCheckup) -> Check:
    """Whether requests can be served: the database answers."""
    report = await checkup.report()
    database = next(each for each in report.findings if each.name == "database")
    if database.state == "failed":
        response.status_code = 503
    return Check(name=database.name, state=database.state, detail=database.detail)
