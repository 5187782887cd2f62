"""What a message to be sent answers and holds, why it waits, when it was pressed; and a pause by hand."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "files",
        sa.Column("id", _BIG, primary_key=True, autoincrement=True),
        sa.Column(
            "account", sa.String(32), sa.ForeignKey("accounts.name", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("type", sa.Text, nullable=False),
        sa.Column("size", _BIG, nullable=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sqlite_autoincrement=True,
    )
    for column in (
        sa.Column("reply_to", sa.String(128)),
        sa.Column("file_id", _BIG),
        sa.Column("file_kind", sa.String(16)),
        sa.Column("file_name", sa.Text),
        sa.Column("hold", sa.String(16)),
        sa.Column("held_until", _MOMENT),
        sa.Column("pressed_at", _MOMENT),
    ):
        op.add_column("outbox", column)
    op.create_index("ix_outbox_pressed", "outbox", ["account", "pressed_at"])
    op.add_column("accounts", sa.Column("paused_at", _MOMENT))
    op.add_column("accounts", sa.Column("paused_by", sa.Text))


def downgrade() -> None:
    for column in ("paused_by", "paused_at"):
        op.drop_column("accounts", column)
    op.drop_index("ix_outbox_pressed", "outbox")
    for column in ("pressed_at", "held_until", "hold", "file_name", "file_kind", "file_id", "reply_to"):
        op.drop_column("outbox", column)
    op.drop_table("files")
