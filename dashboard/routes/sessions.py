"""Signing in, staying signed in, signing out."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from fastapi import APIRouter, HTTPException, Request, Response

from dashboard.access import Person, Role, SignedIn, allowed, public
from dashboard.auth import Auth, TooManyTries, WrongPassword
from dashboard.here import GivenAuth
from dashboard.schemas import Credentials, Operator, Session

if TYPE_CHECKING:
    from dashboard.tokens import Issued

router = APIRouter(prefix="/auth", tags=["auth"])

COOKIE_PATH = "/api/v1/auth"


@router.post("/sign-in")
@public
async def sign_in(body: Credentials, request: Request, response: Response, auth: GivenAuth) -> Session:
    _from_here(request)
    address = request.client.host if request.client else ""
    try:
        person, issued = await auth.sign_in(body.name, body.password, address)
    except TooManyTries as error:
        words = f"Too many tries. Wait {error.seconds} seconds, then try again."
        raise HTTPException(429, words, {"Retry-After": str(error.seconds)}) from None
    except WrongPassword:
        raise HTTPException(401, "The name or the password is wrong.") from None
    _set_cookie(response, auth, issued, is_https=request.url.scheme == "https")
    return _session(person, issued)


@router.post("/refresh", responses={204: {"description": "Nobody is signed in here."}})
@public
async def refresh(request: Request, response: Response, auth: GivenAuth) -> Session:
    """A fresh access token for whoever holds the cookie.

    A browser asks this before it knows whether anybody is signed in, so "nobody" is an answer, not an error.
    """
    _from_here(request)
    cookie = request.cookies.get(auth.cookie)
    renewed = await auth.refresh(cookie) if cookie else None
    if renewed is None:
        nobody = Response(status_code=204)
        if cookie:
            _delete_cookie(nobody, auth)
        return nobody  # type: ignore[return-value]  # FastAPI sends a response as it is
    _set_cookie(response, auth, renewed[1], is_https=request.url.scheme == "https")
    return _session(*renewed)


@router.post("/sign-out", status_code=204)
@public
async def sign_out(request: Request, response: Response, auth: GivenAuth) -> None:
    _from_here(request)
    cookie = request.cookies.get(auth.cookie)
    if cookie:
        await auth.sign_out(cookie)
    _delete_cookie(response, auth)


@router.get("/me")
@allowed(Role.VIEWER)
async def me(person: SignedIn) -> Operator:
    return Operator(id=person.id, name=person.name, role=person.role)


def _delete_cookie(response: Response, auth: Auth) -> None:
    response.delete_cookie(auth.cookie, path=COOKIE_PATH, httponly=True, samesite="strict")


def _from_here(request: Request) -> None:
    """These routes act on a cookie, so another site's page must not be able to call them."""
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc.lower() != request.headers.get("host", "").lower():
        raise HTTPException(403, "That came from another site.")


def _set_cookie(response: Response, auth: Auth, issued: Issued, *, is_https: bool) -> None:
    response.set_cookie(
        auth.cookie,
        issued.refresh,
        max_age=issued.refresh_seconds,
        path=COOKIE_PATH,
        httponly=True,
        samesite="strict",
        secure=is_https,
    )


def _session(person: Person, issued: Issued) -> Session:
    operator = Operator(id=person.id, name=person.name, role=person.role)
    return Session(access_token=issued.access, expires_in=issued.access_seconds, operator=operator)
