"""Payments: money on its way in, by whichever provider, each charge counted once."""

from core.payments.errors import NotEnough, NotOffered
from core.payments.events import MoneyArrived, PaymentKept
from core.payments.models import Payment
from core.payments.ports import (
    AtPage,
    ByInvoice,
    Charge,
    GiveBack,
    GivenBack,
    HowToPay,
    Provider,
    Refused,
    Source,
    Taken,
)
from core.payments.queries import CameBack, came_back, in_wallet, look, wallet_lines
from core.payments.service import PROVIDERS, capture, offered, receive, sources, start
from core.payments.states import PAYMENT, PaymentState

__all__ = [
    "PAYMENT",
    "PROVIDERS",
    "AtPage",
    "ByInvoice",
    "CameBack",
    "Charge",
    "GiveBack",
    "GivenBack",
    "HowToPay",
    "MoneyArrived",
    "NotEnough",
    "NotOffered",
    "Payment",
    "PaymentKept",
    "PaymentState",
    "Provider",
    "Refused",
    "Source",
    "Taken",
    "came_back",
    "capture",
    "in_wallet",
    "look",
    "offered",
    "receive",
    "sources",
    "start",
    "wallet_lines",
]
