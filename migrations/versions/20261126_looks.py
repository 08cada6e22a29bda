"""When somebody in office looked into what others wrote."""

import sqlalchemy as sa
from alembic import op

from core.store import Moment

revision = "e81b4f3c7a95"
down_revision = "5e19c7d3a208"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "looks",
        sa.Column("id", WHOLE, autoincrement=True, nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_looks_subject_id", "looks", ["subject", "id"])


def downgrade() -> None:
    op.drop_table("looks")
