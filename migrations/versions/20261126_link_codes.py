"""Codes that make somebody the same person on another platform."""

import sqlalchemy as sa
from alembic import op

from core.store import Moment

revision = "d5a1e8c03b79"
down_revision = "b2d94c6e1f70"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "link_codes",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("ends_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"]),
        sa.PrimaryKeyConstraint("code"),
    )
    op.create_index("ix_link_codes_account_id", "link_codes", ["account_id"], unique=True)


def downgrade() -> None:
    op.drop_table("link_codes")
