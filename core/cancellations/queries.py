"""Questions about requests to cancel."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from msgspec import Struct
from sqlalchemy import select

from core import communities, lives, orders, out_of_office, settlements
from core.accounts import Account
from core.cancellations import rules
from core.cancellations.errors import AlreadyAsked, AskedRecently, AskedTooOften, NotUnderWay
from core.cancellations.models import Cancellation
from core.cancellations.rules import Reason
from core.cancellations.states import CANCELLATION, CANCELLED, REFUSED, CancellationState
from core.communities import Silence
from core.kit.errors import NoSuchThing, Refusal
from core.kit.ids import CancellationId, OrderId
from core.kit.money import Money
from core.kit.states import Role
from core.orders import Hold, Lateness, Order
from core.store import Tx

ALONE = ("cancel_late", "write_off")  # the order's own ways out that need nobody's consent


class Ending(Struct, frozen=True):
    """How long the other side has to answer, and what their silence will mean.

    `back_at` is when they return, where that is why they have longer than usual.
    """

    span: timedelta
    on_timeout: Silence
    back_at: datetime | None = None


def get(tx: Tx, request_id: CancellationId | str) -> Cancellation:
    """Return this request."""
    return tx.db.get_one(Cancellation, request_id)


def role_of(request: Cancellation, person: Account) -> Role:
    """Return what this person is to this request."""
    roles = {request.asker_id: Role.ASKER, request.other_id: Role.OTHER}
    return roles.get(person.id, Role.STRANGER)


def look(tx: Tx, me: Account, request_id: CancellationId | str) -> Cancellation:
    """Return this request to one of its sides."""
    found = tx.db.get(Cancellation, request_id)
    if found is None or role_of(found, me) is Role.STRANGER:
        raise NoSuchThing
    return found


def expect(tx: Tx, me: Account, request_id: CancellationId | str, verb: str) -> Cancellation:
    """Return this request if I may do this to it now; refuse just as doing it would."""
    request = look(tx, me, request_id)
    CANCELLATION.step(request, verb, role_of(request, me), tx.now)
    return request


def verbs(request: Cancellation, person: Account, now: datetime) -> tuple[str, ...]:
    """Return what this person may do about it now: exactly the buttons to draw."""
    return CANCELLATION.verbs(request, role_of(request, person), now)


def open_for(tx: Tx, _me: Account, order: Order) -> Cancellation | None:
    """Return the request this order stands still for, if it does; there is never a second."""
    return asked(tx, order) if order.hold is Hold.CANCEL_REQUESTED else None


def asked(tx: Tx, order: Order) -> Cancellation | None:
    """Return the request about this order that nobody has answered yet."""
    query = select(Cancellation).where(
        Cancellation.order_id == order.id, Cancellation.state == CancellationState.ASKED
    )
    return tx.db.execute(query).scalar_one_or_none()


def way_out(tx: Tx, _me: Account, order: Order) -> str:
    """Return how this order ended: by which request, or by which step; empty if by neither."""
    query = select(Cancellation.state).where(
        Cancellation.order_id == order.id, Cancellation.state.in_(CANCELLED)
    )
    state = tx.db.execute(query).scalar_one_or_none()
    if state is not None:
        return state.value
    steps = lives.journal(tx, order.subject)
    return steps[-1].verb if steps and steps[-1].verb in ALONE else ""


def held(tx: Tx, _me: Account, order: Order) -> Money:
    """Return what would be divided if the order ended now."""
    return settlements.at_stake(tx, order)


def every(tx: Tx, _me: Account, order: Order) -> Sequence[Cancellation]:
    """Return every request to cancel this order, first to last."""
    query = select(Cancellation).where(Cancellation.order_id == order.id)
    return tx.db.execute(query.order_by(Cancellation.asked_at)).scalars().all()


def was_declined(tx: Tx, _me: Account, order: Order) -> bool:
    """Tell whether one side of this order did not want to cancel it when the other did."""
    query = select(Cancellation.id).where(
        Cancellation.order_id == order.id, Cancellation.state == CancellationState.DECLINED
    )
    return tx.db.execute(query.limit(1)).first() is not None


def expect_to_ask(tx: Tx, me: Account, order_id: OrderId | str) -> Order:
    """Return this order if I may ask to cancel it now; refuse just as asking would."""
    order = orders.look(tx, me, order_id)
    if order.state not in orders.WORKED_ON:
        raise NotUnderWay
    if order.hold is Hold.CANCEL_REQUESTED:
        raise AlreadyAsked
    if order.hold is not Hold.FREE:
        raise orders.OnHold
    before = _asked_before(tx, me, order)
    if len(before) >= tx.settings.cancellations_most:
        raise AskedTooOften
    refused = [each.ended_at for each in before if each.state in REFUSED and each.ended_at]
    again_at = max(refused, default=tx.now) + tx.settings.cancellation_pause
    if refused and tx.now < again_at:
        raise AskedRecently(again_at)
    return order


def hindrance(tx: Tx, me: Account, order: Order) -> Refusal | None:
    """Return why I may not ask to cancel this order now, or nothing when I may."""
    try:
        expect_to_ask(tx, me, order.id)
    except Refusal as no:
        return no
    return None


def reasons(tx: Tx, me: Account, order_id: OrderId | str) -> tuple[Reason, ...]:
    """Return the reasons I may give for cancelling this order."""
    order = orders.look(tx, me, order_id)
    late = order.on_time is False
    if order.delivered_at is None:
        late = orders.lateness(order.due_at, tx.now, tx.settings) is not Lateness.NOT
    return rules.reasons_of(orders.role_of(order, me), late=late)


def ending(tx: Tx, me: Account, order: Order) -> Ending:
    """Return how a request made now would end in silence.

    Who has said before that they are away then has until a day after their return.
    """
    usual = lives.patience(tx, CANCELLATION, "lapse")
    back_at = out_of_office.back_at(tx, orders.other_side(order, me), within=usual)
    span = rules.time_to_answer(usual, tx.settings.cancellation_most, tx.now, back_at)
    silence = communities.on_timeout(tx, order.community_id)
    return Ending(span, silence, back_at if span > usual else None)


def _asked_before(tx: Tx, me: Account, order: Order) -> Sequence[Cancellation]:
    query = select(Cancellation).where(
        Cancellation.order_id == order.id, Cancellation.asker_id == me.id
    )
    return tx.db.execute(query).scalars().all()
