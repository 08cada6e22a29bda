"""What the market and a payment provider know of each other.

A provider never reaches the network from inside a transaction. `start` only says how the person
pays; a page of the provider's own is opened later, by our web door, when they follow the link.
When the money is there the provider tells that door, which verifies the message and hands in a
`Charge`. Providers repeat themselves and come late: the charge's id makes it count once.

Money goes back by a `Source`, the other half of a provider. Called between transactions, it may
take its time and may never answer. A key makes it happen once, and tells whether it did.
"""

from collections.abc import Callable
from typing import Protocol, TypeAlias, TypeVar

from msgspec import Struct

from core.accounts import Account
from core.kit.ids import PaymentId
from core.kit.money import Money
from core.ledger import Move
from core.payments.models import Payment
from core.store import Tx

T = TypeVar("T")


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


class GiveBack(Struct, frozen=True):
    """Give back this much of a charge; with the same key it is the same deed, not another one."""

    key: str
    charge: str
    amount: Money


class GivenBack(Struct, frozen=True):
    """It is done, or will be by itself. `reference` is the provider's own name for it."""

    reference: str


class Refused(Struct, frozen=True):
    """It is not done and never will be by this key. `reason` is for the operator."""

    reason: str


class Source(Protocol):
    """Where money came from and can go back to.

    Whatever it raises, and silence too, means that nobody knows what came of it.
    """

    name: str

    async def give_back(self, wanted: GiveBack) -> GivenBack | Refused:
        """Give money back, once for each key."""

    async def look_up(self, key: str) -> GivenBack | Refused | None:
        """Say what came of this key; nothing when it was never heard of."""


class OwnBooks(Protocol):
    """Where a provider that lives in this house keeps what it knows, apart from the market's."""

    async def do(self, work: Callable[[Tx], T]) -> T:
        """Do something in a transaction of its own."""
