"""Which sentence a question finds, in several languages and scripts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llm import notes
from llm.matching import Index, likeness, words

ENGLISH = """# Café Lumière
Welcome to Café Lumière, a small bakery in the old town.
## Opening hours
We open at 8:00 and close at 18:30 from Monday to Saturday. On Sunday we are closed.
On public holidays we open at 10 a.m. and close at 2 p.m.
## Where we are
You find us at 12 Harbour Street. There is free parking behind the house.
## Delivery
We deliver within five kilometres. Delivery costs 4 euros and takes about forty minutes.
## Cakes
- Our carrot cake is gluten-free.
- The chocolate cake costs 28 euros and serves ten people.
- Cakes for birthdays must be ordered two days ahead.
## Payment
You can pay by card, in cash or with your phone. We do not take cheques.
### Do you have vegan food?
The lentil soup and the apple tart are.

Dogs are welcome on the terrace.
"""
SPANISH = """# Horario
Abrimos de 8 a 18 horas de lunes a sábado. Los domingos cerramos.
# Precios
El pastel de zanahoria cuesta 25 euros. El café cuesta 2 euros.
# Envíos
Hacemos envíos a domicilio en toda la ciudad.
Aceptamos tarjeta y efectivo."""
GERMAN = """# Öffnungszeiten
Wir haben von 8 bis 18 Uhr geöffnet, sonntags geschlossen.
# Lieferung
Wir liefern im Umkreis von 5 Kilometern."""
FRENCH = """# Horaires
Nous ouvrons à 8 h et fermons à 18 h. Le dimanche, c'est fermé.
# Livraison
Nous livrons dans un rayon de cinq kilomètres."""
ARABIC = """# ساعات العمل
نفتح من الثامنة صباحا حتى السادسة مساء. يوم الأحد مغلق.
# التوصيل
نوصل الطلبات داخل المدينة مقابل 25 درهما."""
CHINESE = """# 营业时间
我们早上八点开门,晚上六点关门。星期天休息。
# 送货
我们在市区内免费送货。"""
JAPANESE = """# 営業時間
営業時間は朝8時から夜6時までです。日曜日は休みです。
# 配達
市内なら無料で配達します。"""
KOREAN = """# 영업시간
영업시간은 오전 8시부터 오후 6시까지입니다. 일요일은 쉽니다."""


@pytest.mark.parametrize(
    ("file", "question", "part"),
    [
        (ENGLISH, "When do you open?", "8:00"),
        (ENGLISH, "WHAT ARE YOUR OPENING HOURS", "8:00"),
        (ENGLISH, "Are you open on Sunday?", "On Sunday"),
        (ENGLISH, "open on holidays?", "public holidays"),
        (ENGLISH, "where are you?", "Harbour"),
        (ENGLISH, "Is there parking?", "parking"),
        (ENGLISH, "Do you deliver?", "five kilometres"),
        (ENGLISH, "how much is delivery", "4 euros"),
        (ENGLISH, "is the carrot cake gluten free", "carrot"),
        (ENGLISH, "price of the chocolate cake?", "28 euros"),
        (ENGLISH, "I want to order a birthday cake", "two days"),
        (ENGLISH, "do u accept credit cards", "card"),
        (ENGLISH, "do you have anything vegan?", "lentil"),
        (ENGLISH, "can I bring my dog?", "terrace"),
        (SPANISH, "¿A qué hora abren?", "Abrimos"),
        (SPANISH, "abren los domingos?", "domingos"),
        (SPANISH, "CUANTO CUESTA EL PASTEL DE ZANAHORIA", "25"),
        (SPANISH, "¿Hacen envios?", "domicilio"),
        (GERMAN, "Was sind eure Öffnungszeiten?", "8 bis 18"),
        (GERMAN, "liefert ihr?", "liefern"),
        (FRENCH, "Quels sont vos horaires ?", "8 h"),
        (FRENCH, "Vous ouvrez à quelle heure ?", "8 h"),
        (ARABIC, "ما هي ساعات العمل؟", "الثامنة"),
        (ARABIC, "متى تفتحون؟", "نفتح"),
        (ARABIC, "هل لديكم توصيل؟", "نوصل"),
        (CHINESE, "你们几点开门?", "开门"),
        (CHINESE, "营业时间是什么时候", "八点"),
        (CHINESE, "可以送货吗?", "送货"),
        (JAPANESE, "営業時間を教えてください", "朝8時"),
        (JAPANESE, "配達はありますか", "配達"),
        ("# Address\nThe bakery is at 12 Mill Street.", "where are you?", "Mill Street"),
        ("# Dirección\nEstamos en la calle Mayor 5.", "¿Dónde están?", "Mayor"),
        (KOREAN, "영업시간이 어떻게 되나요?", "오전"),
    ],
)
def test_a_question_finds_its_sentence(file: str, question: str, part: str) -> None:
    found = Index(notes.read(file)).best(question)
    assert found is not None
    assert part in found.text


@pytest.mark.parametrize(
    ("file", "question"),
    [
        (ENGLISH, "do you sell bicycles?"),
        (ENGLISH, "hi"),
        (ENGLISH, "Can you help me?"),
        (ENGLISH, "how are you?"),
        (ENGLISH, "do you ship to Canada?"),
        (ENGLISH, "Where is my order 1042?"),
        (ENGLISH, "What is the capital of France?"),
        (ENGLISH, "Lorem ipsum dolor sit amet"),
        (ENGLISH, "👍"),
        (ENGLISH, ""),
        (SPANISH, "venden bicicletas"),
        (GERMAN, "Verkauft ihr Fahrräder?"),
        (ARABIC, "كم سعر الدراجة"),
        (CHINESE, "卖自行车吗"),
        ("", "When do you open?"),
    ],
)
def test_a_question_beside_the_file_finds_nothing(file: str, question: str) -> None:
    assert Index(notes.read(file)).best(question) is None


def test_words_lose_case_accents_and_width() -> None:
    assert words("Ｅｓｐｒｅｓｓｏ ÉTÉ straße 8:30") == ["espresso", "ete", "strasse", "8", "30"]


def test_scripts_without_spaces_become_pairs() -> None:
    assert words("营业时间") == ["营业", "业时", "时间"]


def test_persian_and_arabic_letters_are_the_same() -> None:
    assert words("كتابي") == words("کتابی")


@pytest.mark.parametrize(
    ("one", "other", "is_like"),
    [
        ("open", "opening", True),
        ("abren", "abrimos", True),
        ("cake", "cakes", True),
        ("tea", "team", True),
        ("no", "november", False),
        ("1042", "1043", False),
        ("pen", "open", False),
    ],
)
def test_likeness_follows_the_beginning_of_words(one: str, other: str, is_like: bool) -> None:
    assert bool(likeness(one, other)) is is_like


@given(text=st.text(max_size=60))
def test_a_file_of_one_sentence_answers_itself_or_nothing(text: str) -> None:
    found = Index((notes.Note("We open at eight."),)).best(text)
    assert found is None or found.text == "We open at eight."


@given(one=st.text(min_size=1, max_size=12), other=st.text(min_size=1, max_size=12))
def test_likeness_is_a_share(one: str, other: str) -> None:
    assert 0 <= likeness(one, other) <= 1
    assert likeness(one, one) == 1
