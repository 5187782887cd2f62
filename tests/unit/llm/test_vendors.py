"""Every kind of provider has its adapter, and no SDK is imported before it is used."""

from __future__ import annotations

import subprocess
import sys

import pytest

from core.clock import SystemClock
from core.model_settings import (
    AnthropicProvider,
    GoogleProvider,
    OllamaProvider,
    OpenAICompatibleProvider,
    RemoteProvider,
)
from llm import vendors


@pytest.mark.parametrize(
    "provider",
    [
        OpenAICompatibleProvider(kind="openai_compatible", model="m"),
        AnthropicProvider(kind="anthropic", model="m"),
        GoogleProvider(kind="google", model="m"),
        OllamaProvider(kind="ollama", model="m"),
    ],
    ids=lambda provider: provider.kind,
)
def test_every_kind_has_its_adapter(provider: RemoteProvider) -> None:
    assert vendors.adapter("shop", provider, SystemClock()).name == "shop"


def test_knowing_them_all_imports_none_of_their_sdks() -> None:
    look = (
        "import sys, llm.build; "
        "print([m for m in ('openai', 'anthropic', 'google.genai', 'ollama') if m in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
