"""What a setting may be; every default is one that works."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import SecretStr, ValidationError

from core import settings
from core.checkpoints import POINTS
from core.model_settings import LLM, OpenAICompatibleProvider
from core.section import Section
from core.settings import (
    Account,
    Agents,
    Browser,
    ChatRule,
    Conversation,
    Dashboard,
    Log,
    WhatsApp,
)
from core.types import Access, Mode

SECTIONS: list[type[Section]] = [
    *(Account, WhatsApp, Browser, ChatRule, Conversation, LLM, Agents, Dashboard, Log, settings.Testing)
]


@pytest.mark.parametrize("section", SECTIONS)
def test_every_section_works_as_it_is_and_refuses_what_it_does_not_know(section: type[Section]) -> None:
    section()
    with pytest.raises(ValidationError, match="unheard_of"):
        section.model_validate({"unheard_of": 1})


@pytest.mark.parametrize("section", SECTIONS)
def test_no_section_can_be_changed_after_the_start(section: type[Section]) -> None:
    made = section()
    name = next(iter(section.model_fields))
    with pytest.raises(ValidationError, match="frozen"):
        setattr(made, name, "other")


def test_a_stranger_waits_for_a_person_until_a_rule_says_otherwise() -> None:
    assert (ChatRule().access, ChatRule().mode) == (Access.PENDING, Mode.AUTO)


def test_the_dashboard_is_for_this_machine_only_until_told_otherwise() -> None:
    assert (Dashboard().host, Dashboard().port) == ("127.0.0.1", 8014)


@pytest.mark.parametrize("zone", ["Europe/Madrid", "Asia/Tehran", "UTC"])
def test_a_time_zone_is_known_by_its_name(zone: str) -> None:
    assert str(Account(time_zone=zone).zone) == zone


@pytest.mark.parametrize("zone", ["Mars/Olympus", "", "../etc/passwd", "Europe"])
def test_an_unknown_time_zone_is_refused_with_an_example(zone: str) -> None:
    with pytest.raises(ValidationError, match="use a name such as Europe/Madrid"):
        Account(time_zone=zone)


@pytest.mark.parametrize("name", ["", "Main", "two words", "x" * 33, "a/b"])
def test_an_account_name_is_plain_enough_for_a_folder(name: str) -> None:
    with pytest.raises(ValidationError, match="name"):
        Account(name=name)


@pytest.mark.parametrize(
    ("url", "is_loopback"),
    [
        ("https://web.whatsapp.com", False),
        ("https://web.whatsapp.com/", False),
        ("http://127.0.0.1:8000/?token=x", True),
        ("http://localhost:1", True),
        ("http://[::1]:1/", True),
    ],
)
def test_the_page_is_whatsapp_or_on_this_machine(url: str, is_loopback: bool) -> None:
    assert WhatsApp(url=url).is_loopback is is_loopback


@pytest.mark.parametrize(
    "url",
    [
        *("http://web.whatsapp.com", "https://example.com", "https://web.whatsapp.com.example.com"),
        *("file:///etc/passwd", "javascript:alert(1)", "127.0.0.1:8000", ""),
        *("https://127.0.0.1@example.com/", "ftp://127.0.0.1/"),
    ],
)
def test_any_other_page_is_refused(url: str) -> None:
    with pytest.raises(ValidationError, match=r"must be https://web\.whatsapp\.com"):
        WhatsApp(url=url)


@pytest.mark.parametrize(
    ("llm", "sentence"),
    [
        ({"chain": []}, "llm.chain is empty"),
        ({"chain": ["gpt"]}, "llm.chain names 'gpt', which is not under llm.providers"),
    ],
)
def test_a_chain_names_providers_that_exist(llm: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValidationError, match=sentence):
        LLM.model_validate(llm)


@pytest.mark.parametrize("url", ["ftp://host/v1", "localhost:11434", "http://", ""])
def test_a_base_url_is_a_web_address(url: str) -> None:
    with pytest.raises(ValidationError, match="is not a web address"):
        OpenAICompatibleProvider(kind="openai_compatible", model="m", base_url=url)


def test_a_key_is_in_no_print_and_no_dump() -> None:
    provider = OpenAICompatibleProvider(kind="openai_compatible", model="m", api_key=SecretStr("sk-secret"))
    assert "sk-secret" not in f"{provider!r}{provider}{provider.model_dump()}{provider.model_dump_json()}"


@pytest.mark.parametrize(
    ("section", "wrong"),
    [
        (Dashboard, {"port": 65536}),
        (Dashboard, {"port": -1}),
        (Conversation, {"quiet": -1}),
        (Conversation, {"lease": 0}),
        (Conversation, {"thread_messages": 0}),
        (WhatsApp, {"sweep": 0}),
        (Log, {"level": "LOUD"}),
        (Log, {"format": "xml"}),
        (ChatRule, {"access": "perhaps"}),
    ],
)
def test_a_value_out_of_range_is_refused(section: type[Section], wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        section.model_validate(wrong)


def test_a_test_may_end_the_process_at_known_points_only() -> None:
    assert [settings.Testing(kill_at=point).kill_at for point in POINTS] == list(POINTS)
    with pytest.raises(ValidationError, match="is not one of stored, planned"):
        settings.Testing(kill_at="somewhere")
