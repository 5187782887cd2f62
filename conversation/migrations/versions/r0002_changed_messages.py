"""What messages hold besides their words, what people thought of them, and what they said before."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.execute("ALTER TABLE messages RENAME COLUMN media TO details")
    op.add_column("messages", sa.Column("quoted_author", sa.Text))
    op.add_column("messages", sa.Column("quoted_kind", sa.String(16)))
    op.add_column("messages", sa.Column("reactions", sa.Text))
    op.create_table(
        "former_texts",
        sa.Column("id", _BIG, primary_key=True, autoincrement=True),
        sa.Column(
            "account", sa.String(32), sa.ForeignKey("accounts.name", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("chat_id", _BIG, sa.ForeignKey("chats.id", ondelete="CASCADE"), nullable=False),
        sa.Column("message_id", _BIG, sa.ForeignKey("messages.id", ondelete="CASCADE"), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_former_texts_message", "former_texts", ["message_id", "id"])


def downgrade() -> None:
    op.drop_table("former_texts")
    for column in ("reactions", "quoted_kind", "quoted_author"):
        op.drop_column("messages", column)
    op.execute("ALTER TABLE messages RENAME COLUMN details TO media")
