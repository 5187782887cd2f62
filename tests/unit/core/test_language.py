"""Which language a message is in."""

from __future__ import annotations

import pytest

from core import language


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("When do you open?", "en"),
        ("¿A qué hora abren?", "es"),
        ("Quels sont vos horaires ?", "fr"),
        ("Haben Sie Kuchen?", "de"),
        ("ساعت کاری شما چیست؟", "fa"),
        ("متى تفتحون؟", "ar"),
        ("नमस्ते आप कब खुलते हैं", "hi"),
        ("何時に開きますか", "ja"),
        (
            "Hola, ¿han visto esto? https://www.example.com/very/long/english/address?query=opening-hours",
            "es",
        ),
        ("Do you\nopen\n\ntoday?", "en"),
    ],
)
async def test_a_sentence_tells_its_language(text: str, code: str) -> None:
    await language.load()
    assert language.guess(text, otherwise="xx") == code


@pytest.mark.parametrize("text", ["", "👍", "123", "hi", "\n"])
def test_what_is_too_short_to_tell_is_not_guessed(text: str) -> None:
    assert language.guess(text, otherwise="es") == "es"
