"""The few sentences the offline responder can say by itself, and the words by which it knows small talk."""

from __future__ import annotations

from dataclasses import dataclass

from llm.matching import words

OTHERWISE = "en"


@dataclass(frozen=True, slots=True)
class Phrases:
    """What is said in one language; none of it claims to come from a person or a model."""

    greeting: str
    thanks: str
    unknown: str


PHRASES = {
    "en": Phrases(
        "Hello! This is an automatic answer; please write your question.",
        "You are welcome!",
        "I have no note about this. A person will answer you.",
    ),
    "es": Phrases(
        "¡Hola! Esta es una respuesta automática; escriba su pregunta, por favor.",
        "¡De nada!",
        "No tengo ninguna nota sobre esto. Le responderá una persona.",
    ),
    "fr": Phrases(
        "Bonjour ! Ceci est une réponse automatique ; écrivez votre question, s'il vous plaît.",
        "Je vous en prie !",
        "Je n'ai aucune note à ce sujet. Une personne vous répondra.",
    ),
    "de": Phrases(
        "Guten Tag! Dies ist eine automatische Antwort; bitte schreiben Sie Ihre Frage.",
        "Gern geschehen!",
        "Dazu habe ich keine Notiz. Ein Mensch wird Ihnen antworten.",
    ),
    "pt": Phrases(
        "Olá! Esta é uma resposta automática; escreva a sua pergunta, por favor.",
        "De nada!",
        "Não tenho nenhuma nota sobre isso. Uma pessoa vai responder.",
    ),
    "it": Phrases(
        "Buongiorno! Questa è una risposta automatica; scriva la sua domanda, per favore.",
        "Prego!",
        "Non ho nessuna nota su questo. Le risponderà una persona.",
    ),
    "nl": Phrases(
        "Hallo! Dit is een automatisch antwoord; schrijf gerust uw vraag.",
        "Graag gedaan!",
        "Hierover heb ik geen notitie. Iemand zal u antwoorden.",
    ),
    "ar": Phrases(
        "مرحبا! هذا رد آلي، من فضلك اكتب سؤالك.",
        "على الرحب والسعة!",
        "ليست لدي معلومة عن هذا. سيرد عليك أحد الأشخاص.",
    ),
    "fa": Phrases(
        "سلام! این یک پاسخ خودکار است؛ لطفاً پرسش خود را بنویسید.",
        "خواهش می‌کنم!",
        "در این باره یادداشتی ندارم. یک نفر به شما پاسخ خواهد داد.",
    ),
    "ru": Phrases(
        "Здравствуйте! Это автоматический ответ; пожалуйста, напишите ваш вопрос.",
        "Пожалуйста!",
        "У меня нет записи об этом. Вам ответит человек.",
    ),
    "tr": Phrases(
        "Merhaba! Bu otomatik bir yanıttır; lütfen sorunuzu yazın.",
        "Rica ederim!",
        "Bu konuda bir notum yok. Size bir kişi yanıt verecek.",
    ),
    "hi": Phrases(
        "नमस्ते! यह एक स्वचालित उत्तर है; कृपया अपना प्रश्न लिखें।",
        "आपका स्वागत है!",
        "इस बारे में मेरे पास कोई जानकारी नहीं है। कोई व्यक्ति आपको उत्तर देगा।",
    ),
    "id": Phrases(
        "Halo! Ini adalah balasan otomatis; silakan tulis pertanyaan Anda.",
        "Sama-sama!",
        "Saya tidak punya catatan tentang ini. Seseorang akan membalas Anda.",
    ),
    "zh": Phrases(
        "您好！这是自动回复，请写下您的问题。", "不客气！", "我没有关于这个问题的记录。稍后会有人回复您。"
    ),
    "ja": Phrases(
        "こんにちは。これは自動応答です。ご質問をお書きください。",
        "どういたしまして。",
        "この件についての記録がありません。担当者がお答えします。",
    ),
    "ko": Phrases(
        "안녕하세요! 자동 응답입니다. 질문을 적어 주세요.",
        "천만에요!",
        "이 내용에 대한 기록이 없습니다. 담당자가 답변해 드리겠습니다.",
    ),
}

GREETINGS = {
    "en": ("hi", "hello", "hey", "good morning", "good afternoon", "good evening", "how are you"),
    "es": ("hola", "buenos dias", "buenas", "buenas tardes", "buenas noches", "que tal"),
    "fr": ("bonjour", "bonsoir", "salut", "coucou", "ca va"),
    "de": ("hallo", "guten tag", "guten morgen", "guten abend", "moin", "servus"),
    "pt": ("ola", "oi", "bom dia", "boa tarde", "boa noite", "tudo bem"),
    "it": ("ciao", "buongiorno", "buonasera", "salve"),
    "nl": ("hoi", "goedemorgen", "goedemiddag", "goedenavond", "dag"),
    "ar": ("مرحبا", "السلام عليكم", "اهلا", "صباح الخير", "مساء الخير"),
    "fa": ("سلام", "درود", "صبح بخیر", "وقت بخیر", "خسته نباشید"),
    "ru": ("привет", "здравствуйте", "добрый день", "доброе утро", "добрый вечер"),
    "tr": ("merhaba", "selam", "günaydın", "iyi günler", "iyi akşamlar"),
    "hi": ("नमस्ते", "नमस्कार"),
    "id": ("halo", "selamat pagi", "selamat siang", "selamat sore", "selamat malam"),
    "zh": ("你好", "您好", "早上好", "晚上好"),
    "ja": ("こんにちは", "こんばんは", "おはようございます"),
    "ko": ("안녕하세요", "안녕"),
}

THANKS = {
    "en": ("thanks", "thank you", "many thanks", "thank you very much", "thanks a lot", "cheers"),
    "es": ("gracias", "muchas gracias"),
    "fr": ("merci", "merci beaucoup"),
    "de": ("danke", "vielen dank", "dankeschön", "danke schön"),
    "pt": ("obrigado", "obrigada", "muito obrigado", "muito obrigada"),
    "it": ("grazie", "grazie mille"),
    "nl": ("bedankt", "dank u", "dank je", "dankjewel"),
    "ar": ("شكرا", "شكرا جزيلا"),
    "fa": ("ممنون", "مرسی", "متشکرم", "سپاس", "خیلی ممنون"),
    "ru": ("спасибо", "большое спасибо", "спасибо большое"),
    "tr": ("teşekkürler", "teşekkür ederim", "sağ olun"),
    "hi": ("धन्यवाद", "शुक्रिया"),
    "id": ("terima kasih", "makasih"),
    "zh": ("谢谢", "多谢", "感谢"),
    "ja": ("ありがとう", "ありがとうございます"),
    "ko": ("감사합니다", "고마워요", "고맙습니다"),
}

FILLERS = frozenset(words("there dear sir madam ok okay so very much all everyone again"))


@dataclass(frozen=True, slots=True)
class SmallTalk:
    """What a message without a question is: `greeting` or `thanks`, and the language it is said in."""

    intent: str
    language: str


_SAYINGS = tuple(
    (tuple(words(saying)), SmallTalk(intent, language))
    for intent, table in (("greeting", GREETINGS), ("thanks", THANKS))
    for language, sayings in table.items()
    for saying in sayings
)


def phrases(language: str) -> Phrases:
    """The sentences of a language, in English where we have none in it."""
    return PHRASES.get(language.partition("-")[0], PHRASES[OTHERWISE])


def small_talk(text: str) -> SmallTalk | None:
    """What a text is that holds nothing but small talk; None when it says more, or nothing."""
    left = tuple(word for word in words(text) if word not in FILLERS)
    spoken: SmallTalk | None = None
    while left:
        begun = [saying for saying in _SAYINGS if left[: len(saying[0])] == saying[0]]
        if not begun:
            return None
        said, talk = max(begun, key=lambda saying: len(saying[0]))
        spoken = SmallTalk(talk.intent, spoken.language if spoken else talk.language)
        left = left[len(said) :]
    return spoken
