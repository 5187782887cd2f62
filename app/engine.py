"""A child process that serves one model file on loopback, until its standard input closes.

Usage: python -m app.engine ENGINE_FOLDER MODEL_FILE TOKENS_OF_CONTEXT
"""

from __future__ import annotations

import importlib
import json
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence


def serve(arguments: Sequence[str]) -> None:
    """Prints one line of JSON with the address as soon as the model is ready."""
    folder, model, context = arguments
    sys.path.insert(0, folder)
    engine: Any = importlib.import_module("xllamacpp")
    settings = engine.CommonParams()
    settings.model.path = model
    settings.n_ctx = int(context)
    settings.n_parallel = 1
    server = engine.Server(settings)
    sys.stdout.write(json.dumps({"address": server.listening_address}) + "\n")
    sys.stdout.flush()
    sys.stdin.read()


if __name__ == "__main__":
    serve(sys.argv[1:])
