"""What a route is handed: the services of this app, and the parts built on them at start."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from dashboard.auth import Auth
from dashboard.checkup import Checkup
from dashboard.repeats import Repeats
from dashboard.services import Services
from dashboard.viewing import Viewing


def _services(request: Request) -> Services:
    services: Services = request.app.state.services
    return services


def _auth(request: Request) -> Auth:
    auth: Auth = request.app.state.auth
    return auth


def _checkup(request: Request) -> Checkup:
    checkup: Checkup = request.app.state.checkup
    return checkup


def _repeats(request: Request) -> Repeats:
    repeats: Repeats = request.app.state.repeats
    return repeats


def _viewing(request: Request) -> Viewing:
    viewing: Viewing = request.app.state.viewing
    return viewing


Given = Annotated[Services, Depends(_services)]
GivenAuth = Annotated[Auth, Depends(_auth)]
GivenCheckup = Annotated[Checkup, Depends(_checkup)]
GivenViewing = Annotated[Viewing, Depends(_viewing)]
GivenRepeats = Annotated[Repeats, Depends(_repeats)]
