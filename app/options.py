"""Options that several commands take."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

SETTINGS_HELP = "settings file; without it settings.yaml of this folder, where there is one"

SettingsFile = Annotated[Path | None, Parameter(name="--settings", help=SETTINGS_HELP)]
