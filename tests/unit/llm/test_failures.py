"""What an exception means, told from names, status and the vendor's words."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import httpx2
import openai
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.judgement import FailureKind
from llm.failures import classify, retry_after

K = FailureKind
NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
REQUEST = httpx2.Request("POST", "http://127.0.0.1/v1/chat/completions")


def vendor_error(status: int, body: Any = None, **headers: str) -> openai.APIStatusError:
    response = httpx2.Response(
        status, headers={name.replace("_", "-"): value for name, value in headers.items()}, request=REQUEST
    )
    return openai.APIStatusError("said by the vendor", response=response, body=body)


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (openai.APITimeoutError(REQUEST), K.TIMEOUT),
        (openai.APIConnectionError(request=REQUEST), K.CONN),
        (openai.ContentFilterFinishReasonError(), K.FILTER),
        (openai.APIError("x", REQUEST, body={"type": "overloaded_error"}), K.OVERLOAD),
        (openai.APIError("x", REQUEST, body={"type": "api_error"}), K.SERVER),
        (httpx2.ReadTimeout("x"), K.TIMEOUT),
        (httpx2.RemoteProtocolError("x"), K.CONN),
        (httpx2.DecodingError("x"), K.BADRESP),
        (TimeoutError(), K.TIMEOUT),
        (ConnectionResetError(), K.CONN),
        (ValueError("no JSON"), K.BADRESP),
        (AssertionError(), K.BADRESP),
        (vendor_error(400, "API key not valid. Please pass a valid API key."), K.AUTH),
        (vendor_error(400, "This model's maximum context length is 8192 tokens"), K.CONTEXT),
        (vendor_error(400, "blocked by our content policy"), K.FILTER),
        (vendor_error(418), K.BADREQ),
        (vendor_error(425), K.SERVER),
        (vendor_error(501), K.BADREQ),
        (vendor_error(599), K.SERVER),
    ],
)
def test_each_exception_has_its_kind(error: Exception, kind: FailureKind) -> None:
    assert classify(error, NOW).kind is kind


def test_a_quota_per_minute_is_a_rate_limit_and_says_when_to_come_back() -> None:
    words = "You exceeded your current quota, please check your plan and billing details."
    failure = classify(vendor_error(429, {"message": words, "details": [{"retryDelay": "7.5s"}]}), NOW)
    assert (failure.kind, failure.retry_after) == (K.RATE, 7.5)


def test_a_quota_per_day_needs_a_person() -> None:
    body = {"message": "billing", "quotaId": "RequestsPerDay", "details": [{"retryDelay": "7s"}]}
    assert classify(vendor_error(429, body), NOW).kind is K.QUOTA


def test_the_message_holds_nothing_of_what_the_vendor_said() -> None:
    failure = classify(vendor_error(400, "you asked: when do you open?"), NOW)
    assert str(failure) == "APIStatusError 400"


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "7"}, 7),
        ({"retry-after": "0.5"}, 0.5),
        ({"retry-after": "-3"}, 0),
        ({"retry-after-ms": "250"}, 0.25),
        ({"retry-after": "Sat, 21 Nov 2026 09:01:30 GMT"}, 90),
        ({"retry-after": "Sat, 21 Nov 2026 08:00:00 GMT"}, 0),
        ({"retry-after": "Sat, 21 Nov 2026 09:01:30"}, None),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "inf"}, None),
        ({"retry-after-ms": "x", "retry-after": "4"}, 4),
        ({}, None),
    ],
)
def test_how_long_a_vendor_wants_to_be_left_alone(headers: dict[str, str], seconds: float | None) -> None:
    assert retry_after(headers, NOW) == seconds


@given(value=st.text(max_size=40))
def test_any_header_is_understood_or_ignored(value: str) -> None:
    wish = retry_after({"retry-after": value}, NOW)
    assert wish is None or 0 <= wish < float("inf")
