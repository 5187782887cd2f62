"""Passwords as argon2id, with the parameters that OWASP names, off the event loop and a few at a time."""

from __future__ import annotations

import asyncio

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

# 19 MiB and two passes: about 40 ms on a small machine.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)

# Somebody's password is always checked, so that an unknown name takes as long as a known one.
_NOBODY = "$argon2id$v=19$m=19456,t=2,p=1$c3dpdGNoYm9hcmRzYWx0IQ$cb826A0g88cwOL9TmbI2O1nduDioqpLG+2y9k99TfoQ"


def hash_password(password: str) -> str:
    """For the command line; a server calls `Passwords.hash`."""
    return _HASHER.hash(password)


class Passwords:
    """Checks at most `at_once` passwords together: each holds 19 MiB and a whole core."""

    def __init__(self, at_once: int = 2) -> None:
        self._turn = asyncio.Semaphore(at_once)

    async def hash(self, password: str) -> str:
        async with self._turn:
            return await asyncio.to_thread(_HASHER.hash, password)

    async def fits(self, stored: str | None, password: str) -> bool:
        """`stored` None (nobody has that name) takes the same time and is never true."""
        async with self._turn:
            fits = await asyncio.to_thread(_fits, stored or _NOBODY, password)
        return fits and stored is not None


def is_outdated(stored: str) -> bool:
    """Whether the hash was made with other parameters than today's."""
    return _HASHER.check_needs_rehash(stored)


def _fits(stored: str, password: str) -> bool:
    try:
        return _HASHER.verify(stored, password)
    except (VerificationError, InvalidHashError):
        return False
