"""What the API says and hears about the link to the phone: codes, the profile, the way into the live view."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import StringConstraints

from core.linking import Pairing
from core.types import Screen
from dashboard.schemas import Shape


class Number(Shape):
    """The number to be linked, with its country: `+49 151 23456789`."""

    number: Annotated[str, StringConstraints(min_length=4, max_length=32, strip_whitespace=True)]


class Confirmation(Shape):
    """The password of whoever is signed in, once more."""

    password: Annotated[str, StringConstraints(min_length=1, max_length=1024)]


class Ticket(Shape):
    """Lets its holder look at the live page once, if they come within `expires_in` seconds."""

    ticket: str
    expires_in: int


class Unlink(Shape):
    """`force`: only forget the link here, when WhatsApp's page cannot be reached."""

    force: bool = False


class Profile(Shape):
    """The browser's profile as it was last sealed into the database; `size` is in bytes."""

    sealed_at: datetime | None
    size: int | None


class Link(Shape):
    """The link to the phone; `qr` and its picture are there only while a code may be scanned.

    `code` is to be typed on the phone, and good until `code_until`.
    """

    screen: Screen
    linked: bool
    since: datetime
    qr: str | None
    qr_svg: str | None
    qr_expired: bool
    pairing: Pairing | None
    code: str | None
    code_until: datetime | None
    next_action: str | None
    server_time: datetime
