"""How the product speaks to its operators: log lines with one id per message, no private words in them."""

from __future__ import annotations

import logging
import sys
from contextlib import contextmanager
from contextvars import ContextVar
from types import MappingProxyType
from typing import TYPE_CHECKING

from pythonjsonlogger.json import JsonFormatter

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from core.settings import Log

_context: ContextVar[Mapping[str, object]] = ContextVar("log_context", default=MappingProxyType({}))
_OWN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


@contextmanager
def log_context(**facts: object) -> Iterator[None]:
    """Adds ids (`account`, `chat`, `job`, `message_id`) to every line logged inside."""
    token = _context.set({**_context.get(), **facts})
    try:
        yield
    finally:
        _context.reset(token)


def configure(settings: Log) -> None:
    """Sends all log lines to standard error in the chosen format."""
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(_add_context)
    if settings.format == "json":
        handler.setFormatter(
            JsonFormatter(
                "%(asctime)s %(levelname)s %(name)s %(message)s", rename_fields={"levelname": "level"}
            )
        )
    else:
        handler.setFormatter(_TextFormatter())
    logging.basicConfig(level=settings.level, handlers=[handler], force=True)
    for noisy in ("httpx", "httpx2", "openai", "alembic", "aiosqlite", "asyncio", "uvicorn"):
        logging.getLogger(noisy).setLevel(logging.WARNING)


def _add_context(record: logging.LogRecord) -> bool:
    for name, value in _context.get().items():
        if not hasattr(record, name):
            setattr(record, name, value)
    return True


class _TextFormatter(logging.Formatter):
    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)-7s %(name)s: %(message)s", "%H:%M:%S")

    def format(self, record: logging.LogRecord) -> str:
        facts = " ".join(f"{k}={v}" for k, v in vars(record).items() if k not in _OWN)
        line = super().format(record)
        return f"{line}  {facts}" if facts else line
