"""Messages to be sent later, once or again and again."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "schedules",
        sa.Column("id", _BIG, primary_key=True, autoincrement=True),
        sa.Column(
            "account", sa.String(32), sa.ForeignKey("accounts.name", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("chat_id", _BIG, sa.ForeignKey("chats.id", ondelete="CASCADE"), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("cron", sa.String(100)),
        sa.Column("time_zone", sa.String(64), nullable=False),
        sa.Column("missed", sa.String(16), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("next_at", _MOMENT, nullable=False),
        sa.Column("last_at", _MOMENT),
        sa.Column("last_outbox_id", _BIG),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sqlite_autoincrement=True,
    )
    active = sa.text("state = 'active'")
    op.create_index(
        "ix_schedules_due", "schedules", ["next_at"], sqlite_where=active, postgresql_where=active
    )
    op.create_index("ix_schedules_chat", "schedules", ["chat_id", "id"])


def downgrade() -> None:
    op.drop_table("schedules")
