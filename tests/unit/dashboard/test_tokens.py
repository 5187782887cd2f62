"""Tokens that were made elsewhere, changed, or kept too long."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import jwt
import pytest

from dashboard.tokens import BadToken, SignIn, Tokens, new_sign_in, stamp_fits
from tests.fakes import FakeClock

KEY = b"k" * 32


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def tokens(clock: FakeClock) -> Tokens:
    return Tokens(KEY, clock)


@pytest.fixture
def sign_in(clock: FakeClock) -> SignIn:
    return new_sign_in("ana", "hash", clock.utc() + timedelta(hours=12))


def claims_of(token: str) -> dict[str, Any]:
    return jwt.decode(token, options={"verify_signature": False})


def test_what_was_issued_is_read_back(tokens: Tokens, sign_in: SignIn, clock: FakeClock) -> None:
    issued = tokens.issue(sign_in)
    assert tokens.read_access(issued.access) == (sign_in, clock.utc() + timedelta(minutes=10))
    assert tokens.read_refresh(issued.refresh) == sign_in


def test_the_two_kinds_do_not_stand_for_each_other(tokens: Tokens, sign_in: SignIn) -> None:
    issued = tokens.issue(sign_in)
    with pytest.raises(BadToken):
        tokens.read_access(issued.refresh)
    with pytest.raises(BadToken):
        tokens.read_refresh(issued.access)


async def test_no_token_outlives_its_session(tokens: Tokens, sign_in: SignIn, clock: FakeClock) -> None:
    await clock.advance(12 * 3600 - 60)
    issued = tokens.issue(sign_in)
    assert (issued.access_seconds, issued.refresh_seconds) == (60, 60)
    await clock.advance(60)
    with pytest.raises(BadToken):
        tokens.read_access(issued.access)


def test_a_token_without_a_signature_is_refused(tokens: Tokens, sign_in: SignIn) -> None:
    forged = jwt.encode(claims_of(tokens.issue(sign_in).access), "", "none")
    with pytest.raises(BadToken):
        tokens.read_access(forged)


@pytest.mark.parametrize("forged_key", [b"x" * 32, b"K" + KEY[1:]])
def test_a_token_signed_with_another_key_is_refused(
    tokens: Tokens, sign_in: SignIn, forged_key: bytes
) -> None:
    forged = jwt.encode(claims_of(tokens.issue(sign_in).access), forged_key, "HS256")
    with pytest.raises(BadToken):
        tokens.read_access(forged)


@pytest.mark.parametrize("algorithm", ["HS384", "HS512"])
@pytest.mark.filterwarnings("ignore::jwt.warnings.InsecureKeyLengthWarning")
def test_another_algorithm_is_refused(tokens: Tokens, sign_in: SignIn, algorithm: str) -> None:
    forged = jwt.encode(claims_of(tokens.issue(sign_in).access), KEY, algorithm)
    with pytest.raises(BadToken):
        tokens.read_access(forged)


@pytest.mark.parametrize("junk", ["", "x", "a.b.c", "….….…", "eyJhbGciOiJIUzI1NiJ9.e30."])
def test_junk_is_refused(tokens: Tokens, junk: str) -> None:
    with pytest.raises(BadToken):
        tokens.read_access(junk)


def test_an_ended_session_stays_ended(tokens: Tokens, sign_in: SignIn) -> None:
    issued = tokens.issue(sign_in)
    tokens.end(sign_in)
    with pytest.raises(BadToken):
        tokens.read_access(issued.access)
    with pytest.raises(BadToken):
        tokens.read_refresh(issued.refresh)


def test_the_stamp_changes_with_the_password(sign_in: SignIn) -> None:
    assert stamp_fits(sign_in, "hash")
    assert not stamp_fits(sign_in, "another hash")
