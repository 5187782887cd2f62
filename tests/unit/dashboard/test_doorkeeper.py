"""What every answer carries, and who gets none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dashboard.doorkeeper import host_name
from dashboard.headers import CONTENT_SECURITY_POLICY

if TYPE_CHECKING:
    import httpx2


@pytest.mark.parametrize("host", ["127.0.0.1:8014", "localhost", "LOCALHOST:1", "[::1]:8014"])
async def test_the_names_of_this_machine_are_known(stranger: httpx2.AsyncClient, host: str) -> None:
    assert (await stranger.get("/healthz", headers={"Host": host})).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example:8014", "", "[::2]", "localhost.:80"]
)
@pytest.mark.parametrize("path", ["/", "/healthz", "/api/v1/chats", "/assets/index-abc123.js"])
async def test_a_foreign_host_name_is_answered_nothing(
    stranger: httpx2.AsyncClient, host: str, path: str
) -> None:
    answer = await stranger.get(path, headers={"Host": host})
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    assert "dashboard.hosts" in answer.json()["detail"]


@pytest.mark.parametrize("path", ["/", "/api/v1/chats", "/healthz", "/assets/index-abc123.js", "/nothing.js"])
async def test_every_answer_keeps_browsers_strict(stranger: httpx2.AsyncClient, path: str) -> None:
    headers = (await stranger.get(path)).headers
    assert headers["content-security-policy"] == CONTENT_SECURITY_POLICY
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-frame-options"] == "DENY"
    assert "access-control-allow-origin" not in headers
    assert "server" not in headers


def test_the_policy_allows_nothing_inline_and_nothing_from_elsewhere() -> None:
    assert "unsafe" not in CONTENT_SECURITY_POLICY
    assert "http" not in CONTENT_SECURITY_POLICY
    assert "*" not in CONTENT_SECURITY_POLICY
    assert "frame-ancestors 'none'" in CONTENT_SECURITY_POLICY


async def test_answers_of_the_api_are_kept_nowhere(viewer: httpx2.AsyncClient) -> None:
    assert (await viewer.get("/api/v1/chats")).headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("host", "name"),
    [("a:1", "a"), ("A", "a"), ("[::1]:80", "[::1]"), ("[::1]", "[::1]"), ("", ""), ("[", "[]")],
)
def test_the_port_is_no_part_of_the_name(host: str, name: str) -> None:
    assert host_name(host) == name
