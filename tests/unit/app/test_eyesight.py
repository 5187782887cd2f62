"""What the detector says of its own eyes is an event for everybody, and in the audit what a person needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app import eyesight
from conversation import activity, audit
from core.eyesight import SafeModeChanged, StrategyUsed, TableRead

if TYPE_CHECKING:
    from conversation.db import Database

PAGE = "footer\n  div[contenteditable]"


@pytest.mark.parametrize(
    ("sighting", "kind", "detail"),
    [
        (StrategyUsed("main", "composer", 0, 2, "css", PAGE), "selector_drift", "composer: 3 (css)"),
        (StrategyUsed("main", "meta", 0, None, None, PAGE), "selector_drift", "meta: none"),
        (TableRead("main"), "selectors_read", None),
        (TableRead("main", "line 7: 'x' is no target"), "selectors_refused", "line 7: 'x' is no target"),
        (TableRead("main", "x" * 500), "selectors_refused", "x" * 200),
        (SafeModeChanged("main", ("composer", "message_row")), "safe_mode", "composer, message_row"),
        (SafeModeChanged("main", ()), "safe_mode", "over"),
    ],
)
async def test_each_is_one_event(
    db: Database, sighting: StrategyUsed | TableRead | SafeModeChanged, kind: str, detail: str | None
) -> None:
    async with db.transaction() as session:
        await eyesight.write(session, sighting)
    async with db.reading() as session:
        (event,) = await activity.since(session, 0, 10)
    assert (event.kind, event.account, event.detail) == (kind, "main", detail)


async def test_the_audit_of_a_drift_holds_how_the_page_looks_there(db: Database) -> None:
    async with db.transaction() as session:
        await eyesight.write(session, StrategyUsed("main", "composer", 0, 2, "css", PAGE))
    async with db.reading() as session:
        (line,) = await audit.listing(session)
    assert (line.actor, line.action, line.target) == ("detector", "selector_drift", "target:composer")
    assert (line.before, line.after) == ({"strategy": 1}, {"strategy": 3, "page": PAGE})
