"""Bans, and the mark of whoever is banned somewhere."""

import sqlalchemy as sa
from alembic import op

from core.store import Moment

revision = "a93c7e15d0f6"
down_revision = "d3f06a918c42"
branch_labels = None
depends_on = None

HOLDS = sa.text("lifted_at IS NULL")


def upgrade() -> None:
    op.add_column(
        "accounts", sa.Column("banned", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.create_table(
        "bans",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("owner_id", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("lifted_at", Moment(), nullable=True),
        sa.Column("community_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"]),
        sa.ForeignKeyConstraint(["owner_id"], ["accounts.id"]),
        sa.ForeignKeyConstraint(["community_id"], ["communities.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "ix_bans_holding",
        "bans",
        ["community_id", "account_id"],
        unique=True,
        sqlite_where=HOLDS,
        postgresql_where=HOLDS,
    )


def downgrade() -> None:
    op.drop_table("bans")
    op.drop_column("accounts", "banned")
