"""Hashes of passwords."""

from __future__ import annotations

from argon2 import extract_parameters
from argon2.low_level import Type

from dashboard import passwords
from dashboard.passwords import Passwords, hash_password


def test_hashes_use_the_parameters_that_owasp_names() -> None:
    for stored in (hash_password("a"), passwords._NOBODY):
        used = extract_parameters(stored)
        assert (used.type, used.memory_cost, used.time_cost, used.parallelism) == (Type.ID, 19_456, 2, 1)


async def test_only_the_right_password_fits() -> None:
    checks = Passwords()
    stored = await checks.hash("pass wörd 🔑")
    assert await checks.fits(stored, "pass wörd 🔑")
    assert not await checks.fits(stored, "pass word 🔑")


async def test_nothing_fits_a_person_who_does_not_exist() -> None:
    assert not await Passwords().fits(None, "anything")


async def test_a_damaged_hash_fits_nothing() -> None:
    assert not await Passwords().fits("not a hash", "anything")


def test_a_hash_of_other_parameters_is_outdated() -> None:
    assert not passwords.is_outdated(hash_password("a"))
    assert passwords.is_outdated(passwords._NOBODY.replace("t=2", "t=1"))
