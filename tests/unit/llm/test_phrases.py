"""The offline responder's own sentences, and what it takes for small talk."""

from __future__ import annotations

import pytest

from core import language
from llm.phrases import GREETINGS, PHRASES, THANKS, phrases, small_talk


@pytest.mark.parametrize("code", sorted(PHRASES))
def test_each_language_is_written_in_that_language(code: str) -> None:
    said = PHRASES[code]
    assert language.guess(f"{said.greeting} {said.unknown}") == code
    assert {said.greeting, said.thanks, said.unknown} != {""}
    assert code in GREETINGS
    assert code in THANKS


def test_a_language_we_do_not_have_is_answered_in_english() -> None:
    assert phrases("mi") is PHRASES["en"]
    assert phrases("pt-BR") is PHRASES["pt"]


@pytest.mark.parametrize(
    ("text", "intent", "spoken"),
    [
        ("Hi there!", "greeting", "en"),
        ("hello, good morning", "greeting", "en"),
        ("Hola 👋 buenos días", "greeting", "es"),
        ("Bonjour !", "greeting", "fr"),
        ("سلام، وقت بخیر", "greeting", "fa"),
        ("مرحبا", "greeting", "ar"),
        ("你好", "greeting", "zh"),
        ("ok, thank you very much!", "thanks", "en"),
        ("¡Muchas gracias!", "thanks", "es"),
        ("Hallo, vielen Dank", "thanks", "de"),
        ("ありがとうございます", "thanks", "ja"),
    ],
)
def test_small_talk_is_known(text: str, intent: str, spoken: str) -> None:
    talk = small_talk(text)
    assert talk is not None
    assert (talk.intent, talk.language) == (intent, spoken)


@pytest.mark.parametrize(
    "text", ["Hello, when do you open?", "", "ok", "👍", "hint", "thanks but I want a refund"]
)
def test_more_than_small_talk_is_none(text: str) -> None:
    assert small_talk(text) is None
