"""What an office may do, which owners the settings name, and invitations to an office."""

import sqlalchemy as sa
from alembic import op

from core.store import Moment

revision = "c27e90b4d61f"
down_revision = "5c1e7f0a9b2d"
branch_labels = None
depends_on = None

NO, YES = sa.false(), sa.true()
TRUSTS = ("read", "decide", "both", "own")


def upgrade() -> None:
    with op.batch_alter_table("offices") as table:
        table.add_column(sa.Column("reads", sa.Boolean(), nullable=False, server_default=NO))
        table.add_column(sa.Column("decides", sa.Boolean(), nullable=False, server_default=YES))
        table.add_column(sa.Column("in_settings", sa.Boolean(), nullable=False, server_default=NO))
    op.create_table(
        "invitations",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("trust", sa.Enum(*TRUSTS, native_enum=False, length=32), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("until", Moment(), nullable=False),
        sa.Column("community_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["community_id"], ["communities.id"]),
        sa.ForeignKeyConstraint(["made_by"], ["accounts.id"]),
        sa.PrimaryKeyConstraint("code"),
    )


def downgrade() -> None:
    op.drop_table("invitations")
    with op.batch_alter_table("offices") as table:
        table.drop_column("in_settings")
        table.drop_column("decides")
        table.drop_column("reads")
