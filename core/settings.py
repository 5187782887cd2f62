"""Settings, read once at start: defaults < settings.yaml < `.env` < environment.

Environment names are `SWITCHBOARD_` and the path joined by `__` (`SWITCHBOARD_DASHBOARD__PORT`);
`DATABASE_URL` is an alias of `SWITCHBOARD_DATABASE`. Keys of vendors come from variables that the
provider names (`api_key_env`), or from a file named by the same variable with `_FILE` behind it.
"""

from __future__ import annotations

from datetime import tzinfo
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    field_validator,
    model_validator,
)
from pydantic_settings import BaseSettings, SettingsConfigDict

from core.checkpoints import POINTS
from core.types import Access, ChatKind, Mode

PREFIX = "SWITCHBOARD_"
LOOPBACK = {"127.0.0.1", "localhost", "::1"}


class Section(BaseModel):
    """A group of settings: frozen, and a key it does not know stops the start."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Account(Section):
    """The WhatsApp number: a name of your own for it, and the zone its times are shown in."""

    name: str = Field("main", pattern=r"^[a-z0-9-]{1,32}$")
    time_zone: str = "UTC"

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ValueError, KeyError, OSError) as error:
            raise ValueError(
                f"{value!r} is not a known time zone; use a name such as Europe/Madrid"
            ) from error
        return value

    @property
    def zone(self) -> tzinfo:
        return ZoneInfo(self.time_zone)


class WhatsApp(Section):
    """Where the page is. Another address than WhatsApp's own is allowed on loopback only."""

    url: str = "https://web.whatsapp.com"
    sweep: float = Field(30.0, gt=0, description="seconds between slow looks at the whole page")

    @field_validator("url")
    @classmethod
    def _whatsapp_or_loopback(cls, value: str) -> str:
        parts = urlsplit(value)
        if parts.hostname in LOOPBACK and parts.scheme in {"http", "https"}:
            return value
        if (parts.scheme, parts.hostname) != ("https", "web.whatsapp.com"):
            raise ValueError("must be https://web.whatsapp.com, or an address on this machine (127.0.0.1)")
        return value

    @property
    def is_loopback(self) -> bool:
        return urlsplit(self.url).hostname in LOOPBACK


class Browser(Section):
    """The Chromium that shows the page. `executable` None: found on the machine."""

    executable: Path | None = None
    headless: bool = True
    sandbox: bool | None = Field(None, description="None: off only where it cannot work (root)")
    arguments: tuple[str, ...] = ()
    start_timeout: float = Field(60.0, gt=0)


class ChatRule(Section):
    """Access and mode for chats whose name matches the wildcard; the first rule that matches counts."""

    name: str = "*"
    kind: ChatKind | None = None
    access: Access = Access.PENDING
    mode: Mode = Mode.AUTO


class Conversation(Section):
    """How messages become answers. All times in seconds."""

    quiet: float = Field(4.0, ge=0, description="wait for the contact's last bubble")
    quiet_cap: float = Field(20.0, ge=0, description="never wait longer than this after the first bubble")
    answer_window: float = Field(6 * 3600.0, gt=0, description="older messages are stored, not answered")
    thread_messages: int = Field(30, ge=1, le=500)
    workers: int = Field(4, ge=1, le=64)
    lease: float = Field(60.0, gt=0)
    attempts: int = Field(8, ge=1)


class OfflineProvider(Section):
    """No model: answers with the best-matching sentence of the operator's knowledge file."""

    kind: Literal["offline"]
    knowledge: Path = Path("knowledge.md")


class OpenAICompatibleProvider(Section):
    """Any server that speaks the OpenAI chat completions protocol. `timeout` is for one whole attempt."""

    kind: Literal["openai_compatible"]
    base_url: str = "https://api.openai.com/v1"
    model: str
    api_key_env: str | None = "OPENAI_API_KEY"
    timeout: float = Field(30.0, gt=0)
    max_context: int = Field(128_000, gt=0)
    json_schema: bool = Field(True, description="the server follows response_format json_schema")
    api_key: SecretStr | None = Field(None, exclude=True, repr=False)

    @field_validator("base_url")
    @classmethod
    def _web_address(cls, value: str) -> str:
        if urlsplit(value).scheme not in {"http", "https"} or not urlsplit(value).hostname:
            raise ValueError(f"{value!r} is not a web address; it should look like http://127.0.0.1:11434/v1")
        return value


Provider = Annotated[OfflineProvider | OpenAICompatibleProvider, Field(discriminator="kind")]


def _offline_only() -> dict[str, Provider]:
    return {"offline": OfflineProvider(kind="offline")}


class LLM(Section):
    """Configured providers, and the order in which they are asked."""

    chain: tuple[str, ...] = ("offline",)
    providers: dict[str, Provider] = Field(default_factory=_offline_only)
    deadline: float = Field(45.0, gt=0, description="seconds for one whole answer")

    @model_validator(mode="after")
    def _chain_is_configured(self) -> LLM:
        if not self.chain:
            raise ValueError("llm.chain is empty; name at least one provider, for example [offline]")
        for name in self.chain:
            if name not in self.providers:
                raise ValueError(f"llm.chain names {name!r}, which is not under llm.providers")
        return self


class Agents(Section):
    """Voice and limits of the two agents."""

    persona: str = "You are a friendly assistant of a small shop. You are brief and honest."
    house_phrase: str = "Thank you for your message. A person will answer you as soon as possible."
    hand_over_words: tuple[str, ...] = (
        "human", "real person", "agent please",
        "persona real", "un humano", "pessoa real", "atendente", "موظف", "نماینده",
    )  # fmt: skip
    max_question: int = Field(4000, ge=1, description="characters of one message given to a model")
    max_answer: int = Field(1500, ge=1, description="characters of one answer")


class Dashboard(Section):
    """Where people sign in. `hosts` are the host names the dashboard answers to."""

    host: str = "127.0.0.1"
    port: int = Field(8014, ge=0, le=65535)
    hosts: tuple[str, ...] = ("127.0.0.1", "localhost", "[::1]")
    session_hours: float = Field(12.0, gt=0)


class Log(Section):
    """`json` lines for machines, `text` for a terminal."""

    level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    format: Literal["json", "text"] = "json"


class Backup(Section):
    """Archives of the whole installation, sealed by the passphrase that `passphrase_env` names."""

    every_hours: float | None = Field(None, gt=0, description="None: only by `switchboard backup create`")
    keep: int = Field(7, ge=1, description="scheduled archives that stay; older ones are removed")
    folder: Path | None = Field(None, description="None: `backups` in the data folder")
    passphrase_env: str = "BACKUP_PASSPHRASE"  # noqa: S105 (the name of a variable)

    def folder_in(self, data: Path) -> Path:
        return self.folder or data / "backups"


Kept = Literal["messages", "turns", "outbox", "links", "jobs", "audit", "activity"]


class Retention(Section):
    """What is deleted when it is older than `days`, by table; a table that is not named is kept for ever."""

    every_hours: float = Field(24.0, gt=0)
    days: dict[Kept, Annotated[float, Field(gt=0)]] = {"activity": 30.0, "jobs": 90.0}


class Testing(Section):
    """Not for production: refused unless whatsapp.url is on this machine."""

    kill_at: str | None = None

    @field_validator("kill_at")
    @classmethod
    def _known_point(cls, value: str | None) -> str | None:
        if value is not None and value not in POINTS:
            raise ValueError(f"{value!r} is not one of {', '.join(POINTS)}")
        return value


class Settings(BaseSettings):
    """Everything that can be set. Read once, in `app`; others receive the number they need."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_nested_delimiter="__", extra="forbid", frozen=True
    )

    data: Path = Path("data")
    database: str | None = None
    selectors: Path = Path("selectors.yaml")
    account: Account = Account()
    whatsapp: WhatsApp = WhatsApp()
    browser: Browser = Browser()
    chats: tuple[ChatRule, ...] = ()
    conversation: Conversation = Conversation()
    llm: LLM = LLM()
    agents: Agents = Agents()
    dashboard: Dashboard = Dashboard()
    log: Log = Log()
    backup: Backup = Backup()
    retention: Retention = Retention()
    testing: Testing = Testing()

    @model_validator(mode="after")
    def _testing_stays_at_home(self) -> Settings:
        if self.testing != Testing() and not self.whatsapp.is_loopback:
            raise ValueError("testing settings are refused unless whatsapp.url is on this machine")
        return self
