import pytest

from core import orders, payments
from core.kit.errors import Broken, NoSuchThing, NotYours
from core.kit.ids import OrderId, PaymentId
from core.kit.money import Money
from core.kit.settings import PAYMENT_PROVIDERS, MarketSettings
from core.ledger import Move
from core.market import Market
from core.orders import OrderState
from core.payments import Charge, Payment, PaymentState
from core.store import Tx
from tests.core.trade import EUR, Trade, charge


class FromElsewhere:
    """A provider whose money arrives later, by messages."""

    name = "sandbox"
    takes = Move.CAPTURE_PROVIDER

    def accepts(self, *_: object) -> bool:
        return True

    def start(self, *_: object) -> payments.AtPage:
        return payments.AtPage("/pay")


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """People pay on a page, not at once."""
    monkeypatch.setitem(payments.PROVIDERS, "sandbox", FromElsewhere())


async def start(trade: Trade, order: OrderId) -> Payment:
    """Ben is on the provider's page."""

    def begin(tx: Tx) -> Payment:
        work = orders.get(tx, order)
        payment, how = payments.start(
            tx, trade.ben, provider="sandbox", pays=work.subject, amount=work.total,
            community=work.community_id,
        )  # fmt: skip
        assert how == payments.AtPage("/pay")
        return payment

    return await trade.market.do(begin)


async def arrives(trade: Trade, message: Charge) -> Payment:
    return await trade.market.do(lambda tx: payments.receive(tx, message))


def test_the_settings_know_every_provider_by_name():
    assert set(payments.PROVIDERS) == PAYMENT_PROVIDERS
    with pytest.raises(ValueError, match="payment_providers does not know bitcoin"):
        MarketSettings(payment_providers=("wallet", "bitcoin"))


# --- the wallet


async def test_a_wallet_is_offered_only_when_it_holds_enough(trade: Trade):
    await trade.fill_wallet(50_00)
    for minor, names in ((50_00, ("wallet", "sandbox")), (50_01, ("sandbox",))):
        amount = Money(minor, EUR)
        assert await trade.does(trade.ben, payments.offered, amount=amount) == names


async def test_paying_from_the_wallet_moves_what_it_holds(trade: Trade):
    await trade.fill_wallet(60_00)
    order = await trade.place()
    await trade.does(trade.ben, orders.pay, order=order, provider="wallet")
    assert await trade.book("wallet", trade.ben.id) == 10_00
    assert await trade.book("escrow", order) == 50_00


async def test_an_empty_wallet_pays_nothing(trade: Trade):
    order = await trade.place()
    with pytest.raises(payments.NotEnough) as no:
        await trade.does(trade.ben, orders.pay, order=order, provider="wallet")
    assert (no.value.held, no.value.price) == (Money(0, EUR), Money(50_00, EUR))
    assert await trade.state(order) is OrderState.AWAITING_PAYMENT


async def test_a_wallet_shows_its_own_lines_newest_first(trade: Trade):
    await trade.fill_wallet(60_00)
    order = await trade.place()
    await trade.does(trade.ben, orders.pay, order=order, provider="wallet")
    lines, more = await trade.does(trade.ben, payments.wallet_lines)
    assert [(entry.move, entry.minor) for entry, _posting in lines] == [
        ("capture_wallet", -50_00),
        ("refund", 60_00),
    ]
    assert not more
    lines, _more = await trade.does(trade.eve, payments.wallet_lines)
    assert list(lines) == []


# --- who pays, and with what


async def test_only_the_buyer_pays(trade: Trade):
    order = await trade.place()
    with pytest.raises(payments.NotOffered):
        await trade.does(trade.ben, orders.pay, order=order, provider="bitcoin")
    with pytest.raises(NoSuchThing):
        await trade.does(trade.eve, orders.pay, order=order, provider="sandbox")
    with pytest.raises(NotYours):
        await trade.does(trade.ana, orders.pay, order=order, provider="sandbox")


async def test_a_provider_the_operator_switched_off_is_not_offered(trade: Trade):
    trade.market.settings = MarketSettings(payment_providers=("wallet",))
    order = await trade.place()
    assert await trade.does(trade.ben, payments.offered, amount=Money(1, EUR)) == ()
    with pytest.raises(payments.NotOffered):
        await trade.pay(order)


async def test_a_payment_is_seen_by_its_payer_only(trade: Trade, elsewhere: None):
    payment = await start(trade, await trade.place())
    assert (await trade.does(trade.ben, payments.look, payment_id=payment.id)).id == payment.id
    with pytest.raises(NoSuchThing):
        await trade.does(trade.ana, payments.look, payment_id=payment.id)


# --- messages from outside


async def test_the_same_message_twice_counts_once(trade: Trade, elsewhere: None):
    order = await trade.place()
    payment = await start(trade, order)
    for _ in range(3):
        found = await arrives(trade, charge(payment, "ch_1"))
        assert (found.id, found.state) == (payment.id, PaymentState.CAPTURED)
    assert await trade.book("escrow", order) == 50_00
    assert await trade.book("provider", "sandbox") == -50_00
    assert await trade.state(order) is OrderState.REQUIREMENTS


async def test_a_second_charge_goes_to_the_payers_wallet(trade: Trade, elsewhere: None):
    order = await trade.place()
    payment = await start(trade, order)
    await arrives(trade, charge(payment, "ch_1"))
    await trade.told(trade.ben)
    second = await arrives(trade, charge(payment, "ch_2"))
    again = await arrives(trade, charge(payment, "ch_2"))
    assert (second.id, second.state) == (again.id, PaymentState.KEPT)
    assert await trade.book("escrow", order) == 50_00
    assert await trade.book("wallet", trade.ben.id) == 50_00
    assert await trade.told(trade.ben) == ["payments.kept"]


async def test_a_payment_after_expiry_goes_to_the_payers_wallet(trade: Trade, elsewhere: None):
    order = await trade.place()
    payment = await start(trade, order)
    await trade.wait(minutes=15)
    await trade.told(trade.ben)
    late = await arrives(trade, charge(payment, "ch_1"))
    assert late.state is PaymentState.KEPT
    assert await trade.state(order) is OrderState.CANCELLED
    assert await trade.book("wallet", trade.ben.id) == 50_00
    assert await trade.told(trade.ben) == ["payments.kept"]
    assert await trade.told(trade.ana) == []


async def test_a_charge_of_another_amount_is_kept_whole(trade: Trade, elsewhere: None):
    order = await trade.place()
    payment = await start(trade, order)
    odd = await arrives(trade, charge(payment, "ch_1", minor=49_99))
    assert odd.state is PaymentState.KEPT
    assert await trade.book("wallet", trade.ben.id) == 49_99
    assert await trade.state(order) is OrderState.AWAITING_PAYMENT
    await arrives(trade, charge(payment, "ch_2"))
    assert await trade.state(order) is OrderState.REQUIREMENTS


async def test_money_for_nothing_of_ours_is_an_alarm(trade: Trade, elsewhere: None):
    payment = await start(trade, await trade.place())
    with pytest.raises(Broken):
        await arrives(trade, Charge("sandbox", "ch_1", PaymentId("NOSUCHPA"), payment.amount))
    with pytest.raises(Broken):
        await arrives(trade, Charge("stripe", "ch_1", PaymentId(payment.id), payment.amount))


async def test_money_for_something_nobody_claims_is_kept(market: Market, trade: Trade):
    def pay(tx: Tx) -> Payment:
        payment, _how = payments.start(
            tx, trade.ben, provider="sandbox", pays="tip:1", amount=Money(5_00, EUR),
            community="JALON",
        )  # fmt: skip
        return payment

    assert (await market.do(pay)).state is PaymentState.KEPT
    assert await trade.book("wallet", trade.ben.id) == 5_00
