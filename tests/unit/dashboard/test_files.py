"""A file is taken when it is what it claims to be, and goes with one message."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from conversation import files, inbox, outbox
from core.settings import ChatRule
from core.types import Access
from dashboard.routes.files import LARGEST_FILE
from tests.contract.store import says

if TYPE_CHECKING:
    import httpx2

    from tests.unit.dashboard.conftest import House

PNG = b"\x89PNG\r\n\x1a\n the rest"


async def upload(client: httpx2.AsyncClient, data: bytes = PNG, type_: str = "image/png") -> httpx2.Response:
    return await client.post(
        "/api/v1/files", params={"name": "../cake.png"}, content=data, headers={"Content-Type": type_}
    )


async def write(client: httpx2.AsyncClient, chat: int, **body: Any) -> httpx2.Response:
    return await client.post(f"/api/v1/chats/{chat}/messages", json=body)


async def test_a_picture_goes_into_the_outbox_with_caption_and_quote(
    house: House, operator: httpx2.AsyncClient
) -> None:
    chat = await house.chat()
    async with house.db.transaction() as session:
        rules = [ChatRule(access=Access.ALLOWED)]
        asked = await inbox.accept(session, says("have you a picture?", "ASKED"), rules, 0, 0)
    kept = await upload(operator)
    assert (kept.status_code, kept.json()["kind"], kept.json()["name"]) == (201, "image", "cake.png")
    sent = await write(operator, chat, text="here", reply_to=asked.message_id, file=kept.json()["id"])
    assert (sent.status_code, sent.json()["kind"], sent.json()["holds"]["name"]) == (202, "image", "cake.png")
    async with house.db.reading() as session:
        row = await outbox.get(session, sent.json()["outbox_id"])
        assert row is not None
        assert (row.text, row.reply_to) == ("here", "ASKED")
        file = await files.read(session, row.file_id or 0)
    assert file is not None
    assert file.data == PNG
    again = await write(operator, chat, file=kept.json()["id"])
    assert again.status_code == 422
    (listed, *_) = (await operator.get("/api/v1/outbox")).json()["items"]
    assert listed["file"] == "cake.png"


@pytest.mark.parametrize(
    ("data", "type_", "status"),
    [(b"<svg>", "image/png", 415), (b"MZ", "application/x-msdownload", 415), (b"", "image/png", 415)],
)
async def test_what_is_not_what_it_claims_is_refused(
    operator: httpx2.AsyncClient, data: bytes, type_: str, status: int
) -> None:
    assert (await upload(operator, data, type_)).status_code == status


async def test_a_file_may_be_large_but_not_larger(operator: httpx2.AsyncClient) -> None:
    assert (await upload(operator, PNG + bytes(LARGEST_FILE - len(PNG)))).status_code == 201
    assert (await upload(operator, PNG + bytes(LARGEST_FILE))).status_code == 413


async def test_only_who_may_write_may_bring_files(viewer: httpx2.AsyncClient) -> None:
    assert (await upload(viewer)).status_code == 403


@pytest.mark.parametrize("body", [{"file": 99}, {"text": "yes", "reply_to": 99}, {"text": " "}])
async def test_what_is_not_there_can_be_neither_sent_nor_answered(
    house: House, operator: httpx2.AsyncClient, body: dict[str, Any]
) -> None:
    assert (await write(operator, await house.chat(), **body)).status_code == 422
