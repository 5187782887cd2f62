"""Tokens, cookies, hosts and origins of the three servers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx2
import pytest
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from simulator.gate import Rules, rules_for_browser
from simulator.page_server import ROUTED_ORIGIN, page_app
from simulator.phone_server import phone_app

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.types import ASGIApp

    from simulator.simulation import Simulation

TOKEN = "right-token"
HOME = "http://127.0.0.1:5001"
SOCKET = "ws://127.0.0.1:5001/world"


@pytest.fixture
def built(tmp_path: Path) -> Path:
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text("the page")
    (tmp_path / "phone.html").write_text("the phone")
    (tmp_path / "assets" / "a.js").write_text("1")
    return tmp_path


@pytest.fixture
def page(simulation: Simulation, built: Path) -> ASGIApp:
    return page_app(simulation, rules_for_browser("page", 5001, TOKEN, (ROUTED_ORIGIN,)), built)


@pytest.fixture
def phone(simulation: Simulation, built: Path) -> ASGIApp:
    return phone_app(simulation, rules_for_browser("phone", 5001, TOKEN), built)


async def get(app: ASGIApp, path: str, **headers: str) -> httpx2.Response:
    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app), base_url=HOME) as client:
        return await client.get(path, headers=headers)


async def test_without_the_token_nothing_is_served(page: ASGIApp) -> None:
    for path in ("/", "/assets/a.js", "/?token=wrong", "/nowhere"):
        answer = await get(page, path)
        assert answer.status_code == 401
        assert "set-cookie" not in answer.headers


async def test_the_token_in_the_address_sets_a_strict_cookie_that_serves_from_then_on(page: ASGIApp) -> None:
    answer = await get(page, f"/?token={TOKEN}")
    assert answer.status_code == 200
    assert "wa_web_initial_startup" in answer.text
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert cookie.startswith("simulator_page_5001=")
    kept = cookie.partition(";")[0]
    assert (await get(page, "/", Cookie=kept)).status_code == 200
    assert (await get(page, "/assets/a.js", Cookie=f"other=1; {kept}")).text == "1"


async def test_a_bearer_is_an_alternative(page: ASGIApp) -> None:
    assert (await get(page, "/", Authorization=f"Bearer {TOKEN}")).status_code == 200
    assert (await get(page, "/", Authorization="Bearer wrong")).status_code == 401


async def test_cookies_of_servers_on_one_host_have_different_names() -> None:
    names = {
        rules_for_browser(name, port, TOKEN).cookie for name in ("page", "phone") for port in (5001, 5002)
    }
    assert len(names) == 4


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1:5002", "web.whatsapp.com"])
async def test_another_host_name_is_refused(page: ASGIApp, host: str) -> None:
    assert (await get(page, f"/?token={TOKEN}", Host=host)).status_code == 421


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "http://127.0.0.1:5002", "https://127.0.0.1:5001"]
)
async def test_another_origin_is_refused(page: ASGIApp, origin: str) -> None:
    assert (await get(page, f"/?token={TOKEN}", Origin=origin)).status_code == 403


async def test_the_routed_origin_is_for_the_page_only(page: ASGIApp, phone: ASGIApp) -> None:
    assert (await get(page, f"/?token={TOKEN}", Origin=ROUTED_ORIGIN)).status_code == 200
    assert (await get(phone, f"/?token={TOKEN}", Origin=ROUTED_ORIGIN)).status_code == 403
    assert (await get(phone, f"/?token={TOKEN}", Origin=HOME)).text == "the phone"


async def test_no_answer_allows_other_origins(page: ASGIApp) -> None:
    for path in ("/", f"/?token={TOKEN}"):
        answer = await get(page, path, Origin=HOME)
        assert not [name for name in answer.headers if name.startswith("access-control")]
        assert answer.headers["cache-control"] == "no-store"


async def test_a_server_without_cookies_takes_only_the_bearer(simulation: Simulation, built: Path) -> None:
    app = page_app(simulation, Rules(5001, TOKEN), built)
    assert (await get(app, f"/?token={TOKEN}")).status_code == 401
    assert (await get(app, "/", Authorization=f"Bearer {TOKEN}")).status_code == 200


async def test_a_page_that_is_not_built_says_what_to_run(simulation: Simulation, tmp_path: Path) -> None:
    app = page_app(simulation, rules_for_browser("page", 5001, TOKEN), tmp_path)
    answer = await get(app, f"/?token={TOKEN}")
    assert answer.status_code == 503
    assert "make setup" in answer.text


@pytest.mark.parametrize(
    ("headers", "is_let_in"),
    [
        ({}, False),
        ({"cookie": f"simulator_page_5001={TOKEN}", "origin": HOME}, True),
        ({"cookie": f"simulator_page_5001={TOKEN}", "origin": "http://evil.example"}, False),
        ({"authorization": f"Bearer {TOKEN}", "origin": ROUTED_ORIGIN}, True),
        ({"authorization": f"Bearer {TOKEN}", "host": "evil.example"}, False),
    ],
)
def test_the_socket_is_guarded_like_the_page(page: ASGIApp, headers: dict[str, str], is_let_in: bool) -> None:
    client = TestClient(page, base_url=HOME)
    if is_let_in:
        with client.websocket_connect(SOCKET, headers=headers):
            pass
    else:
        with pytest.raises(WebSocketDisconnect), client.websocket_connect(SOCKET, headers=headers):
            pass
