"""Mutual cancellation: requests, when late work may be called off, notices for one platform."""

from datetime import timedelta

import sqlalchemy as sa
from alembic import op

from core.store import Moment

revision = "b3f0c1a47d52"
down_revision = "6f66d1bcbcd9"
branch_labels = None
depends_on = None

ROLES = ("buyer", "seller", "market", "clock", "stranger", "asker", "other")
REASONS = (
    "mistake", "not_needed", "late", "not_as_agreed", "no_seller", "not_able", "no_buyer",
    "asks_more", "misunderstanding", "unforeseen", "agreed",
)  # fmt: skip
STATES = ("asked", "agreed", "lapsed", "declined", "withdrawn", "overtaken")
SILENCES = ("cancel", "decline")
MINOR = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
OPEN = sa.text("state = 'asked'")

ORDERS = sa.table(
    "orders", sa.column("id"), sa.column("state"), sa.column("due_at", Moment()),
    sa.column("buyer_waits_until", Moment()),
)  # fmt: skip
DEADLINES = sa.table(
    "deadlines", sa.column("subject"), sa.column("verb"), sa.column("nth"),
    sa.column("at", Moment()),
)  # fmt: skip


def upgrade() -> None:
    op.create_table(
        "cancellations",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("order_id", sa.String(), nullable=False),
        sa.Column("asker_id", sa.String(), nullable=False),
        sa.Column("other_id", sa.String(), nullable=False),
        sa.Column("side", _one_of(*ROLES), nullable=False),
        sa.Column("reason", _one_of(*REASONS), nullable=False),
        sa.Column("fault", _one_of(*ROLES)),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("share_minor", MINOR, nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("on_timeout", _one_of(*SILENCES), nullable=False),
        sa.Column("state", _one_of(*STATES), nullable=False),
        sa.Column("asked_at", Moment(), nullable=False),
        sa.Column("ends_at", Moment(), nullable=False),
        sa.Column("ended_at", Moment()),
        sa.Column("version", MINOR, nullable=False),
        sa.Column("community_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["asker_id"], ["accounts.id"]),
        sa.ForeignKeyConstraint(["community_id"], ["communities.id"]),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"]),
        sa.ForeignKeyConstraint(["other_id"], ["accounts.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "ix_cancellations_open", "cancellations", ["order_id"], unique=True,
        sqlite_where=OPEN, postgresql_where=OPEN,
    )  # fmt: skip
    op.create_index("ix_cancellations_order_id", "cancellations", ["order_id"])
    with op.batch_alter_table("communities") as table:
        table.add_column(sa.Column("on_timeout", _one_of(*SILENCES)))
    with op.batch_alter_table("notices") as table:
        table.add_column(sa.Column("platform", sa.String()))
    with op.batch_alter_table("orders") as table:
        table.add_column(sa.Column("buyer_waits_until", Moment()))
        table.add_column(
            sa.Column("extension_asked", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    with op.batch_alter_table("orders") as table:
        table.alter_column("extension_asked", server_default=None)
    _wind_the_clocks_of_running_orders()


def downgrade() -> None:
    op.execute(sa.delete(DEADLINES).where(DEADLINES.c.verb.in_(("write_off",))))
    op.execute(sa.delete(DEADLINES).where(DEADLINES.c.subject.startswith("cancellation:")))
    with op.batch_alter_table("orders") as table:
        table.drop_column("extension_asked")
        table.drop_column("buyer_waits_until")
    with op.batch_alter_table("notices") as table:
        table.drop_column("platform")
    with op.batch_alter_table("communities") as table:
        table.drop_column("on_timeout")
    op.drop_table("cancellations")


def _one_of(*names: str) -> sa.Enum:
    return sa.Enum(*names, native_enum=False, length=32)


def _wind_the_clocks_of_running_orders() -> None:
    """Let orders that were under way before have the clocks they would have now."""
    connection = op.get_bind()
    running = sa.select(ORDERS.c.id, ORDERS.c.due_at).where(
        ORDERS.c.state == "in_progress", ORDERS.c.due_at.is_not(None)
    )
    for order, due_at in connection.execute(running).all():
        late = sa.update(ORDERS).where(ORDERS.c.id == order)
        connection.execute(late.values(buyer_waits_until=due_at + timedelta(days=1)))
        clocks = [
            {"subject": f"order:{order}", "verb": "write_off", "nth": nth,
             "at": due_at + timedelta(days=days)}
            for nth, days in enumerate((14, 7, 11, 13))
        ]  # fmt: skip
        connection.execute(sa.insert(DEADLINES), clocks)
