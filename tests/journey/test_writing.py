"""What is written arrives as it was meant, in the chat it was meant for, on every kind of page."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio
from playwright.async_api import expect

from core.errors import CannotSend, ChatUnreachable
from core.files import File, FileKind
from core.types import Found, Tick
from detector import sender
from tests.journey.writing import Desk, Stopped, desk

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

pytestmark = [pytest.mark.timeout(120), pytest.mark.asyncio(loop_scope="module")]

PROFILES = ("2023-06", "2025-06", "2026-10")
LINES = "- two loaves\n- milk\n\n1. first\n2. second\n* star\nשלום 😊👨‍👩‍👧\nend"
LONG = "\n".join(f"Line {n} of a long story that nobody reads to its end." for n in range(100))[:5000].strip()
PICTURE = File(FileKind.IMAGE, "cake.png", "image/png", b"\x89PNG\r\n\x1a\n" + bytes(64))
PAPER = File(FileKind.DOCUMENT, "prices.pdf", "application/pdf", b"%PDF-1.4 " + bytes(64))


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def at(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Desk]:
    async with desk(tmp_path_factory.mktemp("writing")) as made:
        yield made


@pytest.fixture(autouse=True)
def in_a_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """This page has nothing to draw late, and no test waits for what it has not."""
    monkeypatch.setattr(sender, "SETTLE", 0.2)


@pytest.mark.parametrize("profile", PROFILES)
async def test_lines_lists_emoji_and_right_to_left_arrive_as_they_were_written(
    at: Desk, profile: str
) -> None:
    await at.stage.look(profile=profile)
    in_pieces = 4.0 if profile == PROFILES[-1] else 0.0
    sent = await at.send("Ana", LINES, typing=in_pieces)
    assert (await at.arrived("Ana", sent.wa_id))["text"] == LINES


@pytest.mark.parametrize("profile", PROFILES)
async def test_a_long_text_that_the_page_cuts_short_is_proved(at: Desk, profile: str) -> None:
    await at.stage.look(profile=profile)
    sent = await at.send("Ana", LONG)
    assert (await at.arrived("Ana", sent.wa_id))["text"] == LONG


@pytest.mark.parametrize("profile", PROFILES)
async def test_an_answer_quotes_the_message_it_answers_and_the_next_text_none(at: Desk, profile: str) -> None:
    await at.stage.look(profile=profile)
    asked = (await at.stage.messages("Ana"))[2]["id"]
    sent = await at.send("Ana", "yes, here", reply_to=asked)
    assert (await at.arrived("Ana", sent.wa_id))["quote"] == asked
    plain = await at.send("Ana", "and more")
    assert (await at.arrived("Ana", plain.wa_id))["quote"] is None


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize(("file", "caption"), [(PICTURE, "look 😊\n- at this"), (PAPER, "")])
async def test_a_file_goes_with_its_caption(at: Desk, profile: str, file: File, caption: str) -> None:
    await at.stage.look(profile=profile)
    sent = await at.send("Ana", caption, file=file)
    told = await at.arrived("Ana", sent.wa_id)
    assert (told["content"]["kind"], told["text"]) == (file.kind.value, caption)
    if file is PAPER:
        assert told["content"]["name"] == file.name


@pytest.mark.parametrize("profile", PROFILES)
async def test_a_composer_that_lags_behind_its_header_gets_nothing_of_another_chat(
    at: Desk, profile: str
) -> None:
    await at.stage.look(profile=profile)
    await at.stage.open("Empty")
    await at.latency(header_lag=-1.2)
    try:
        sent = await at.send("Also empty", f"for one alone, {profile}")
    finally:
        await at.latency(header_lag=0.02)
    assert (await at.arrived("Also empty", sent.wa_id))["text"] == f"for one alone, {profile}"
    assert await at.own("Empty") == []


async def test_nothing_is_sent_when_another_chat_comes_to_the_front_while_it_is_typed(at: Desk) -> None:
    before = len(await at.own("Ana"))
    composer = at.stage.page.locator("#main footer [contenteditable=true]")
    outgoing = await at.outgoing("Ana", "some words that take a while to be typed by hand", typing=6.0)

    async def turn_away() -> None:
        await expect(composer).to_contain_text("some words")
        await at.stage.open("Empty")

    async with asyncio.TaskGroup() as group:
        group.create_task(turn_away())
        with pytest.raises(ChatUnreachable):
            await at.sender.send(outgoing)
    assert (len(await at.own("Ana")), await at.own("Empty")) == (before, [])
    await at.stage.open("Ana")
    assert (await at.sender.find_sent(outgoing)).found is Found.ABSENT
    await expect(composer).to_have_text("")


@pytest.mark.parametrize("profile", PROFILES)
async def test_a_text_that_stays_on_the_clock_is_found_and_not_written_again(
    at: Desk, profile: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    await at.stage.look(profile=profile)
    monkeypatch.setattr(sender, "PROOF_TIMEOUT", 2.0)
    await at.post("/send", stuck=True, times=1)
    outgoing = await at.outgoing("Ana", "stuck on its way")
    sent = await at.sender.send(outgoing)
    search = await at.sender.find_sent(outgoing)
    assert (sent.tick, search.found, search.proof) == (Tick.PENDING, Found.SENT, sent)


async def test_an_interrupted_send_is_found_by_its_bubble_and_by_no_older_one(at: Desk) -> None:
    first = await at.outgoing("Ana", LONG)
    sent = await at.sender.send(first)
    again = await at.outgoing("Ana", LONG)
    found = await at.sender.find_sent(first)
    assert found.proof is not None
    assert found.proof.wa_id == sent.wa_id
    assert (await at.sender.find_sent(again)).found is Found.ABSENT
    claimed = replace(first, claimed=frozenset({sent.wa_id}))
    assert (await at.sender.find_sent(claimed)).found is Found.ABSENT
    nowhere = replace(first, mark=("3EB0FFFFFFFFFFFFFFFFFF",))
    assert (await at.sender.find_sent(nowhere)).found is Found.UNCERTAIN


async def test_an_answer_to_a_message_that_is_gone_is_not_sent(at: Desk) -> None:
    before = len(await at.own("Ana"))
    with pytest.raises(CannotSend):
        await at.send("Ana", "yes", reply_to="3EB0FFFFFFFFFFFFFFFFFF")
    assert len(await at.own("Ana")) == before


async def test_what_was_left_half_done_does_not_go_out_with_the_next_text(at: Desk) -> None:
    asked = (await at.stage.messages("Ana"))[2]["id"]
    at.stop_at = "typed"
    with pytest.raises(Stopped):
        await at.send("Ana", "never", file=PICTURE, reply_to=asked)
    at.stop_at = None
    sent = await at.send("Ana", "only this")
    told = await at.arrived("Ana", sent.wa_id)
    assert (told["text"], told["quote"], told["content"]["kind"]) == ("only this", None, "text")
