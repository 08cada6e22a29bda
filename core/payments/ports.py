"""What the market and a payment provider know of each other.

A provider never reaches the network from inside a transaction. `start` only says how the person
pays; a page of the provider's own is opened later, by our web door, when they follow the link.
When the money is there the provider tells that door, which verifies the message and hands in a
`Charge`. Providers repeat themselves and come late: the charge's id makes it count once.
"""

from typing import Protocol, TypeAlias

from msgspec import Struct

from core.accounts import Account
from core.kit.ids import PaymentId
from core.kit.money import Money
from core.ledger import Move
from core.payments.models import Payment
from core.store import Tx


class Charge(Struct, frozen=True):
    """A verified message: the provider took this money for this payment.

    `id` is the provider's own name for the charge. The amount is what was really taken.
    """

    provider: str
    id: str
    payment: PaymentId
    amount: Money


class Taken(Struct, frozen=True):
    """Nothing more to do: the money is here already."""

    charge: str


class AtPage(Struct, frozen=True):
    """The person pays on a web page, reached from our own address."""

    path: str


class ByInvoice(Struct, frozen=True):
    """The chat platform shows an invoice of its own, which carries the payment's id."""


HowToPay: TypeAlias = Taken | AtPage | ByInvoice


class Provider(Protocol):
    """A way of paying. `takes` says out of which book its money comes."""

    name: str
    takes: Move

    def accepts(self, tx: Tx, me: Account, amount: Money) -> bool:
        """Whether this person may pay this amount this way, so that the button is worth drawing."""

    def start(self, tx: Tx, me: Account, payment: Payment) -> HowToPay:
        """Say how to pay. Raises a `Refusal` when this person cannot pay this way."""
