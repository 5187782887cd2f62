"""Tells what a line of an export stands for: a file, a place, a poll, a call, a deletion, or words."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from simulator.content import (
    Call,
    ContactCard,
    Document,
    Location,
    Notice,
    Poll,
)
from simulator.export_phrases import (
    CALLS,
    DELETIONS,
    DOCUMENTS,
    GIF,
    IMAGE,
    KINDS,
    STICKER,
    VIDEO,
    VOICE,
    folded,
)
from simulator.export_stamps import MARKS, NO_MARKS

if TYPE_CHECKING:
    from simulator.content import Content

_EDITED = re.compile(
    r"\s*<(?:this message was edited|se editó este mensaje\.?|mensagem editada|editada"
    r"|diese nachricht wurde bearbeitet\.?|ce message a été modifié|questo messaggio è stato modificato"
    r"|dit bericht is bewerkt|данное сообщение изменено|تم تعديل هذه الرسالة|pesan ini diedit)>\s*$",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"(?:location|standort|localisation|posizione|localização|ubicación|poloha|местоположение|розташування"
    r"|موقع|लोकेशन|lokasi|位置情報|ตำแหน่งที่ตั้ง|vị trí|locatie): ?https://maps\.google\.com/\?q="
    r"(?P<latitude>-?\d{1,2}(?:\.\d+)?),(?P<longitude>-?\d{1,3}(?:\.\d+)?)",
    re.IGNORECASE,
)
_ATTACHED = re.compile(r"(?P<words>.*?)\s?<[^<>:]{1,30}: (?P<file>[^<>]{1,200}\.\w{2,5})>", re.DOTALL)
_FILE = re.compile(r"(?P<file>[^\n()]{1,200}\.\w{2,5}) \((?P<why>[^()\n]{5,40})\)")
_FILE_WORDS = (
    "file attached",
    "soubor byl přiložen",
    "файл добавлен",
    "bestand bijgevoegd",
    "datei angehängt",
)
_FILE_KINDS: tuple[tuple[str, Content], ...] = (
    ("PHOTO", IMAGE),
    ("IMG", IMAGE),
    ("VIDEO", VIDEO),
    ("VID", VIDEO),
    ("GIF", GIF),
    ("STICKER", STICKER),
    ("STK", STICKER),
    ("PTT", VOICE),
    ("AUDIO", VOICE),
    ("AUD", VOICE),
)
_NAMED = re.compile(r"[^\n]{1,120}\.\w{2,5}")
_PAGES = re.compile(r"\s•\s[^•]*?(?P<pages>\d+)[^•]*$")
_POLL = re.compile(r"(?P<head>[^\n]{1,20}):\n(?P<question>[^\n]+)\n(?P<options>(?:[^\n]+\n?)+)")
_OPTION = re.compile(r"[^\n:]{1,12}: (?P<option>.+?) \([^()]*\d+[^()]*\)")


def is_from_phone(text: str) -> bool:
    """A mark in front of the first letter: the phone wrote it, and nobody typed it."""
    return text[:1] in ("\u200e", "\u200f")


def plain(text: str) -> str:
    return text.translate(NO_MARKS).strip()


def is_deletion(text: str) -> bool:
    bare = folded(plain(text)).rstrip(".。")
    return bare in DELETIONS


def without_edit_mark(text: str) -> tuple[str, bool]:
    match = _EDITED.search(text.translate(NO_MARKS))
    if match is None:
        return text, False
    cut = text[: text.rindex("<")].rstrip(MARKS + " \n")
    return cut, True


def call(text: str) -> Call | None:
    bare = plain(text).casefold().rstrip(".")
    if bare not in CALLS:
        return None
    is_video = any(word in bare for word in ("video", "vídeo", "vidéo", "видео", "відео"))
    return Call(kind="call", what="video" if is_video else "voice", missed=True)


def notice(text: str) -> Notice:
    bare = plain(text).casefold()
    code = ("security code", "código de segur", "код безопасности", "sicherheitsnummer", "code de sécurité")
    if any(word in bare for word in code):
        return Notice(kind="notice", about="security_code")
    if any(word in bare for word in ("end-to-end", "extremo a extremo", "ponta a ponta", "ende-zu-ende")):
        return Notice(kind="notice", about="encryption")
    return Notice(kind="notice", about="disappearing" if "disappear" in bare else "group")


def held(text: str) -> tuple[str, Content] | None:
    """The words that were typed and the file, place, card or poll they came with; None for words only."""
    first, _, rest = text.partition("\n")
    bare = plain(first)
    kind = KINDS.get(folded(bare))
    if kind is not None:
        # Android names a document in the line below, as it writes a caption.
        if kind is IMAGE and bare.startswith("<") and _NAMED.fullmatch(rest):
            return "", Document(kind="document", name=rest)
        return rest, kind
    return _document(bare, rest) or _attached(text) or _file(first, rest) or _place(bare) or _poll(text)


def _document(bare: str, rest: str) -> tuple[str, Content] | None:
    composed = unicodedata.normalize("NFC", bare)
    phrase = next((phrase for phrase in DOCUMENTS if folded(composed).endswith(phrase)), None)
    if phrase is None:
        return None
    return rest, _named_document(composed[: -len(phrase)].strip() or "Document")


def _named_document(name: str) -> Document:
    found = _PAGES.search(name)
    pages = int(found["pages"]) if found else None
    return Document(kind="document", name=_PAGES.sub("", name).strip(), pages=pages or None)


def _attached(text: str) -> tuple[str, Content] | None:
    match = _ATTACHED.fullmatch(text.translate(NO_MARKS).strip())
    if match is None:
        return None
    file = re.sub(r"^\d{8}-", "", match["file"])
    content = _of_file(file)
    words = match["words"].strip()
    if isinstance(content, Document):
        return ("", _named_document(words)) if words.startswith(file) else (words, content)
    return words, content


def _file(first: str, rest: str) -> tuple[str, Content] | None:
    match = _FILE.fullmatch(plain(first))
    if match is None or not (is_from_phone(first) or match["why"].casefold() in _FILE_WORDS):
        return None
    return rest, _of_file(match["file"])


def _of_file(file: str) -> Content:
    for start, content in _FILE_KINDS:
        if file.startswith(f"{start}-"):
            return content
    if file.casefold().endswith(".vcf"):
        return ContactCard(kind="contact", name=file[:-4])
    return Document(kind="document", name=file)


def _place(bare: str) -> tuple[str, Content] | None:
    match = _PLACE.fullmatch(bare)
    if match is None:
        return None
    latitude, longitude = float(match["latitude"]), float(match["longitude"])
    if abs(latitude) > 90 or abs(longitude) > 180:
        return None
    return "", Location(kind="location", latitude=latitude, longitude=longitude)


def _poll(text: str) -> tuple[str, Content] | None:
    match = _POLL.fullmatch(text.translate(NO_MARKS).strip())
    if match is None or not is_from_phone(text):
        return None
    options = [_OPTION.fullmatch(line.strip()) for line in match["options"].splitlines() if line.strip()]
    names = tuple(option["option"] for option in options if option is not None)
    if len(names) != len(options) or not 2 <= len(names) <= 12:
        return None
    return match["question"], Poll(kind="poll", options=names)
