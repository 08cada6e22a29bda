"""Support: tickets, and what is said in them."""

import sqlalchemy as sa
from alembic import op

from core.store import Moment, Span

revision = "5c1e7f0a9b2d"
down_revision = "4a7de1c90b35"
branch_labels = None
depends_on = None

STANDINGS = ("standard", "priority", "vip")
STATES = ("waiting", "taken", "asked", "answered", "closed", "filed")
ROLES = ("buyer", "seller", "asker", "other", "moderator", "market", "clock", "stranger")
WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
QUEUED = sa.text("state = 'waiting'")


def upgrade() -> None:
    op.create_table(
        "tickets",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("asker_id", sa.String(), nullable=False),
        sa.Column("staff_id", sa.String()),
        sa.Column("order_id", sa.String()),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("standing", _one_of(*STANDINGS), nullable=False),
        sa.Column("state", _one_of(*STATES), nullable=False),
        sa.Column("opened_at", Moment(), nullable=False),
        sa.Column("waits_since", Moment(), nullable=False),
        sa.Column("place_at", Moment(), nullable=False),
        sa.Column("answered_at", Moment()),
        sa.Column("answered_after", Span()),
        sa.Column("closed_at", Moment()),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("community_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["asker_id"], ["accounts.id"]),
        sa.ForeignKeyConstraint(["community_id"], ["communities.id"]),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"]),
        sa.ForeignKeyConstraint(["staff_id"], ["accounts.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "ix_tickets_queue", "tickets", ["place_at", "id"],
        sqlite_where=QUEUED, postgresql_where=QUEUED,
    )  # fmt: skip
    op.create_index("ix_tickets_asker_id_state", "tickets", ["asker_id", "state"])
    op.create_index("ix_tickets_staff_id_state", "tickets", ["staff_id", "state"])
    op.create_index("ix_tickets_standing_answered_at", "tickets", ["standing", "answered_at"])
    op.create_table(
        "remarks",
        sa.Column("id", WHOLE, autoincrement=True, nullable=False),
        sa.Column("ticket_id", sa.String(), nullable=False),
        sa.Column("by", _one_of(*ROLES), nullable=False),
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("said_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"]),
        sa.ForeignKeyConstraint(["ticket_id"], ["tickets.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_remarks_ticket_id_id", "remarks", ["ticket_id", "id"])


def downgrade() -> None:
    op.execute(sa.text("DELETE FROM deadlines WHERE subject LIKE 'ticket:%'"))
    op.drop_table("remarks")
    op.drop_table("tickets")


def _one_of(*names: str) -> sa.Enum:
    return sa.Enum(*names, native_enum=False, length=32)
