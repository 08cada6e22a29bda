"""Rooms, where a form was asked last, and where an order was placed."""

import sqlalchemy as sa
from alembic import op

revision = "c7e2b58d41a9"
down_revision = "5b1e0c94f27d"
branch_labels = None
depends_on = None

NEW = (("drafts", "room"), ("orders", "placed_in"))


def upgrade() -> None:
    op.create_table(
        "rooms",
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("chat", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"]),
        sa.PrimaryKeyConstraint("account_id", "subject", "platform"),
    )
    op.create_index("ix_rooms_platform_chat", "rooms", ["platform", "chat"])
    for table, column in NEW:
        op.add_column(table, sa.Column(column, sa.String(), nullable=False, server_default=""))


def downgrade() -> None:
    for table, column in NEW:
        op.drop_column(table, column)
    op.drop_table("rooms")
