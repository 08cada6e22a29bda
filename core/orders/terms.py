"""The frozen bargain: what was agreed when the order was placed, whatever the gig says later."""

from msgspec import Struct

from core.kit.money import Money

UNLIMITED = -1  # as many revisions as the buyer likes


class Question(Struct, frozen=True):
    """Something the seller must know to begin. `key` names its answer.

    With `options` it is answered by one of them; with `files` by some files; else in words.
    """

    key: str
    words: str
    required: bool = True
    files: bool = False
    options: tuple[str, ...] = ()


class Stage(Struct, frozen=True):
    """One step of work that is delivered and paid by itself: a milestone, as it was agreed."""

    title: str
    deliverable: str
    price: Money
    days: int
    revisions: int


class Extra(Struct, frozen=True):
    """Something on top of the work, with its own price and the days it adds."""

    title: str
    price: Money
    days: int


class Terms(Struct, frozen=True):
    """Everything both sides agreed to. `total` is `quantity` times `price`, extras included.

    `stages` are the milestones of an order that is paid step by step; their prices add up to the
    total, and their commissions to the commission: each is rounded by itself. `offer` names the
    version of the custom offer that was accepted. What the two agree on later makes a new bargain:
    `changes` are its words, first to last, and `total` and `days` are then what they agreed on.
    """

    title: str
    tier: str
    includes: str
    price: Money
    quantity: int
    total: Money
    days: int
    revisions: int
    commission_basis_points: int
    questions: tuple[Question, ...] = ()
    stages: tuple[Stage, ...] = ()
    offer: str = ""
    extras: tuple[Extra, ...] = ()
    changes: tuple[str, ...] = ()

    @property
    def commission(self) -> Money:
        """What the market keeps of the total."""
        if self.stages:
            return self.commission_of(0, len(self.stages))
        return self.total.share(self.commission_basis_points)

    @property
    def net(self) -> Money:
        """What the seller gets."""
        return self.total - self.commission

    def price_of(self, first: int, end: int) -> Money:
        """Return what the milestones from this one up to before that one cost, counted from 0."""
        return sum((each.price for each in self.stages[first:end]), Money(0, self.total.currency))

    def commission_of(self, first: int, end: int) -> Money:
        """Return what the market keeps of these milestones."""
        nothing = Money(0, self.total.currency)
        rate = self.commission_basis_points
        return sum((each.price.share(rate) for each in self.stages[first:end]), nothing)
