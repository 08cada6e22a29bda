"""Orders in milestones: which of them are paid, delivered and released."""

import sqlalchemy as sa
from alembic import op

from core.store import Moment

revision = "c27b51e0f86d"
down_revision = "e81b4f3c7a95"
branch_labels = None
depends_on = None

STATES = (
    "planned", "awaiting_funding", "funded", "delivered", "in_revision", "released", "cancelled",
    "not_started",
)  # fmt: skip
WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    with op.batch_alter_table("orders") as table:
        for name in ("stages_released", "stages_funded"):
            table.add_column(sa.Column(name, WHOLE, nullable=False, server_default="0"))
    _keep_single_payments()
    op.create_table(
        "milestones",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("order_id", sa.String(), nullable=False),
        sa.Column("nth", WHOLE, nullable=False),
        sa.Column("minor", WHOLE, nullable=False),
        sa.Column("commission_minor", WHOLE, nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("state", sa.Enum(*STATES, native_enum=False, length=32), nullable=False),
        sa.Column("funded_at", Moment()),
        sa.Column("delivered_at", Moment()),
        sa.Column("on_time", sa.Boolean()),
        sa.Column("ended_at", Moment()),
        sa.Column("version", WHOLE, nullable=False),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_milestones_order_id_nth", "milestones", ["order_id", "nth"], unique=True)


def downgrade() -> None:
    op.drop_table("milestones")
    with op.batch_alter_table("orders") as table:
        table.drop_column("stages_funded")
        table.drop_column("stages_released")


def _keep_single_payments() -> None:
    """Orders placed before are paid at once, whatever the offer said: let them end like that."""
    orders = sa.table("orders", sa.column("id", sa.String()), sa.column("terms", sa.JSON()))
    staged = sa.cast(orders.c.terms, sa.String()).like('%"deliverable"%')
    found = op.get_bind().execute(sa.select(orders.c.id, orders.c.terms).where(staged)).all()
    for order, terms in found:
        single = orders.update().where(orders.c.id == order).values(terms={**terms, "stages": []})
        op.execute(single)
