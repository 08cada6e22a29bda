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


class Terms(Struct, frozen=True):
    """Everything both sides agreed to. `total` is `quantity` times `price`, extras included."""

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

    @property
    def commission(self) -> Money:
        """What the market keeps of the total."""
        return self.total.share(self.commission_basis_points)

    @property
    def net(self) -> Money:
        """What the seller gets."""
        return self.total - self.commission
