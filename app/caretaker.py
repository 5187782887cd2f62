"""A part: deletes what is too old, gives its room back, and makes backups, each in its own rhythm."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from app import backup
from conversation import compact, retention
from core import settings_source
from core.errors import CannotStart
from core.waiting import first_set

if TYPE_CHECKING:
    import asyncio
    from pathlib import Path

    from pydantic import SecretStr

    from conversation.db import Database
    from core.ports import Clock
    from core.settings import Settings

log = logging.getLogger(__name__)

LOOK = 60.0  # seconds between looks at what is due
ENOUGH = 10_000  # deleted rows that make it worth to write the file anew


class Caretaker:
    """Raises CannotStart when backups are to be made, but there is no passphrase for them."""

    def __init__(self, db: Database, settings: Settings, clock: Clock) -> None:
        self._db, self._settings, self._clock = db, settings, clock
        self._passphrase = _passphrase(settings)
        self._deleted_at: datetime | None = None
        self._freed = 0  # rows since the file was last written anew

    async def run(self, stop: asyncio.Event) -> None:
        while not stop.is_set():
            await self.look()
            await first_set(stop, after=self._clock.sleep(LOOK))

    async def look(self) -> None:
        """Does what is due now."""
        now = self._clock.utc()
        every = timedelta(hours=self._settings.retention.every_hours)
        if self._deleted_at is None or now - self._deleted_at >= every:
            await self._delete_old()
            self._deleted_at = now
        if self._passphrase is not None and self._backup_is_due(now):
            await self._back_up(self._passphrase)

    async def _delete_old(self) -> None:
        gone = await retention.delete_old(self._db, self._settings.retention.days)
        if any(gone.values()):
            log.info("old rows were deleted", extra={"rows": gone})
        self._freed += sum(gone.values())
        file = self._settings.data / backup.DATABASE
        if self._freed < ENOUGH or self._settings.database is not None:
            return
        if await compact.compact(file):
            self._freed = 0
        else:
            log.warning("the disk is too full to give room back; it is tried again after the next deletion")

    def _backup_is_due(self, now: datetime) -> bool:
        """By the newest archive, so that a new start does not begin to count anew."""
        hours = self._settings.backup.every_hours
        newest = _newest(self._folder)
        return hours is not None and (newest is None or now - newest >= timedelta(hours=hours))

    async def _back_up(self, passphrase: SecretStr) -> None:
        try:
            await backup.create(self._settings, passphrase.get_secret_value(), self._clock)
        except (CannotStart, OSError) as error:
            # Answers go on without it; the next look tries again.
            log.warning("the backup was not made", extra={"reason": str(error)})
            return
        gone = backup.forget_old(self._folder, self._settings.backup.keep)
        log.info("a backup was made", extra={"removed": len(gone)})

    @property
    def _folder(self) -> Path:
        return self._settings.backup.folder_in(self._settings.data)


def _passphrase(settings: Settings) -> SecretStr | None:
    if settings.backup.every_hours is None:
        return None
    variable = settings.backup.passphrase_env
    given = settings_source.secret(variable)
    if given is None:
        raise CannotStart(
            f"backup.every_hours is set, but there is no passphrase: set {variable} (or {variable}_FILE) "
            "in the environment or in .env"
        )
    return given


def _newest(folder: Path) -> datetime | None:
    names = sorted(file.name for file in folder.glob(f"*{backup.SUFFIX}"))
    for name in reversed(names):
        try:
            return datetime.strptime(name.removesuffix(backup.SUFFIX), backup.STAMP).replace(tzinfo=UTC)
        except ValueError:
            continue  # named by a person
    return None
