"""What becomes of a message by the control API, as the world holds it and as the page draws it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

if TYPE_CHECKING:
    from tests.scene import Stage

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.timeout(90)]


async def test_an_edited_message_keeps_its_id_and_shows_its_new_words(staged: Stage) -> None:
    await staged.open("Ana")
    sent = await staged.say("Ana", {"text": "helo"})
    body = staged.page.locator(f"[data-id='{sent}'] [data-testid=selectable-text]")
    await expect(body).to_have_text("helo")
    changed = await staged.running.control.patch(_path(staged, sent), json={"text": "hello"})
    assert changed.status_code == 200
    await expect(body).to_have_text("hello")
    held = (await staged.messages("Ana"))[-1]
    assert (held["id"], held["text"], held["is_edited"]) == (sent, "hello", True)


async def test_a_deleted_message_loses_its_words_and_keeps_its_row(staged: Stage) -> None:
    await staged.open("Ana")
    sent = await staged.say("Ana", {"text": "by mistake"})
    body = staged.page.locator(f"[data-id='{sent}']")
    await expect(body).to_contain_text("by mistake")
    assert (await staged.running.control.delete(_path(staged, sent))).status_code == 200
    await expect(body).not_to_contain_text("by mistake")
    assert (await staged.messages("Ana"))[-1]["deleted_by"] == "sender"


async def test_a_reaction_is_given_and_taken_back(staged: Stage) -> None:
    sent = await staged.say("Ana", {"text": "news"})
    for emoji, held in (("👍", {"Ana": "👍"}), (None, {})):
        body = {"who": "Ana", "emoji": emoji}
        answer = await staged.running.control.post(f"{_path(staged, sent)}/reactions", json=body)
        assert answer.status_code == 200
        assert (await staged.messages("Ana"))[-1]["reactions"] == held


async def test_a_message_that_is_not_in_the_chat_is_refused(staged: Stage) -> None:
    sent = await staged.say("Ana", {"text": "here"})
    elsewhere = f"/chats/{staged.chats['Luz']}/messages/{sent}"
    assert (await staged.running.control.patch(elsewhere, json={"text": "x"})).status_code == 404
    assert (await staged.running.control.delete(f"{_path(staged, 'A' * 20)}")).status_code == 404


def _path(staged: Stage, message: str) -> str:
    return f"/chats/{staged.chats['Ana']}/messages/{message}"
