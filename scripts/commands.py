"""What the Makefile may ask of the set-up, and how its failures are told."""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING, NoReturn

from scripts import audit, browser, environment, frontend, locks, steps
from scripts.environment import Profile
from scripts.steps import SetupFailed, StepFailed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def carry_out(arguments: Sequence[str]) -> int:
    """Exit code: 0 done, 1 the audit found something, 2 a person must act first, 130 interrupted."""
    known: dict[str, Callable[[], int]] = {
        "run": lambda: _prepare(Profile.RUN),
        "dev": lambda: _prepare(Profile.DEV),
        "lock": locks.renew,
        "audit": _audit,
    }
    if len(arguments) != 1 or arguments[0] not in known:
        print(f"say one of: {', '.join(known)}", file=sys.stderr)
        return 2
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")  # a progress line must not fail on a terminal of old
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        with steps.alone():
            return known[arguments[0]]()
    except SetupFailed as error:
        if isinstance(error, StepFailed) and error.output:
            print(error.output, file=sys.stderr)
        print(f"set-up: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("set-up: interrupted; run the same command again to go on", file=sys.stderr)
        return 130


def _prepare(profile: Profile) -> int:
    environment.ensure(profile)
    browser.ensure(os.environ.get("SWITCHBOARD_BROWSER__EXECUTABLE"))
    frontend.ensure()
    return 0


def _audit() -> int:
    environment.ensure(Profile.DEV)
    return audit.all_locks()


def _interrupt(*_: object) -> NoReturn:
    raise KeyboardInterrupt
