"""Who was heard in which group, and by what handle others call them there."""

import sqlalchemy as sa
from alembic import op

revision = "8f2c6b90d1a4"
down_revision = "3a5d0c1f7e42"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("identities") as table:
        table.add_column(sa.Column("handle", sa.String(), nullable=False, server_default=""))
    op.create_table(
        "sightings",
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("chat", sa.String(), nullable=False),
        sa.Column("account_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"]),
        sa.PrimaryKeyConstraint("platform", "chat", "account_id"),
    )


def downgrade() -> None:
    op.drop_table("sightings")
    with op.batch_alter_table("identities") as table:
        table.drop_column("handle")
