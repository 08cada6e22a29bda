"""Rows of disputes."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from core.communities import InCommunity
from core.disputes.rules import Complaint, Outcome, Ruling
from core.disputes.states import DisputeState
from core.kit.money import Money
from core.kit.states import Role
from core.store import Base, Versioned

RUNNING = text("state NOT IN ('executed', 'settled', 'withdrawn')")


class Dispute(Versioned, InCommunity, Base):
    """Two people who could not agree about an order, and what came of it.

    `side` is what the opener is to the order, `stake_minor` what was in escrow at the opening.
    The proposal on the table is the `proposals`th one, by `proposer_id`; its share and the
    outcome's are the seller's. `entries` and `head` are the length and the last hash of the case
    file. A `judge_id` once decided and cannot have the appeal.
    """

    __tablename__ = "disputes"
    __table_args__ = (
        Index(
            "ix_disputes_running",
            "order_id",
            unique=True,
            sqlite_where=RUNNING,
            postgresql_where=RUNNING,
        ),
        Index(None, "order_id"),
        Index(None, "state"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    order_id: Mapped[str] = mapped_column(ForeignKey("orders.id"))
    opener_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    other_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    side: Mapped[Role]
    complaint: Mapped[Complaint]
    state: Mapped[DisputeState]
    stake_minor: Mapped[int]
    currency: Mapped[str] = mapped_column(String(3))
    opened_at: Mapped[datetime]
    waits_since: Mapped[datetime | None]  # for a moderator
    decide_by: Mapped[datetime | None]
    moderator_id: Mapped[str | None] = mapped_column(ForeignKey("accounts.id"))
    judge_id: Mapped[str | None] = mapped_column(ForeignKey("accounts.id"))
    appellant_id: Mapped[str | None] = mapped_column(ForeignKey("accounts.id"))
    proposals: Mapped[int] = mapped_column(default=0)
    proposer_id: Mapped[str | None] = mapped_column(ForeignKey("accounts.id"))
    proposal: Mapped[Outcome | None]
    proposal_share_minor: Mapped[int | None]
    asked_side: Mapped[Role | None]  # whose answer to a question is waited for
    outcome: Mapped[Outcome | None]
    share_minor: Mapped[int | None]
    ended_at: Mapped[datetime | None]
    entries: Mapped[int] = mapped_column(default=0)
    head: Mapped[str] = mapped_column(String(64), default="")

    @property
    def subject(self) -> str:
        """Its full name."""
        return f"dispute:{self.id}"

    @property
    def stake(self) -> Money:
        """What was in escrow when it was opened."""
        return Money(self.stake_minor, self.currency)

    @property
    def proposal_share(self) -> Money:
        """What the seller would get by the proposal on the table, commission included."""
        return Money(self.proposal_share_minor or 0, self.currency)

    @property
    def share(self) -> Money:
        """What the seller gets by the outcome, commission included."""
        return Money(self.share_minor or 0, self.currency)

    @property
    def is_open(self) -> bool:
        """Whether it has not ended."""
        return self.ended_at is None


class Decision(Base):
    """What a moderator means to decide; it counts from the moment it is given."""

    __tablename__ = "decisions"
    __table_args__ = (Index(None, "dispute_id"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    dispute_id: Mapped[str] = mapped_column(ForeignKey("disputes.id"))
    moderator_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    outcome: Mapped[Outcome]
    share_minor: Mapped[int]
    currency: Mapped[str] = mapped_column(String(3))
    ruling: Mapped[Ruling]
    words: Mapped[str]
    on_appeal: Mapped[bool]
    made_at: Mapped[datetime]
    given_at: Mapped[datetime | None]

    @property
    def share(self) -> Money:
        """What the seller gets, commission included."""
        return Money(self.share_minor, self.currency)


class Bid(Base):
    """The seller's share that one side would agree to, sealed: read by no screen, ever."""

    __tablename__ = "bids"

    dispute_id: Mapped[str] = mapped_column(ForeignKey("disputes.id"), primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"), primary_key=True)
    share_minor: Mapped[int]


class CaseEntry(Base):
    """One entry of a case file, as it was written: canonical JSON and its hash. Only added."""

    __tablename__ = "case_entries"

    dispute_id: Mapped[str] = mapped_column(ForeignKey("disputes.id"), primary_key=True)
    nth: Mapped[int] = mapped_column(primary_key=True)
    content: Mapped[str] = mapped_column(Text)
    hash: Mapped[str] = mapped_column(String(64))
