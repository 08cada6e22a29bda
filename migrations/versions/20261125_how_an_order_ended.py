"""How an order ended: the seller's share of the price, and whose fault it was."""

import sqlalchemy as sa
from alembic import op

revision = "6f66d1bcbcd9"
down_revision = "7238c6640444"
branch_labels = None
depends_on = None

ROLES = ("buyer", "seller", "market", "clock", "stranger")


def upgrade() -> None:
    with op.batch_alter_table("orders") as table:
        minor = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
        table.add_column(sa.Column("share_minor", minor))
        table.add_column(sa.Column("fault", sa.Enum(*ROLES, native_enum=False, length=32)))


def downgrade() -> None:
    with op.batch_alter_table("orders") as table:
        table.drop_column("fault")
        table.drop_column("share_minor")
