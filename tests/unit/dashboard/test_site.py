"""The built front end, and what is served when there is none."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    import httpx2


@pytest.mark.parametrize("path", ["/", "/inbox", "/inbox/12", "/sign-in?from=/link", "/no/such/route"])
async def test_every_route_of_the_front_end_opens_the_page(stranger: httpx2.AsyncClient, path: str) -> None:
    answer = await stranger.get(path)
    assert answer.status_code == 200
    assert "<title>Switchboard</title>" in answer.text
    assert answer.headers["cache-control"] == "no-cache"


async def test_hashed_files_are_kept_for_ever(stranger: httpx2.AsyncClient) -> None:
    answer = await stranger.get("/assets/index-abc123.js")
    assert answer.text == "export {}"
    assert "immutable" in answer.headers["cache-control"]


@pytest.mark.parametrize(
    "path",
    [
        "/assets/none.js",
        "/../secret.txt",
        "/assets/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
    ],
)
async def test_nothing_outside_the_folder_is_served(stranger: httpx2.AsyncClient, path: str) -> None:
    answer = await stranger.get(path)
    assert answer.status_code == 404
    assert "not for the web" not in answer.text


async def test_the_page_cannot_be_posted_to(stranger: httpx2.AsyncClient) -> None:
    assert (await stranger.post("/inbox")).status_code == 405


async def test_without_a_front_end_one_sentence_says_what_to_run(
    stranger: httpx2.AsyncClient, web: Path
) -> None:
    shutil.rmtree(web)
    answer = await stranger.get("/")
    assert answer.status_code == 503
    assert "make setup" in answer.text
