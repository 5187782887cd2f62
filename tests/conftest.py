"""What all tests share: Hypothesis is slow on a fresh machine, and a shell's background knows no Ctrl-C."""

from __future__ import annotations

import signal

from hypothesis import HealthCheck, settings

# On top of what is loaded already: where CI is set, Hypothesis itself chooses the same examples each time.
settings.register_profile(
    "switchboard", settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("switchboard")

# A shell that runs the tests in the background has them ignore SIGINT, and every process they start too.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
