"""Out of office: days on which somebody takes no new orders."""

import sqlalchemy as sa
from alembic import op

from core.store import Moment

revision = "5e19c7d3a208"
down_revision = "c41f7a92e05b"
branch_labels = None
depends_on = None

STATES = ("declared", "over", "taken_back")
MINOR = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
OPEN = sa.text("state = 'declared'")
DEADLINES = sa.table("deadlines", sa.column("subject"))


def upgrade() -> None:
    op.create_table(
        "absences",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("begins_at", Moment(), nullable=False),
        sa.Column("back_at", Moment(), nullable=False),
        sa.Column("message", sa.String(), nullable=False),
        sa.Column("may_write", sa.Boolean(), nullable=False),
        sa.Column("state", sa.Enum(*STATES, native_enum=False, length=32), nullable=False),
        sa.Column("declared_at", Moment(), nullable=False),
        sa.Column("ended_at", Moment()),
        sa.Column("version", MINOR, nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "ix_absences_declared", "absences", ["account_id"], unique=True,
        sqlite_where=OPEN, postgresql_where=OPEN,
    )  # fmt: skip
    op.create_index("ix_absences_account_id", "absences", ["account_id"])


def downgrade() -> None:
    op.execute(sa.delete(DEADLINES).where(DEADLINES.c.subject.startswith("absence:")))
    op.drop_table("absences")
