"""Errors, in one shape and in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx2
import pytest

from dashboard.access import Role, allowed

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.unit.dashboard.conftest import House


async def test_what_cannot_be_used_is_named_but_not_repeated(stranger: httpx2.AsyncClient) -> None:
    answer = await stranger.post("/api/v1/auth/sign-in", json={"name": "", "password": "s3cret", "more": 1})
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert {error["field"] for error in answer.json()["errors"]} == {"name", "more"}
    assert "s3cret" not in answer.text


@pytest.mark.parametrize("body", ["{", "[]", '"x"', "", "\x00"])
async def test_a_body_that_is_no_object_is_a_problem(stranger: httpx2.AsyncClient, body: str) -> None:
    answer = await stranger.post(
        "/api/v1/auth/sign-in", content=body, headers={"Content-Type": "application/json"}
    )
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("path", ["/api/v1/nothing", "/api/v2/chats", "/api/v1/chats/"])
async def test_an_unknown_address_is_a_problem(admin: httpx2.AsyncClient, path: str) -> None:
    answer = await admin.get(path)
    assert answer.status_code == 404
    assert answer.json() == {
        "type": "about:blank",
        "title": "Not Found",
        "status": 404,
        "detail": "There is nothing at this address.",
    }


async def test_a_wrong_method_is_a_problem(admin: httpx2.AsyncClient) -> None:
    answer = await admin.put("/api/v1/chats", json={})
    assert answer.status_code == 405
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("sent_as", ["whole", "in chunks"])
async def test_a_body_that_is_too_large_is_a_problem(stranger: httpx2.AsyncClient, sent_as: str) -> None:
    async def chunks() -> AsyncIterator[bytes]:
        for _ in range(40):
            yield b" " * 64 * 1024

    content = b" " * 2_000_000 if sent_as == "whole" else chunks()
    answer = await stranger.post(
        "/api/v1/auth/sign-in", content=content, headers={"Content-Type": "application/json"}
    )
    assert answer.status_code == 413
    assert answer.headers["content-type"] == "application/problem+json"


async def test_a_crash_tells_nothing_of_itself(house: House) -> None:
    @allowed(Role.VIEWER)
    async def broken() -> None:
        raise RuntimeError("the password is hunter2")

    house.app.add_api_route("/api/v1/broken", broken)
    transport = httpx2.ASGITransport(house.app, raise_app_exceptions=False)
    async with house.signed_in("viewer") as viewer:
        headers = dict(viewer.headers)
    async with httpx2.AsyncClient(
        transport=transport, base_url="http://127.0.0.1", headers=headers
    ) as client:
        answer = await client.get("/api/v1/broken")
    assert answer.status_code == 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "hunter2" not in answer.text
