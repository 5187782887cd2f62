"""Every error of the API as `application/problem+json` (RFC 9457), in words for a person."""

from __future__ import annotations

import logging
import math
from collections.abc import Mapping
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from core import linking
from core.errors import BrowserGone, CannotStart, LinkingFailed
from core.linking import LinkFault
from dashboard.headers import SECURITY_HEADERS

if TYPE_CHECKING:
    from fastapi import FastAPI
    from starlette.requests import Request
    from starlette.responses import Response

log = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"


def problem(
    status: int,
    detail: str,
    *,
    errors: list[dict[str, str]] | None = None,
    headers: Mapping[str, str] | None = None,
) -> JSONResponse:
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
    }
    if errors:
        body["errors"] = errors
    return JSONResponse(body, status, dict(headers or {}), MEDIA_TYPE)


def install(app: FastAPI) -> None:
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(RequestValidationError, _not_valid)
    app.add_exception_handler(LinkingFailed, _not_linked)
    app.add_exception_handler(BrowserGone, _no_browser)
    app.add_exception_handler(CannotStart, _must_change)
    app.add_exception_handler(Exception, _crashed)


async def _refused(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    detail = error.detail if error.detail != HTTPStatus(error.status_code).phrase else ""
    return problem(error.status_code, detail or _WORDS.get(error.status_code, ""), headers=error.headers)


async def _not_valid(_: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    # The rejected input itself stays out of the answer: it may be a password.
    errors = [
        {
            "field": ".".join(str(part) for part in item["loc"][1:]),
            "message": str(item["msg"]).removeprefix("Value error, "),
        }
        for item in error.errors()
    ]
    return problem(422, "Some of what was sent cannot be used.", errors=errors)


async def _not_linked(request: Request, error: Exception) -> Response:
    assert isinstance(error, LinkingFailed)
    language = request.headers.get("accept-language", "")
    headers = {} if error.wait is None else {"Retry-After": str(math.ceil(error.wait))}
    return problem(409, linking.words(error.fault, language, wait=error.wait), headers=headers)


async def _no_browser(request: Request, _: Exception) -> Response:
    language = request.headers.get("accept-language", "")
    return problem(503, linking.words(LinkFault.NO_BROWSER, language))


async def _must_change(_: Request, error: Exception) -> Response:
    sentence = str(error)
    return problem(409, f"{sentence[:1].upper()}{sentence[1:]}.")


async def _crashed(request: Request, error: Exception) -> Response:
    log.error("request failed", extra={"path": request.url.path, "error": type(error).__name__})
    # Answered outside of every other layer, so the headers are added here.
    words = "Something went wrong here. The log of Switchboard says what."
    return problem(500, words, headers=SECURITY_HEADERS)


_WORDS = {
    404: "There is nothing at this address.",
    405: "This address does not take that method.",
    413: "That is too large.",
}
