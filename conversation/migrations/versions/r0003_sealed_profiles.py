"""The browser's profile, encrypted, in pieces."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.create_table(
        "sealed_profiles",
        sa.Column("id", _BIG, primary_key=True, autoincrement=True),
        sa.Column(
            "account", sa.String(32), sa.ForeignKey("accounts.name", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("sealed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("size", _BIG, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("parts", _BIG),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "sealed_parts",
        sa.Column(
            "profile_id", _BIG, sa.ForeignKey("sealed_profiles.id", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column("number", _BIG, primary_key=True),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )


def downgrade() -> None:
    op.drop_table("sealed_parts")
    op.drop_table("sealed_profiles")
