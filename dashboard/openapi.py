"""Writes the OpenAPI document to standard output; the front end's types are generated from it.

python -m dashboard.openapi > dashboard/web/src/api/openapi.json
"""

from __future__ import annotations

import json
import sys
from typing import Any

from dashboard.app import bare_app


def document() -> dict[str, Any]:
    return bare_app().openapi()


if __name__ == "__main__":
    json.dump(document(), sys.stdout, indent=1, ensure_ascii=False)
    sys.stdout.write("\n")
