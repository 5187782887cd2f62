"""The browser's profile: taken over from elsewhere, and kept encrypted in the database."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from fastapi import APIRouter, HTTPException, Request

from conversation import audit, sealed
from dashboard.access import Role, SignedIn, allowed
from dashboard.here import Given
from dashboard.link_schemas import Profile

if TYPE_CHECKING:
    from typing import IO

    from dashboard.services import Services

router = APIRouter(prefix="/profile", tags=["link"])

LARGEST_UPLOAD = 1024**3  # bytes; what is unpacked may not be more either


@router.get("")
@allowed(Role.OPERATOR)
async def read(services: Given) -> Profile:
    """When the profile was last sealed."""
    return await _profile(services)


@router.post("/seal")
@allowed(Role.ADMIN)
async def seal(services: Given, person: SignedIn) -> Profile:
    """Keeps the profile in the database as it is now."""
    await services.profiles.seal()
    await _note(services, person.name, "profile_sealed")
    return await _profile(services)


@router.post(
    "/import",
    status_code=204,
    max_body_size=LARGEST_UPLOAD,
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
        }
    },
)
@allowed(Role.ADMIN)
async def take(request: Request, services: Given, person: SignedIn) -> None:
    """Takes over the link in a packed profile (tar or zip), while no number is linked here."""
    with tempfile.NamedTemporaryFile(dir=services.data, prefix="upload.") as file:
        await _receive(request, file)
        await services.profiles.take(Path(file.name))
    await _note(services, person.name, "profile_imported")


async def _receive(request: Request, file: IO[bytes]) -> None:
    size = 0
    async for piece in request.stream():
        size += len(piece)
        if size > LARGEST_UPLOAD:
            raise HTTPException(413, "A profile may have 1 GB; pack only what belongs to WhatsApp.")
        file.write(piece)
    if not size:
        raise HTTPException(422, "Nothing came; choose a tar or zip of a browser's profile.")
    file.flush()


async def _note(services: Services, actor: str, action: str) -> None:
    async with services.db.transaction() as session:
        await audit.write(session, actor, action, f"account:{services.account}", None, None)


async def _profile(services: Services) -> Profile:
    async with services.db.reading() as session:
        last = await sealed.newest(session, services.account)
    if last is None:
        return Profile(sealed_at=None, size=None)
    return Profile(sealed_at=last.sealed_at, size=last.size)
