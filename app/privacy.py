"""`switchboard export` and `switchboard erase`: one contact's right to know, and to be forgotten."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

from app import contact_page
from app.backup import DATABASE
from app.wiring import open_existing
from conversation import audit, compact, contact
from core.clock import SystemClock
from core.errors import CannotStart

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from conversation.contact import Contact
    from core.settings import Settings

ACTOR = "command line"


async def export(settings: Settings, wanted: str, to: Path | None) -> list[Path]:
    """Writes all that is kept of a contact, as JSON for machines and HTML for people, for this user alone.

    Raises CannotStart unless exactly one contact is meant.
    """
    clock = SystemClock()
    async with open_existing(settings, clock) as store:
        async with store.db.reading() as session:
            found = await _the_one(session, wanted)
            rows = await contact.export(session, found)
        made_at = clock.utc().isoformat(timespec="seconds")
        folder = to or Path(f"export-{found.chat_id}")
        content = {"contact": found.name, "account": found.account, "made_at": made_at, "rows": rows}
        files = {
            folder / "contact.json": json.dumps(content, ensure_ascii=False, indent=1),
            folder / "contact.html": contact_page.render(found.name, made_at, rows),
        }
        _write(folder, files)
        async with store.db.transaction() as session:
            await audit.write(session, ACTOR, "contact_exported", f"chat:{found.chat_id}", None, None)
    return list(files)


async def named(settings: Settings, wanted: str) -> Contact:
    """The one contact that is meant, or CannotStart."""
    async with open_existing(settings, SystemClock()) as store, store.db.reading() as session:
        return await _the_one(session, wanted)


async def erase(settings: Settings, chat_id: int) -> dict[str, int]:
    """Erases a contact; says how many rows of each table went."""
    async with open_existing(settings, SystemClock()) as store:
        async with store.db.transaction() as session:
            found = await _the_one(session, f"#{chat_id}")
            gone = await contact.erase(session, found, actor=ACTOR)
        if settings.database is None:
            await compact.empty_log(settings.data / DATABASE)
    return gone


async def _the_one(session: AsyncSession, wanted: str) -> Contact:
    found = await contact.find(session, wanted)
    if len(found) == 1:
        return found[0]
    if not found:
        raise CannotStart(f"no chat is called {wanted!r}; name it as the dashboard shows it, or by id: #12")
    ids = ", ".join(f"#{one.chat_id} ({one.kind} on {one.account})" for one in found)
    raise CannotStart(f"several chats are called {wanted!r}; say which by its id: {ids}")


def _write(folder: Path, files: dict[Path, str]) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for path, content in files.items():
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(content)
    except OSError as error:
        raise CannotStart(
            f"{folder} cannot be written ({error.strerror}); name a new folder with --to"
        ) from error
