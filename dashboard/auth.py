"""Signing in and out, and telling who holds a token; every attempt leaves a trace."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import TYPE_CHECKING

from conversation import activity, audit, operators
from dashboard import passwords, tokens
from dashboard.access import Person, Role
from dashboard.passwords import Passwords
from dashboard.throttle import Throttle
from dashboard.tokens import BadToken, Tokens

if TYPE_CHECKING:
    from datetime import datetime

    from conversation.operators import Operator
    from dashboard.services import Services
    from dashboard.tokens import Issued, SignIn


class WrongPassword(Exception):
    """The name or the password is wrong; which of them is not told."""


class TooManyTries(Exception):
    """Come back in `seconds`."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class Auth:
    """Operators are looked up at every request, so that a role or an account taken away counts at once."""

    def __init__(self, services: Services) -> None:
        self._db = services.db
        self._clock = services.clock
        self._account = services.account
        self._session = timedelta(hours=services.settings.session_hours)
        self._passwords = Passwords()
        self._throttle = Throttle()
        self._tokens = Tokens(services.keys.signing, services.clock)
        # Browsers keep cookies by host, not by port: two installations on one machine must not share one.
        self.cookie = f"switchboard_{hashlib.sha256(services.keys.signing).hexdigest()[:8]}"

    async def sign_in(self, name: str, password: str, address: str) -> tuple[Person, Issued]:
        wait = await self._throttle.wait_for(address, name)
        if wait is not None:
            raise TooManyTries(wait)
        async with self._db.reading() as session:
            found = await operators.by_name(session, name)
        operator, stored = found or (None, None)
        fits = await self._passwords.fits(stored, password)
        if not fits or operator is None or stored is None or not operator.is_active:
            await self._note_failure(operator)
            raise WrongPassword
        if passwords.is_outdated(stored):
            stored = await self._renew_hash(operator, password)
        await self._note_success(operator)
        ends = self._clock.utc() + self._session
        return _person(operator), self._tokens.issue(tokens.new_sign_in(operator.name, stored, ends))

    async def confirm(self, person: Person, password: str, address: str) -> None:
        """Asks somebody who is signed in for their password once more. Raises as `sign_in` does."""
        wait = await self._throttle.wait_for(address, person.name)
        if wait is not None:
            raise TooManyTries(wait)
        async with self._db.reading() as session:
            found = await operators.by_name(session, person.name)
        fits = await self._passwords.fits(found[1] if found else None, password)
        if not fits or found is None or not found[0].is_active:
            await self._note_failure(found[0] if found else None)
            raise WrongPassword

    async def is_still(self, person: Person) -> bool:
        """Whether somebody may still do what their role allowed when they began."""
        async with self._db.reading() as session:
            found = await operators.get(session, person.id)
        return found is not None and found.is_active and Role(found.role).includes(person.role)

    async def refresh(self, token: str) -> tuple[Person, Issued] | None:
        try:
            sign_in = self._tokens.read_refresh(token)
        except BadToken:
            return None
        person = await self._holder(sign_in)
        return (person, self._tokens.issue(sign_in)) if person else None

    async def sign_out(self, token: str) -> None:
        try:
            sign_in = self._tokens.read_refresh(token)
        except BadToken:
            return
        self._tokens.end(sign_in)
        person = await self._holder(sign_in)
        if person is not None:
            async with self._db.transaction() as session:
                await audit.write(session, person.name, "sign_out", f"operator:{person.id}", None, None)

    async def person(self, access_token: str) -> Person | None:
        held = await self.person_until(access_token)
        return held[0] if held else None

    async def person_until(self, access_token: str) -> tuple[Person, datetime] | None:
        try:
            sign_in, until = self._tokens.read_access(access_token)
        except BadToken:
            return None
        person = await self._holder(sign_in)
        return (person, until) if person else None

    async def _holder(self, sign_in: SignIn) -> Person | None:
        async with self._db.reading() as session:
            found = await operators.by_name(session, sign_in.name)
        if found is None or not found[0].is_active or not tokens.stamp_fits(sign_in, found[1]):
            return None
        return _person(found[0])

    async def _renew_hash(self, operator: Operator, password: str) -> str:
        stored = await self._passwords.hash(password)
        async with self._db.transaction() as session:
            await operators.set_password(session, operator.id, stored)
        return stored

    async def _note_success(self, operator: Operator) -> None:
        async with self._db.transaction() as session:
            await activity.add(
                session, "operator_signed_in", account=self._account, detail=f"operator:{operator.id}"
            )
            await audit.write(session, operator.name, "sign_in", f"operator:{operator.id}", None, None)

    async def _note_failure(self, operator: Operator | None) -> None:
        # A name that nobody has is not kept: people type passwords into the name field.
        target = f"operator:{operator.id}" if operator else "operator:unknown"
        async with self._db.transaction() as session:
            await audit.write(session, "nobody", "sign_in_failed", target, None, None)


def _person(operator: Operator) -> Person:
    return Person(operator.id, operator.name, Role(operator.role))
