"""Money on its way back: who asks for it, who carries it, and what the test bank knows."""

from collections.abc import Mapping
from datetime import timedelta

from msgspec.structs import replace
from sqlalchemy import select

from core import orders, payments, repayments
from core.accounts import Account
from core.kit.ids import OrderId
from core.kit.money import Money
from core.orders import OrderState
from core.payments import Payment
from core.payments.models import TestReturn
from core.repayments import Repayment, RepaymentState, Returnable
from core.sending import Sending
from core.store import Tx
from tests.core.trade import EUR, Trade

SOON = timedelta(seconds=0.3)  # more than a transaction takes, less than a test should
LEASED_SECONDS = 61  # how long something stays in the hand of whoever died with it, at most


class Returns:
    """Ben, who wants his money back, and the cashier."""

    def __init__(self, trade: Trade) -> None:
        self.trade = trade
        market = trade.market
        market.settings = replace(market.settings, provider_patience=SOON)
        self.cashier = Sending(market)

    def another(self, sources: Mapping[str, payments.Source] | None = None) -> Sending:
        """A cashier of another process."""
        return Sending(self.trade.market, sources)

    async def possible(self, who: Account | None = None) -> list[tuple[str, int]]:
        """What can go back: of which charge, and how much."""
        found = await self.trade.does(who or self.trade.ben, repayments.returnable)
        return [(each.payment.id, each.amount.minor) for each in found]

    async def one(self) -> Returnable:
        [found] = await self.trade.does(self.trade.ben, repayments.returnable)
        return found

    async def paid(self, order: OrderId) -> Payment:
        """The payment that an order was paid with."""
        query = select(Payment).where(Payment.pays == f"order:{order}")
        return await self.trade.market.ask(lambda tx: tx.db.execute(query).scalar_one())

    async def called_off(self, minor: int) -> Payment:
        """Ben paid for something and called it off: what he paid it with."""
        price = Money(minor, EUR)
        order = await self.trade.order_in(OrderState.REQUIREMENTS, total=price, price=price)
        await self.trade.does(self.trade.ben, orders.cancel, order=order)
        return await self.paid(order)

    async def asks(self, payment: Payment | str, seen: int) -> Repayment:
        payment_id = payment if isinstance(payment, str) else payment.id
        return await self.trade.does(self.trade.ben, repayments.ask, payment=payment_id, seen=seen)

    async def asked(self, minor: int) -> Repayment:
        """Ben asked back all of a payment that was called off."""
        return await self.asks(await self.called_off(minor), minor)

    async def stands(self, repayment: Repayment) -> Repayment:
        return await self.trade.market.ask(lambda tx: tx.db.get_one(Repayment, repayment.id))

    async def state(self, repayment: Repayment) -> RepaymentState:
        return (await self.stands(repayment)).state

    async def bank(self) -> list[tuple[str, int, str, int]]:
        """The test bank's own books: key, amount, verdict, how often asked; smallest first."""

        def look(tx: Tx) -> list[tuple[str, int, str, int]]:
            rows = tx.db.execute(select(TestReturn)).scalars()
            found = [(row.key, row.minor, row.verdict.value, row.calls) for row in rows]
            return sorted(found, key=lambda row: row[1])

        return await self.trade.market.ask(look)

    async def books(self, repayment: Repayment) -> dict[str, int]:
        """Where the money is."""
        trade = self.trade
        return {
            "wallet": await trade.book("wallet", trade.ben.id),
            "returning": await trade.book("returning", repayment.id),
            "provider": await trade.book("provider", "sandbox"),
        }
