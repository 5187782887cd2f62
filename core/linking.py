"""How far linking a number has got; why it failed, as a sentence with one next action in two languages."""

from __future__ import annotations

import math
from enum import StrEnum


class Pairing(StrEnum):
    """How far linking by phone number has got on the page."""

    NUMBER = "number"
    CODE = "code"
    EXPIRED = "expired"
    REFUSED = "refused"


class LinkFault(StrEnum):
    """What stood in the way."""

    NO_BROWSER = "no_browser"
    BAD_NUMBER = "bad_number"
    ALREADY_LINKED = "already_linked"
    NOT_OFFERED = "not_offered"
    NOT_TAKEN = "not_taken"
    NO_CODE = "no_code"
    TOO_MANY = "too_many"
    NOT_LINKED = "not_linked"
    NOT_UNLINKED = "not_unlinked"


_ENGLISH = {
    LinkFault.NO_BROWSER: "The browser is not running. It starts again by itself; try again in a moment.",
    LinkFault.BAD_NUMBER: "That is not a phone number with its country. Write it like +49 151 23456789.",
    LinkFault.ALREADY_LINKED: "A number is linked already. Unlink it first.",
    LinkFault.NOT_OFFERED: "WhatsApp does not offer to link by number now. Scan the QR code.",
    LinkFault.NOT_TAKEN: "WhatsApp's page did not take the number. Scan the QR code.",
    LinkFault.NO_CODE: "WhatsApp gave no code. Scan the QR code, or ask again in {minutes} min.",
    LinkFault.TOO_MANY: "WhatsApp gives no more codes for a while. Ask again in {minutes} min.",
    LinkFault.NOT_LINKED: "No number is linked, so there is nothing to unlink.",
    LinkFault.NOT_UNLINKED: "WhatsApp did not log out. Remove this computer in Linked devices on the phone.",
}
_SPANISH = {
    LinkFault.NO_BROWSER: "El navegador no está en marcha. Se inicia solo; inténtalo de nuevo en un momento.",
    LinkFault.BAD_NUMBER: "No es un número de teléfono con su país. Escríbelo así: +34 612 345 678.",
    LinkFault.ALREADY_LINKED: "Ya hay un número vinculado. Desvincúlalo primero.",
    LinkFault.NOT_OFFERED: "WhatsApp no ofrece ahora vincular con el número. Escanea el código QR.",
    LinkFault.NOT_TAKEN: "La página de WhatsApp no aceptó el número. Escanea el código QR.",
    LinkFault.NO_CODE: "WhatsApp no dio ningún código. Escanea el código QR o pide otro en {minutes} min.",
    LinkFault.TOO_MANY: "WhatsApp no da más códigos por un tiempo. Pide otro en {minutes} min.",
    LinkFault.NOT_LINKED: "No hay ningún número vinculado; no hay nada que desvincular.",
    LinkFault.NOT_UNLINKED: "WhatsApp no cerró la sesión. Ciérrala en el teléfono: Dispositivos vinculados.",
}
_LANGUAGES = {"en": _ENGLISH, "es": _SPANISH}


def words(fault: LinkFault, language: str = "en", *, wait: float | None = None) -> str:
    """The fault as a sentence and what to do; `language` as a browser names it (`es-MX, en;q=0.8`).

    `wait` is in seconds; an unknown language gets English.
    """
    wished = (part.strip()[:2].lower() for part in language.split(","))
    table = next((_LANGUAGES[name] for name in wished if name in _LANGUAGES), _ENGLISH)
    return table[fault].format(minutes=max(1, math.ceil((wait or 0) / 60)))
