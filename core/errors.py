"""What can go wrong, sorted by what the caller can do about it.

```
SwitchboardError
├── CannotStart             a person must change something first: one sentence, exit code 2
├── SendingHeld             nothing may be sent now; the same message may be later
├── ScheduleRefused         no message can be scheduled so: one sentence for whoever asked
├── DetectorError
│   ├── BrowserGone         the page or its browser died; whoever holds it starts anew
│   ├── NotLinked           a person must scan the QR code
│   ├── SelectorMissing     WhatsApp changed its page: a required target has no match
│   │   └── SafeMode        for so long that nothing is sent until it is found again; nothing was pressed
│   ├── LinkingFailed       linking or unlinking did not go through; `fault` says why, in words for people
│   ├── ChatUnreachable     the chat could not be opened with certainty; nothing was typed
│   ├── CannotSend          this message can never be sent as it is; nothing was pressed
│   └── SendUnconfirmed     may have been sent: look before sending again
└── LLMError
    ├── ModelFailed         one call failed; `kind` says what may be done next
    ├── NoModelLeft         every model failed or rests; holds each attempt
    └── BudgetExceeded      no model was asked: what may be spent is spent
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core import linking

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.judgement import Attempt, FailureKind
    from core.linking import LinkFault


class SwitchboardError(Exception):
    """Root of all errors that this project raises on purpose."""


class CannotStart(SwitchboardError):
    """The product cannot start. The message is one sentence: what is wrong, where, what to do."""


class SendingHeld(SwitchboardError):
    """Nothing may be sent now, for a reason that the queue shows; `seconds` until it is asked again."""

    def __init__(self, reason: str, seconds: float) -> None:
        super().__init__(reason)
        self.seconds = seconds


class ScheduleRefused(SwitchboardError):
    """A message cannot be scheduled so. The message is one sentence: what is wrong, what to do."""


class DetectorError(SwitchboardError):
    """The page could not be read or written."""


class BrowserGone(DetectorError):
    """The browser or its page died."""


class NotLinked(DetectorError):
    """The number is not linked; a person must scan the QR code."""


class SelectorMissing(DetectorError):
    """No strategy of a required target matches the page."""

    def __init__(self, target: str) -> None:
        super().__init__(f"no strategy of {target!r} in selectors.yaml matches the page")
        self.target = target


class SafeMode(SelectorMissing):
    """A required target has been missing for a while; nothing was pressed, and all that waits may wait."""


class LinkingFailed(DetectorError):
    """Linking or unlinking did not go through. `wait`: seconds until another try makes sense."""

    def __init__(self, fault: LinkFault, *, wait: float | None = None) -> None:
        super().__init__(linking.words(fault, wait=wait))
        self.fault = fault
        self.wait = wait


class ChatUnreachable(DetectorError):
    """The chat could not be opened with certainty; nothing was typed."""


class CannotSend(DetectorError):
    """What the message needs is gone, such as the message that it answers; nothing was pressed."""


class SendUnconfirmed(DetectorError):
    """The send key may have been pressed, but no bubble was seen."""


class LLMError(SwitchboardError):
    """A model gave no usable answer."""


class ModelFailed(LLMError):
    """One call to one model failed.

    `retry_after` is the vendor's own wish in seconds, `status` the HTTP status where there was one.
    The message is for logs and operators, never for a contact.
    """

    def __init__(
        self,
        kind: FailureKind,
        message: str = "",
        *,
        retry_after: float | None = None,
        status: int | None = None,
    ) -> None:
        super().__init__(message or kind.value)
        self.kind = kind
        self.retry_after = retry_after
        self.status = status


class NoModelLeft(LLMError):
    """Every model of the chain failed, was skipped or rests."""

    def __init__(
        self, attempts: Sequence[Attempt], *, kind: FailureKind | None, retry_after: float | None = None
    ) -> None:
        tried = ", ".join(f"{a.model}: {a.kind.value if a.kind else 'ok'}" for a in attempts)
        super().__init__(f"no model answered ({tried or 'all rest'})")
        self.attempts = tuple(attempts)
        self.kind = kind
        self.retry_after = retry_after


class BudgetExceeded(LLMError):
    """`scope` is reply, chat, day or month; `is_silent`: the contact is to be told nothing."""

    def __init__(self, scope: str, *, is_silent: bool = False) -> None:
        super().__init__(f"the budget of the {scope} is spent")
        self.scope = scope
        self.is_silent = is_silent
