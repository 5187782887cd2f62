"""Named points of the road at which a test may end the process, to prove that nothing is lost there.

Points, in the order of the road: `stored`, `planned`, `queued`, `sending`, `typed`, `pressed`, `sent`.
"""

from __future__ import annotations

import os
import signal
from dataclasses import dataclass

POINTS = ("stored", "planned", "queued", "sending", "typed", "pressed", "sent")


@dataclass(frozen=True, slots=True)
class KillAt:
    """Ends the whole process group at one named point, as a power cut would."""

    point: str | None = None

    def __call__(self, point: str) -> None:
        if point == self.point:
            os.killpg(os.getpgrp(), signal.SIGKILL)
