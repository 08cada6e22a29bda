"""What people are told about requests when somebody else, or the clock, did something."""

from bot.context import Context
from bot.platform import Room
from bot.registry import notice, room
from bot.screens.orders import room_of, show_button
from bot.screens.resolution.center import center_button, request_card
from bot.screens.resolution.words import KINDS, asks
from bot.ui import Fact, Heading, Line, Screen, Small, Style, Tone, rows
from core import orders, resolution
from core.kit.errors import TooLate
from core.kit.states import Role
from core.kit.text import Text, _
from core.orders import Order
from core.resolution import Request, RequestState


@notice("resolution.asked")
def asked(ctx: Context, subject: str) -> Screen:
    """The other side asks for something."""
    return request_card(ctx, _waiting(ctx, subject, RequestState.OPEN))


@notice("resolution.to_pay")
def to_pay(ctx: Context, subject: str) -> Screen:
    """The seller said yes; the buyer pays the difference."""
    request = _waiting(ctx, subject, RequestState.TO_PAY)
    return request_card(ctx, request, _("Your proposal is accepted. It counts once you have paid."))


@notice("resolution.answer_wanted")
def answer_wanted(ctx: Context, subject: str) -> Screen:
    """Silence is about to say no."""
    request = ctx.ask(resolution.look, subject)
    left = ctx.ask(resolution.left, request)
    if not request.waits or left is None:
        raise TooLate
    says = _("{left} left to answer.")
    if request.state is RequestState.TO_PAY:
        says = _("{left} left to pay.")
    return request_card(ctx, request, says.format(left=left))


@notice("resolution.agreed")
def agreed(ctx: Context, subject: str) -> Screen:
    """It is in force."""
    order, request = _look(ctx, subject)
    says = _("{name} agreed. This is in force now.")
    if request.minor > 0:
        says = _("{amount} was paid. This is in force now.")
    lines: list[Line] = []
    if request.minor:
        price = Text("{total}").format(total=order.total)
        if orders.role_of(order, ctx.me) is Role.SELLER:
            price = _("{total} ({net} for you)").format(total=order.total, net=order.net)
        lines.append(Fact(_("Price"), price))
    if request.to_give_back:
        back = Text("{m}").format(m=request.to_give_back)
        lines.append(Fact(_("Back to the buyer's wallet"), back))
    if request.due_at is not None:
        lines.append(Fact(_("Due"), Text("{at}").format(at=request.due_at)))
    return _told(ctx, order, request, says, *lines, tone=Tone.GOOD)


@notice("resolution.declined")
def declined(ctx: Context, subject: str) -> Screen:
    """It came to nothing."""
    order, request = _look(ctx, subject)
    says = _("{name} declined. The order goes on as it was.")
    if request.ended_by is Role.CLOCK:
        says = _("Nobody answered in time. The order goes on as it was.")
        if request.granted_at:
            says = _("It was not paid in time. The order goes on as it was.")
    hint = Small(_("You can ask again, or open a dispute in the Resolution Center."))
    return _told(ctx, order, request, says, hint)


@notice("resolution.withdrawn")
def withdrawn(ctx: Context, subject: str) -> Screen:
    """It is no longer asked for."""
    order, request = _look(ctx, subject)
    says = _("{name} took it back. The order goes on as it was.")
    if request.ended_by is Role.CLOCK:
        says = _("Nobody answered in time. The order goes on as it was.")
    return _told(ctx, order, request, says)


@room("resolution")
def room_of_request(ctx: Context, subject: str) -> Room | None:
    """All of them go into the room of the order."""
    return room_of(ctx, ctx.ask(resolution.look, subject).order_id)


def _look(ctx: Context, request_id: str) -> tuple[Order, Request]:
    request = ctx.ask(resolution.look, request_id)
    return ctx.ask(orders.look, request.order_id), request


def _waiting(ctx: Context, request_id: str, state: RequestState) -> Request:
    """Return a request that still waits for that; of one that does not, nobody is told."""
    request = ctx.ask(resolution.look, request_id)
    if request.state is not state:
        raise TooLate
    return request


def _told(
    ctx: Context, order: Order, request: Request, says: Text, *lines: Line, tone: Tone = Tone.BUSY
) -> Screen:
    """Say what became of which request, and where to go on."""
    name = ctx.ask(orders.counterpart, order).name
    mine = orders.role_of(order, ctx.me) is request.side
    amount = request.to_pay
    return Screen(
        title=_("Order {order}: {title}").format(order=order.id, title=order.terms.title),
        lines=(
            says.format(name=name, amount=amount),
            Heading(KINDS[request.kind]),
            Small(asks(request, name, mine=mine)),
            *lines,
        ),
        buttons=rows((show_button(order, Style.MAIN), center_button(order))),
        tone=tone,
    )
