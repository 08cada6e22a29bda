"""Questions about requests in the Resolution Center."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from msgspec import Struct
from sqlalchemy import bindparam, func, or_, select

from core import deadlines, lives, orders
from core.accounts import Account
from core.kit.errors import NoSuchThing, NotYours, Refusal
from core.kit.ids import OrderId, RequestId
from core.kit.states import Role
from core.orders import Hold, OnHold, Order, Terms
from core.resolution import rules
from core.resolution.errors import NothingDue, NothingToAgreeOn, OpenAlready, PaidInSteps
from core.resolution.models import Request
from core.resolution.states import REQUEST, WAITING, RequestKind, RequestState
from core.store import Tx

HISTORY = 5  # ended requests shown
UNANSWERED = (
    select(Request)
    .where(Request.order_id == bindparam("of"), Request.state.in_(WAITING))
    .order_by(Request.asked_at, Request.id)
)


class Effect(Struct, frozen=True):
    """What a yes does: the bargain before and after, and the due date if it moves."""

    before: Terms
    after: Terms
    due_at: datetime | None


def get(tx: Tx, request_id: RequestId | str) -> Request:
    """Return this request."""
    return tx.db.get_one(Request, request_id)


def look(tx: Tx, me: Account, request_id: RequestId | str) -> Request:
    """Return this request to a side of its order."""
    found = tx.db.get(Request, request_id)
    if found is None:
        raise NoSuchThing
    orders.look(tx, me, found.order_id)
    return found


def role_of(order: Order, request: Request, person: Account) -> Role:
    """Return what this person is to this request."""
    side = orders.role_of(order, person)
    if side is Role.STRANGER:
        return side
    return Role.ASKER if side is request.side else Role.OTHER


def verbs(tx: Tx, me: Account, request: Request) -> tuple[str, ...]:
    """Return what this person may do about it now: exactly the buttons to draw."""
    order = orders.get(tx, request.order_id)
    if order.hold is not Hold.FREE:
        return ()
    can = REQUEST.verbs(request, role_of(order, request, me), tx.now)
    return (*(("pay",) if may_pay(order, request, me) else ()), *can)


def may_pay(order: Order, request: Request, person: Account) -> bool:
    """Tell whether this person can pay for it now, and thereby says yes if that is still open."""
    if orders.role_of(order, person) is not Role.BUYER or not request.minor > 0:
        return False
    if request.state is RequestState.OPEN:
        return request.side is Role.SELLER
    return request.state is RequestState.TO_PAY


def expect(tx: Tx, me: Account, request_id: RequestId | str, verb: str) -> Request:
    """Return this request if I may do this to it now; refuse just as doing it would."""
    request = look(tx, me, request_id)
    order = orders.get(tx, request.order_id)
    if order.hold is not Hold.FREE:
        raise OnHold
    REQUEST.step(request, verb, role_of(order, request, me), tx.now)
    return request


def expect_to_ask(tx: Tx, me: Account, order_id: OrderId | str, kind: RequestKind | str) -> Order:
    """Return this order if I may make such a request now; refuse just as making it would."""
    order = orders.look(tx, me, order_id)
    if kind not in tuple(RequestKind):
        raise NoSuchThing
    _refuse(order, orders.role_of(order, me), RequestKind(kind))
    if RequestKind(kind) in {each.kind for each in waiting(tx, me, order)}:
        raise OpenAlready
    return order


def askable(tx: Tx, me: Account, order: Order) -> tuple[RequestKind, ...]:
    """Return what I may ask for now: exactly the buttons to draw."""
    side, open_kinds = orders.role_of(order, me), {each.kind for each in waiting(tx, me, order)}
    return tuple(
        kind for kind in RequestKind if kind not in open_kinds and not _refused(order, side, kind)
    )


def waiting(tx: Tx, _me: Account, order: Order) -> Sequence[Request]:
    """Return the requests about this order that wait for somebody, oldest first."""
    return unanswered(tx, order)


def unanswered(tx: Tx, order: Order) -> Sequence[Request]:
    """Return the requests about this order that wait for somebody, oldest first."""
    return tx.db.execute(UNANSWERED, {"of": order.id}).scalars().all()


def ended(tx: Tx, _me: Account, order: Order) -> Sequence[Request]:
    """Return the last requests about this order that are over, newest first."""
    query = select(Request).where(Request.order_id == order.id, Request.state.not_in(WAITING))
    latest = query.order_by(Request.ended_at.desc(), Request.id).limit(HISTORY)
    return tx.db.execute(latest).scalars().all()


def every(tx: Tx, me: Account, order_id: OrderId | str) -> Sequence[Request]:
    """Return every request there ever was about this order, first to last."""
    orders.look(tx, me, order_id)
    query = select(Request).where(Request.order_id == order_id)
    return tx.db.execute(query.order_by(Request.asked_at, Request.id)).scalars().all()


def changes(tx: Tx, me: Account, order_id: OrderId | str) -> Sequence[Request]:
    """Return every request that changed the bargain of this order, first to last."""
    orders.look(tx, me, order_id)
    query = select(Request).where(
        Request.order_id == order_id, Request.nth.is_not(None), Request.kind != RequestKind.EXTEND
    )
    return tx.db.execute(query.order_by(Request.nth)).scalars().all()


def versions(tx: Tx, me: Account, order_id: OrderId | str) -> tuple[Terms, ...]:
    """Return every bargain this order ever had, the present one last."""
    order = orders.look(tx, me, order_id)
    replaced = (each.before for each in changes(tx, me, order_id))
    return (*(terms for terms in replaced if terms is not None), order.terms)


def extension_pending(tx: Tx, order: Order) -> bool:
    """Tell whether more time is being talked about."""
    query = select(Request.id).where(
        Request.order_id == order.id,
        Request.kind == RequestKind.EXTEND,
        Request.state.in_(WAITING),
    )
    return tx.db.execute(query.limit(1)).first() is not None


def refused(tx: Tx, order: Order) -> bool:
    """Tell whether talking has failed: a request was declined, or nobody answered it."""
    no = or_(Request.state == RequestState.DECLINED, Request.ended_by == Role.CLOCK)
    query = select(Request.id).where(Request.order_id == order.id, no)
    return tx.db.execute(query.limit(1)).first() is not None


def effect(tx: Tx, _me: Account, request: Request) -> Effect:
    """Return what a yes given now would do."""
    order = orders.get(tx, request.order_id)
    after = rules.amended(order, request)
    return Effect(order.terms, after, rules.due_after(order, request, tx.now, tx.settings))


def left(tx: Tx, _me: Account, request: Request) -> timedelta | None:
    """Return how long silence may last, whether the clock runs or stands still."""
    return deadlines.left_on(tx, request.subject, "lapse")


def patience(tx: Tx, _me: Account) -> timedelta:
    """Return how long silence may last in all."""
    return lives.patience(tx, REQUEST, "lapse")


def count_in_force(tx: Tx, order: Order) -> int:
    """Return how often the bargain of this order was changed."""
    query = select(func.count()).where(Request.order_id == order.id, Request.nth.is_not(None))
    return tx.db.execute(query).scalar_one()


def _refused(order: Order, side: Role, kind: RequestKind) -> Refusal | None:
    try:
        _refuse(order, side, kind)
    except Refusal as no:
        return no
    return None


def _refuse(order: Order, side: Role, kind: RequestKind) -> None:
    """Refuse what this side cannot ask for as the order stands."""
    if order.paid_at is None or order.state not in orders.OPEN:
        raise NothingToAgreeOn
    if order.hold is not Hold.FREE:
        raise OnHold
    if kind is RequestKind.EXTEND:
        if order.state not in orders.UNDER_WAY or order.due_at is None:
            raise NothingDue
        return
    if order.terms.stages:
        raise PaidInSteps
    if kind is RequestKind.EXTRA and side is not Role.SELLER:
        raise NotYours
