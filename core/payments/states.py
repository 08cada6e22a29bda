"""The life of a payment."""

from enum import StrEnum

from core.kit.states import Role, Row, Table


class PaymentState(StrEnum):
    """Where a payment stands."""

    WAITING = "waiting"  # asked for; the money may arrive at any time, even much later
    CAPTURED = "captured"  # the money arrived and is held for what it pays
    KEPT = "kept"  # the money arrived, could not be used, and lies in the payer's wallet


WAITING, CAPTURED, KEPT = PaymentState
MARKET = Role.MARKET

# fmt: off
PAYMENT = Table(
    "payment",
    #    in        can         becomes     by
    Row(WAITING,  "capture",  CAPTURED,   (MARKET,)),
    Row(WAITING,  "keep",     KEPT,       (MARKET,)),
)
# fmt: on
