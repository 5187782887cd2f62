"""What the control API answers to what it cannot carry out: one sentence, and never what was sent."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from fastapi import FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import ValidationError

from simulator.reasons import reason
from simulator.world import UnknownChat

if TYPE_CHECKING:
    from collections.abc import Sequence

NO_JSON = "the request needs a body of JSON and the header Content-Type: application/json (curl: --json)"
WHERE = {"body", "query", "path"}


class Impossible(ValueError):
    """The request is understood, but what it asks for cannot be; the message says why."""

    status = 409


def add_refusals(app: FastAPI) -> None:
    @app.exception_handler(UnknownChat)
    async def unknown_chat(_: Request, error: UnknownChat) -> JSONResponse:
        return refused(f"There is no chat {error}.", 404)

    @app.exception_handler(Impossible)
    async def impossible(_: Request, error: Impossible) -> JSONResponse:
        return refused(str(error), error.status)

    @app.exception_handler(RequestValidationError)
    async def bad_request(_: Request, error: RequestValidationError) -> JSONResponse:
        return refused(sentence(error.errors()), 422)

    @app.exception_handler(ValidationError)
    async def bad_values(_: Request, error: ValidationError) -> JSONResponse:
        return refused(sentence(error.errors()), 422)

    @app.exception_handler(404)
    @app.exception_handler(405)
    async def no_such_request(request: Request, error: HTTPException) -> JSONResponse:
        if error.detail != HTTPStatus(error.status_code).phrase:
            return refused(error.detail, error.status_code)
        asked = f"{request.method} {request.url.path[:80]}"
        return refused(f"There is no {asked}; docs/simulator.md lists what there is.", error.status_code)

    @app.exception_handler(UnicodeEncodeError)
    async def half_a_character(_: Request, __: UnicodeEncodeError) -> JSONResponse:
        return refused("A name or text holds half a character, which cannot be kept.", 422)


def refused(words: str, status: int) -> JSONResponse:
    # Half a character cannot be sent; a name in a request may hold one.
    return JSONResponse({"detail": words.encode("utf-8", "replace").decode()}, status)


def sentence(errors: Sequence[Any]) -> str:
    """Where each part is wrong and why, without what was sent: that may be long, or no text at all."""
    told = []
    for error in errors[:5]:
        if error["loc"] == ("body",) and not isinstance(error.get("input"), dict | list):
            told.append(NO_JSON)
            continue
        place = ".".join(str(part)[:60] for part in error["loc"] if part not in WHERE)
        why = reason(error)
        if error["type"] == "json_invalid":
            place = ""
        told.append(f"{place}: {why}" if place else why)
    more = f"; and {len(errors) - 5} more" if len(errors) > 5 else ""
    return f"{'; '.join(told)}{more}."
