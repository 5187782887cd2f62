"""A profile is sealed by itself, restored where it is missing, and changed only without a browser on it."""

from __future__ import annotations

import asyncio
import shutil
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from app import profiles
from app.profiles import Profiles, Vault
from app.wiring import Store
from conversation import sealed
from core.errors import CannotStart
from core.settings import Settings
from core.types import LinkView, Screen
from detector.intermission import Intermission
from tests.contract.store import KEYS
from tests.unit.detector.test_profile import DATABASE, LINK, folder, zipped

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from conversation.db import Database
    from conversation.sealed import Sealed
    from tests.fakes import FakeClock

DAY = 24 * 3600.0


class Phone:
    """A link that a test sets."""

    def __init__(self, clock: FakeClock) -> None:
        self._clock = clock
        self.screen = Screen.QR

    def link(self) -> LinkView:
        return LinkView(self.screen, self._clock.utc())

    async def refresh_qr(self) -> None:
        return None


@pytest.fixture
def vault(tmp_path: Path, db: Database, clock: FakeClock) -> Vault:
    settings = Settings.model_validate({"data": tmp_path / "data"})
    folder(tmp_path / "data" / "profile", LINK)
    return Vault(settings, Store(db, KEYS), clock)


async def newest(db: Database) -> Sealed | None:
    async with db.reading() as session:
        return await sealed.newest(session, "main")


@asynccontextmanager
async def sealing(vault: Vault, phone: Phone, clock: FakeClock) -> AsyncIterator[None]:
    part = Profiles(vault, phone, Intermission(), clock, DAY)
    stop = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        group.create_task(part.run(stop))
        yield
        stop.set()


async def passes(clock: FakeClock, seconds: float, db: Database, is_so: bool) -> Sealed | None:
    """Lets time pass, and the sealing, which is real work, come to its end."""
    await clock.advance(seconds)
    for _ in range(200):
        found = await newest(db)
        if (found is not None) is is_so:
            return found
        await asyncio.sleep(0.05)
    raise AssertionError(f"sealed: {not is_so}")


async def test_a_new_link_is_sealed_once_it_has_settled(vault: Vault, db: Database, clock: FakeClock) -> None:
    phone = Phone(clock)
    async with sealing(vault, phone, clock):
        await clock.advance(10 * profiles.SETTLE)
        assert await newest(db) is None
        phone.screen = Screen.MAIN
        await clock.advance(profiles.SETTLE / 2)
        assert await newest(db) is None
        await passes(clock, 2 * profiles.SETTLE, db, is_so=True)
        phone.screen = Screen.QR
        await clock.advance(2 * profiles.LOOK)
        await vault.forget_sealed()
        phone.screen = Screen.MAIN
        await passes(clock, 2 * profiles.SETTLE, db, is_so=True)


async def test_a_sealed_profile_is_restored_and_what_is_equal_is_not_written_again(
    vault: Vault, clock: FakeClock
) -> None:
    first = await vault.seal()
    await clock.advance(60)
    assert await vault.seal() == first
    (vault.profile / DATABASE / "000003.log").write_bytes(b"newer keys")
    second = await vault.seal()
    assert second.sealed_at > first.sealed_at
    shutil.rmtree(vault.profile)
    assert await vault.restore() == second
    assert (vault.profile / DATABASE / "000003.log").read_bytes() == b"newer keys"
    assert (vault.profile.stat().st_mode & 0o777) == 0o700
    assert [path.name for path in vault.profile.parent.iterdir()] == ["profile"]
    await vault.forget()
    with pytest.raises(CannotStart, match="no profile is sealed"):
        await vault.restore()


async def test_a_profile_is_taken_over_only_while_nothing_is_linked(
    vault: Vault, clock: FakeClock, tmp_path: Path
) -> None:
    phone, between = Phone(clock), Intermission()
    part = Profiles(vault, phone, between, clock, DAY)
    changed = zipped(tmp_path, {**LINK, f"{DATABASE}/000003.log": b"of elsewhere"})
    phone.screen = Screen.MAIN
    with pytest.raises(CannotStart, match="unlink it first"):
        await part.take(changed)
    phone.screen = Screen.QR
    async with asyncio.TaskGroup() as group:
        taking = group.create_task(part.take(changed))
        await between.wanted.wait()
        assert not taking.done()
        await between.hold()
    assert (vault.profile / DATABASE / "000003.log").read_bytes() == b"of elsewhere"
