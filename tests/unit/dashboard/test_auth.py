"""Signing in, staying signed in, signing out, and what is written down about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from argon2 import PasswordHasher
from sqlalchemy import update

from conversation import activity, audit, operators
from conversation.models import Operator
from dashboard.passwords import hash_password
from tests.unit.dashboard.conftest import PASSWORD

if TYPE_CHECKING:
    import httpx2

    from tests.unit.dashboard.conftest import House

SIGN_IN = "/api/v1/auth/sign-in"
REFRESH = "/api/v1/auth/refresh"
SIGN_OUT = "/api/v1/auth/sign-out"
ME = "/api/v1/auth/me"
MINUTE = 60.0


def credentials(name: str = "operator", password: str = PASSWORD) -> dict[str, str]:
    return {"name": name, "password": password}


def bearer(answer: httpx2.Response) -> dict[str, str]:
    return {"Authorization": f"Bearer {answer.json()['access_token']}"}


async def audited(house: House) -> list[tuple[str, str, str]]:
    async with house.db.reading() as session:
        return [(row.actor, row.action, row.target) for row in await audit.listing(session)]


async def test_a_person_signs_in_and_is_told_who_they_are(stranger: httpx2.AsyncClient) -> None:
    answer = await stranger.post(SIGN_IN, json=credentials(" Operator "))
    assert answer.status_code == 200
    assert answer.json()["expires_in"] == 600
    me = await stranger.get(ME, headers=bearer(answer))
    assert (me.json()["name"], me.json()["role"]) == ("operator", "operator")


async def test_the_refresh_cookie_is_out_of_reach_of_scripts_and_of_other_sites(
    stranger: httpx2.AsyncClient,
) -> None:
    answer = await stranger.post(SIGN_IN, json=credentials())
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert "path=/api/v1/auth" in cookie
    assert "access_token" not in cookie
    assert "secure" not in cookie


async def test_over_https_the_cookie_never_leaves_it(stranger: httpx2.AsyncClient) -> None:
    answer = await stranger.post(f"https://127.0.0.1:8014{SIGN_IN}", json=credentials())
    assert "; secure" in answer.headers["set-cookie"].lower()


@pytest.mark.parametrize("name", ["operator", "nobody-of-that-name"])
async def test_a_wrong_password_and_an_unknown_name_look_the_same(
    stranger: httpx2.AsyncClient, name: str
) -> None:
    answer = await stranger.post(SIGN_IN, json=credentials(name, "wrong"))
    assert answer.status_code == 401
    assert answer.json()["detail"] == "The name or the password is wrong."
    assert "set-cookie" not in answer.headers


async def test_somebody_who_left_cannot_sign_in(house: House, stranger: httpx2.AsyncClient) -> None:
    await _retire(house, "operator")
    assert (await stranger.post(SIGN_IN, json=credentials())).status_code == 401


async def test_somebody_who_left_is_out_at_once(house: House, operator: httpx2.AsyncClient) -> None:
    assert (await operator.get(ME)).status_code == 200
    await _retire(house, "operator")
    assert (await operator.get(ME)).status_code == 401


async def test_a_new_password_ends_the_sessions_of_the_old_one(
    house: House, operator: httpx2.AsyncClient
) -> None:
    async with house.db.transaction() as session:
        found = await operators.by_name(session, "operator")
        assert found is not None
        await operators.set_password(session, found[0].id, hash_password("another one"))
    assert (await operator.get(ME)).status_code == 401
    assert (await operator.post(REFRESH)).status_code == 204


async def test_an_access_token_ends_and_the_cookie_fetches_the_next(
    house: House, operator: httpx2.AsyncClient
) -> None:
    await house.clock.advance(11 * MINUTE)
    assert (await operator.get(ME)).status_code == 401
    renewed = await operator.post(REFRESH)
    assert renewed.status_code == 200
    assert (await operator.get(ME, headers=bearer(renewed))).status_code == 200


async def test_a_session_ends_after_its_hours_however_often_it_is_renewed(
    house: House, operator: httpx2.AsyncClient
) -> None:
    for _ in range(11):
        await house.clock.advance(60 * MINUTE)
        assert (await operator.post(REFRESH)).status_code == 200
    await house.clock.advance(61 * MINUTE)
    assert (await operator.post(REFRESH)).status_code == 204


async def test_nobody_is_signed_in_without_a_cookie(stranger: httpx2.AsyncClient) -> None:
    assert (await stranger.post(REFRESH)).status_code == 204


async def test_after_signing_out_neither_token_opens_anything(operator: httpx2.AsyncClient) -> None:
    cookies = dict(operator.cookies)
    assert (await operator.post(SIGN_OUT)).status_code == 204
    assert not operator.cookies
    operator.cookies.update(cookies)
    assert (await operator.post(REFRESH)).status_code == 204
    assert (await operator.get(ME)).status_code == 401


@pytest.mark.parametrize("path", [SIGN_IN, REFRESH, SIGN_OUT])
async def test_another_site_cannot_use_the_cookie(operator: httpx2.AsyncClient, path: str) -> None:
    answer = await operator.post(path, json=credentials(), headers={"Origin": "https://evil.example"})
    assert answer.status_code == 403


async def test_two_installations_on_one_machine_keep_apart(
    operator: httpx2.AsyncClient, stranger: httpx2.AsyncClient
) -> None:
    ((name, token),) = dict(operator.cookies).items()
    stranger.cookies.set(name.replace(name[-8:], "00000000"), token)
    answer = await stranger.post(REFRESH)
    assert answer.status_code == 204
    assert "set-cookie" not in answer.headers


async def test_a_refresh_token_is_no_access_token(operator: httpx2.AsyncClient) -> None:
    (token,) = dict(operator.cookies).values()
    assert (await operator.get(ME, headers={"Authorization": f"Bearer {token}"})).status_code == 401


async def test_guessing_is_slowed_down_for_the_guesser_only(house: House) -> None:
    async with house.client(address="198.51.100.7") as guesser, house.client(address="192.0.2.9") as owner:
        answers = [await guesser.post(SIGN_IN, json=credentials(password=str(n))) for n in range(7)]
        assert [answer.status_code for answer in answers] == [401] * 6 + [429]
        assert 1 <= int(answers[-1].headers["retry-after"]) <= 60
        assert answers[-1].headers["content-type"] == "application/problem+json"
        assert (await owner.post(SIGN_IN, json=credentials())).status_code == 200


async def test_sign_ins_leave_a_trace_and_failures_keep_no_typed_name(
    house: House, stranger: httpx2.AsyncClient
) -> None:
    await stranger.post(SIGN_IN, json=credentials())
    await stranger.post(SIGN_IN, json=credentials(password="wrong"))
    await stranger.post(SIGN_IN, json=credentials("my-secret-typed-into-the-wrong-field", "x"))
    await stranger.post(SIGN_OUT)
    assert await audited(house) == [
        ("operator", "sign_out", "operator:2"),
        ("nobody", "sign_in_failed", "operator:unknown"),
        ("nobody", "sign_in_failed", "operator:2"),
        ("operator", "sign_in", "operator:2"),
    ]
    async with house.db.reading() as session:
        (event,) = await activity.since(session, 0, 10)
    assert (event.kind, event.detail) == ("operator_signed_in", "operator:2")


async def test_a_hash_of_older_parameters_is_renewed_at_sign_in(
    house: House, stranger: httpx2.AsyncClient
) -> None:
    weak = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    await _set_hash(house, "viewer", weak)
    answer = await stranger.post(SIGN_IN, json=credentials("viewer"))
    assert answer.status_code == 200
    async with house.db.reading() as session:
        found = await operators.by_name(session, "viewer")
    assert found is not None
    assert "m=19456,t=2,p=1" in found[1]
    assert (await stranger.get(ME, headers=bearer(answer))).status_code == 200


async def _set_hash(house: House, name: str, stored: str) -> None:
    async with house.db.transaction() as session:
        found = await operators.by_name(session, name)
        assert found is not None
        await operators.set_password(session, found[0].id, stored)


async def _retire(house: House, name: str) -> None:
    async with house.db.transaction() as session:
        found = await operators.by_name(session, name)
        assert found is not None
        await session.execute(update(Operator).where(Operator.id == found[0].id).values(is_active=False))
