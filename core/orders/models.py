"""Rows of orders."""

from datetime import datetime, timedelta
from typing import Any

import msgspec
from sqlalchemy import JSON, Dialect, ForeignKey, Index, String, TypeDecorator
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.orm.attributes import set_attribute

from core.communities import InCommunity
from core.kit.money import Money
from core.kit.states import Role
from core.orders.states import Hold, OrderState
from core.orders.terms import UNLIMITED, Stage, Terms
from core.store import Base, Versioned


class TermsColumn(TypeDecorator[Terms]):
    """Terms, kept as JSON."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: Terms | None, _dialect: Dialect) -> Any:
        """Write them."""
        return None if value is None else msgspec.to_builtins(value)

    def process_result_value(self, value: Any, _dialect: Dialect) -> Terms | None:
        """Read them."""
        return None if value is None else msgspec.convert(value, Terms)


class Order(Versioned, InCommunity, Base):
    """Agreed work between one buyer and one seller.

    `key` is the buyer's own name for the act of placing it: the same key twice is the same
    order. `total_minor` and `commission_minor` repeat the terms for sums. `due_left` holds the
    time that was left to deliver while a hold stops the delivery clock. While `extension_asked`,
    more time is being talked about and the buyer does not call a late order off. `share_minor` is
    what of the price went to the seller, commission included, once the order has ended; `fault`
    is whose side it was that an order ended before its time, if it was anybody's.

    An order in milestones is at one of them: its state, its due date, its deliveries and revisions
    are that one's. `stages_released` of them are behind it, `stages_funded` are paid, in order.
    """

    __tablename__ = "orders"
    __table_args__ = (
        Index(None, "buyer_id", "key", unique=True),
        Index(None, "buyer_id", "placed_at"),
        Index(None, "seller_id", "state"),
        Index(None, "seller_id", "placed_at"),
        Index(None, "gig_id"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    buyer_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    seller_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    gig_id: Mapped[str | None]
    key: Mapped[str]
    terms: Mapped[Terms] = mapped_column(TermsColumn)
    total_minor: Mapped[int]
    commission_minor: Mapped[int]
    currency: Mapped[str] = mapped_column(String(3))
    state: Mapped[OrderState]
    hold: Mapped[Hold]
    placed_at: Mapped[datetime]
    placed_in: Mapped[str] = mapped_column(default="")  # where in public: "platform:chat"
    paid_at: Mapped[datetime | None]
    seller_waits_until: Mapped[datetime | None]  # then the seller may cancel an unanswered order
    answers: Mapped[dict[str, Any]]
    due_at: Mapped[datetime | None]
    due_left: Mapped[timedelta | None]
    buyer_waits_until: Mapped[datetime | None]  # then the buyer may cancel undelivered work
    extension_asked: Mapped[bool] = mapped_column(default=False)
    revisions_used: Mapped[int] = mapped_column(default=0)
    delivered_at: Mapped[datetime | None]  # the first delivery
    on_time: Mapped[bool | None]  # whether the first delivery was
    ended_at: Mapped[datetime | None]  # completed or cancelled
    share_minor: Mapped[int | None]
    fault: Mapped[Role | None]
    stages_released: Mapped[int] = mapped_column(default=0)
    stages_funded: Mapped[int] = mapped_column(default=0)

    @property
    def subject(self) -> str:
        """The order's full name."""
        return f"order:{self.id}"

    @property
    def total(self) -> Money:
        """What the buyer pays."""
        return Money(self.total_minor, self.currency)

    @property
    def net(self) -> Money:
        """What the seller gets."""
        return Money(self.total_minor - self.commission_minor, self.currency)

    @property
    def commission(self) -> Money:
        """What the market keeps."""
        return Money(self.commission_minor, self.currency)

    @property
    def share(self) -> Money:
        """What of the price went to the seller, commission included."""
        return Money(self.share_minor or 0, self.currency)

    @property
    def at_hand(self) -> Stage | Terms:
        """What is worked on, or comes next: a milestone, or the whole bargain."""
        stages = self.terms.stages
        return stages[self.stages_released] if self.stages_released < len(stages) else self.terms

    @property
    def to_begin(self) -> Money:
        """What is paid for the work to begin: the first milestone, or everything."""
        return self.terms.price_of(0, 1) if self.terms.stages else self.total

    @property
    def paid(self) -> Money:
        """What the buyer has paid once the order is paid: so many milestones, or everything."""
        return self.terms.price_of(0, self.stages_funded) if self.terms.stages else self.total

    @property
    def released(self) -> Money:
        """What was released milestone by milestone, commission included."""
        return self.terms.price_of(0, self.stages_released)

    @property
    def to_accept(self) -> Money:
        """What is released when the work at hand is accepted."""
        behind = self.stages_released
        return self.terms.price_of(behind, behind + 1) if self.terms.stages else self.total

    @property
    def net_held(self) -> Money:
        """What the seller gets of what is held, when all of it is accepted."""
        if not self.terms.stages:
            return self.net
        unreleased = (self.stages_released, self.stages_funded)
        return self.terms.price_of(*unreleased) - self.terms.commission_of(*unreleased)

    def commission_on(self, share: Money) -> Money:
        """Return what the market keeps when so much of what is held goes to the seller.

        Milestones that are paid out whole keep their own commissions, each rounded by itself.
        """
        unreleased = (self.stages_released, self.stages_funded)
        if self.terms.stages and share == self.terms.price_of(*unreleased):
            return self.terms.commission_of(*unreleased)
        return share.share(self.terms.commission_basis_points)

    @property
    def revisions_left(self) -> int:
        """How often the buyer may still ask for changes; `UNLIMITED` for ever."""
        if self.at_hand.revisions == UNLIMITED:
            return UNLIMITED
        return max(0, self.at_hand.revisions - self.revisions_used)


class Standing:
    """An order seen by why it stands still: its hold has a life of its own."""

    def __init__(self, order: Order) -> None:
        self._order = order

    @property
    def state(self) -> Hold:
        """Why the order stands still."""
        return self._order.hold

    @state.setter
    def state(self, hold: Hold) -> None:
        set_attribute(self._order, "hold", hold)  # only `lives.step` comes by here

    @property
    def subject(self) -> str:
        """Its full name in the journal."""
        return f"hold:{self._order.id}"
