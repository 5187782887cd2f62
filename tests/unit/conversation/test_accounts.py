"""A link session is one stretch of being linked; a reload of the page does not end it."""

from __future__ import annotations

import pytest

from conversation import accounts, activity
from conversation.db import Database
from core.types import Screen
from tests.fakes import FakeClock


async def note(db: Database, *screens: Screen, reason: str | None = None) -> None:
    async with db.transaction() as session:
        for screen in screens:
            await accounts.note_link(session, "main", screen, reason)


async def links(db: Database) -> list[accounts.LinkSession]:
    async with db.reading() as session:
        return await accounts.links(session, "main")


async def test_a_session_lasts_from_the_main_screen_to_the_next_qr_code(
    db: Database, clock: FakeClock
) -> None:
    await note(db, Screen.STARTING, Screen.QR)
    assert await links(db) == []
    begun = clock.utc()
    await note(db, Screen.MAIN)
    await clock.advance(60)
    await note(db, Screen.QR, reason="unlinked on the phone")
    (link,) = await links(db)
    assert (link.connected_at, link.disconnected_at) == (begun, clock.utc())
    assert link.reason == "unlinked on the phone"


@pytest.mark.parametrize("passing", [Screen.SPLASH, Screen.LOADING])
async def test_a_reload_does_not_end_a_session(db: Database, passing: Screen) -> None:
    await note(db, Screen.MAIN, passing, Screen.MAIN)
    (link,) = await links(db)
    assert link.disconnected_at is None


async def test_what_a_crash_left_open_is_closed_at_the_next_start(db: Database) -> None:
    await note(db, Screen.MAIN)
    await note(db, Screen.STARTING, reason="started again")
    await note(db, Screen.MAIN)
    newer, older = await links(db)
    assert (newer.disconnected_at, older.reason) == (None, "started again")


async def test_the_same_screen_again_says_nothing(db: Database) -> None:
    await note(db, Screen.QR, Screen.QR, Screen.QR)
    async with db.reading() as session:
        events = await activity.since(session, 0, 10)
    assert [(event.kind, event.detail) for event in events] == [("link_changed", "qr")]


async def test_an_account_is_made_known_once(db: Database) -> None:
    async with db.transaction() as session:
        await accounts.ensure(session, "main")
        await accounts.ensure(session, "main")
