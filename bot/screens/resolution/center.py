"""The Resolution Center of an order, one request, and what they add to the order's card."""

from collections.abc import Sequence

from bot.context import Context
from bot.registry import Part, part, parts_of
from bot.screens.orders import show_button
from bot.screens.payments import ways_to_pay
from bot.screens.resolution.actions import (
    AgreeToRequest,
    DeclineRequest,
    MakeRequest,
    PayRequest,
    ShowRequest,
    ShowResolution,
    TakeRequestBack,
)
from bot.screens.resolution.words import ASKING, KINDS, asks, ended_as, left_lines, request_lines
from bot.ui import (
    Action,
    Button,
    Heading,
    Line,
    Menu,
    Screen,
    Style,
    Tone,
    button,
    choice,
    rows,
)
from core import orders, resolution
from core.kit.ids import OrderId, RequestId
from core.kit.text import Text, _
from core.orders import Hold, Order, OrderState
from core.resolution import Request, RequestKind, RequestState

CHOICES: dict[str, tuple[type[Action], Text, Style]] = {
    "agree": (AgreeToRequest, _("Agree"), Style.GOOD),
    "decline": (DeclineRequest, _("Decline"), Style.PLAIN),
    "withdraw": (TakeRequestBack, _("Take it back"), Style.PLAIN),
}

ANSWERING: dict[RequestKind, Text] = {
    RequestKind.EXTEND: _("Answer about the time"),
    RequestKind.MODIFY: _("Answer about the agreement"),
    RequestKind.EXTRA: _("Look at the extras"),
    RequestKind.REFUND: _("Answer about the refund"),
}

LOOKING: dict[RequestKind, Text] = {
    RequestKind.EXTEND: _("The request for more time"),
    RequestKind.MODIFY: _("The proposed agreement"),
    RequestKind.EXTRA: _("The offered extras"),
    RequestKind.REFUND: _("The proposed refund"),
}


@part("order", "resolution")
def on_the_card(ctx: Context, order: Order) -> Part:
    """Say what is being talked about, and open the Resolution Center."""
    if order.paid_at is None:
        return Part()
    waiting = ctx.ask(resolution.waiting, order) if order.state in orders.PAID else ()
    mine = [request for request in waiting if _waits_for_me(ctx, order, request)]
    name = ctx.ask(orders.counterpart, order).name if waiting else ""
    side = orders.role_of(order, ctx.me)
    return Part(
        tuple(asks(request, name, mine=request.side is side) for request in waiting),
        (center_button(order, Style.MAIN if mine else Style.PLAIN),),
    )


def center_button(order: Order, style: Style = Style.PLAIN) -> Button:
    """Return the button that opens the Resolution Center."""
    return button(_("Resolution Center"), ShowResolution(OrderId(order.id)), style)


def center_page(ctx: Context, order: Order) -> Screen:
    """Show what is open, what can be asked for now, and what was asked before."""
    waiting = ctx.ask(resolution.waiting, order)
    ended = ctx.ask(resolution.ended, order)
    parts = parts_of(ctx, "resolution", order)
    lines: list[Line] = []
    if order.state not in orders.OPEN:
        lines.append(_("This order has ended: there is nothing left to agree on."))
    elif order.state is OrderState.AWAITING_FUNDING:
        lines.append(_("Nothing is being worked on until the next milestone is paid."))
    elif order.hold is not Hold.FREE:
        lines.append(_("The order stands still, and everything here waits with it."))
    elif not waiting:
        lines.append(_("Agree here on more time, another price or extras, without cancelling."))
    for request in waiting:
        lines += _in_short(ctx, order, request)
    lines += [line for each in parts for line in each.lines]
    return Screen(
        title=_("Resolution Center, order {order}").format(order=order.id),
        lines=tuple(lines),
        menu=_earlier(ended),
        buttons=(
            *rows((_look_button(ctx, order, request) for request in waiting), 1),
            *rows(_asking(ctx, order)),
            *rows(one for each in parts for one in each.buttons),
            (show_button(order),),
        ),
        tone=Tone.BUSY if waiting else Tone.CALM,
    )


def request_card(ctx: Context, request: Request, note: Text | None = None) -> Screen:
    """Show one request to either side: what it is, what a yes does, and what can be done."""
    order = ctx.ask(orders.look, request.order_id)
    return Screen(
        title=_("Order {order}: {title}").format(order=order.id, title=order.terms.title),
        note=note,
        lines=(Heading(KINDS[request.kind]), *request_lines(ctx, order, request)),
        buttons=(
            *request_buttons(ctx, request),
            (center_button(order), show_button(order)),
        ),
        tone=Tone.BUSY if request.waits else Tone.CALM,
    )


def request_buttons(ctx: Context, request: Request) -> tuple[tuple[Button, ...], ...]:
    """Return exactly what this person may do about it now. Paying is a yes."""
    verbs = ctx.ask(resolution.verbs, request)
    one = RequestId(request.id)
    pays = ways_to_pay(ctx, request.to_pay, lambda way: PayRequest(one, way))
    answers = [
        button(label, action(one), style)
        for verb, (action, label, style) in CHOICES.items()
        if verb in verbs and not (verb == "agree" and "pay" in verbs)
    ]
    return (*(rows(pays, 1) if "pay" in verbs else ()), *rows(answers))


def _waits_for_me(ctx: Context, order: Order, request: Request) -> bool:
    if order.hold is not Hold.FREE:
        return False
    if request.state is RequestState.TO_PAY:
        return resolution.may_pay(order, request, ctx.me)
    return request.side is not orders.role_of(order, ctx.me)


def _in_short(ctx: Context, order: Order, request: Request) -> list[Line]:
    name = ctx.ask(orders.counterpart, order).name
    mine = request.side is orders.role_of(order, ctx.me)
    lines: list[Line] = [Heading(KINDS[request.kind]), asks(request, name, mine=mine)]
    if request.state is RequestState.TO_PAY:
        lines.append(_("Both of you agreed; it counts once the buyer has paid."))
    return [*lines, *left_lines(ctx, order, request)]


def _look_button(ctx: Context, order: Order, request: Request) -> Button:
    mine = _waits_for_me(ctx, order, request)
    label = (ANSWERING if mine else LOOKING)[request.kind]
    style = Style.MAIN if mine else Style.PLAIN
    return button(label, ShowRequest(RequestId(request.id)), style)


def _asking(ctx: Context, order: Order) -> list[Button]:
    side = orders.role_of(order, ctx.me)
    return [
        button(ASKING[kind, side], MakeRequest(OrderId(order.id), kind))
        for kind in ctx.ask(resolution.askable, order)
    ]


def _earlier(ended: Sequence[Request]) -> Menu | None:
    if not ended:
        return None
    entries = (choice(KINDS[e.kind], ShowRequest(RequestId(e.id)), ended_as(e)) for e in ended)
    return Menu(_("Earlier requests"), tuple(entries))
