"""Every way money may move. If it is not in this table it cannot happen.

A book is `kind:owner`. Books that hold somebody's money can never go below zero and have a
stored balance; the others only have entries, so no row is hot: the commission is a sum.
"""

from enum import Enum

HELD = frozenset({"escrow", "wallet", "returning", "clearing", "available", "reserved", "card"})
OPEN = frozenset({"provider", "outside", "commission", "debt"})


class Move(Enum):
    """One kind of movement: its name, the book it leaves, the book it enters."""

    # fmt: off
    #                    from                    to
    CAPTURE_PROVIDER  = ("provider:{provider}",  "escrow:{order}")      # buyer's money arrives
    CAPTURE_WALLET    = ("wallet:{buyer}",       "escrow:{order}")      # … from what we hold
    KEEP_LATE_PAYMENT = ("provider:{provider}",  "wallet:{buyer}")      # paid after the order fell
    RELEASE           = ("escrow:{order}",       "clearing:{seller}")   # the seller's part
    COMMISSION        = ("escrow:{order}",       "commission:{community}")
    REFUND            = ("escrow:{order}",       "wallet:{buyer}")      # cancelled
    ASK_BACK          = ("wallet:{buyer}",       "returning:{repayment}")  # to where it came from
    SEND_BACK         = ("returning:{repayment}", "provider:{provider}")
    PUT_BACK          = ("returning:{repayment}", "wallet:{buyer}")        # the provider refused
    CLEAR             = ("clearing:{seller}",    "available:{seller}")  # 14 days later
    # fmt: on

    @property
    def source(self) -> str:
        """The book the money leaves."""
        return self.value[0]

    @property
    def target(self) -> str:
        """The book the money enters."""
        return self.value[1]


def book(kind: str, owner: str) -> str:
    """Name a book."""
    assert kind in HELD | OPEN, f"there is no {kind} book"
    return f"{kind}:{owner}"


def is_held(name: str) -> bool:
    """Tell whether a book holds somebody's money and so has a balance that stays above zero."""
    return name.partition(":")[0] in HELD
