"""`switchboard operator`: who may sign in to the dashboard."""

from __future__ import annotations

import getpass
import secrets
import sys
from typing import TYPE_CHECKING

from rich.console import Console

from app import hold
from app.backup import is_begun
from app.wiring import open_existing, open_store
from conversation import audit, operators
from core.clock import SystemClock
from core.errors import CannotStart
from dashboard.passwords import hash_password

if TYPE_CHECKING:
    from conversation.db import Database
    from core.settings import Settings

ROLES = ("admin", "operator", "viewer")
SHORTEST = 10  # characters of a password
LONGEST_NAME = 64  # characters; the sign-in takes no more


async def add(settings: Settings, name: str, role: str) -> None:
    """Adds an operator. Raises CannotStart for an unknown role, a taken name or a password too short."""
    if role not in ROLES:
        raise CannotStart(f"{role!r} is not a role; choose one of {', '.join(ROLES)}")
    if not name.strip():
        raise CannotStart(
            "the name is empty; say who may sign in, for example: switchboard operator add anna"
        )
    if not name.isprintable() or len(name.strip()) > LONGEST_NAME:
        raise CannotStart(
            f"the name {name[:LONGEST_NAME]!r} is too long or holds characters that cannot be seen; "
            f"use up to {LONGEST_NAME} letters and digits"
        )
    hold.make_folder(settings.data)
    async with (open_existing if is_begun(settings) else open_store)(settings, SystemClock()) as store:
        async with store.db.reading() as session:
            taken = await operators.by_name(session, name)
        if taken is not None:
            raise CannotStart(
                f"{name!r} may sign in already; for a new password run: switchboard operator password {name}"
            )
        password = _password()
        async with store.db.transaction() as session:
            await operators.create(session, name.strip(), hash_password(password), role)
            await audit.write(
                session, "command line", "operator_added", f"operator:{name}", None, {"role": role}
            )
    Console(highlight=False, markup=False).print(f"{name} may sign in as {role}.")


async def new_password(settings: Settings, name: str) -> None:
    """Changes a password. Raises CannotStart when nobody has that name."""
    async with open_existing(settings, SystemClock()) as store:
        async with store.db.reading() as session:
            known = await operators.by_name(session, name)
        if known is None:
            raise CannotStart(f"nobody is called {name!r}; add them with: switchboard operator add {name}")
        password = _password()
        async with store.db.transaction() as session:
            await operators.set_password(session, known[0].id, hash_password(password))
            await audit.write(session, "command line", "password_changed", f"operator:{name}", None, None)
    Console(highlight=False, markup=False).print(f"{name} has a new password.")


async def renew(db: Database, name: str) -> str:
    """Makes an admin of that name, or gives them a new password; returns the password."""
    password = secrets.token_urlsafe(9)
    async with db.transaction() as session:
        known = await operators.by_name(session, name)
        if known is None:
            await operators.create(session, name, hash_password(password), "admin")
        else:
            await operators.set_password(session, known[0].id, hash_password(password))
        await audit.write(session, "command line", "password_changed", f"operator:{name}", None, None)
    return password


def _password() -> str:
    if not sys.stdin.isatty():
        made = secrets.token_urlsafe(12)
        Console(highlight=False, markup=False).print(f"Password: {made}")
        return made
    first = getpass.getpass("Password: ")
    if len(first) < SHORTEST:
        raise CannotStart(f"the password is too short; take at least {SHORTEST} characters")
    if getpass.getpass("Once more: ") != first:
        raise CannotStart("the two passwords differ; run the command again")
    return first
