"""The link to a number as something that can be kept and moved: taken in, sealed, restored, forgotten."""

from __future__ import annotations

import asyncio
import logging
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from conversation import accounts, audit, sealed
from conversation.sealed import Contents
from core.errors import CannotStart
from core.types import Screen
from core.waiting import first_set
from detector import profile
from detector.login import LINKED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.wiring import Store
    from conversation.sealed import Sealed
    from core.ports import Clock, LinkControl
    from core.settings import Settings
    from detector.intermission import Intermission

log = logging.getLogger(__name__)

SETTLE = 60.0  # seconds that a new link gets to write down its keys before it is sealed
LOOK = 10.0  # seconds between looks at the link
RETRY = 3600.0  # seconds until a sealing that failed is tried again


class Vault:
    """Works on a profile that no browser runs on; each method raises CannotStart with what to do."""

    def __init__(self, settings: Settings, store: Store, clock: Clock) -> None:
        self._settings = settings
        self._store = store
        self._clock = clock
        self.profile = settings.data / "profile"

    def import_(self, source: Path) -> int:
        """Puts what belongs to the link in a folder or archive in place; returns its bytes."""
        profile.refuse_in_use(self.profile)
        with self._staging() as staged:
            size = profile.take(source, staged, self._settings.whatsapp.url)
            profile.put_in_place(staged, self.profile)
            return size

    async def seal(self) -> Sealed:
        """Works beside a running browser too. Equal content is not written again."""
        account = self._settings.account.name
        with tempfile.TemporaryFile(dir=self._settings.data) as out:
            packed = await asyncio.to_thread(profile.pack, self.profile, self._settings.whatsapp.url, out)
            async with self._store.db.transaction() as session:
                await accounts.ensure(session, account)
                last = await sealed.newest(session, account)
            if last is not None and last.digest == packed.digest:
                return last
            out.seek(0)
            contents = Contents(out, packed.size, packed.digest)
            return await sealed.seal(self._store.db, self._store.keys, account, contents, self._clock.utc())

    async def restore(self) -> Sealed:
        profile.refuse_in_use(self.profile)
        async with self._store.db.reading() as session:
            last = await sealed.newest(session, self._settings.account.name)
        if last is None:
            raise CannotStart("no profile is sealed in this database; seal it with: switchboard profile seal")
        with tempfile.NamedTemporaryFile(dir=self._settings.data, suffix=".tar") as out:
            await sealed.unseal(self._store.db, self._store.keys, last, out)
            out.flush()
            await asyncio.to_thread(self.import_, Path(out.name))
        return last

    async def forget(self) -> None:
        await asyncio.to_thread(profile.forget, self.profile)
        await self.forget_sealed()

    async def forget_sealed(self) -> None:
        async with self._store.db.transaction() as session:
            await sealed.forget(session, self._settings.account.name)

    async def note(self, actor: str, action: str) -> None:
        async with self._store.db.transaction() as session:
            await audit.write(session, actor, action, f"account:{self._settings.account.name}", None, None)

    @contextmanager
    def _staging(self) -> Iterator[Path]:
        """An empty folder beside the profile, so that a rename puts it in place."""
        self._settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
        staged = Path(tempfile.mkdtemp(dir=self._settings.data, prefix="profile."))
        try:
            yield staged
        finally:
            shutil.rmtree(staged, ignore_errors=True)


class Profiles:
    """A `ProfileControl`, and the part that seals: after linking, and as often as the settings say."""

    def __init__(
        self, vault: Vault, link: LinkControl, intermission: Intermission, clock: Clock, every: float | None
    ) -> None:
        """`every`: seconds between sealings; None: only by command."""
        self._vault = vault
        self._link = link
        self._intermission = intermission
        self._clock = clock
        self._every = every

    async def take(self, archive: Path) -> None:
        if self._link.link().screen in LINKED:
            raise CannotStart("a number is linked, and its browser runs on the profile; unlink it first")

        def put() -> None:
            self._vault.import_(archive)

        await self._intermission.perform(put)

    async def forget(self) -> None:
        await self._intermission.perform(lambda: profile.forget(self._vault.profile))
        await self._vault.forget_sealed()

    async def seal(self) -> None:
        await self._vault.seal()

    async def run(self, stop: asyncio.Event) -> None:
        while not stop.is_set():
            await self._settled(stop)
            if stop.is_set() or self._every is None:
                await stop.wait()
                return
            pause = self._every
            try:
                await self.seal()
                log.info("the profile is sealed")
            except CannotStart as error:
                log.warning("the profile could not be sealed", extra={"reason": str(error)})
                pause = min(RETRY, self._every)
            await self._rest(stop, pause)

    async def _settled(self, stop: asyncio.Event) -> None:
        """Waits until a number has been linked for a while."""
        since: float | None = None
        while not stop.is_set():
            now = self._clock.monotonic()
            if self._link.link().screen not in LINKED:
                since = None
            elif since is None:
                since = now
            elif now - since >= SETTLE:
                return
            await first_set(stop, after=self._clock.sleep(LOOK))

    async def _rest(self, stop: asyncio.Event, seconds: float) -> None:
        """Not longer than the link lasts: a new one is sealed as soon as it has settled."""
        until = self._clock.monotonic() + seconds
        while not stop.is_set() and self._clock.monotonic() < until:
            if self._link.link().screen in {Screen.QR, Screen.PHONE_NUMBER}:
                return
            await first_set(stop, after=self._clock.sleep(LOOK))
