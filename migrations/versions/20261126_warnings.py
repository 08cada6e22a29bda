"""Warnings, and the suspensions they lead to."""

import sqlalchemy as sa
from alembic import op

from core.store import Moment

revision = "b2d94c6e1f70"
down_revision = "c27b51e0f86d"
branch_labels = None
depends_on = None

SUSPENDED = ("running", "ended", "lifted")
RULES = (
    "outside", "insults", "misleading", "stolen", "not_done", "faked", "unwanted", "private",
    "forbidden",
)  # fmt: skip
STATES = ("active", "appealed", "upheld", "lifted", "expired")
PENALTIES = ("nothing", "pause", "level", "suspension")
WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
RUNS = sa.text("state = 'running'")


def upgrade() -> None:
    op.create_table(
        "suspensions",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("cause", sa.String(), nullable=False),
        sa.Column("state", _one_of(*SUSPENDED), nullable=False),
        sa.Column("begun_at", Moment(), nullable=False),
        sa.Column("until", Moment(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("community_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"]),
        sa.ForeignKeyConstraint(["community_id"], ["communities.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "ix_suspensions_running", "suspensions", ["account_id", "until"],
        sqlite_where=RUNS, postgresql_where=RUNS,
    )  # fmt: skip
    op.create_index("ix_suspensions_cause", "suspensions", ["cause"])
    op.create_table(
        "warnings",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("nth", WHOLE, nullable=False),
        sa.Column("moderator_id", sa.String(), nullable=False),
        sa.Column("judge_id", sa.String()),
        sa.Column("rule", _one_of(*RULES), nullable=False),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("matter", sa.String(), nullable=False),
        sa.Column("state", _one_of(*STATES), nullable=False),
        sa.Column("penalty", _one_of(*PENALTIES), nullable=False),
        sa.Column("penalty_until", Moment()),
        sa.Column("issued_at", Moment(), nullable=False),
        sa.Column("expires_at", Moment(), nullable=False),
        sa.Column("appeal_until", Moment(), nullable=False),
        sa.Column("appealed_at", Moment()),
        sa.Column("appeal", sa.String(), nullable=False),
        sa.Column("decided_at", Moment()),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("community_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"]),
        sa.ForeignKeyConstraint(["community_id"], ["communities.id"]),
        sa.ForeignKeyConstraint(["judge_id"], ["accounts.id"]),
        sa.ForeignKeyConstraint(["moderator_id"], ["accounts.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint(
            "account_id", "community_id", "nth", name="uq_warnings_account_id_community_id_nth"
        ),
    )
    op.create_index("ix_warnings_state_appealed_at", "warnings", ["state", "appealed_at"])


def downgrade() -> None:
    op.execute(sa.text("DELETE FROM deadlines WHERE subject LIKE 'warning:%'"))
    op.execute(sa.text("DELETE FROM deadlines WHERE subject LIKE 'suspension:%'"))
    op.drop_table("warnings")
    op.drop_table("suspensions")


def _one_of(*names: str) -> sa.Enum:
    return sa.Enum(*names, native_enum=False, length=32)
