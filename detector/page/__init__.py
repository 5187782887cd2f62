"""The script that runs inside the page before the page's own: it reads and reports, and decides nothing."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

PARTS = (
    *("strategies", "structure", "places", "geometry", "text", "rows", "content", "days", "bubbles"),
    *("screen", "observer", "actions", "writing", "eyes"),
)
VERSION = 1


def source(table: dict[str, Any], *, handle: str, binding: str) -> str:
    """The whole script with its one JSON argument: strategies, and the two names it uses on `window`.

    `handle` is where Python finds the script's functions, `binding` the function that it reports through.
    It runs again at each load of the page, so a reload brings the strategies back.
    """
    config = {**table, "version": VERSION, "binding": binding}
    parts = "\n".join(f"{{\n{(files(__name__) / f'{part}.js').read_text('utf-8')}\n}}" for part in PARTS)
    return (
        "((config) => {\n"
        "if (window.top !== window) return;\n"
        "const S = {};\n"
        f"Object.defineProperty(window, {json.dumps(handle)}, {{ value: S, configurable: true }});\n"
        f"{parts}\n"
        "S.observe();\n"
        f"}})({json.dumps(config)});"
    )
