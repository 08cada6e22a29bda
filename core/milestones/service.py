"""What can be done with a milestone. What is done with its work is done with its order."""

from collections.abc import Mapping

from core import lives, orders, payments
from core.accounts import Account
from core.kit.errors import TooLate
from core.kit.ids import MilestoneId, OrderId, new_id
from core.kit.states import Role
from core.milestones import queries, rules
from core.milestones.events import MilestoneFunded, MilestoneReleased
from core.milestones.models import Milestone
from core.milestones.states import MILESTONE, MilestoneState
from core.orders import Order
from core.payments import HowToPay, Payment
from core.store import Tx

# How a milestone comes to stand there.
STEPS: Mapping[MilestoneState, str] = {
    MilestoneState.AWAITING_FUNDING: "come_up",
    MilestoneState.FUNDED: "fund",
    MilestoneState.DELIVERED: "deliver",
    MilestoneState.IN_REVISION: "request_revision",
    MilestoneState.RELEASED: "release",
    MilestoneState.CANCELLED: "cancel",
    MilestoneState.NOT_STARTED: "drop",
}


def pay(tx: Tx, me: Account, *, milestone: MilestoneId, provider: str) -> tuple[Order, HowToPay]:
    """Pay for the next milestone, when its turn comes or ahead of it; or learn how to."""
    wanted, work = queries.expect_to_fund(tx, me, milestone)
    _payment, how = payments.start(
        tx,
        me,
        provider=provider,
        pays=wanted.subject,
        amount=wanted.price,
        community=work.community_id,
    )
    return work, how


def accept_and_fund(
    tx: Tx, me: Account, *, milestone: MilestoneId, provider: str
) -> tuple[Order, HowToPay]:
    """Take the delivered milestone as it is, and pay for this one, the next."""
    wanted, work = queries.look(tx, me, milestone)
    if wanted.nth != work.stages_released + 2:
        raise TooLate
    orders.accept(tx, me, order=OrderId(work.id))
    return pay(tx, me, milestone=milestone, provider=provider)


def take_in(tx: Tx, payment: Payment) -> None:
    """Money arrived for a milestone: hold it, and let the work go on. Too late, leave it."""
    kind, _colon, milestone_id = payment.pays.partition(":")
    if kind != MILESTONE.kind:
        return
    wanted = queries.get(tx, milestone_id)
    order = orders.get(tx, wanted.order_id)
    if queries.fundable(tx, order) is not wanted or payment.amount != wanted.price:
        return

    payments.capture(tx, payment, order=order.id)
    orders.fund(tx, order)
    follow(tx, order)
    tx.emit(MilestoneFunded(order, wanted, at_once=payment.asked_at == tx.now))


def plan(tx: Tx, order: Order) -> None:
    """Write the milestones of an order down: it is paid, and so is the first of them."""
    rate = order.terms.commission_basis_points
    for nth, stage in enumerate(order.terms.stages, 1):
        tx.db.add(
            Milestone(
                id=MilestoneId(new_id()),
                order_id=order.id,
                nth=nth,
                minor=stage.price.minor,
                commission_minor=stage.price.share(rate).minor,
                currency=order.currency,
                state=MilestoneState.PLANNED,
            )
        )
    follow(tx, order)


def follow(tx: Tx, order: Order) -> None:
    """Let every milestone of an order stand where the order's last step has left it."""
    if not order.terms.stages or order.paid_at is None:
        return
    tx.db.flush()
    for each in queries.every(tx, order):
        there = rules.stands(order, each.nth)
        if each.state is there:
            continue
        lives.step(tx, each, MILESTONE, STEPS[there], Role.MARKET)
        if there is MilestoneState.FUNDED:
            each.funded_at = tx.now
        if there is MilestoneState.DELIVERED:
            each.delivered_at, each.on_time = order.delivered_at, order.on_time
        if there in MILESTONE.ends():
            each.ended_at = tx.now


def release(tx: Tx, order: Order, nth: int, by: Role) -> None:
    """The `nth` milestone was accepted; the next one is worked on, or waits for its money."""
    follow(tx, order)
    done = queries.nth_of(tx, order, nth)
    assert done is not None, "a milestone was released that nobody planned"
    tx.emit(MilestoneReleased(order, done, by))
