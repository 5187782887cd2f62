"""The computers linked to the number: each holds a key that it got when its code was scanned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator import ids

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.clock import Clock
    from simulator.diary import Diary
    from simulator.store import Store


class Devices:
    """Who may see the chats; listeners are told when all were unlinked."""

    def __init__(self, store: Store, clock: Clock, diary: Diary) -> None:
        self.on_unlink: list[Callable[[], None]] = []
        self.on_log_out: list[Callable[[str], None]] = []
        self._store = store
        self._clock = clock
        self._diary = diary
        self._keys = store.devices()

    def __bool__(self) -> bool:
        return bool(self._keys)

    def has(self, key: str | None) -> bool:
        return key in self._keys

    def link(self) -> str:
        key = ids.link_key()
        self._store.add_device(key, self._clock.utc())
        self._keys.add(key)
        self._diary.note("linked")
        return key

    def unlink_one(self, key: str | None) -> None:
        """Its page logged itself out; the others stay linked."""
        if key is not None and key in self._keys:
            self._store.remove_device(key)
            self._keys.remove(key)
            self._diary.note("unlinked")
            for listener in list(self.on_log_out):
                listener(key)

    def unlink(self) -> None:
        self._store.remove_devices()
        self._keys.clear()
        self._diary.note("unlinked")
        for listener in list(self.on_unlink):
            listener()
