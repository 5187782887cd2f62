"""Identifiers with the shapes that WhatsApp's own clients give them."""

from __future__ import annotations

import hashlib
import secrets
import string

_BASE64 = string.ascii_letters + string.digits + "+/"
_TYPED = "123456789ABCDEFGHJKLMNPQRSTVWXYZ"
_PHONE_SHAPES = (("3A", 18), ("AC", 30))


def from_phone(owner: str) -> str:
    """The id of a message written on a phone; one person keeps to one make of phone."""
    prefix, digits = _PHONE_SHAPES[sum(owner.encode()) % len(_PHONE_SHAPES)]
    return prefix + _hex(digits)


def pairing_reference() -> str:
    """What a linking code holds: the server's reference, two public keys, a secret and the platform."""
    keys = (_base64(43) + "=" for _ in range(3))
    return ",".join(("2@" + _base64(96), *keys, "1"))


def link_code() -> str:
    """Eight characters that cannot be mistaken for one another, to be typed on a phone."""
    return "".join(secrets.choice(_TYPED) for _ in range(8))


def link_key() -> str:
    return secrets.token_urlsafe(24)


def chat() -> str:
    return secrets.token_hex(6)


def digits(of: str) -> str:
    """The number under which the page writes somebody down; the same for the same name, and nobody's own."""
    return "5550" + str(int.from_bytes(hashlib.sha256(of.encode()).digest()[:6]) % 10**11).zfill(11)


def _hex(digits: int) -> str:
    return "".join(secrets.choice("0123456789ABCDEF") for _ in range(digits))


def _base64(characters: int) -> str:
    return "".join(secrets.choice(_BASE64) for _ in range(characters))
