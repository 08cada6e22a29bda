"""People who trade: the shortest way to an order in any state, on a market under test."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, TypeVar

from sqlalchemy import select

from core import accounts, audit, deliveries, ledger, notifications, orders, payments
from core.accounts import Account
from core.communities import HOME
from core.kit.ids import OrderId, PaymentId, new_id
from core.kit.money import Money
from core.market import Market
from core.notifications import Notice
from core.orders import Order, OrderState, Question, Stage, Terms
from core.store import Tx
from tests.conftest import HandClock

T = TypeVar("T")
EUR = "EUR"
WORK = "Here is the work: https://example.org/logo.svg"
QUESTIONS = (
    Question("name", "What is your brand called?"),
    Question("taste", "Any colours you like?", required=False),
)
ANSWERS = {"name": "Bénédicte & fils"}
STAGES = (  # each commission is rounded down by itself: 3.33, 4.00 and 2.66
    Stage("Sketches", "Three drafts", Money(33_35, EUR), days=3, revisions=1),
    Stage("Colours", "One draft in colours", Money(40_05, EUR), days=5, revisions=0),
    Stage("Files", "SVG and PNG", Money(26_65, EUR), days=2, revisions=-1),
)


def terms(**changes: Any) -> Terms:
    """A bargain: 50 euros, four days, one revision."""
    usual: dict[str, Any] = {
        "title": "A logo",
        "tier": "basic",
        "includes": "Two drafts",
        "price": Money(50_00, EUR),
        "quantity": 1,
        "total": Money(50_00, EUR),
        "days": 4,
        "revisions": 1,
        "commission_basis_points": 1_000,
        "questions": QUESTIONS,
    }
    return Terms(**{**usual, **changes})


def staged(*stages: Stage, **changes: Any) -> dict[str, Any]:
    """What makes a bargain one in milestones: three of them, 100.05 euros, nothing asked."""
    steps = stages or STAGES
    total = sum((each.price for each in steps), Money(0, EUR))
    usual = {"price": total, "total": total, "stages": steps, "days": 10, "questions": ()}
    return {**usual, **changes}


class Trade:
    """Ana sells, Ben buys, Eve has no business here."""

    def __init__(self, market: Market, clock: HandClock) -> None:
        self.market = market
        self.clock = clock

    async def begin(self) -> "Trade":
        self.ana, self.ben, self.eve = [await self.meet(name) for name in ("ana", "ben", "eve")]
        return self

    async def meet(self, name: str) -> Account:
        return await self.market.do(
            lambda tx: accounts.identify(
                tx, platform="town", external_id=name, name=name, locale="en"
            )
        )

    async def does(self, who: Account, verb: Callable[..., T], **how: Any) -> T:
        """Somebody does something, in a transaction of its own."""
        return await self.market.do(lambda tx: verb(tx, accounts.by_id(tx, who.id), **how))

    async def place(self, **changes: Any) -> OrderId:
        """Ben places an order with Ana."""
        key = changes.pop("key", None) or new_id()
        bargain = terms(**changes)
        order = await self.does(
            self.ben,
            orders.start,
            seller=self.ana.id,
            gig=None,
            terms=bargain,
            key=key,
            community=HOME,
        )
        return OrderId(order.id)

    async def pay(self, order: OrderId) -> None:
        await self.does(self.ben, orders.pay, order=order, provider="sandbox")

    async def deliver(self, order: OrderId, message: str = WORK) -> None:
        await self.does(self.ana, deliveries.deliver, order=order, message=message)

    async def order_in(self, state: OrderState, **changes: Any) -> OrderId:
        """An order that has come as far as this state."""
        asks = state is OrderState.REQUIREMENTS
        steps = staged() if state is OrderState.AWAITING_FUNDING else {}
        order = await self.place(**{"questions": QUESTIONS if asks else (), **steps, **changes})
        if state is OrderState.AWAITING_PAYMENT:
            return order
        if state is OrderState.CANCELLED:
            await self.does(self.ben, orders.abandon, order=order)
            return order
        await self.pay(order)
        if state in (OrderState.REQUIREMENTS, OrderState.IN_PROGRESS):
            return order
        await self.deliver(order)
        if state in (OrderState.COMPLETED, OrderState.AWAITING_FUNDING):
            await self.does(self.ben, orders.accept, order=order)
        if state is OrderState.IN_REVISION:
            await self.does(self.ben, deliveries.request_revision, order=order, comment="Bigger")
        return order

    async def stands(self, order: OrderId) -> Order:
        return await self.market.ask(lambda tx: orders.get(tx, order))

    async def state(self, order: OrderId) -> OrderState:
        return (await self.stands(order)).state

    async def book(self, kind: str, owner: str) -> int:
        """What a book holds, in cents."""
        name = ledger.book(kind, owner)
        return (await self.market.ask(lambda tx: ledger.balance(tx, name, EUR))).minor

    async def wait(self, **how_long: float) -> None:
        """Let time pass, and the clock do its work."""
        self.clock.pass_by(**how_long)
        await self.market.tick()

    async def wait_almost(self, **how_long: float) -> None:
        """Let time pass up to one second before."""
        span = timedelta(**how_long) - timedelta(seconds=1)
        await self.wait(seconds=span.total_seconds())

    async def told(self, who: Account) -> list[str]:
        """What this person is to be told, cards aside; asking empties the list."""

        def take(tx: Tx) -> list[str]:
            query = select(Notice).where(Notice.account_id == who.id).order_by(Notice.id)
            mine = tx.db.execute(query).scalars().all()
            notifications.told(tx, [notice.id for notice in mine])
            return [notice.kind for notice in mine if not notice.kind.endswith((".card", ".room"))]

        return await self.market.do(take)

    async def fill_wallet(self, minor: int) -> None:
        """Give Ben money to spend: he paid for something and called it off."""
        price = Money(minor, EUR)
        order = await self.order_in(OrderState.REQUIREMENTS, total=price, price=price)
        await self.does(self.ben, orders.cancel, order=order)

    async def audit(self) -> None:
        """Look at every book: nothing may be wrong, whatever the story was."""
        assert await self.market.ask(audit.check) == []


def charge(payment: payments.Payment, name: str, minor: int | None = None) -> payments.Charge:
    """A provider's verified message about this payment."""
    return payments.Charge(
        provider=payment.provider,
        id=name,
        payment=PaymentId(payment.id),
        amount=Money(payment.minor if minor is None else minor, payment.currency),
    )
