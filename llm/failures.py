"""What a vendor's exception means to us: one table for all SDKs, by class names so that none is imported.

The order of the questions matters: timeouts are connection errors too, in more than one SDK.
"""

from __future__ import annotations

import math
import re
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

from core.errors import ModelFailed
from core.judgement import FailureKind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

TIMEOUTS = {
    "openai.APITimeoutError",
    "anthropic.APITimeoutError",
    "httpx2.TimeoutException",
    "httpx.TimeoutException",
}
CONNECTIONS = {
    "openai.APIConnectionError",
    "anthropic.APIConnectionError",
    "httpx2.TransportError",
    "httpx.TransportError",
}
# Said in the middle of an answer, when the status had long been 200.
TOLD_LATE = {"openai.APIError", "anthropic.APIError", "ollama.ResponseError"}
FILTERS = {"openai.ContentFilterFinishReasonError"}

BY_STATUS = {
    401: FailureKind.AUTH,
    402: FailureKind.QUOTA,
    403: FailureKind.AUTH,
    404: FailureKind.MODEL,
    408: FailureKind.TIMEOUT,
    409: FailureKind.SERVER,
    413: FailureKind.CONTEXT,
    425: FailureKind.SERVER,
    429: FailureKind.RATE,
    501: FailureKind.BADREQ,
    503: FailureKind.OVERLOAD,
    504: FailureKind.TIMEOUT,
    529: FailureKind.OVERLOAD,
}

CONTEXT_WORDS = re.compile(
    r"context_length_exceeded|maximum context|prompt is too long|input token count"
    r"|exceed_context_size_error|longer than the model's context length",
    re.IGNORECASE,
)
QUOTA_WORDS = re.compile(r"insufficient_quota|billing|credit balance|perday", re.IGNORECASE)
FILTER_WORDS = re.compile(r"content_filter|content[ _]policy|content management policy", re.IGNORECASE)
KEY_WORDS = re.compile(r"api key not valid|invalid_api_key", re.IGNORECASE)
DELAY_WORDS = re.compile(r"retryDelay\W+(\d+(?:\.\d+)?)s", re.IGNORECASE)
OVERLOAD_WORDS = re.compile(r"overloaded", re.IGNORECASE)


def classify(error: Exception, now: datetime) -> ModelFailed:
    """The failure of one call in our words. Its message holds no text of the request and no key."""
    names = {f"{cls.__module__.partition('.')[0]}.{cls.__name__}" for cls in type(error).__mro__}
    status = _status(error)
    kind = _kind(error, names, status)
    said = type(error).__name__ if status is None else f"{type(error).__name__} {status}"
    return ModelFailed(kind, said, retry_after=_wish(error, now), status=status)


def retry_after(headers: Mapping[str, str], now: datetime) -> float | None:
    """Seconds the server asks us to stay away: `retry-after-ms`, else seconds or a date in `retry-after`."""
    for header, unit in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        wish = _number(headers.get(header))
        if wish is not None:
            return max(0.0, wish * unit)
    try:
        moment = parsedate_to_datetime(headers.get("retry-after", ""))
        return max(0.0, (moment - now).total_seconds())
    except (TypeError, ValueError, OverflowError):  # no date, an absurd one, or one without a zone
        return None


def _wish(error: Exception, now: datetime) -> float | None:
    headers = getattr(getattr(error, "response", None), "headers", None)
    wish = retry_after(headers, now) if headers is not None else None
    if wish is None and (delay := DELAY_WORDS.search(_words(error))):
        wish = float(delay[1])
    return wish


def _kind(error: Exception, names: set[str], status: int | None) -> FailureKind:
    if names & FILTERS:
        return FailureKind.FILTER
    if names & TIMEOUTS or isinstance(error, TimeoutError):
        return FailureKind.TIMEOUT
    if names & CONNECTIONS or isinstance(error, OSError):
        return FailureKind.CONN
    if status is not None and status >= 400:
        return _kind_of_status(status, _words(error))
    if names & TOLD_LATE:
        return FailureKind.OVERLOAD if OVERLOAD_WORDS.search(_words(error)) else FailureKind.SERVER
    # What is left came out of reading the answer: no JSON, JSON of another shape, a failed assertion.
    return FailureKind.BADRESP


def _kind_of_status(status: int, words: str) -> FailureKind:
    if status in (400, 422):
        if CONTEXT_WORDS.search(words):
            return FailureKind.CONTEXT
        if FILTER_WORDS.search(words):
            return FailureKind.FILTER
        if KEY_WORDS.search(words):
            return FailureKind.AUTH
    if status == 429 and QUOTA_WORDS.search(words):
        # Google speaks of quota and billing for its limit per minute too, but then says when to come back.
        is_per_minute = DELAY_WORDS.search(words) and "perday" not in words.lower()
        return FailureKind.RATE if is_per_minute else FailureKind.QUOTA
    otherwise = FailureKind.SERVER if status >= 500 else FailureKind.BADREQ
    return BY_STATUS.get(status, otherwise)


def _status(error: Exception) -> int | None:
    for field in ("status_code", "code"):
        status: Any = getattr(error, field, None)
        if isinstance(status, int) and status > 0:
            return status
    return None


def _words(error: Exception) -> str:
    """What the vendor says, for matching only: it may quote the request, so it is never logged."""
    parts = (getattr(error, field, None) for field in ("code", "type", "body", "details"))
    return " ".join(str(part) for part in (*parts, error) if part is not None)


def _number(value: str | None) -> float | None:
    try:
        number = float(value) if value is not None else math.nan
    except ValueError:
        return None
    return number if math.isfinite(number) else None
