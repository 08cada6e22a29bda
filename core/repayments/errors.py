"""When the market refuses to send money back."""

from dataclasses import dataclass

from core.kit.errors import Refusal
from core.kit.money import Money
from core.kit.text import _


class NothingLeft(Refusal):
    """The charge gave no more than went back of it, or the wallet is empty."""

    says = _(
        "Nothing of this payment can be sent back now. Your wallet shows what is on its way, and "
        "what else can go back."
    )


@dataclass(eq=False)
class OtherAmount(Refusal):
    """It is not the amount that the buyer saw."""

    says = _(
        "{amount} of this payment can be sent back now. Choose it in your wallet again to "
        "send that much."
    )

    amount: Money
