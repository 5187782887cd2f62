"""The link to the phone: what the page shows, and the QR code to scan."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import segno
from fastapi import APIRouter, HTTPException

from conversation import audit
from core.linking import Pairing
from core.types import Screen
from dashboard.access import Role, SignedIn, allowed
from dashboard.here import Given
from dashboard.link_schemas import Link, Number, Unlink

if TYPE_CHECKING:
    from dashboard.services import Services

router = APIRouter(prefix="/link", tags=["link"])


@router.get("")
# A QR code is a key to the whole account, so viewers do not see this screen.
@allowed(Role.OPERATOR)
async def read(services: Given) -> Link:
    return _link(services)


@router.post("/refresh", status_code=202)
@allowed(Role.OPERATOR)
async def refresh(services: Given, person: SignedIn) -> Link:
    """Asks the page for a fresh code, to be scanned or typed."""
    view = services.link.link()
    if view.screen is not Screen.QR and view.pairing is not Pairing.EXPIRED:
        raise HTTPException(409, "There is no code to refresh: the page shows something else.")
    await services.link.refresh_qr()
    async with services.db.transaction() as session:
        await audit.write(session, person.name, "refresh_qr", f"account:{services.account}", None, None)
    return _link(services)


@router.post("/code", status_code=202)
@allowed(Role.OPERATOR)
async def ask_code(body: Number, services: Given, person: SignedIn) -> Link:
    """Has the page show eight characters to be typed on the phone of that number."""
    async with services.db.transaction() as session:
        await audit.write(session, person.name, "ask_link_code", f"account:{services.account}", None, None)
    await services.number_link.ask_code(body.number)
    return _link(services)


@router.post("/qr", status_code=202)
@allowed(Role.OPERATOR)
async def show_qr(services: Given, person: SignedIn) -> Link:
    """Goes back from linking by number to the QR code."""
    await services.number_link.show_qr()
    async with services.db.transaction() as session:
        await audit.write(session, person.name, "show_qr", f"account:{services.account}", None, None)
    return _link(services)


@router.post("/unlink", status_code=202)
@allowed(Role.ADMIN)
async def unlink(body: Unlink, services: Given, person: SignedIn) -> Link:
    """Logs out on WhatsApp's page and forgets the link here; a new code to scan comes by itself."""
    if not body.force:
        await services.number_link.unlink()
    await services.profiles.forget()
    async with services.db.transaction() as session:
        target = f"account:{services.account}"
        await audit.write(session, person.name, "unlinked", target, None, {"force": body.force})
    return _link(services)


def _link(services: Services) -> Link:
    view = services.link.link()
    may_scan = view.screen is Screen.QR and view.qr is not None and not view.qr_expired
    code = view.qr if may_scan else None
    return Link(
        screen=view.screen,
        linked=view.screen is Screen.MAIN,
        since=view.since,
        qr=code,
        qr_svg=picture(code) if code else None,
        qr_expired=view.qr_expired,
        pairing=view.pairing,
        code=view.code,
        code_until=view.code_until,
        next_action=view.next_action,
        server_time=services.clock.utc(),
    )


def picture(text: str) -> str:
    """Black on white whatever the theme: phones do not read inverted codes well."""
    out = io.BytesIO()
    segno.make(text, error="l", micro=False).save(
        out, kind="svg", border=3, dark="#000", light="#fff", xmldecl=False, omitsize=True
    )
    return out.getvalue().decode().strip()
