"""Money in a wallet, and money on its way from it back to where it came from."""

from sqlalchemy import select

from core import orders, repayments
from core.kit.ids import PaymentId
from core.orders import OrderState
from core.payments import Payment
from tests.bot.scene import Scene


async def called_off(scene: Scene) -> dict[str, str]:
    """A payment of Ben's that can go back, and a repayment of another one."""
    asked, payment = await paid_and_called_off(scene), await paid_and_called_off(scene)
    repayment = await scene.does(scene.ben, repayments.ask, payment=asked, seen=50_00)
    return {"payment": payment, "repayment": repayment.id}


async def paid_and_called_off(scene: Scene) -> PaymentId:
    """Ben paid for an order and cancelled it before the work began."""
    order = await scene.order_in(OrderState.REQUIREMENTS)
    await scene.does(scene.ben, orders.cancel, order=order)
    query = select(Payment.id).where(Payment.pays == f"order:{order}")
    return await scene.market.ask(lambda tx: PaymentId(tx.db.execute(query).scalar_one()))
