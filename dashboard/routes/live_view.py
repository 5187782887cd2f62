"""The way into the live view: an admin, and their password once more."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Request

from conversation import audit
from dashboard.access import Role, SignedIn, allowed
from dashboard.auth import TooManyTries, WrongPassword
from dashboard.here import Given, GivenAuth, GivenViewing
from dashboard.link_schemas import Confirmation, Ticket
from dashboard.viewing import TICKET_LIFE

router = APIRouter(prefix="/live-view", tags=["link"])


@router.post("", status_code=201)
@allowed(Role.ADMIN)
async def ask(
    body: Confirmation,
    request: Request,
    services: Given,
    auth: GivenAuth,
    viewing: GivenViewing,
    person: SignedIn,
) -> Ticket:
    """A ticket for the socket `/live-view/screen`, which is how the real page is looked at and used."""
    address = request.client.host if request.client else ""
    try:
        await auth.confirm(person, body.password, address)
    except TooManyTries as error:
        words = f"Too many tries. Wait {error.seconds} seconds, then try again."
        raise HTTPException(429, words, {"Retry-After": str(error.seconds)}) from None
    except WrongPassword:
        async with services.db.transaction() as session:
            target = f"account:{services.account}"
            await audit.write(session, person.name, "live_view_refused", target, None, None)
        raise HTTPException(403, "That is not your password.") from None
    if viewing.viewer is not None:
        raise HTTPException(409, f"{viewing.viewer} is looking at the page now. Only one person can.")
    return Ticket(ticket=viewing.ticket(person), expires_in=int(TICKET_LIFE))
