"""What lies over the chats without replacing them: the thin banner, dialogs and toasts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field

from simulator.strict import Strict

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.diary import Diary
    from simulator.errands import Errand, Errands
    from simulator.pace import Pace

Said = Annotated[str, Field(max_length=500)]


BannerName = Literal[
    "computer",
    "phone",
    "connecting",
    "retrying",
    "update",
    "notifications",
    "background_sync",
    "language",
]


class Banner(Strict):
    """`seconds` counts down in "Retrying in N seconds…"; `text` replaces the words of the page."""

    name: BannerName
    seconds: Annotated[int, Field(ge=1, le=3_600)] = 10
    text: Said | None = None


class Dialog(Strict):
    """`whats_new` swallows every click until it is closed; the others ask one question."""

    name: Literal["whats_new", "confirm", "notice"] = "whats_new"
    title: Said | None = None
    text: Said | None = None


class Toast(Strict):
    text: Annotated[Said, Field(min_length=1)]
    seconds: Annotated[float, Field(gt=0, le=3_600)] = 3


_CLOSES = ("dialog_close", "dialog_continue", "dialog_ok", "dialog_cancel")


class Overlays:
    """One set for the whole run: every page shows them, also one that comes later."""

    def __init__(
        self, tell: Callable[[dict[str, Any]], None], pace: Pace, diary: Diary, errands: Errands
    ) -> None:
        self._tell = tell
        self._pace = pace
        self._diary = diary
        self._errands = errands
        self._banner: dict[str, Any] | None = None
        self._dialog: Dialog | None = None
        self._toast: Toast | None = None
        self._countdown: Errand | None = None
        self._toasting: Errand | None = None

    def frames(self) -> list[dict[str, Any]]:
        """For a page that has just come."""
        return [self._banner_frame(), self._dialog_frame(), self._toast_frame()]

    def show_banner(self, banner: Banner | None) -> None:
        if self._countdown is not None:
            self._countdown.cancel()
            self._countdown = None
        self._banner = None if banner is None else banner.model_dump()
        self._diary.note("banner", name=banner.name if banner else "none")
        self._tell(self._banner_frame())
        if banner is not None and banner.name == "retrying":
            self._countdown = self._errands.start(self._count_down, banner)

    def show_dialog(self, dialog: Dialog | None) -> None:
        self._dialog = dialog
        self._diary.note("dialog", name=dialog.name if dialog else "none")
        self._tell(self._dialog_frame())

    def show_toast(self, toast: Toast) -> None:
        if self._toasting is not None:
            self._toasting.cancel()
        self._toast = toast
        self._diary.note("toast", text=toast.text)
        self._tell(self._toast_frame())
        self._toasting = self._errands.start(self._end_toast, toast)

    def press(self, what: str) -> None:
        if what in _CLOSES and self._dialog is not None:
            self.show_dialog(None)
        elif self._banner is None:
            return
        elif what in ("banner_close", "banner_turn_on", "banner_update"):
            self.show_banner(None)
        elif what in ("banner_retry", "banner_reconnect"):
            self._errands.start(self._reconnect)

    async def _count_down(self, banner: Banner) -> None:
        for left in range(banner.seconds - 1, 0, -1):
            await self._pace.sleep(1)
            self._banner = banner.model_dump() | {"seconds": left}
            self._tell(self._banner_frame())
        await self._pace.sleep(1)
        self._errands.start(self._reconnect)

    async def _reconnect(self) -> None:
        """As the real page does: "Connecting" for a moment, then nothing."""
        self.show_banner(Banner(name="connecting"))
        shown = self._banner
        await self._pace.sleep(self._pace.latency.banner)
        if self._banner is shown:
            self.show_banner(None)

    async def _end_toast(self, toast: Toast) -> None:
        await self._pace.sleep(toast.seconds)
        if self._toast is toast:
            self._toast = None
            self._tell(self._toast_frame())

    def _banner_frame(self) -> dict[str, Any]:
        return {"t": "banner", "banner": self._banner}

    def _dialog_frame(self) -> dict[str, Any]:
        return {"t": "dialog", "dialog": self._dialog.model_dump() if self._dialog else None}

    def _toast_frame(self) -> dict[str, Any]:
        return {"t": "toast", "text": self._toast.text if self._toast else None}
