"""What may be set about models: presets, patience by place, names that must exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from pydantic import ValidationError

from core.model_settings import (
    LLM,
    PRESETS,
    AnthropicProvider,
    Budget,
    GoogleProvider,
    OllamaProvider,
    OpenAICompatibleProvider,
)


def compatible(**given: object) -> OpenAICompatibleProvider:
    return OpenAICompatibleProvider.model_validate({"kind": "openai_compatible", "model": "m", **given})


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_fills_in_what_is_known_of_a_server(name: str) -> None:
    made = compatible(preset=name)
    known = PRESETS[name]
    assert (made.base_url, made.api_key_env) == (known.base_url, known.api_key_env)
    assert (made.json_schema, made.tools) == (known.follows_schemas, known.calls_tools)


def test_what_is_written_wins_over_the_preset() -> None:
    made = compatible(preset="xai", base_url="http://127.0.0.1:9/v1", tools=False)
    assert (made.base_url, made.tools, made.api_key_env) == ("http://127.0.0.1:9/v1", False, "XAI_API_KEY")


def test_an_unknown_preset_is_refused() -> None:
    with pytest.raises(ValidationError, match="preset"):
        compatible(preset="closedai")


def test_a_server_on_this_machine_is_waited_for_longer() -> None:
    cloud, local = compatible(), compatible(base_url="http://127.0.0.1:1/v1")
    assert (cloud.timeout, cloud.first_token, cloud.idle) == (30, 15, 10)
    assert (local.timeout, local.first_token, local.idle) == (120, 60, 30)
    assert compatible(base_url="http://127.0.0.1:1/v1", timeout=7).timeout == 7


def test_each_vendor_is_found_without_an_address() -> None:
    anthropic = AnthropicProvider(kind="anthropic", model="m")
    google = GoogleProvider(kind="google", model="m")
    ollama = OllamaProvider(kind="ollama", model="m")
    assert (anthropic.api_key_env, google.api_key_env, ollama.api_key_env) == (
        "ANTHROPIC_API_KEY",
        "GEMINI_API_KEY",
        None,
    )
    assert (google.api_version, ollama.timeout) == ("v1beta", 120)


def test_a_chain_that_ends_at_home_has_more_time() -> None:
    home = compatible(base_url="http://127.0.0.1:1/v1")
    assert LLM().deadline == 45
    assert LLM(chain=("home",), providers={"home": home}).deadline == 90
    assert LLM(chain=("home",), providers={"home": home}, deadline=10).deadline == 10


def test_a_cheaper_provider_must_be_configured_too() -> None:
    with pytest.raises(ValidationError, match=r"llm\.budget\.cheaper names 'small'"):
        LLM(budget=Budget(cheaper=("small",)))


def test_every_provider_that_may_be_asked_is_named_once() -> None:
    both = {"a": compatible(), "b": compatible()}
    assert LLM(chain=("a",), providers=both, budget=Budget(cheaper=("b", "a"))).used == ("a", "b")


def test_the_settings_shown_in_the_document_are_accepted() -> None:
    text = (Path(__file__).parents[3] / "docs" / "models.md").read_text(encoding="utf-8")
    shown: dict[str, object] = {}
    for block in re.findall(r"```yaml\n(.*?)```", text, re.DOTALL):
        shown |= yaml.safe_load(block)["llm"]
    assert LLM.model_validate(shown).budget.cheaper == ("local",)
