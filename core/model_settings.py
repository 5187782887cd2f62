"""Settings of models: providers, the chain they stand in, their breakers, and what they may cost."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator, model_validator

from core.section import Section, is_loopback

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class Preset(NamedTuple):
    """What is known of a server that speaks OpenAI's protocol."""

    base_url: str
    api_key_env: str | None = None
    follows_schemas: bool = True
    calls_tools: bool = True


PRESETS: Mapping[str, Preset] = {
    "openai": Preset("https://api.openai.com/v1", "OPENAI_API_KEY"),
    "xai": Preset("https://api.x.ai/v1", "XAI_API_KEY"),
    "perplexity": Preset("https://api.perplexity.ai", "PERPLEXITY_API_KEY", calls_tools=False),
    "ollama": Preset("http://127.0.0.1:11434/v1"),
    "lm_studio": Preset("http://127.0.0.1:1234/v1"),
    "gpt4all": Preset("http://127.0.0.1:4891/v1", follows_schemas=False, calls_tools=False),
    "llama_cpp": Preset("http://127.0.0.1:8080/v1", calls_tools=False),
}


def _patience(cloud: float, local: float) -> Callable[[dict[str, Any]], float]:
    """Seconds by where the server is: a model on one's own machine may have to be loaded first."""
    return lambda fields: local if is_loopback(fields.get("base_url", "")) else cloud


class BreakerSettings(Section):
    """When a provider rests and for how long, in seconds; `preset` fills in what is not given.

    `quick` opens after 3 failures in a row for 15 s, `steady` after 5 for 60 s
    (docs/decisions/0006-when-a-breaker-opens.md).
    """

    preset: Literal["quick", "steady"] = "quick"
    failures_in_a_row: int | None = Field(None, ge=1)
    window: float | None = Field(None, gt=0)
    window_calls: int | None = Field(None, ge=1)
    window_share: float | None = Field(None, gt=0, le=1)
    first_opening: float | None = Field(None, gt=0)
    longest_opening: float | None = Field(None, gt=0)


class Remote(Section):
    """What all providers have that are asked over the network. Times in seconds, prices per million tokens.

    `timeout` is for one whole attempt, `first_token` until its first word, `idle` between two words.
    """

    model: str
    base_url: str
    timeout: float = Field(default_factory=_patience(30.0, 120.0), gt=0)
    first_token: float = Field(default_factory=_patience(15.0, 60.0), gt=0)
    idle: float = Field(default_factory=_patience(10.0, 30.0), gt=0)
    max_context: int = Field(128_000, gt=0)
    at_once: int = Field(4, ge=1, description="requests under way at the same time")
    stream: bool = Field(True, description="take the answer word by word; a contact gets it whole")
    json_schema: bool = Field(True, description="the server makes its answers follow a JSON schema")
    tools: bool = Field(True, description="the model can call tools by itself")
    temperature: float | None = Field(None, ge=0, le=2)
    price_in: float = Field(0.0, ge=0)
    price_out: float = Field(0.0, ge=0)
    last_resort: bool = Field(False, description="asked even while it should rest")
    breaker: BreakerSettings = BreakerSettings()
    api_key_env: str | None = None
    api_key: SecretStr | None = Field(None, exclude=True, repr=False)

    @field_validator("base_url")
    @classmethod
    def _web_address(cls, value: str) -> str:
        if urlsplit(value).scheme not in {"http", "https"} or not urlsplit(value).hostname:
            raise ValueError(f"{value!r} is not a web address; it should look like http://127.0.0.1:11434/v1")
        return value


class OfflineProvider(Section):
    """No model: answers with the best-matching sentence of the operator's knowledge file."""

    kind: Literal["offline"]
    knowledge: Path = Path("knowledge.md")


class OpenAICompatibleProvider(Remote):
    """Any server that speaks the OpenAI chat completions protocol; `preset` names a well-known one."""

    kind: Literal["openai_compatible"]
    preset: Literal["openai", "xai", "perplexity", "ollama", "lm_studio", "gpt4all", "llama_cpp"] | None = (
        None
    )
    base_url: str = "https://api.openai.com/v1"
    api_key_env: str | None = "OPENAI_API_KEY"

    @model_validator(mode="before")
    @classmethod
    def _by_preset(cls, given: Any) -> Any:
        known = PRESETS.get(given.get("preset") or "") if isinstance(given, dict) else None
        if known is None:
            return given
        return {
            "base_url": known.base_url,
            "api_key_env": known.api_key_env,
            "json_schema": known.follows_schemas,
            "tools": known.calls_tools,
            **given,
        }


class AnthropicProvider(Remote):
    """Anthropic's own protocol. Its models of today take no `temperature`: it is left out, and said so."""

    kind: Literal["anthropic"]
    base_url: str = "https://api.anthropic.com"
    max_context: int = Field(200_000, gt=0)
    api_key_env: str | None = "ANTHROPIC_API_KEY"


class GoogleProvider(Remote):
    """Google's own protocol (Gemini)."""

    kind: Literal["google"]
    base_url: str = "https://generativelanguage.googleapis.com"
    api_version: str = "v1beta"
    max_context: int = Field(1_000_000, gt=0)
    api_key_env: str | None = "GEMINI_API_KEY"


class OllamaProvider(Remote):
    """A server of Ollama by its own protocol. `max_context` is the room it is asked to make."""

    kind: Literal["ollama"]
    base_url: str = "http://127.0.0.1:11434"
    max_context: int = Field(8_192, gt=0)
    tools: bool = Field(False, description="the model can call tools by itself; few small ones can")


RemoteProvider = OpenAICompatibleProvider | AnthropicProvider | GoogleProvider | OllamaProvider
Provider = Annotated[OfflineProvider | RemoteProvider, Field(discriminator="kind")]


class Allowance(Section):
    """What may be used up; None: without limit. `money` is in the currency that prices are given in."""

    tokens: int | None = Field(None, ge=0)
    money: float | None = Field(None, ge=0)


class Budget(Section):
    """What answers may cost. `chat` is for one chat and day; days and months are those of the account's zone.

    From `warn_at` of an allowance on the providers in `cheaper` are asked instead of the chain; when one is
    used up, the contact gets the house phrase, or nothing.
    """

    reply: Allowance = Allowance()
    chat: Allowance = Allowance()
    day: Allowance = Allowance()
    month: Allowance = Allowance()
    warn_at: float = Field(0.8, gt=0, le=1)
    cheaper: tuple[str, ...] = ()
    when_spent: Literal["house_phrase", "silence"] = "house_phrase"


class Memory(Section):
    """Answers that may be given again, marked as stale, when no model answers. Seconds; 0 turns it off."""

    stale_for: float = Field(24 * 3600.0, ge=0)
    most: int = Field(1_000, ge=1, description="answers kept")


def _offline_only() -> dict[str, Provider]:
    return {"offline": OfflineProvider(kind="offline")}


def _deadline(fields: dict[str, Any]) -> float:
    """A chain that ends in a model of one's own needs longer than one that ends in a vendor's."""
    last = fields.get("providers", {}).get((fields.get("chain") or ("",))[-1])
    return 90.0 if isinstance(last, Remote) and is_loopback(last.base_url) else 45.0


class LLM(Section):
    """Configured providers, and the order in which they are asked.

    `planners` are asked before the chain where a thread is judged: small and quick ones do there.
    """

    chain: tuple[str, ...] = ("offline",)
    planners: tuple[str, ...] = ()
    providers: dict[str, Provider] = Field(default_factory=_offline_only)
    deadline: float = Field(default_factory=_deadline, gt=0, description="seconds for one whole answer")
    hedge_after: float | None = Field(
        None, gt=0, description="seconds after which a second provider is asked beside a slow first one"
    )
    budget: Budget = Budget()
    memory: Memory = Memory()

    @model_validator(mode="after")
    def _chain_is_configured(self) -> LLM:
        if not self.chain:
            raise ValueError("llm.chain is empty; name at least one provider, for example [offline]")
        named = {
            "llm.chain": self.chain,
            "llm.planners": self.planners,
            "llm.budget.cheaper": self.budget.cheaper,
        }
        for where, names in named.items():
            for name in names:
                if name not in self.providers:
                    raise ValueError(f"{where} names {name!r}, which is not under llm.providers")
        return self

    @property
    def used(self) -> tuple[str, ...]:
        """Every provider that may be asked, once."""
        return tuple(dict.fromkeys((*self.chain, *self.planners, *self.budget.cheaper)))
