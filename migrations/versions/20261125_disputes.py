"""Disputes: the case, its file, what is decided, and sealed bids."""

import sqlalchemy as sa
from alembic import op

import core.store.base

revision = "d15b07e5ca5e"
down_revision = "8f2c6b90d1a4"
branch_labels = None
depends_on = None

MOMENT, NUMBER = (
    core.store.base.Moment(timezone=True),
    sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
)
ROLES = ("buyer", "seller", "asker", "other", "moderator", "market", "clock", "stranger")
OUTCOMES = ("resume", "refund", "pay", "split", "withdraw")
STATES = (
    "opened", "answered", "settling", "mediation", "hearing", "decided", "appealed", "executed",
    "settled", "withdrawn",
)  # fmt: skip
COMPLAINTS = (
    "not_as_agreed", "not_delivered", "asks_more", "no_answer", "other", "threats", "outside",
    "stolen", "harmful", "illegal",
)  # fmt: skip
RULINGS = (
    "as_agreed", "not_as_agreed", "not_delivered", "partly_done", "asked_more", "not_helped",
    "seller_broke", "buyer_broke", "unclear",
)  # fmt: skip
RUNNING = sa.text("state NOT IN ('executed', 'settled', 'withdrawn')")


def one_of(*names: str) -> sa.Enum:
    return sa.Enum(*names, native_enum=False, length=32)


def account(name: str, *, nullable: bool = True) -> sa.Column:
    return sa.Column(name, sa.String(), sa.ForeignKey("accounts.id"), nullable=nullable)


def upgrade() -> None:
    op.create_table(
        "disputes",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("order_id", sa.String(), sa.ForeignKey("orders.id"), nullable=False),
        account("opener_id", nullable=False),
        account("other_id", nullable=False),
        sa.Column("side", one_of(*ROLES), nullable=False),
        sa.Column("complaint", one_of(*COMPLAINTS), nullable=False),
        sa.Column("state", one_of(*STATES), nullable=False),
        sa.Column("stake_minor", NUMBER, nullable=False),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("waits_since", MOMENT),
        sa.Column("decide_by", MOMENT),
        account("moderator_id"),
        account("judge_id"),
        account("appellant_id"),
        sa.Column("proposals", NUMBER, nullable=False),
        account("proposer_id"),
        sa.Column("proposal", one_of(*OUTCOMES)),
        sa.Column("proposal_share_minor", NUMBER),
        sa.Column("asked_side", one_of(*ROLES)),
        sa.Column("outcome", one_of(*OUTCOMES)),
        sa.Column("share_minor", NUMBER),
        sa.Column("ended_at", MOMENT),
        sa.Column("entries", NUMBER, nullable=False),
        sa.Column("head", sa.String(64), nullable=False),
        sa.Column("version", NUMBER, nullable=False),
        sa.Column("community_id", sa.String(), sa.ForeignKey("communities.id"), nullable=False),
    )
    op.create_index(
        "ix_disputes_running", "disputes", ["order_id"], unique=True,
        sqlite_where=RUNNING, postgresql_where=RUNNING,
    )  # fmt: skip
    op.create_index("ix_disputes_order_id", "disputes", ["order_id"])
    op.create_index("ix_disputes_state", "disputes", ["state"])
    op.create_table(
        "decisions",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("dispute_id", sa.String(), sa.ForeignKey("disputes.id"), nullable=False),
        account("moderator_id", nullable=False),
        sa.Column("outcome", one_of(*OUTCOMES), nullable=False),
        sa.Column("share_minor", NUMBER, nullable=False),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("ruling", one_of(*RULINGS), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("on_appeal", sa.Boolean(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("given_at", MOMENT),
    )
    op.create_index("ix_decisions_dispute_id", "decisions", ["dispute_id"])
    op.create_table(
        "bids",
        sa.Column("dispute_id", sa.String(), sa.ForeignKey("disputes.id"), primary_key=True),
        sa.Column("account_id", sa.String(), sa.ForeignKey("accounts.id"), primary_key=True),
        sa.Column("share_minor", NUMBER, nullable=False),
    )
    op.create_table(
        "case_entries",
        sa.Column("dispute_id", sa.String(), sa.ForeignKey("disputes.id"), primary_key=True),
        sa.Column("nth", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
    )
    op.create_table(
        "offices",
        sa.Column("community_id", sa.String(), sa.ForeignKey("communities.id"), primary_key=True),
        sa.Column("account_id", sa.String(), sa.ForeignKey("accounts.id"), primary_key=True),
        sa.Column("rank", one_of("moderator", "owner"), nullable=False),
    )


def downgrade() -> None:
    for table in ("offices", "case_entries", "bids", "decisions", "disputes"):
        op.drop_table(table)
