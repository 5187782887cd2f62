"""Proof of life: what differs between page and store, which repair is next, when a person is told."""

from __future__ import annotations

import logging
from enum import StrEnum
from typing import TYPE_CHECKING

from core.eyesight import LifeChanged, Trouble
from core.proofs import Stage

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from core.ports import Clock
    from core.proofs import Proofs
    from core.types import Sighting

log = logging.getLogger(__name__)

FIRST_PAUSE = 120.0  # seconds from one round of repairs to the next; doubles up to LAST_PAUSE
LAST_PAUSE = 2 * 3600.0
CALM = 6 * 3600.0  # seconds without a repair after which the pause is the first one again
STALE = 4  # sweeps without a proof after which a stage counts as unproved
LEEWAY = 60.0  # seconds that a busy machine may need on top

WORDS = {
    Trouble.DEAF: "The page does not tell what changes on it",
    Trouble.UNSTORED: "WhatsApp shows messages that are not stored",
}


class Repair(StrEnum):
    """What is tried, in this order; each is given one sweep to help."""

    REREAD = "reread"
    RELOAD = "reload"
    RELAUNCH = "relaunch"


LADDER = (Repair.REREAD, Repair.RELOAD, Repair.RELAUNCH)
NEXT = {
    Repair.REREAD: "it is read again",
    Repair.RELOAD: "the page was loaded anew",
    Repair.RELAUNCH: "the browser was started anew",
}
ALARM = "no repair helped: look at WhatsApp on the phone and at the page, and restart Switchboard"


class Life:
    """Lives as long as the process, while pages come and go. A `Health` for the dashboard."""

    def __init__(
        self, account: str, sweep: float, clock: Clock, proofs: Proofs, tell: Callable[[Sighting], None]
    ) -> None:
        self._account = account
        self._patience = STALE * sweep + LEEWAY
        self._clock = clock
        self._proofs = proofs
        self._tell = tell
        self._watched_since: datetime | None = None
        self._trouble: Trouble | None = None
        self._troubled = 0
        self._tried = 0
        self._is_alarmed = False
        self._next_round = 0.0
        self._pause = FIRST_PAUSE

    def watch(self) -> None:
        """The chats are on the screen from now on, so there is something to prove."""
        if self._watched_since is None:
            self._watched_since = self._clock.utc()

    def look_away(self) -> None:
        """Another screen is shown, or none; that has a word of its own in health."""
        self._watched_since = None

    def judge(self, trouble: Trouble | None) -> Repair | None:
        """What a sweep found wrong, None for nothing; returns the repair to be made now."""
        self._proofs.note(Stage.BROWSER)
        if trouble is not Trouble.DEAF:
            self._proofs.note(Stage.OBSERVER)
        if trouble is None:
            self._recovered()
            return None
        self._trouble = trouble
        self._troubled += 1
        if self._tried == len(LADDER) and not self._is_alarmed:
            self._is_alarmed = True
            log.error("no repair helped", extra={"trouble": trouble.value})
            self._tell(LifeChanged(self._account, trouble, "alarm"))
        return self._next_repair(trouble)

    def _recovered(self) -> None:
        if self._tried > 1:
            log.info("what the page shows is stored again")
            self._tell(LifeChanged(self._account, None, "over"))
        self._trouble, self._troubled, self._tried, self._is_alarmed = None, 0, 0, False

    def _next_repair(self, trouble: Trouble) -> Repair | None:
        now = self._clock.monotonic()
        if self._tried == 1 or self._tried == len(LADDER):  # a new round of loading anew
            if now < self._next_round:
                return None
            is_calm = now - self._next_round > CALM
            self._pause = FIRST_PAUSE if is_calm else min(LAST_PAUSE, self._pause * 2)
            self._next_round = now + self._pause
            self._tried = 1
        repair = LADDER[self._tried]
        self._tried += 1
        log.log(
            logging.INFO if repair is Repair.REREAD else logging.WARNING,
            "the page and the store differ",
            extra={"trouble": trouble.value, "repair": repair.value},
        )
        if repair is not Repair.REREAD:
            self._tell(LifeChanged(self._account, trouble, repair.value))
        return repair

    async def check(self) -> tuple[str, str]:
        if self._trouble is not None and self._troubled > 1:  # one sweep may meet what just arrived
            done = ALARM if self._is_alarmed else NEXT[LADDER[self._tried - 1]]
            return "degraded", f"{WORDS[self._trouble]}; {done}."
        if self._watched_since is None:
            return "ok", "There are no chats on the screen to compare."
        late = [stage for stage in (Stage.BROWSER, Stage.OBSERVER, Stage.STORE) if self._is_stale(stage)]
        if late:
            return "degraded", f"Not proved for a while that messages arrive: {', '.join(late)}."
        return "ok", "What WhatsApp shows is what is stored."

    def _is_stale(self, stage: Stage) -> bool:
        proved, since = self._proofs.all()[stage], self._watched_since
        last = max((moment for moment in (proved, since) if moment is not None), default=None)
        return last is not None and (self._clock.utc() - last).total_seconds() > self._patience
