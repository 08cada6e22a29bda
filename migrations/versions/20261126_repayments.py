"""Repayments, and what the test bank knows of them."""

import sqlalchemy as sa
from alembic import op

from core.store import Moment

revision = "e4a70b9d2c58"
down_revision = "d5a1e8c03b79"
branch_labels = None
depends_on = None

STATES = ("asked", "sending", "sent", "failed")
VERDICTS = ("lost", "given", "refused")
WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
RUNNING = sa.text("state IN ('asked', 'sending')")


def upgrade() -> None:
    op.create_table(
        "repayments",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("payment_id", sa.String(), nullable=False),
        sa.Column("nth", WHOLE, nullable=False),
        sa.Column("payer_id", sa.String(), nullable=False),
        sa.Column("minor", WHOLE, nullable=False),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("state", _one_of(*STATES), nullable=False),
        sa.Column("asked_at", Moment(), nullable=False),
        sa.Column("ended_at", Moment()),
        sa.Column("due_at", Moment(), nullable=False),
        sa.Column("tries", WHOLE, nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("trouble", sa.String(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("community_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["community_id"], ["communities.id"]),
        sa.ForeignKeyConstraint(["payer_id"], ["accounts.id"]),
        sa.ForeignKeyConstraint(["payment_id"], ["payments.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("payment_id", "nth", name="uq_repayments_payment_id_nth"),
    )
    op.create_index("ix_repayments_payer_id_asked_at", "repayments", ["payer_id", "asked_at"])
    op.create_index(
        "ix_repayments_running", "repayments", ["due_at"],
        sqlite_where=RUNNING, postgresql_where=RUNNING,
    )  # fmt: skip
    op.create_table(
        "test_returns",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("charge", sa.String(), nullable=False),
        sa.Column("minor", WHOLE, nullable=False),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("verdict", _one_of(*VERDICTS), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("calls", WHOLE, nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_index("ix_test_returns_charge", "test_returns", ["charge"])


def downgrade() -> None:
    op.drop_table("test_returns")
    op.drop_table("repayments")


def _one_of(*names: str) -> sa.Enum:
    return sa.Enum(*names, native_enum=False, length=32)
