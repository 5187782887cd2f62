"""The link to the phone."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest

from core.types import Screen
from dashboard.routes.link import picture

if TYPE_CHECKING:
    import httpx2

    from tests.unit.dashboard.conftest import House

CODE = "2@abc,def,ghi,jkl,1"


async def test_a_code_to_scan_is_told_as_text_and_as_a_picture(
    house: House, operator: httpx2.AsyncClient
) -> None:
    house.link.shows(Screen.QR, CODE)
    link = (await operator.get("/api/v1/link")).json()
    assert (link["qr"], link["linked"], link["screen"]) == (CODE, False, "qr")
    assert ElementTree.fromstring(link["qr_svg"]).tag.endswith("svg")


async def test_an_expired_code_is_not_shown(house: House, operator: httpx2.AsyncClient) -> None:
    house.link.shows(Screen.QR, CODE, qr_expired=True)
    link = (await operator.get("/api/v1/link")).json()
    assert (link["qr"], link["qr_svg"], link["qr_expired"]) == (None, None, True)


async def test_a_linked_phone_shows_no_code(operator: httpx2.AsyncClient) -> None:
    link = (await operator.get("/api/v1/link")).json()
    assert (link["linked"], link["qr"]) == (True, None)


async def test_a_fresh_code_is_asked_of_the_page(house: House, operator: httpx2.AsyncClient) -> None:
    house.link.shows(Screen.QR, CODE)
    assert (await operator.post("/api/v1/link/refresh")).status_code == 202
    assert house.link.refreshed == 1


async def test_there_is_no_fresh_code_when_none_is_shown(house: House, operator: httpx2.AsyncClient) -> None:
    assert (await operator.post("/api/v1/link/refresh")).status_code == 409
    assert house.link.refreshed == 0


@pytest.mark.parametrize("text", [CODE, "x", CODE * 20])
def test_pictures_are_black_on_white_and_hold_nothing_active(text: str) -> None:
    svg = picture(text)
    assert "#fff" in svg
    assert "script" not in svg
    assert "style" not in svg
