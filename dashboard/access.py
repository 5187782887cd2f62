"""Who may do what: a route that does not say whom it serves serves nobody."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, TypeVar

from fastapi import Depends, HTTPException, Request

if TYPE_CHECKING:
    from dashboard.auth import Auth

_MARK = "switchboard_access"


class Role(StrEnum):
    """A viewer looks, an operator also answers people and opens chats, an admin may do everything."""

    VIEWER = "viewer"
    OPERATOR = "operator"
    ADMIN = "admin"

    def includes(self, other: Role) -> bool:
        order = list(Role)
        return order.index(self) >= order.index(other)


@dataclass(frozen=True, slots=True)
class Person:
    """Whoever is signed in."""

    id: int
    name: str
    role: Role


class _Public:
    """Marks the few routes that need no sign-in."""


_PUBLIC = _Public()
_Endpoint = TypeVar("_Endpoint", bound=Callable[..., object])


def public(endpoint: _Endpoint) -> _Endpoint:
    setattr(endpoint, _MARK, _PUBLIC)
    return endpoint


def allowed(role: Role) -> Callable[[_Endpoint], _Endpoint]:
    def mark(endpoint: _Endpoint) -> _Endpoint:
        setattr(endpoint, _MARK, role)
        return endpoint

    return mark


async def guard(request: Request) -> None:
    """Runs before every route of the app."""
    needed = getattr(request.scope["endpoint"], _MARK, None)
    if needed is _PUBLIC:
        return
    auth: Auth = request.app.state.auth
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    person = await auth.person(token) if scheme.lower() == "bearer" else None
    if person is None:
        raise HTTPException(401, "Sign in first.", {"WWW-Authenticate": "Bearer"})
    if not isinstance(needed, Role) or not person.role.includes(needed):
        raise HTTPException(403, f"This needs the role {needed or 'nobody has'}; you are {person.role}.")
    request.state.person = person


def _signed_in(request: Request) -> Person:
    person: Person = request.state.person
    return person


SignedIn = Annotated[Person, Depends(_signed_in)]
