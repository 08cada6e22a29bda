"""The Resolution Center: what the two sides of an order ask of each other, and every bargain."""

import sqlalchemy as sa
from alembic import op

from core.store import Moment

revision = "4a7de1c90b35"
down_revision = "d15b07e5ca5e"
branch_labels = None
depends_on = None

KINDS = ("extend", "modify", "extra", "refund")
STATES = ("open", "to_pay", "agreed", "declined", "withdrawn", "overtaken")
ROLES = ("buyer", "seller", "asker", "other", "market", "clock", "stranger")
WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
UNANSWERED = sa.text("state IN ('open', 'to_pay')")


def upgrade() -> None:
    op.create_table(
        "requests",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("order_id", sa.String(), nullable=False),
        sa.Column("kind", _one_of(*KINDS), nullable=False),
        sa.Column("state", _one_of(*STATES), nullable=False),
        sa.Column("side", _one_of(*ROLES), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("minor", WHOLE, nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("days", WHOLE, nullable=False),
        sa.Column("revisions", WHOLE, nullable=False),
        sa.Column("percent", WHOLE, nullable=False),
        sa.Column("offered", sa.JSON(), nullable=False),
        sa.Column("asked_at", Moment(), nullable=False),
        sa.Column("granted_at", Moment()),
        sa.Column("ended_at", Moment()),
        sa.Column("ended_by", _one_of(*ROLES)),
        sa.Column("nth", WHOLE),
        sa.Column("before", sa.JSON()),
        sa.Column("due_at", Moment()),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("community_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["community_id"], ["communities.id"]),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "ix_requests_unanswered", "requests", ["order_id", "kind"], unique=True,
        sqlite_where=UNANSWERED, postgresql_where=UNANSWERED,
    )  # fmt: skip
    op.create_index("ix_requests_order_id_asked_at", "requests", ["order_id", "asked_at"])


def downgrade() -> None:
    op.execute(sa.text("DELETE FROM deadlines WHERE subject LIKE 'request:%'"))
    op.drop_table("requests")


def _one_of(*names: str) -> sa.Enum:
    return sa.Enum(*names, native_enum=False, length=32)
