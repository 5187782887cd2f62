"""Phrases that phones write into exports instead of files, calls and deletions, in many languages."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from simulator.content import ContactCard, Image, Sticker, Video, ViewOnce, Voice

if TYPE_CHECKING:
    from simulator.content import Content

IMAGE, VIDEO, GIF = Image(kind="image"), Video(kind="video"), Video(kind="gif")
VOICE, STICKER = Voice(kind="voice"), Sticker(kind="sticker")
_CARD = ContactCard(kind="contact", name="Contact")
_ONCE = ViewOnce(kind="view_once", state="opened")
_LEFT_OUT: dict[str, tuple[Content, tuple[str, ...]]] = {
    "image": (
        IMAGE,
        (
            *("image omitted", "bild weggelassen", "image absente", "immagine omessa", "imagem não revelada"),
            *("imagem ocultada", "imagen omitida", "obrázek vynechán", "изображение отсутствует"),
            *("зображення відсутнє", "لم يتم إدراج الصورة", "फ़ोटो हटाई गई", "gambar tidak disertakan"),
            *("画像は含まれていません", "ไม่มีรูปภาพ", "đã bỏ qua hình ảnh", "afbeelding weggelaten"),
        ),
    ),
    "video": (
        VIDEO,
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
        GIF,
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
        VOICE,
        (
            *("audio omitted", "audio weggelassen", "audio omis", "audio omesso", "audio omitido"),
            *("ficheiro de áudio não revelado", "áudio ocultado", "zvukový soubor vynechán"),
            *("аудиофайл отсутствует", "аудіо відсутнє", "لم يتم إدراج المقاطع الصوتية", "ऑडियो हटाई गयी"),
            *("audio tidak disertakan", "音声は含まれていません", "ไม่มีไฟล์เสียง", "bỏ qua tệp âm thanh"),
            "audio weggelaten",
        ),
    ),
    "sticker": (
        STICKER,
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
        IMAGE,
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


def folded(text: str) -> str:
    """Phones and keyboards write the same letter in more than one way."""
    return unicodedata.normalize("NFC", text).casefold()


KINDS = {folded(phrase): content for content, phrases in _LEFT_OUT.values() for phrase in phrases}
_NO_DOCUMENT = (
    *("document omitted", "dokument weggelassen", "document manquant", "documento omesso"),
    *("documento não revelado", "documento omitido", "dokument vynechán", "документ отсутствует"),
    *("документ пропущено", "لم يتم إدراج المستند", "डॉक्यूमेंट छोड़ा गया", "dokumen tidak disertakan"),
    *("ドキュメントは含まれていません", "ละเว้นเอกสาร", "đã bỏ qua tài liệu", "document weggelaten"),
)
DOCUMENTS = tuple(folded(phrase) for phrase in _NO_DOCUMENT)
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
CALLS = {
    *("missed voice call", "missed video call", "missed group voice call", "missed group video call"),
    *("gemiste spraakoproep", "gemiste video-oproep", "zmeškaný hovor", "zmeškaný videohovor"),
    *("пропущенный аудиозвонок", "пропущенный видеозвонок", "llamada perdida", "videollamada perdida"),
    *("llamada de voz perdida", "chamada de voz perdida", "chamada de vídeo perdida"),
    *("verpasster sprachanruf", "verpasster videoanruf", "appel vocal manqué", "appel vidéo manqué"),
    *("chiamata persa", "videochiamata persa", "пропущений аудіодзвінок", "пропущений відеодзвінок"),
}
DELETIONS = {folded(phrase).rstrip(".。") for phrase in _DELETED}
