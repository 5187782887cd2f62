"""No column holds words of people unencrypted, and rows refer to one another so that nothing is orphaned."""

from __future__ import annotations

from sqlalchemy import JSON, Enum, String

from conversation.models import JobStatus, Role
from conversation.secrets import Private
from conversation.tables import Base

# Ids, hashes, words of ours, and numbers: nothing a person said or is called.
PLAIN = {
    "accounts.name", "accounts.screen",
    "activity.account", "activity.detail", "activity.kind",
    "audit.action", "audit.target",
    "chats.name_hash", "jobs.kind", "jobs.lane", "jobs.owner",
    "keyring.key_id", "keyring.proof", "keyring.purpose",
    "messages.wa_id",
    "model_calls.kind", "model_calls.model", "model_calls.provider", "model_calls.task",
    "operators.name_hash",
    "outbox.hold", "outbox.mark", "outbox.reply_to", "outbox.wa_id", "sealed_profiles.digest",
    "schedules.cron", "schedules.time_zone",
    "turns.calls", "turns.outcome", "turns.seconds",
}  # fmt: skip


def test_every_column_that_can_hold_words_is_private_or_known_to_hold_none() -> None:
    plain = {
        f"{table.name}.{column.name}"
        for table in Base.metadata.tables.values()
        for column in table.columns
        if isinstance(column.type, (String, JSON))
        and not isinstance(column.type, (Private, Enum))
        and column.name != "account"
    }
    assert plain == PLAIN - {"activity.account"}


def test_what_belongs_to_a_chat_goes_with_it_and_carries_its_account() -> None:
    for name in ("messages", "former_texts", "turns", "outbox", "jobs", "schedules"):
        table = Base.metadata.tables[name]
        (owner,) = table.columns["chat_id"].foreign_keys
        assert owner.ondelete == "CASCADE"
        assert "account" in table.columns


def test_ids_are_never_given_twice() -> None:
    for table in Base.metadata.tables.values():
        if "id" in table.columns:
            assert table.dialect_options["sqlite"]["autoincrement"], table.name


def test_states_and_roles_are_spelt_as_people_read_them() -> None:
    assert [*JobStatus, *Role] == ["waiting", "running", "dead", "admin", "operator", "viewer"]
