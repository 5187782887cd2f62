"""Which adapter serves which kind of provider."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from core.model_settings import AnthropicProvider, GoogleProvider, OllamaProvider, OpenAICompatibleProvider
from llm.adapter import Adapter
from llm.anthropic import AnthropicWire
from llm.google import GoogleWire
from llm.ollama import OllamaWire
from llm.openai_compatible import OpenAIWire

if TYPE_CHECKING:
    from core.model_settings import RemoteProvider
    from core.ports import Clock
    from llm.adapter import Wire


def adapter(name: str, provider: RemoteProvider, clock: Clock) -> Adapter:
    """Knows the vendor's SDK, but imports it only when it is entered."""
    return Adapter(name, _wire(provider), provider, clock)


def _wire(provider: RemoteProvider) -> Wire:
    match provider:
        case OpenAICompatibleProvider():
            return OpenAIWire(provider)
        case AnthropicProvider():
            return AnthropicWire(provider)
        case GoogleProvider():
            return GoogleWire(provider)
        case OllamaProvider():
            return OllamaWire(provider)
        case _:
            assert_never(provider)
