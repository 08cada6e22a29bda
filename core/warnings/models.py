"""Rows of warnings."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.communities import InCommunity
from core.store import Base, Versioned
from core.warnings.rules import Count, Penalty, Rule, Rung
from core.warnings.states import COUNTS, WarningState


class GivenWarning(Versioned, InCommunity, Base):
    """What somebody is told not to do again.

    `matter` is the full name of the order or the gig it is about, if it is about one. `penalty`
    is what it brings with it until `penalty_until`. `judge_id` decided on the appeal. Nobody
    but moderators is told who issued or judged it.
    """

    __tablename__ = "warnings"
    __table_args__ = (
        UniqueConstraint("account_id", "community_id", "nth"),
        Index(None, "state", "appealed_at"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    nth: Mapped[int]  # of this person, here
    moderator_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    judge_id: Mapped[str | None] = mapped_column(ForeignKey("accounts.id"))
    rule: Mapped[Rule]
    evidence: Mapped[str]
    matter: Mapped[str]
    state: Mapped[WarningState]
    penalty: Mapped[Penalty]
    penalty_until: Mapped[datetime | None]
    issued_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    appeal_until: Mapped[datetime]
    appealed_at: Mapped[datetime | None]
    appeal: Mapped[str]
    decided_at: Mapped[datetime | None]
    decision: Mapped[str]

    @property
    def subject(self) -> str:
        """Its full name."""
        return f"warning:{self.id}"

    @property
    def counts(self) -> bool:
        """Whether it stands against somebody."""
        return self.state in COUNTS

    @property
    def count(self) -> Count:
        """What the ladder sees of it."""
        return Count(self.rule, self.issued_at, self.expires_at)

    @property
    def rung(self) -> Rung:
        """What it leads to."""
        return Rung(self.penalty, self.penalty_until)
