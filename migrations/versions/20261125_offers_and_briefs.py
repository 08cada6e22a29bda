"""Briefs, offers in versions, counter-offers, and who was named to whom in a group."""

import sqlalchemy as sa
from alembic import op

from core.store import Moment

revision = "3a5d0c1f7e42"
down_revision = "b3f0c1a47d52"
branch_labels = None
depends_on = None

BRIEF = ("open", "chosen", "closed", "expired")
OFFER = ("sent", "viewed", "accepted", "declined", "withdrawn", "expired", "superseded")
COUNTER = ("made", "taken", "declined", "withdrawn", "lapsed")


def _number(name: str, *, nullable: bool = False) -> sa.Column[int]:
    kind = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    return sa.Column(name, kind, nullable=nullable)


def _state(*states: str) -> sa.Column[str]:
    return sa.Column("state", sa.Enum(*states, native_enum=False, length=32), nullable=False)


def _words(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.String(), nullable=False) for name in names]


def upgrade() -> None:
    op.create_table(
        "briefs",
        *_words("id", "buyer_id", "title", "wanted"),
        _number("budget_minor", nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=False),
        _number("days", nullable=True),
        _state(*BRIEF),
        sa.Column("posted_at", Moment(), nullable=False),
        _number("version"),
        sa.Column("community_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["buyer_id"], ["accounts.id"]),
        sa.ForeignKeyConstraint(["community_id"], ["communities.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "ix_briefs_community_id_state_posted_at", "briefs", ["community_id", "state", "posted_at"]
    )
    op.create_index("ix_briefs_buyer_id_state", "briefs", ["buyer_id", "state"])
    op.create_table(
        "introductions",
        *_words("seller_id", "buyer_id"),
        sa.Column("made_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["seller_id"], ["accounts.id"]),
        sa.ForeignKeyConstraint(["buyer_id"], ["accounts.id"]),
        sa.PrimaryKeyConstraint("seller_id", "buyer_id"),
    )
    _create_offers()
    op.create_table(
        "counters",
        *_words("id", "offer_id"),
        sa.Column("terms", sa.JSON(), nullable=False),
        _state(*COUNTER),
        sa.Column("made_at", Moment(), nullable=False),
        _number("version"),
        sa.ForeignKeyConstraint(["offer_id"], ["offers.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_counters_offer_id", "counters", ["offer_id"])
    _create_one_only("ix_counters_one_made", "counters", "offer_id", "state = 'made'")


def _create_offers() -> None:
    op.create_table(
        "offers",
        *_words("id", "thread_id"),
        _number("nth"),
        *_words("seller_id", "buyer_id"),
        sa.Column("gig_id", sa.String()),
        sa.Column("brief_id", sa.String()),
        sa.Column("terms", sa.JSON(), nullable=False),
        _number("total_minor"),
        sa.Column("currency", sa.String(length=3), nullable=False),
        _state(*OFFER),
        sa.Column("sent_at", Moment(), nullable=False),
        sa.Column("expires_at", Moment(), nullable=False),
        *_words("reason"),
        sa.Column("order_id", sa.String()),
        _number("accepted_times"),
        _number("version"),
        sa.Column("community_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["seller_id"], ["accounts.id"]),
        sa.ForeignKeyConstraint(["buyer_id"], ["accounts.id"]),
        sa.ForeignKeyConstraint(["gig_id"], ["gigs.id"]),
        sa.ForeignKeyConstraint(["brief_id"], ["briefs.id"]),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"]),
        sa.ForeignKeyConstraint(["community_id"], ["communities.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_offers_thread_id_nth", "offers", ["thread_id", "nth"], unique=True)
    op.create_index("ix_offers_seller_id_state", "offers", ["seller_id", "state"])
    op.create_index("ix_offers_buyer_id_state", "offers", ["buyer_id", "state"])
    op.create_index("ix_offers_brief_id", "offers", ["brief_id"])
    _create_one_only(
        "ix_offers_one_open_version", "offers", "thread_id", "state IN ('sent', 'viewed')"
    )


def _create_one_only(name: str, table: str, column: str, where: str) -> None:
    condition = sa.text(where)
    op.create_index(
        name, table, [column], unique=True, sqlite_where=condition, postgresql_where=condition
    )


def downgrade() -> None:
    for table in ("counters", "offers", "introductions", "briefs"):
        op.drop_table(table)
