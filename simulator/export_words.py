"""What phones write into an export instead of a file, a call or a deletion, in the languages they speak."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from simulator.content import (
    Call,
    ContactCard,
    Document,
    Image,
    Location,
    Notice,
    Poll,
    Sticker,
    Video,
    ViewOnce,
    Voice,
)
from simulator.export_stamps import MARKS, NO_MARKS

if TYPE_CHECKING:
    from simulator.content import Content

_IMAGE, _VIDEO, _GIF = Image(kind="image"), Video(kind="video"), Video(kind="gif")
_VOICE, _STICKER = Voice(kind="voice"), Sticker(kind="sticker")
_CARD = ContactCard(kind="contact", name="Contact")
_ONCE = ViewOnce(kind="view_once", state="opened")
_LEFT_OUT: dict[str, tuple[Content, tuple[str, ...]]] = {
    "image": (
        _IMAGE,
        (
            *("image omitted", "bild weggelassen", "image absente", "immagine omessa", "imagem não revelada"),
            *("imagem ocultada", "imagen omitida", "obrázek vynechán", "изображение отсутствует"),
            *("зображення відсутнє", "لم يتم إدراج الصورة", "फ़ोटो हटाई गई", "gambar tidak disertakan"),
            *("画像は含まれていません", "ไม่มีรูปภาพ", "đã bỏ qua hình ảnh", "afbeelding weggelaten"),
        ),
    ),
    "video": (
        _VIDEO,
        (
            *("video omitted", "video weggelassen", "vidéo absente", "video omesso", "vídeo não revelado"),
            *("vídeo ocultado", "video omitido", "video vynecháno", "видео отсутствует", "відео відсутнє"),
            *(
                "لم يتم إدراج الفيديوهات",
                "वीडियो छोड़ा गया",
                "video tidak disertakan",
                "ビデオは含まれていません",
            ),
            *("วิดีโอถูกลบ", "đã bỏ video", "video weggelaten"),
        ),
    ),
    "gif": (
        _GIF,
        (
            *(
                "gif omitted",
                "gif weggelassen",
                "gif retiré",
                "gif esclusa",
                "gif não revelada",
                "gif omitido",
            ),
            *("gif vynechán", "gif отсутствует", "gif-анімацію пропущено", "لم يتم إدراج صورة gif"),
            *("gif छोड़ा गया", "gif tidak disertakan", "gifは含まれていません", "ละเว้น gif"),
            *("đã bỏ qua ảnh gif", "gif weggelaten"),
        ),
    ),
    "voice": (
        _VOICE,
        (
            *("audio omitted", "audio weggelassen", "audio omis", "audio omesso", "audio omitido"),
            *("ficheiro de áudio não revelado", "áudio ocultado", "zvukový soubor vynechán"),
            *("аудиофайл отсутствует", "аудіо відсутнє", "لم يتم إدراج المقاطع الصوتية", "ऑडियो हटाई गयी"),
            *("audio tidak disertakan", "音声は含まれていません", "ไม่มีไฟล์เสียง", "bỏ qua tệp âm thanh"),
            "audio weggelaten",
        ),
    ),
    "sticker": (
        _STICKER,
        (
            *("sticker omitted", "sticker weggelassen", "sticker omis", "sticker non incluso"),
            *("sticker não revelado", "figurinha omitida", "sticker omitido", "nálepka vynechána"),
            *("стикер не добавлен", "наклейку не додано", "تم حذف الملصقات", "स्टिकर छोड़ा गया"),
            *("stiker tidak disertakan", "スタンプは含まれていません", "ไม่มีสติกเกอร์", "đã bỏ sticker"),
            "sticker weggelaten",
        ),
    ),
    "contact": (
        _CARD,
        (
            *("contact card omitted", "kontaktkarte ausgelassen", "fiche contact manquante"),
            *("scheda contatto omessa", "contacto não revelado", "cartão do contato omitido"),
            *("tarjeta de contacto omitida", "vizitka vynechána", "карточка контакта отсутствует"),
            *("картка контакту відсутня", "لم يتم إدراج بطاقة جهة اتصال", "कॉन्टैक्ट कार्ड छोड़ा गया"),
            *("kartu kontak tidak disertakan", "連絡先カードを省略", "บัตรรายชื่อที่ละเว้น", "bỏ qua thẻ liên lạc"),
        ),
    ),
    "any": (
        _IMAGE,
        (
            *("<media omitted>", "<média vynechány>", "<без медиафайлов>", "<media weggelaten>"),
            *("<multimedia omitido>", "<archivo omitido>", "<mídia oculta>", "<ficheiro não revelado>"),
            *("<medien ausgeschlossen>", "<médias omis>", "<media omessi>", "<файл пропущено>"),
            *("<تم استبعاد الوسائط>", "<मीडिया छोड़ा गया>", "<media tidak disertakan>", "<メディアなし>"),
            *("<medya dahil edilmedi>", "<bỏ qua tệp phương tiện>", "<המדיה לא נכללה>"),
        ),
    ),
    "once": (_ONCE, ("view once message omitted", "view once photo omitted", "view once video omitted")),
}


def _folded(text: str) -> str:
    """Phones and keyboards write the same letter in more than one way."""
    return unicodedata.normalize("NFC", text).casefold()


_KINDS = {_folded(phrase): content for content, phrases in _LEFT_OUT.values() for phrase in phrases}
_NO_DOCUMENT = (
    *("document omitted", "dokument weggelassen", "document manquant", "documento omesso"),
    *("documento não revelado", "documento omitido", "dokument vynechán", "документ отсутствует"),
    *("документ пропущено", "لم يتم إدراج المستند", "डॉक्यूमेंट छोड़ा गया", "dokumen tidak disertakan"),
    *("ドキュメントは含まれていません", "ละเว้นเอกสาร", "đã bỏ qua tài liệu", "document weggelaten"),
)
_DOCUMENTS = tuple(_folded(phrase) for phrase in _NO_DOCUMENT)
_DELETED = {
    *("you deleted this message", "this message was deleted", "du hast diese nachricht gelöscht"),
    *("diese nachricht wurde gelöscht", "vous avez supprimé ce message", "ce message a été supprimé"),
    *("hai eliminato questo messaggio", "questo messaggio è stato eliminato", "apagou esta mensagem"),
    *(
        "você apagou esta mensagem",
        "esta mensagem foi apagada",
        "mensagem apagada",
        "eliminaste este mensaje",
    ),
    *("se eliminó este mensaje", "tuto zprávu jste smazal/a", "tato zpráva byla smazána"),
    *("tuto zprávu jste odstranil/a", "tato zpráva byla odstraněna", "вы удалили данное сообщение"),
    *("данное сообщение удалено", "ви видалили це повідомлення", "це повідомлення було видалено"),
    *("أنت حذفت هذه الرسالة", "لقد حذَفت هذه الرسالة", "تم حذف هذه الرسالة", "आपने यह मैसेज डिलीट किया"),
    *("यह मैसेज डिलीट कर दिया गया है", "anda menghapus pesan ini", "pesan ini dihapus"),
    *(
        "このメッセージを削除しました。",
        "このメッセージは削除されました。",
        "คุณได้ลบข้อความนี้",
        "ข้อความนี้ถูกลบแล้ว",
    ),
    *("bạn đã xoá tin nhắn này", "tin nhắn này đã bị xóa", "dit bericht is verwijderd"),
    *("u hebt dit bericht verwijderd", "bu mesaj silindi", "bu mesajı sildiniz"),
}
_CALLS = {
    *("missed voice call", "missed video call", "missed group voice call", "missed group video call"),
    *("gemiste spraakoproep", "gemiste video-oproep", "zmeškaný hovor", "zmeškaný videohovor"),
    *("пропущенный аудиозвонок", "пропущенный видеозвонок", "llamada perdida", "videollamada perdida"),
    *("llamada de voz perdida", "chamada de voz perdida", "chamada de vídeo perdida"),
    *("verpasster sprachanruf", "verpasster videoanruf", "appel vocal manqué", "appel vidéo manqué"),
    *("chiamata persa", "videochiamata persa", "пропущений аудіодзвінок", "пропущений відеодзвінок"),
}
_DELETIONS = {_folded(phrase).rstrip(".。") for phrase in _DELETED}
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
    ("PHOTO", _IMAGE),
    ("IMG", _IMAGE),
    ("VIDEO", _VIDEO),
    ("VID", _VIDEO),
    ("GIF", _GIF),
    ("STICKER", _STICKER),
    ("STK", _STICKER),
    ("PTT", _VOICE),
    ("AUDIO", _VOICE),
    ("AUD", _VOICE),
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
    bare = _folded(plain(text)).rstrip(".。")
    return bare in _DELETIONS


def without_edit_mark(text: str) -> tuple[str, bool]:
    match = _EDITED.search(text.translate(NO_MARKS))
    if match is None:
        return text, False
    cut = text[: text.rindex("<")].rstrip(MARKS + " \n")
    return cut, True


def call(text: str) -> Call | None:
    bare = plain(text).casefold().rstrip(".")
    if bare not in _CALLS:
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
    kind = _KINDS.get(_folded(bare))
    if kind is not None:
        # Android names a document in the line below, as it writes a caption.
        if kind is _IMAGE and bare.startswith("<") and _NAMED.fullmatch(rest):
            return "", Document(kind="document", name=rest)
        return rest, kind
    return _document(bare, rest) or _attached(text) or _file(first, rest) or _place(bare) or _poll(text)


def _document(bare: str, rest: str) -> tuple[str, Content] | None:
    folded = unicodedata.normalize("NFC", bare)
    phrase = next((phrase for phrase in _DOCUMENTS if _folded(folded).endswith(phrase)), None)
    if phrase is None:
        return None
    return rest, _named_document(folded[: -len(phrase)].strip() or "Document")


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
