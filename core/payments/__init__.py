"""Payments: money on its way in, by whichever provider, each charge counted once."""

from core.payments.errors import NotEnough, NotOffered
from core.payments.events import MoneyArrived, PaymentKept
from core.payments.models import Payment
from core.payments.ports import AtPage, ByInvoice, Charge, HowToPay, Provider, Taken
from core.payments.queries import in_wallet, look, wallet_lines
from core.payments.service import PROVIDERS, capture, offered, receive, start
from core.payments.states import PAYMENT, PaymentState

__all__ = [
    "PAYMENT",
    "PROVIDERS",
    "AtPage",
    "ByInvoice",
    "Charge",
    "HowToPay",
    "MoneyArrived",
    "NotEnough",
    "NotOffered",
    "Payment",
    "PaymentKept",
    "PaymentState",
    "Provider",
    "Taken",
    "capture",
    "in_wallet",
    "look",
    "offered",
    "receive",
    "start",
    "wallet_lines",
]
