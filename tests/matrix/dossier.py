"""What dom.md says of each build and language, as the checks read it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

BARE = re.compile(r"^[0-9A-F]{16,40}$")
FULL = re.compile(r"^(true|false)_([^_]+@[a-z.]+)_([0-9A-Za-z]+)(?:_(out|in))?(?:_([^_]+@[a-z.]+))?$")
NAMED_ICONS = {"tail-in", "tail-out", "ptt-status", "plus-rounded", "ic-sync"}
KEPT_TESTIDS = re.compile(
    r"^(selectable-text|select-all selectable-text|tail-|status-|default-|document-|media-|ptt-|audio-|"
    r"msg-(time|check|dblcheck|video))"
)
"""What 2026-04 keeps: text bodies and icons."""


@dataclass(frozen=True, slots=True)
class Build:
    """A line of the table in S1; timeline.md dates what the table leaves open."""

    testids: Literal["all", "few", "none"]
    ids: Literal["bare", "lid", "c.us"]
    has_sides: bool
    has_body_class: bool | None
    icons: Literal["title", "attribute", "both"]
    row_role: Literal["row", "listitem"]
    search: Literal["input", "editor"]
    label: Literal["named", "plain", "title"]
    has_shells: bool
    is_application: bool


BUILDS = {
    "2026-10": Build("all", "bare", False, True, "title", "row", "input", "named", True, False),
    "2026-05-mixed": Build("all", "bare", True, None, "both", "row", "input", "named", True, False),
    "2026-04": Build("few", "lid", True, False, "attribute", "row", "input", "named", True, False),
    "2025-06": Build("none", "c.us", True, True, "attribute", "listitem", "editor", "plain", False, True),
    "2023-06": Build("all", "c.us", True, True, "attribute", "listitem", "editor", "title", False, True),
}


@dataclass(frozen=True, slots=True)
class Words:
    """Labels of dom.md §9; where it gives none for a language, `None`: nothing may be demanded."""

    grid: str | None
    results: tuple[str, ...]
    to: str
    to_group: str
    plain: str
    send: str
    attach: str
    unread: str
    you: str
    status: tuple[str | None, ...]
    quoted: str
    picture: str
    voice: str
    profile: tuple[str, ...]
    today: str
    yesterday: str
    filters: tuple[str | None, ...]


WORDS = {
    "en": Words(
        grid="Chat list",
        results=("Search results.",),
        to="Type a message to {}",
        to_group="Type a message to group {}",
        plain="Type a message",
        send="Send",
        attach="Attach",
        unread="unread message",
        you="You:",
        status=("Pending", "Sent", "Delivered", "Read"),
        quoted="Quoted message",
        picture="Open picture",
        voice="Voice message",
        profile=("Profile details", "Profile Details"),
        today="Today",
        yesterday="Yesterday",
        filters=("All", "Unread", "Favorites|Favourites", "Groups"),
    ),
    "es": Words(
        grid="Lista de chats",
        results=("Resultados de la búsqueda.", "Resultados de búsqueda."),
        to="Escribir un mensaje para {}",
        to_group="Escribir un mensaje para el grupo {}",
        plain="Escribe un mensaje",
        send="Enviar",
        attach="Adjuntar",
        unread="no leído",
        you="Tú:",
        status=("Pendiente", "Enviado", "Entregado", "Leído"),
        quoted="Mensaje citado",
        picture="Abrir imagen",
        voice="Mensaje de voz",
        profile=("Información del perfil", "Detalles del perfil"),
        today="Hoy",
        yesterday="Ayer",
        filters=("Todos", "No leídos", "Favoritos", "Grupos"),
    ),
    "pt": Words(
        grid=None,
        results=(),
        to="Digite uma mensagem para {}",
        to_group="Digite uma mensagem para o grupo {}",
        plain="Mensagem|Digite uma mensagem",
        send="Enviar",
        attach="Anexar",
        unread="não lida",
        you="Você:",
        status=(None, "Enviada", "Entregue", "Lida"),
        quoted="Mensagem citada",
        picture="Abrir imagem",
        voice="Mensagem de voz",
        profile=("Dados do perfil",),
        today="Hoje",
        yesterday="Ontem",
        filters=(None, None, None, None),
    ),
}
