"""What models were asked, and what it cost."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.create_table(
        "model_calls",
        sa.Column("id", _BIG, primary_key=True, autoincrement=True),
        sa.Column(
            "account", sa.String(32), sa.ForeignKey("accounts.name", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("chat_id", _BIG, sa.ForeignKey("chats.id", ondelete="SET NULL")),
        sa.Column("newest_id", _BIG),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("task", sa.String(16), nullable=False),
        sa.Column("provider", sa.String(64), nullable=False),
        sa.Column("model", sa.String(128), nullable=False),
        sa.Column("kind", sa.String(16)),
        sa.Column("prompt_tokens", _BIG),
        sa.Column("completion_tokens", _BIG),
        sa.Column("estimated", sa.Boolean, nullable=False),
        sa.Column("cost", _BIG, nullable=False),
        sa.Column("ms", _BIG, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_model_calls_at", "model_calls", ["account", "at"])
    op.create_index("ix_model_calls_chat", "model_calls", ["chat_id", "at"])


def downgrade() -> None:
    op.drop_table("model_calls")
