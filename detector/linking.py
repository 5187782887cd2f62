"""Links by phone number and unlinks, through what the page itself offers, with real presses and keys."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import phonenumbers

from core.errors import LinkingFailed
from core.linking import LinkFault, Pairing
from core.types import Screen
from detector.login import LINKED

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.ports import Clock
    from core.types import LinkView
    from detector.keyboard import Keyboard
    from detector.probe import Probe

PATIENCE = 20.0  # seconds for the page to show what was asked for
LOOK = 0.2  # seconds between looks at something that must be drawn before it can be pressed
FIRST_REST = 60.0  # seconds after a failure; doubles up to LONGEST_REST
LONGEST_REST = 3600.0
HELD = (Pairing.CODE, Pairing.EXPIRED, Pairing.REFUSED)


class Linking:
    """A `NumberLink`. Whoever holds the page hands it over (`take`) and tells each change (`notice`)."""

    def __init__(self, keyboard: Keyboard, view: LinkView, clock: Clock) -> None:
        self._keyboard = keyboard
        self._view = view
        self._clock = clock
        self._probe: Probe | None = None
        self._changed = asyncio.Event()
        self._failures = 0
        self._rests_until = 0.0

    def take(self, probe: Probe | None) -> None:
        """The page to work on from now on; None: there is none."""
        self._probe = probe

    def notice(self, view: LinkView) -> None:
        """What the page shows now. A number that was linked makes earlier failures forgotten."""
        if view.screen in LINKED:
            self._failures, self._rests_until = 0, 0.0
        elif view.pairing is Pairing.REFUSED and self._view.pairing is not Pairing.REFUSED:
            self._rest()
        self._view = view
        self._changed.set()

    async def refresh(self) -> None:
        """Asks for a fresh code when the one on the page has expired."""
        probe = self._page()
        async with self._keyboard:
            if self._view.qr_expired:
                await probe.press_target("qr_expired")
            elif self._view.pairing is Pairing.EXPIRED:
                self._rest_over()
                await probe.press_target("code_again")

    async def ask_code(self, number: str) -> None:
        digits = plain(number)
        probe = self._page()
        async with self._keyboard:
            if self._view.screen in LINKED:
                raise LinkingFailed(LinkFault.ALREADY_LINKED)
            self._rest_over()
            await self._open_number(probe)
            await self._type(probe, digits)
            await self._press(probe, "number_next", LinkFault.NOT_TAKEN)
            if not await self._until(lambda view: view.pairing in HELD or view.screen in LINKED):
                self._rest()
                raise LinkingFailed(LinkFault.NO_CODE, wait=self._rest_left())
            if self._view.pairing is Pairing.REFUSED:
                raise LinkingFailed(LinkFault.TOO_MANY, wait=self._rest_left())

    async def show_qr(self) -> None:
        probe = self._page()
        async with self._keyboard:
            if self._view.screen is Screen.PHONE_NUMBER:
                await self._back(probe)

    async def unlink(self) -> None:
        """Logs out on the page, and returns when it shows that the link is gone."""
        probe = self._page()
        async with self._keyboard:
            if self._view.screen not in LINKED:
                raise LinkingFailed(LinkFault.NOT_LINKED)
            await self._press(probe, "menu_button", LinkFault.NOT_UNLINKED)
            await self._press(probe, "log_out", LinkFault.NOT_UNLINKED)
            for _ in range(round(PATIENCE / LOOK)):
                if self._view.screen not in LINKED:
                    return
                await self._clock.sleep(LOOK)
                await probe.press_target("log_out_ok")  # newer builds ask once more
            raise LinkingFailed(LinkFault.NOT_UNLINKED)

    async def _open_number(self, probe: Probe) -> None:
        """From whatever the page shows of linking to an empty field; an older code is left behind."""
        if self._view.screen is Screen.PHONE_NUMBER and self._view.pairing in HELD:
            await self._back(probe)
        if self._view.screen is Screen.QR:
            await self._press(probe, "number_link", LinkFault.NOT_OFFERED)
        if not await self._until(lambda view: view.pairing is Pairing.NUMBER):
            raise LinkingFailed(LinkFault.NOT_OFFERED)

    async def _back(self, probe: Probe) -> None:
        await self._press(probe, "code_link", LinkFault.NOT_OFFERED)
        if not await self._until(lambda view: view.screen is Screen.QR):
            raise LinkingFailed(LinkFault.NOT_OFFERED)

    async def _type(self, probe: Probe, digits: str) -> None:
        """Over what stands in the field, and only as typed if the field says so afterwards."""
        await self._press(probe, "number_input", LinkFault.NOT_TAKEN)
        await probe.key("ControlOrMeta+A")
        await probe.insert_text(f"+{digits}")
        taken = await probe.ask("valueOf", "number_input")
        if "".join(filter(str.isdecimal, taken or "")) != digits:
            raise LinkingFailed(LinkFault.NOT_TAKEN)

    async def _press(self, probe: Probe, target: str, otherwise: LinkFault) -> None:
        """Presses a target as soon as it can be pressed."""
        for _ in range(round(PATIENCE / LOOK)):
            if await probe.press_target(target):
                return
            await self._clock.sleep(LOOK)
        raise LinkingFailed(otherwise)

    async def _until(self, is_so: Callable[[LinkView], bool]) -> bool:
        try:
            async with asyncio.timeout(PATIENCE):
                while not is_so(self._view):
                    self._changed.clear()
                    await self._changed.wait()
        except TimeoutError:
            return False
        return True

    def _page(self) -> Probe:
        if self._probe is None:
            raise LinkingFailed(LinkFault.NO_BROWSER)
        return self._probe

    def _rest_over(self) -> None:
        left = self._rest_left()
        if left > 0:
            raise LinkingFailed(LinkFault.TOO_MANY, wait=left)

    def _rest_left(self) -> float:
        return self._rests_until - self._clock.monotonic()

    def _rest(self) -> None:
        """Longer after each further failure: asking again and again is what WhatsApp refuses."""
        self._rests_until = self._clock.monotonic() + min(LONGEST_REST, FIRST_REST * 2.0**self._failures)
        self._failures += 1


def plain(number: str) -> str:
    """The digits of a number with its country (`+49 151 …`, `0049 …`). Raises LinkingFailed."""
    text = number.strip()
    text = f"+{text[2:]}" if text.startswith("00") else text
    try:
        parsed = phonenumbers.parse(text, None)
    except phonenumbers.NumberParseException:
        raise LinkingFailed(LinkFault.BAD_NUMBER) from None
    if not phonenumbers.is_possible_number(parsed):
        raise LinkingFailed(LinkFault.BAD_NUMBER)
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164).removeprefix("+")
