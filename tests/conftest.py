"""What all tests share: Hypothesis is slow on a fresh machine, where the first texts take long to make."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

# On top of what is loaded already: where CI is set, Hypothesis itself chooses the same examples each time.
settings.register_profile(
    "switchboard", settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("switchboard")
