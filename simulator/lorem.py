"""Words without a meaning, in many languages: what people of a load say, and what they are called."""

from __future__ import annotations

import functools
from random import Random

_TEXTS = {
    "en": (
        "bread morning table window order please today maybe later street the and with for two "
        "seven fresh corner garden paper yellow bring thanks call under water house quick slow "
        "again before after Sunday"
    ),
    "es": (
        "pan mañana mesa ventana pedido por favor hoy quizás luego calle el y con para dos siete "
        "fresco esquina jardín papel amarillo traer gracias bajo agua casa rápido lento otra vez "
        "antes domingo"
    ),
    "pt": (
        "pão manhã mesa janela pedido por favor hoje talvez depois rua o e com para dois sete "
        "fresco esquina jardim papel amarelo trazer obrigado sob água casa rápido devagar outra "
        "vez antes domingo"
    ),
    "de": (
        "Brot Morgen Tisch Fenster Bestellung bitte heute vielleicht später Straße der und mit "
        "für zwei sieben frisch Ecke Garten Papier gelb bringen danke unter Wasser Haus schnell "
        "langsam wieder vorher Sonntag"
    ),
    "fr": (
        "pain matin table fenêtre commande merci aujourd’hui peut-être après rue le et avec pour "
        "deux sept frais coin jardin papier jaune apporter sous eau maison vite lentement encore "
        "avant dimanche"
    ),
    "tr": (
        "ekmek sabah masa pencere sipariş lütfen bugün belki sonra sokak ve ile için iki yedi "
        "taze köşe bahçe kâğıt sarı getir teşekkürler altında su ev hızlı yavaş yine önce pazar"
    ),
    "id": (
        "roti pagi meja jendela pesanan tolong hari ini mungkin nanti jalan dan dengan untuk dua "
        "tujuh segar sudut kebun kertas kuning bawa terima kasih bawah air rumah cepat lambat "
        "lagi sebelum minggu"
    ),
    "ru": (
        "хлеб утро стол окно заказ пожалуйста сегодня может позже улица и с для два семь свежий "
        "угол сад бумага жёлтый принеси спасибо под вода дом быстро медленно снова раньше "
        "воскресенье"
    ),
    "ar": (
        "خبز صباح طاولة نافذة طلب رجاء اليوم ربما لاحقا شارع و مع من اثنان سبعة طازج زاوية حديقة "
        "ورق أصفر أحضر شكرا تحت ماء بيت بسرعة ببطء مرة قبل بعد الأحد"
    ),
    "he": (
        "לחם בוקר שולחן חלון הזמנה בבקשה היום אולי אחר רחוב ו עם בשביל שניים שבע טרי פינה גן נייר "
        "צהוב תביא תודה מתחת מים בית מהר לאט שוב לפני אחרי ראשון"
    ),
    "hi": (
        "रोटी सुबह मेज़ खिड़की ऑर्डर कृपया आज शायद बाद सड़क और साथ लिए दो सात ताज़ा कोना बाग "
        "काग़ज़ पीला लाओ धन्यवाद नीचे पानी घर जल्दी धीरे फिर पहले रविवार"
    ),
    "zh": (
        "面包 早上 桌子 窗户 订单 请 今天 也许 以后 街道 和 一起 两个 七 新鲜 角落 花园 纸 黄色 谢谢 水 家"
    ),
}
WORDS = {language: tuple(text.split()) for language, text in _TEXTS.items()}
_FIRST_NAMES: dict[str, tuple[str, ...]] = {
    "en": ("Emma", "Oliver", "Grace", "Noah", "Ruby", "Leo", "Martha", "Owen"),
    "es": ("Lucía", "Mateo", "Inés", "Hugo", "Ximena", "Álvaro", "Nuria", "Tomás"),
    "pt": ("Beatriz", "João", "Inês", "Tiago", "Conceição", "Luís", "Mariana", "Caio"),
    "de": ("Jürgen", "Anneliese", "Björn", "Käthe", "Lukas", "Gisela", "Matthias", "Ute"),
    "fr": ("Éloïse", "Benoît", "Chloé", "Rémi", "Solène", "Gaël", "Noémie", "Loïc"),
    "tr": ("Ayşe", "Çağlar", "Şule", "İbrahim", "Gülşen", "Ömer", "Ece", "Yiğit"),
    "id": ("Budi", "Siti", "Wayan", "Dewi", "Agus", "Putri", "Made", "Rina"),
    "ru": ("Анна", "Игорь", "Ольга", "Пётр", "Юлия", "Фёдор", "Нина", "Егор"),
    "ar": ("نورة", "سالم", "ليلى", "خالد", "هند", "يوسف", "مريم", "طارق"),
    "he": ("נועה", "יונתן", "תמר", "איתי", "מיכל", "עומר", "שירה", "אורי"),
    "hi": ("प्रिया", "अर्जुन", "मीरा", "रोहन", "अनीता", "विक्रम", "कविता", "सुरेश"),
    "zh": ("丽华", "建国", "小明", "美玲", "志强", "秀英", "海燕", "文博"),
}
_LAST_NAMES: dict[str, tuple[str, ...]] = {
    "en": ("Carter", "Whitfield", "O’Connor", "Hale", "Barnaby-Jones"),
    "es": ("García", "Núñez", "de la Fuente", "Ibáñez", "Peña"),
    "pt": ("Ferreira", "Gonçalves", "dos Santos", "Araújo", "Brandão"),
    "de": ("Müller", "Schäfer", "von Hohenberg", "Weiß", "Köhler"),
    "fr": ("Lefèvre", "d’Aubigné", "Noël", "Garçon", "Dubois"),
    "tr": ("Yılmaz", "Öztürk", "Güneş", "Çelik", "Aydın"),
    "id": ("Santoso", "Wijaya", "Kusuma", "Hartono", "Lestari"),
    "ru": ("Иванова", "Щербаков", "Белых", "Зайцев", "Ёлкина"),
    "ar": ("العتيبي", "الحربي", "القحطاني", "منصور", "الشهري"),
    "he": ("כהן", "בן־דוד", "לוי", "פרידמן", "שלום"),
    "hi": ("शर्मा", "पटेल", "सिंह", "गुप्ता", "राव"),
    "zh": ("王", "李", "张", "欧阳", "陈"),
}
_GROUPS = (
    *("Family", "Vecinos", "Turma 8B", "Fußball", "Équipe", "Mahalle", "Arisan"),
    *("Дача", "العائلة", "משפחה", "परिवार", "同学"),
)
_EMOJI = ("😊", "👍", "❤️", "😂", "🙏", "🎉", "🥐", "👨‍👩‍👧", "🇧🇷", "✅", "🌸", "🤷🏽‍♀️")


_LONGEST_WORD = 20


def sentence(dice: Random, language: str, length: int, *, emoji: int = 0) -> str:
    """Words of about `length` letters, taken out of one long speech; never empty."""
    speech = _speech(language)
    start = speech.find(" ", int(dice.random() * (len(speech) // 2))) + 1
    text = speech[start : start + length].rstrip()
    while len(text) < length - _LONGEST_WORD:
        text = f"{text} {speech[: length - len(text)].rstrip()}"
    # A flood of emoji is drawn as one line of them; nobody needs a thousand.
    return text + "".join(dice.choice(_EMOJI) for _ in range(min(emoji, 30)))


@functools.cache
def _speech(language: str) -> str:
    return words(Random(language), language, 4_000)


def words(dice: Random, language: str, count: int) -> str:
    table = WORDS.get(language, WORDS["en"])
    return " ".join(dice.choice(table) for _ in range(count))


def person(dice: Random, language: str) -> str:
    first, last = dice.choice(_FIRST_NAMES[language]), dice.choice(_LAST_NAMES[language])
    return f"{last}{first}" if language == "zh" else f"{first} {last}"


def group(dice: Random) -> str:
    return f"{dice.choice(_GROUPS)} {dice.choice(_EMOJI)}"
