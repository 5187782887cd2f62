"""The browser's profile: taken over by admins, and what is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conversation import audit
from core.errors import CannotStart
from core.types import Screen
from dashboard.app import LARGEST_BODY
from dashboard.routes import profile

if TYPE_CHECKING:
    import httpx2

    from tests.unit.dashboard.conftest import House

IMPORT = "/api/v1/profile/import"


async def test_an_upload_larger_than_other_requests_is_taken_over(
    house: House, admin: httpx2.AsyncClient
) -> None:
    content = b"x" * (LARGEST_BODY + 1)
    assert (await admin.post(IMPORT, content=content)).status_code == 204
    assert house.profiles.taken == [content]
    assert list(house.data.glob("upload.*")) == []
    async with house.db.reading() as session:
        assert "profile_imported" in {line.action for line in await audit.listing(session)}


async def test_what_cannot_be_taken_over_is_told_in_words(house: House, admin: httpx2.AsyncClient) -> None:
    house.profiles.fault = CannotStart("x.tar holds no link to a number; pack another")
    answer = await admin.post(IMPORT, content=b"x")
    assert (answer.status_code, answer.json()["detail"]) == (
        409,
        "X.tar holds no link to a number; pack another.",
    )
    assert (await admin.post(IMPORT)).status_code == 422


async def test_more_than_a_gigabyte_is_refused_before_it_comes(admin: httpx2.AsyncClient) -> None:
    answer = await admin.post(
        IMPORT, content=b"", headers={"Content-Length": str(profile.LARGEST_UPLOAD + 1)}
    )
    assert answer.status_code == 413


async def test_unlinking_forgets_the_profile_and_shows_a_new_code(
    house: House, admin: httpx2.AsyncClient
) -> None:
    link = (await admin.post("/api/v1/link/unlink", json={})).json()
    assert (link["screen"], link["qr"], house.profiles.forgotten) == ("qr", "2@next", 1)


async def test_a_forced_unlinking_asks_no_page(house: House, admin: httpx2.AsyncClient) -> None:
    assert (await admin.post("/api/v1/link/unlink", json={"force": True})).status_code == 202
    assert (house.link.view.screen, house.profiles.forgotten) == (Screen.MAIN, 1)
