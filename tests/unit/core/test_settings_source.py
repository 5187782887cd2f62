"""Where settings come from, which source wins, and the one sentence that each mistake gets."""

from __future__ import annotations

from pathlib import Path

import pytest

from core import settings, settings_source
from core.errors import CannotStart
from core.model_settings import OpenAICompatibleProvider

PROVIDER = (
    "llm:\n  chain: [big]\n  providers:\n    big: {kind: openai_compatible, model: m, api_key_env: BIG_KEY}\n"
)


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> dict[str, str]:
    """An empty environment of the test's own, in an empty folder."""
    variables: dict[str, str] = {}
    monkeypatch.setattr("os.environ", variables)
    monkeypatch.chdir(tmp_path)
    return variables


def refusal(text: str | None = None) -> str:
    """The sentence with which settings.yaml, holding `text`, is refused."""
    if text is not None:
        Path("settings.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(CannotStart) as caught:
        settings_source.load()
    return str(caught.value)


@pytest.mark.usefixtures("environment")
def test_without_any_source_the_defaults_hold() -> None:
    assert settings_source.load().dashboard.port == 8014


def test_overrides_beat_the_environment_that_beats_dotenv_that_beats_the_file(
    environment: dict[str, str],
) -> None:
    Path("settings.yaml").write_text("dashboard: {port: 1}\n")
    assert settings_source.load().dashboard.port == 1
    Path(".env").write_text("SWITCHBOARD_DASHBOARD__PORT=2\n")
    assert settings_source.load().dashboard.port == 2
    environment["SWITCHBOARD_DASHBOARD__PORT"] = "3"
    assert settings_source.load().dashboard.port == 3
    assert settings_source.load(overrides={"dashboard": {"port": 4}}).dashboard.port == 4


def test_sections_are_merged_key_by_key(environment: dict[str, str]) -> None:
    Path("settings.yaml").write_text("dashboard: {port: 1, session_hours: 2}\n")
    environment["SWITCHBOARD_DASHBOARD__PORT"] = "3"
    dashboard = settings_source.load().dashboard
    assert (dashboard.port, dashboard.session_hours) == (3, 2)


@pytest.mark.parametrize("variable", ["DATABASE_URL", "SWITCHBOARD_DATABASE"])
def test_the_database_has_two_names_in_the_environment(environment: dict[str, str], variable: str) -> None:
    environment[variable] = "postgresql://localhost/switchboard"
    assert settings_source.load().database == "postgresql://localhost/switchboard"


def test_a_variable_that_is_not_ours_is_nobodys_database(environment: dict[str, str]) -> None:
    environment["DATABASE"] = "somebody-elses"
    assert settings_source.load().database is None


def test_isolated_settings_look_at_nothing_else(environment: dict[str, str]) -> None:
    environment["SWITCHBOARD_DASHBOARD__PORT"] = "3"
    Path("settings.yaml").write_text("dashboard: {port: 1}\n")
    assert settings_source.isolated({}).dashboard.port == 8014


@pytest.mark.usefixtures("environment")
@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "dashbord: {}",
            "settings.yaml: dashbord is not a setting of Switchboard (did you mean dashboard?); "
            "correct or remove it",
        ),
        (
            "dashboard: {prt: 1}",
            "settings.yaml: dashboard.prt is not a setting of Switchboard (did you mean port?); "
            "correct or remove it",
        ),
        ("- 1", "settings.yaml must hold settings as `name: value` lines, not a list; correct the file"),
        (
            "just words",
            "settings.yaml must hold settings as `name: value` lines, not a str; correct the file",
        ),
        (
            "account: {time_zone: Mars/One}",
            "settings.yaml: account.time_zone: 'Mars/One' is not a known time zone; use a name such as "
            "Europe/Madrid; correct or remove it",
        ),
        (
            "llm: {chain: []}",
            "settings.yaml: llm: llm.chain is empty; name at least one provider, for example [offline]; "
            "correct or remove it",
        ),
        (
            "testing: {kill_at: sent}",
            "settings.yaml: testing settings are refused unless whatsapp.url is on this machine; "
            "correct or remove it",
        ),
        (
            "account: {name: A}\ndashboard: {port: 1, x: 1}",
            "settings.yaml: account.name: String should match pattern '^[a-z0-9-]{1,32}$'; "
            "correct or remove it (and 1 more)",
        ),
    ],
)
def test_a_mistake_in_the_file_gets_one_sentence(text: str, sentence: str) -> None:
    assert refusal(text) == sentence


@pytest.mark.usefixtures("environment")
def test_yaml_that_cannot_be_read_is_told_with_its_line() -> None:
    said = refusal("dashboard:\n  port: [1\nlog: {}\n")
    assert said.startswith("settings.yaml, line 3: ")
    assert said.endswith("; correct the file")


@pytest.mark.usefixtures("environment")
def test_a_file_that_was_named_must_exist() -> None:
    with pytest.raises(CannotStart, match=r"other\.yaml cannot be read .*; check its name and permissions"):
        settings_source.load(Path("other.yaml"))


@pytest.mark.usefixtures("environment")
def test_a_file_in_another_encoding_is_refused() -> None:
    Path("settings.yaml").write_bytes(b"account: {name: \xff}")
    assert refusal().startswith("settings.yaml cannot be read (")


@pytest.mark.usefixtures("environment")
def test_a_dotenv_in_another_encoding_is_refused() -> None:
    Path(".env").write_bytes(b"SWITCHBOARD_DATA=\xff")
    assert refusal().startswith(".env cannot be read (")


@pytest.mark.parametrize(
    ("variable", "value", "sentence"),
    [
        (
            "SWITCHBOARD_DASHBORD__PORT",
            "1",
            "the environment variable SWITCHBOARD_DASHBORD__PORT is not a setting of Switchboard "
            "(did you mean DASHBOARD?); correct or unset it",
        ),
        (
            "SWITCHBOARD_DASHBOARD__PRT",
            "1",
            "environment variable SWITCHBOARD_DASHBOARD__PRT is not a setting of Switchboard "
            "(did you mean port?); correct or remove it",
        ),
        (
            "SWITCHBOARD_DASHBOARD__PORT",
            "many",
            "environment variable SWITCHBOARD_DASHBOARD__PORT: Input should be a valid integer, "
            "unable to parse string as an integer; correct or remove it",
        ),
    ],
)
def test_a_mistake_in_the_environment_names_the_variable(
    environment: dict[str, str], variable: str, value: str, sentence: str
) -> None:
    environment[variable] = value
    assert refusal() == sentence


def test_a_list_in_the_environment_that_is_not_json_is_refused_too(environment: dict[str, str]) -> None:
    environment["SWITCHBOARD_LLM__CHAIN"] = "offline, big"
    assert "SWITCHBOARD_LLM" in refusal()


def test_a_provider_gets_its_key_from_the_variable_it_names(environment: dict[str, str]) -> None:
    Path("settings.yaml").write_text(PROVIDER)
    environment["BIG_KEY"] = "sk-one"
    big = settings_source.load().llm.providers["big"]
    assert isinstance(big, OpenAICompatibleProvider)
    assert big.api_key is not None
    assert big.api_key.get_secret_value() == "sk-one"


def test_a_key_may_lie_in_a_file_that_the_variable_names(environment: dict[str, str], tmp_path: Path) -> None:
    Path("settings.yaml").write_text(PROVIDER)
    (tmp_path / "key").write_text("sk-two\n")
    environment["BIG_KEY_FILE"] = str(tmp_path / "key")
    big = settings_source.load().llm.providers["big"]
    assert isinstance(big, OpenAICompatibleProvider)
    assert big.api_key is not None
    assert big.api_key.get_secret_value() == "sk-two"


@pytest.mark.usefixtures("environment")
def test_a_provider_of_the_chain_without_its_key_stops_the_start() -> None:
    assert refusal(PROVIDER) == (
        "the provider 'big' in llm.chain has no key: set BIG_KEY (or BIG_KEY_FILE) in the environment "
        "or in .env, or take 'big' out of llm.chain"
    )


def test_a_key_file_that_is_not_there_stops_the_start(environment: dict[str, str]) -> None:
    environment["BIG_KEY_FILE"] = "nowhere"
    assert refusal(PROVIDER).startswith("BIG_KEY_FILE names nowhere, which cannot be read (")


@pytest.mark.usefixtures("environment")
def test_a_provider_outside_the_chain_needs_no_key() -> None:
    Path("settings.yaml").write_text(
        PROVIDER.replace("[big]", "[small]") + "    small: {kind: offline, knowledge: notes.md}\n"
    )
    assert settings_source.load().llm.chain == ("small",)


@pytest.mark.usefixtures("environment")
def test_a_key_written_into_the_file_is_refused() -> None:
    said = refusal(PROVIDER.replace("model: m,", "model: m, api_key: sk-x,"))
    assert said.startswith("llm.providers.big.api_key: keys do not belong into settings; ")
    assert "sk-x" not in said


@pytest.mark.usefixtures("environment")
def test_testing_settings_are_accepted_for_a_page_on_this_machine() -> None:
    loaded = settings_source.load(
        overrides={"whatsapp": {"url": "http://127.0.0.1:9/"}, "testing": {"kill_at": "sent"}}
    )
    assert loaded.testing == settings.Testing(kill_at="sent")


@pytest.mark.usefixtures("environment")
def test_a_dotenv_that_others_can_read_is_warned_about() -> None:
    env = Path(".env")
    assert settings_source.env_file_warning(env) is None
    env.write_text("OPENAI_API_KEY=sk\n")
    env.chmod(0o644)
    assert settings_source.env_file_warning(env) == (
        ".env can be read by other users of this machine; run: chmod 600 .env"
    )
    env.chmod(0o600)
    assert settings_source.env_file_warning(env) is None
