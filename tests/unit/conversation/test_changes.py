"""What happens to a stored message is taken over, and what it said before is kept."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from conversation import activity, changes, history, inbox
from core.content import WAITING, Details, Reaction
from core.types import Direction, MessageKind, Seen
from tests.contract.store import ALLOW, says

if TYPE_CHECKING:
    from conversation.db import Database
    from conversation.history import MessageView
    from conversation.inbox import Accepted
    from core.types import Incoming

ID = "3EB0F667409EE4B4A71C"


async def accept(db: Database, *messages: Incoming) -> list[Accepted]:
    accepted = []
    for message in messages:
        async with db.transaction() as session:
            accepted.append(await inbox.accept(session, message, ALLOW, quiet=4, quiet_cap=20))
    return accepted


async def seen(db: Database, *messages: Incoming) -> tuple[MessageView, list[str], list[str | None]]:
    """The message after all of them, the texts it had before, and what was told of it."""
    first, *_ = await accept(db, *messages)
    async with db.reading() as session:
        view = await history.get(session, first.message_id)
        assert view is not None
        texts = [text for _, text in await changes.former(session, first.message_id)]
        rows = await activity.since(session, 0, 100)
    return view, texts, [row.detail for row in rows if row.kind == "message_changed"]


async def test_every_text_that_was_replaced_is_kept_in_order(db: Database) -> None:
    view, texts, told = await seen(db, says("one", ID), says("two", ID), says("three", ID, edited=True))
    assert (view.text, view.edited, texts) == ("three", True, ["one", "two"])
    assert told == ["edited", "edited"]


async def test_an_edit_that_happened_before_the_first_look_is_known_by_its_mark(db: Database) -> None:
    view, texts, told = await seen(db, says("one", ID, edited=True), says("one", ID))
    assert (view.edited, texts, told) == (True, [], [])


async def test_a_deletion_empties_the_message_keeps_its_text_beside_it_and_is_final(db: Database) -> None:
    gone = says("", ID, kind=MessageKind.DELETED, details=Details(by="admin"))
    view, texts, told = await seen(
        db, says("secret", ID, reactions=(Reaction("👍", 1),)), gone, says("secret", ID)
    )
    assert (view.kind, view.text, view.details.by, view.reactions) == (MessageKind.DELETED, "", "admin", ())
    assert (texts, told) == (["secret"], ["deleted"])


async def test_reactions_are_those_of_now(db: Database) -> None:
    def with_(*reactions: Reaction) -> Incoming:
        return says("cake", ID, reactions=reactions)

    view, _, told = await seen(
        db, with_(), with_(Reaction("👍", 2)), with_(Reaction("❤", 1)), with_(Reaction("❤", 1))
    )
    assert (view.reactions, told) == ((Reaction("❤", 1),), ["reacted", "reacted"])
    view, _, told = await seen(db, with_())
    assert view.reactions == ()


async def test_a_message_that_is_decrypted_later_becomes_one_to_be_answered(db: Database) -> None:
    waiting = says("", ID, kind=MessageKind.UNKNOWN, details=Details(state=WAITING))
    first, again, readable = await accept(db, waiting, waiting, says("hello", ID))
    assert [one.queued for one in (first, again, readable)] == [False, False, True]
    view, texts, told = await seen(db, waiting)
    assert (view.kind, view.text, view.details.state, view.edited) == (MessageKind.TEXT, "hello", None, False)
    assert (texts, told) == ([], ["decrypted"])


async def test_what_can_be_viewed_once_is_told_to_have_been_opened(db: Database) -> None:
    once = says("", ID, kind=MessageKind.VIEW_ONCE, details=Details(once="image", state="unopened"))
    opened = replace(once, details=Details(state="opened"))
    view, _, told = await seen(db, once, opened, opened)
    assert (view.details, told) == (Details(once="image", state="opened"), ["opened"])


async def test_a_text_that_is_shown_in_part_again_is_no_edit(db: Database) -> None:
    part = says("It was a dark…", ID, details=Details(truncated=True))
    view, texts, told = await seen(db, says("It was a dark and stormy night", ID), part)
    assert (view.text, view.details.truncated, view.edited) == (
        "It was a dark and stormy night",
        False,
        False,
    )
    assert (texts, told) == ([], [])


async def test_the_rest_of_a_text_is_no_edit_either(db: Database) -> None:
    part = says("It was a dark…", ID, details=Details(truncated=True))
    view, texts, _ = await seen(db, part, says("It was a dark and stormy night", ID))
    assert (view.text, view.details.truncated, view.edited) == (
        "It was a dark and stormy night",
        False,
        False,
    )
    assert texts == []


@pytest.mark.parametrize(
    ("other", "queued"),
    [({}, True), ({"direction": Direction.OUT}, False), ({"seen": Seen.TOO_OLD}, False)],
)
async def test_only_an_edit_of_the_contact_asks_for_an_answer(
    db: Database, other: dict[str, Any], queued: bool
) -> None:
    await accept(db, says("a question"))
    _, edit = await accept(db, says("old", ID, **other), says("new", ID, **other))
    assert edit.queued is queued


async def test_strange_words_are_kept_exactly(db: Database) -> None:
    strange = "\u202eRTL\u202c <script>alert(1)</script> \x07\u200b\ufffd" + "x" * 65_536
    view, texts, _ = await seen(db, says("before", ID), says(strange, ID, details=Details(name=strange)))
    assert (view.text, view.details.name, texts) == (strange, strange, ["before"])
