"""The first tables."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_TABLES = ("keyring", "accounts", "links", "chats", "turns", "outbox", "messages", "jobs", "operators")
_LOGS = ("audit", "activity")
_BIG = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_MOMENT = sa.DateTime(timezone=True)
_WORD = sa.String(16)


def upgrade() -> None:
    _keyring_and_accounts()
    _chats()
    _turns_and_outbox()
    _messages()
    _jobs()
    _operators_and_audit()


def downgrade() -> None:
    for table in reversed(_TABLES + _LOGS):
        op.drop_table(table)


def _keyring_and_accounts() -> None:
    op.create_table(
        "keyring",
        sa.Column("purpose", _WORD, primary_key=True),
        sa.Column("key_id", _WORD, nullable=False),
        sa.Column("proof", sa.String(255), nullable=False),
    )
    op.create_table(
        "accounts",
        sa.Column("name", sa.String(32), primary_key=True),
        sa.Column("screen", _WORD),
        sa.Column("created_at", _MOMENT, nullable=False),
    )
    op.create_table(
        "links",
        _id(),
        _account(),
        sa.Column("connected_at", _MOMENT, nullable=False),
        sa.Column("disconnected_at", _MOMENT),
        sa.Column("reason", sa.Text),
        sqlite_autoincrement=True,
    )
    _index("uq_links_open", "links", ["account"], unique=True, where="disconnected_at IS NULL")


def _chats() -> None:
    op.create_table(
        "chats",
        _id(),
        _account(),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("name_hash", sa.String(64), nullable=False),
        sa.Column("kind", _WORD, nullable=False),
        sa.Column("namesake", _BIG, nullable=False),
        sa.Column("access", _WORD, nullable=False),
        sa.Column("access_by_person", sa.Boolean, nullable=False),
        sa.Column("mode", _WORD, nullable=False),
        sa.Column("unread_hint", _BIG, nullable=False),
        sa.Column("preview", sa.Text),
        sa.Column("noticed_at", _MOMENT),
        sa.Column("last_message_id", _BIG),
        sa.Column("active_at", _MOMENT, nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sqlite_autoincrement=True,
    )
    _index("uq_chats_name", "chats", ["account", "name_hash", "kind", "namesake"], unique=True)
    _index("ix_chats_active", "chats", ["account", "active_at", "id"])


def _turns_and_outbox() -> None:
    op.create_table(
        "turns",
        _id(),
        _account(),
        _chat(),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("outcome", _WORD, nullable=False),
        sa.Column("decided_on", _BIG),
        sa.Column("reason", sa.Text),
        sa.Column("plan", sa.Text),
        sa.Column("calls", sa.JSON, nullable=False),
        sa.Column("guards", sa.Text, nullable=False),
        sa.Column("seconds", sa.JSON, nullable=False),
        sqlite_autoincrement=True,
    )
    _index("ix_turns_chat", "turns", ["chat_id", "id"])
    op.create_table(
        "outbox",
        _id(),
        _account(),
        _chat(),
        sa.Column("turn_id", _BIG, sa.ForeignKey("turns.id", ondelete="SET NULL")),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("author", _WORD, nullable=False),
        sa.Column("by", sa.Text),
        sa.Column("state", _WORD, nullable=False),
        sa.Column("wa_id", sa.String(128)),
        sa.Column("mark", sa.JSON),
        sa.Column("error", sa.Text),
        sa.Column("attempts", _BIG, nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("updated_at", _MOMENT, nullable=False),
        sqlite_autoincrement=True,
    )
    _index("uq_outbox_wa_id", "outbox", ["chat_id", "wa_id"], unique=True, where="wa_id IS NOT NULL")
    _index("ix_outbox_chat", "outbox", ["chat_id", "id"])
    _index("ix_outbox_state", "outbox", ["state", "chat_id"])
    _index("ix_outbox_turn", "outbox", ["turn_id"], where="turn_id IS NOT NULL")


def _messages() -> None:
    op.create_table(
        "messages",
        _id(),
        _account(),
        _chat(),
        sa.Column("wa_id", sa.String(128), nullable=False),
        sa.Column("direction", _WORD, nullable=False),
        sa.Column("author", _WORD, nullable=False),
        sa.Column("sender", sa.Text),
        sa.Column("kind", _WORD, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("quoted", sa.Text),
        sa.Column("media", sa.Text),
        sa.Column("sent_at", _MOMENT),
        sa.Column("seen_at", _MOMENT, nullable=False),
        sa.Column("seen", _WORD, nullable=False),
        sa.Column("edited", sa.Boolean, nullable=False),
        sa.Column("tick", _WORD),
        sa.Column("outbox_id", _BIG, sa.ForeignKey("outbox.id", ondelete="SET NULL")),
        sqlite_autoincrement=True,
    )
    _index("uq_messages_wa_id", "messages", ["account", "chat_id", "wa_id"], unique=True)
    _index("ix_messages_chat", "messages", ["chat_id", "id"])
    _index("ix_messages_outbox", "messages", ["outbox_id"], where="outbox_id IS NOT NULL")


def _jobs() -> None:
    op.create_table(
        "jobs",
        _id(),
        _account(),
        sa.Column("lane", _WORD, nullable=False),
        sa.Column("kind", _WORD, nullable=False),
        _chat(),
        sa.Column("priority", _BIG, nullable=False),
        sa.Column("status", _WORD, nullable=False),
        sa.Column("due_at", _MOMENT, nullable=False),
        sa.Column("latest_at", _MOMENT),
        sa.Column("attempts", _BIG, nullable=False),
        sa.Column("claims", _BIG, nullable=False),
        sa.Column("owner", sa.String(64)),
        sa.Column("lease_until", _MOMENT),
        sa.Column("error", sa.Text),
        sa.Column("created_at", _MOMENT, nullable=False),
        sqlite_autoincrement=True,
    )
    for status in ("waiting", "running"):
        _index(
            f"uq_jobs_{status}",
            "jobs",
            ["account", "lane", "chat_id"],
            unique=True,
            where=f"status = '{status}'",
        )
    _index("ix_jobs_due", "jobs", ["status", "due_at"])


def _operators_and_audit() -> None:
    op.create_table(
        "operators",
        _id(),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("name_hash", sa.String(64), nullable=False),
        sa.Column("password_hash", sa.Text, nullable=False),
        sa.Column("role", _WORD, nullable=False),
        sa.Column("is_active", sa.Boolean, nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sqlite_autoincrement=True,
    )
    _index("uq_operators_name", "operators", ["name_hash"], unique=True)
    op.create_table(
        "audit",
        _id(),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("action", sa.String(64), nullable=False),
        sa.Column("target", sa.String(128), nullable=False),
        sa.Column("before", sa.Text),
        sa.Column("after", sa.Text),
        sqlite_autoincrement=True,
    )
    ids = ("chat_id", "message_id", "outbox_id", "turn_id")
    op.create_table(
        "activity",
        _id(),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("account", sa.String(32), nullable=False),
        *(sa.Column(name, _BIG) for name in ids),
        sa.Column("detail", sa.String(200)),
        sqlite_autoincrement=True,
    )


def _id() -> sa.Column[int]:
    return sa.Column("id", _BIG, primary_key=True, autoincrement=True)


def _account() -> sa.Column[str]:
    owner = sa.ForeignKey("accounts.name", ondelete="CASCADE")
    return sa.Column("account", sa.String(32), owner, nullable=False)


def _chat() -> sa.Column[int]:
    return sa.Column("chat_id", _BIG, sa.ForeignKey("chats.id", ondelete="CASCADE"), nullable=False)


def _index(
    name: str, table: str, columns: list[str], *, unique: bool = False, where: str | None = None
) -> None:
    condition: dict[str, Any] = {}
    if where is not None:
        condition = {"sqlite_where": sa.text(where), "postgresql_where": sa.text(where)}
    op.create_index(name, table, columns, unique=unique, **condition)
