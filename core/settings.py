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

from pydantic import Field, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from core.checkpoints import POINTS
from core.model_settings import LLM
from core.pacing import Pace
from core.phrasebook import Language
from core.section import LOOPBACK, Section
from core.types import Access, ChatKind, Mode

PREFIX = "SWITCHBOARD_"


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
    max_memory: float = Field(2000.0, gt=0, description="megabytes of all its processes; then it starts anew")
    max_age: float = Field(24 * 3600.0, gt=0, description="seconds; then it starts anew")


class Profile(Section):
    """The browser's profile, kept encrypted in the database. `seal_every` None: only by command."""

    seal_every: float | None = Field(24 * 3600.0, ge=600, description="seconds between sealings")


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
    backoff: float = Field(2.0, gt=0, description="longest wait after a first failure; it doubles each time")
    backoff_cap: float = Field(300.0, gt=0, description="longest wait after any failure")
    backlog: int = Field(
        1000, ge=1, description="texts that may wait to be sent; beyond it no more are taken"
    )
    late: float = Field(60.0, ge=0, description="a scheduled message that is later than this was missed")
    stop_words: tuple[str, ...] = (
        "stop", "stop all", "unsubscribe",
        "baja", "parar", "sair", "stopp", "arrêt", "إيقاف", "توقف", "لغو الاشتراك",
    )  # fmt: skip


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
    language: Language = Field("en", description="of the sentences that say what to do next")


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
    days: dict[Kept, Annotated[float, Field(gt=0, le=36_500)]] = Field({"activity": 30.0, "jobs": 90.0})


class Testing(Section):
    """Not for production: refused unless whatsapp.url is on this machine."""

    kill_at: str | None = None

    @field_validator("kill_at")
    @classmethod
    def _known_point(cls, value: str | None) -> str | None:
        if value is not None and value not in POINTS:
            raise ValueError(f"{value!r} is not one of {', '.join(POINTS)}")
        return value


class Number(Section):
    """One more WhatsApp number. What is not named here is as for the first one, whole groups at a time."""

    time_zone: str | None = None
    whatsapp: WhatsApp | None = None
    browser: Browser | None = None
    chats: tuple[ChatRule, ...] | None = None
    conversation: Conversation | None = None
    agents: Agents | None = None
    pace: Pace | None = None


class Settings(BaseSettings):
    """Everything that can be set. Read once, in `app`; others receive the number they need."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_nested_delimiter="__", extra="forbid", frozen=True
    )

    data: Path = Path("data")
    database: str | None = None
    selectors: Path = Path("selectors.yaml")
    account: Account = Account()
    accounts: dict[str, Number] = Field(default_factory=dict)
    whatsapp: WhatsApp = WhatsApp()
    browser: Browser = Browser()
    profile: Profile = Profile()
    chats: tuple[ChatRule, ...] = ()
    conversation: Conversation = Conversation()
    pace: Pace = Pace()
    llm: LLM = LLM()
    agents: Agents = Agents()
    dashboard: Dashboard = Dashboard()
    log: Log = Log()
    backup: Backup = Backup()
    retention: Retention = Retention()
    testing: Testing = Testing()

    @property
    def is_paced(self) -> bool:
        """Whether messages are sent at a person's pace."""
        return not self.whatsapp.is_loopback if self.pace.on is None else self.pace.on

    @model_validator(mode="after")
    def _numbers_can_be_told_apart(self) -> Settings:
        if self.account.name in self.accounts:
            raise ValueError(f"accounts names {self.account.name!r}, which is the first number's own name")
        for name, number in self.accounts.items():
            _account_of(name, number.time_zone or self.account.time_zone)
        return self

    def numbers(self) -> list[Settings]:
        """The settings of each number, as if it were alone; the first keeps its files where they are."""
        return [self, *(self._of(name, number) for name, number in self.accounts.items())]

    def _of(self, name: str, number: Number) -> Settings:
        own = {field: value for field in Number.model_fields if (value := getattr(number, field)) is not None}
        zone = own.pop("time_zone", self.account.time_zone)
        place = {"account": _account_of(name, zone), "data": self.data / "numbers" / name, "accounts": {}}
        return self.model_copy(update={**own, **place})

    @model_validator(mode="after")
    def _testing_stays_at_home(self) -> Settings:
        is_home = all(each.whatsapp.is_loopback for each in self.numbers())
        if self.testing != Testing() and not is_home:
            raise ValueError("testing settings are refused unless whatsapp.url is on this machine")
        return self


def _account_of(name: str, zone: str) -> Account:
    """Raises ValueError with one sentence: the name or the zone is none."""
    try:
        return Account(name=name, time_zone=zone)
    except ValidationError as error:
        raise ValueError(
            f"accounts.{name}: {error.errors()[0]['msg'].removeprefix('Value error, ')}"
        ) from None
