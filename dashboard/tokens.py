"""Signed tokens: a short one opens the API, a long one in a cookie fetches the next short one."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import jwt

if TYPE_CHECKING:
    from core.ports import Clock

ALGORITHM = "HS256"
ACCESS = timedelta(minutes=10)

_ACCESS_AUDIENCE = "switchboard:access"
_REFRESH_AUDIENCE = "switchboard:refresh"


class BadToken(Exception):
    """Not ours, changed, expired, or of a session that was ended."""


@dataclass(frozen=True, slots=True)
class SignIn:
    """One person's session: `stamp` changes with their password, which ends all of their sessions."""

    id: str
    name: str
    stamp: str
    ends: datetime


@dataclass(frozen=True, slots=True)
class Issued:
    """What a sign-in or a refresh hands out."""

    access: str
    access_seconds: int
    refresh: str
    refresh_seconds: int


def stamp_of(password_hash: str) -> str:
    return hashlib.sha256(password_hash.encode()).hexdigest()[:16]


def new_sign_in(name: str, password_hash: str, ends: datetime) -> SignIn:
    return SignIn(secrets.token_urlsafe(16), name, stamp_of(password_hash), ends)


class Tokens:
    """Issues and reads tokens; remembers sessions that were signed out until they would have ended anyway."""

    def __init__(self, signing: bytes, clock: Clock) -> None:
        self._key = signing
        self._clock = clock
        self._ended: dict[str, datetime] = {}

    def issue(self, sign_in: SignIn) -> Issued:
        now = self._clock.utc()
        access_until = min(now + ACCESS, sign_in.ends)
        return Issued(
            self._write(sign_in, _ACCESS_AUDIENCE, now, access_until),
            int((access_until - now).total_seconds()),
            self._write(sign_in, _REFRESH_AUDIENCE, now, sign_in.ends),
            int((sign_in.ends - now).total_seconds()),
        )

    def read_access(self, token: str) -> tuple[SignIn, datetime]:
        """The session, and when this token ends."""
        return self._read(token, _ACCESS_AUDIENCE)

    def read_refresh(self, token: str) -> SignIn:
        return self._read(token, _REFRESH_AUDIENCE)[0]

    def end(self, sign_in: SignIn) -> None:
        now = self._clock.utc()
        self._ended = {id_: ends for id_, ends in self._ended.items() if ends > now}
        self._ended[sign_in.id] = sign_in.ends

    def _write(self, sign_in: SignIn, audience: str, now: datetime, until: datetime) -> str:
        claims = {
            "aud": audience,
            "sub": sign_in.name,
            "sid": sign_in.id,
            "stamp": sign_in.stamp,
            "iat": int(now.timestamp()),
            "exp": int(until.timestamp()),
            "ends": int(sign_in.ends.timestamp()),
        }
        return jwt.encode(claims, self._key, ALGORITHM)

    def _read(self, token: str, audience: str) -> tuple[SignIn, datetime]:
        claims = self._verified(token, audience)
        until = datetime.fromtimestamp(claims["exp"], UTC)
        sign_in = SignIn(
            claims["sid"], claims["sub"], claims["stamp"], datetime.fromtimestamp(claims["ends"], UTC)
        )
        if until <= self._clock.utc() or sign_in.id in self._ended:
            raise BadToken
        return sign_in, until

    def _verified(self, token: str, audience: str) -> dict[str, Any]:
        try:
            # Times are compared with our own clock, not the library's.
            return jwt.decode(
                token,
                self._key,
                [ALGORITHM],
                audience=audience,
                options={
                    "require": ["exp", "sub", "aud"],
                    "verify_exp": False,
                    "verify_iat": False,
                    "verify_nbf": False,
                },
            )
        except jwt.InvalidTokenError as error:
            raise BadToken from error


def stamp_fits(sign_in: SignIn, password_hash: str) -> bool:
    return hmac.compare_digest(sign_in.stamp, stamp_of(password_hash))
