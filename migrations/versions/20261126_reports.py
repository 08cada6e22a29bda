"""Reports, and why a gig was taken off the market."""

import sqlalchemy as sa
from alembic import op

from core.store import Moment

revision = "d3f06a918c42"
down_revision = "e4a70b9d2c58"
branch_labels = None
depends_on = None

REASONS = ("spam", "outside", "abuse", "fraud", "copied", "forbidden", "other")
STATES = ("waiting", "taken", "upheld", "dismissed")
WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
OPEN_NOW = sa.text("state IN ('waiting', 'taken')")


def upgrade() -> None:
    op.create_table(
        "reports",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("reporter_id", sa.String(), nullable=False),
        sa.Column("reported_id", sa.String(), nullable=False),
        sa.Column("moderator_id", sa.String()),
        sa.Column("warning_id", sa.String()),
        sa.Column("thing", sa.String(), nullable=False),
        sa.Column("reason", _one_of(*REASONS), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("state", _one_of(*STATES), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("decided_at", Moment()),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("community_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["community_id"], ["communities.id"]),
        sa.ForeignKeyConstraint(["moderator_id"], ["accounts.id"]),
        sa.ForeignKeyConstraint(["reported_id"], ["accounts.id"]),
        sa.ForeignKeyConstraint(["reporter_id"], ["accounts.id"]),
        sa.ForeignKeyConstraint(["warning_id"], ["warnings.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "ix_reports_open", "reports", ["reporter_id", "thing"], unique=True,
        sqlite_where=OPEN_NOW, postgresql_where=OPEN_NOW,
    )  # fmt: skip
    op.create_index("ix_reports_state_made_at", "reports", ["state", "made_at"])
    op.create_index("ix_reports_thing_state", "reports", ["thing", "state"])
    op.create_index("ix_reports_moderator_id_state", "reports", ["moderator_id", "state"])
    with op.batch_alter_table("gigs") as table:
        table.add_column(sa.Column("suspended_for", sa.String(), nullable=False, server_default=""))
    with op.batch_alter_table("gigs") as table:
        table.alter_column("suspended_for", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("gigs") as table:
        table.drop_column("suspended_for")
    op.execute(sa.text("DELETE FROM deadlines WHERE subject LIKE 'report:%'"))
    op.drop_table("reports")


def _one_of(*names: str) -> sa.Enum:
    return sa.Enum(*names, native_enum=False, length=32)
