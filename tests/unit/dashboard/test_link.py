"""The link to the phone."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest

from conversation import audit
from core.errors import LinkingFailed
from core.linking import LinkFault
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


async def test_a_code_for_the_phone_is_told_with_its_life(house: House, operator: httpx2.AsyncClient) -> None:
    house.link.shows(Screen.QR, CODE)
    answer = await operator.post("/api/v1/link/code", json={"number": "+49 151 23456789"})
    assert answer.status_code == 202
    link = answer.json()
    assert (link["screen"], link["pairing"], link["code"], link["qr"]) == (
        "phone_number",
        "code",
        "ABCD2345",
        None,
    )
    assert link["code_until"] > link["server_time"]
    assert (await operator.post("/api/v1/link/qr")).json()["qr"] == "2@back"


@pytest.mark.parametrize(("language", "says"), [("en", "min."), ("es-ES", "WhatsApp no da más códigos")])
async def test_a_refusal_is_told_in_the_readers_words(
    house: House, operator: httpx2.AsyncClient, language: str, says: str
) -> None:
    house.link.fault = LinkingFailed(LinkFault.TOO_MANY, wait=119.5)
    answer = await operator.post(
        "/api/v1/link/code", json={"number": "+49 151 23456789"}, headers={"Accept-Language": language}
    )
    assert (answer.status_code, answer.headers["retry-after"]) == (409, "120")
    assert says in answer.json()["detail"]


async def test_who_asked_for_a_code_is_written_down_and_the_number_is_not(
    house: House, operator: httpx2.AsyncClient
) -> None:
    await operator.post("/api/v1/link/code", json={"number": "+49 151 23456789"})
    async with house.db.reading() as session:
        (line,) = [one for one in await audit.listing(session) if one.action == "ask_link_code"]
    assert (line.actor, line.after) == ("operator", None)
