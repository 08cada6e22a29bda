"""Repayments: money from a wallet back to where it came from, each sent once."""

from core.repayments.errors import NothingLeft, OtherAmount
from core.repayments.events import RepaymentFailed, RepaymentSent
from core.repayments.models import Repayment
from core.repayments.queries import Returnable, anything_due, latest, look, returnable, to_return
from core.repayments.service import Errand, ask, claim, put_off, settle
from core.repayments.states import REPAYMENT, UNDERWAY, RepaymentState

__all__ = [
    "REPAYMENT",
    "UNDERWAY",
    "Errand",
    "NothingLeft",
    "OtherAmount",
    "Repayment",
    "RepaymentFailed",
    "RepaymentSent",
    "RepaymentState",
    "Returnable",
    "anything_due",
    "ask",
    "claim",
    "latest",
    "look",
    "put_off",
    "returnable",
    "settle",
    "to_return",
]
