"""Files for messages that are written next."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Header, HTTPException, Query, Request

from conversation import files
from core.files import examined
from dashboard.access import Role, allowed
from dashboard.here import Given
from dashboard.schemas_sending import KeptFile

router = APIRouter(prefix="/files", tags=["chats"])

MEGABYTE = 1024 * 1024
LARGEST_FILE = 16 * MEGABYTE  # what WhatsApp takes of a picture or a film
BYTES = {"requestBody": {"required": True, "content": {"*/*": {"schema": {"format": "binary"}}}}}


@router.post("", status_code=201, max_body_size=LARGEST_FILE, openapi_extra=BYTES)
@allowed(Role.OPERATOR)
async def keep(
    request: Request,
    services: Given,
    name: Annotated[str, Query(min_length=1, max_length=500)],
    content_type: Annotated[str, Header(max_length=200)] = "",
) -> KeptFile:
    """Keeps the bytes of the body for a message that names this file within a day. Pictures, films, sound,
    PDF, office and text files are taken, of at most 16 MB, when their bytes are what they claim to be."""
    try:
        file = examined(name, content_type, await request.body())
    except ValueError as error:
        raise HTTPException(415, str(error)) from None
    async with services.db.transaction() as session:
        kept = await files.add(session, services.account, file)
    return KeptFile(id=kept.id, name=kept.name, kind=kept.kind, type=kept.type, size=kept.size)
