"""A request in words: who asks for what, what a yes does in money and time, how it ended."""

from collections.abc import Callable
from datetime import datetime

from bot.context import Context
from bot.forms import Answers
from bot.forms.form import Foresee
from bot.screens.orders import time_bar
from bot.ui import Fact, Line, Quote, Small
from core import orders, resolution
from core.kit.states import Role
from core.kit.text import Text, _, _n, verbatim
from core.orders import UNLIMITED, Extra, Hold, Order, OrderState
from core.resolution import Effect, Request, RequestKind, RequestState

EXTEND, MODIFY, EXTRA, REFUND = RequestKind
BUYER, SELLER = Role.BUYER, Role.SELLER

KINDS: dict[RequestKind, Text] = {
    EXTEND: _("More time"),
    MODIFY: _("Another agreement"),
    EXTRA: _("Extras"),
    REFUND: _("Partial refund"),
}

# How each side asks for it.
ASKING: dict[tuple[RequestKind, Role], Text] = {
    (EXTEND, SELLER): _("Ask for more time"),
    (EXTEND, BUYER): _("Offer more time"),
    (MODIFY, SELLER): _("Change the agreement"),
    (MODIFY, BUYER): _("Change the agreement"),
    (EXTRA, SELLER): _("Offer extras"),
    (REFUND, SELLER): _("Give a part back"),
    (REFUND, BUYER): _("Ask for a part back"),
}

# What one's own request says, and the other's, by who made it.
MINE: dict[tuple[RequestKind, Role], Text] = {
    (MODIFY, SELLER): _("You propose to change the agreement."),
    (MODIFY, BUYER): _("You propose to change the agreement."),
    (EXTRA, SELLER): _("You offer extras for {amount}."),
    (REFUND, SELLER): _("You offer to give {amount} back."),
    (REFUND, BUYER): _("You ask for {amount} back."),
}
THEIRS: dict[tuple[RequestKind, Role], Text] = {
    (MODIFY, SELLER): _("{name} proposes to change the agreement."),
    (MODIFY, BUYER): _("{name} proposes to change the agreement."),
    (EXTRA, SELLER): _("{name} offers you extras for {amount}."),
    (REFUND, SELLER): _("{name} offers to give you {amount} back."),
    (REFUND, BUYER): _("{name} asks you for {amount} back."),
}

ENDS: dict[RequestState, Text] = {
    RequestState.OPEN: _("Waits for an answer"),
    RequestState.TO_PAY: _("Waits for the payment"),
    RequestState.AGREED: _("Agreed"),
    RequestState.DECLINED: _("Declined"),
    RequestState.WITHDRAWN: _("Taken back"),
    RequestState.OVERTAKEN: _("The order went on without it"),
}


def asks(request: Request, name: str, *, mine: bool) -> Text:
    """Say who asks for what, in one sentence; `name` is the other side's."""
    if request.kind is EXTEND:
        return _asks_for_time(request, mine=mine).format(name=name)
    says = (MINE if mine else THEIRS)[request.kind, request.side]
    return says.format(name=name, amount=request.to_pay if request.minor > 0 else
                       request.to_give_back)  # fmt: skip


def ended_as(request: Request) -> Text:
    """Say in a few words how it ended, or what it waits for."""
    if request.ended_by is not Role.CLOCK:
        return ENDS[request.state]
    return _("Not paid in time") if request.granted_at else _("Not answered in time")


def request_lines(ctx: Context, order: Order, request: Request) -> list[Line]:
    """Say everything one must know before answering, or what became of it."""
    name = ctx.ask(orders.counterpart, order).name
    mine = orders.role_of(order, ctx.me) is request.side
    lines: list[Line] = [asks(request, name, mine=mine)]
    if request.waits:
        lines += left_lines(ctx, order, request)
    else:
        lines.append(Fact(_("Outcome"), ended_as(request)))
    if request.words:
        lines.append(Quote(request.words, by=ctx.me.name if mine else name))
    lines += [Fact(verbatim(each.title), _costs(each)) for each in request.extras]
    return [*lines, *(effect_lines(ctx, order, request) if request.waits else _was(request))]


def left_lines(ctx: Context, order: Order, request: Request) -> list[Line]:
    """Say how much time is left, and what silence does."""
    left = ctx.ask(resolution.left, request)
    if left is None:
        return []
    bar = time_bar(left, ctx.ask(resolution.patience))
    if order.hold is not Hold.FREE:
        return [bar, Small(_("It waits while the order stands still."))]
    at = ctx.now + left
    says = _("Without an answer by {at}, it comes to nothing.")
    if request.state is RequestState.TO_PAY:
        says = _("If it is not paid by {at}, it comes to nothing.")
    return [bar, Small(says.format(at=at))]


def effect_lines(ctx: Context, order: Order, request: Request) -> list[Line]:
    """Say what a yes does: who pays or gets what, and when the work is due."""
    effect = ctx.ask(resolution.effect, request)
    lines: list[Line] = []
    if request.minor > 0:
        lines.append(Fact(_("The buyer pays now"), Text("{m}").format(m=request.to_pay)))
    if request.minor < 0:
        back = Text("{m}").format(m=request.to_give_back)
        lines.append(Fact(_("Back to the buyer's wallet"), back))
    if request.minor:
        lines.append(Fact(_("Price"), _to(effect.before.total, effect.after.total)))
        if orders.role_of(order, ctx.me) is SELLER:
            earned = _to(effect.before.net, effect.after.net)
            lines.append(Fact(_("For you, once accepted"), earned))
    lines += [*_time(order, request, effect), *_revisions(effect)]
    if order.state is OrderState.DELIVERED and effect.due_at is not None:
        lines.append(Small(_("The seller then delivers again; until then nothing is accepted.")))
    return lines


def foresee(draft: Callable[..., Request]) -> Foresee:
    """Say at the end of a form what a yes to these answers would do."""

    def foreseen(ctx: Context, subject: str, given: Answers) -> tuple[Line, ...]:
        order: Order = ctx.ask(orders.look, subject)
        request: Request = ctx.ask(draft, order=subject, **given)
        return tuple(effect_lines(ctx, order, request))

    return foreseen


def _asks_for_time(request: Request, *, mine: bool) -> Text:
    days = request.days
    if request.side is SELLER:
        return (
            _n("You ask for {n} more day.", "You ask for {n} more days.", days)
            if mine
            else _n("{name} asks for {n} more day.", "{name} asks for {n} more days.", days)
        )
    return (
        _n("You offer {n} more day.", "You offer {n} more days.", days)
        if mine
        else _n("{name} offers you {n} more day.", "{name} offers you {n} more days.", days)
    )


def _costs(extra: Extra) -> Text:
    if not extra.days:
        return Text("{price}").format(price=extra.price)
    says = _n("{price}, {n} more day", "{price}, {n} more days", extra.days)
    return says.format(price=extra.price)


def _time(order: Order, request: Request, effect: Effect) -> list[Line]:
    """Say when the work is due afterwards, or how long it takes where it has not begun."""
    if effect.due_at is not None:
        awaited = order.state in orders.UNDER_WAY
        return [Fact(_("Due"), _date(order.due_at if awaited else None, effect.due_at))]
    if request.days and request.kind is not EXTEND and order.due_at is None:
        return [Fact(_("Delivery time"), _n("{n} day", "{n} days", effect.after.days))]
    return []


def _date(before: datetime | None, after: datetime) -> Text:
    return Text("{after}").format(after=after) if before is None else _to(before, after)


def _revisions(effect: Effect) -> list[Line]:
    before, after = effect.before.revisions, effect.after.revisions
    if before == after or UNLIMITED in (before, after):
        return []
    return [Fact(_("Revisions"), _to(before, after))]


def _was(request: Request) -> list[Line]:
    """Say what it changed, or would have changed."""
    lines: list[Line] = []
    if request.minor > 0:
        lines.append(Fact(_("Paid by the buyer"), Text("{m}").format(m=request.to_pay)))
    if request.minor < 0:
        back = Text("{m}").format(m=request.to_give_back)
        lines.append(Fact(_("Back to the buyer's wallet"), back))
    if request.due_at is not None:
        lines.append(Fact(_("Due"), Text("{at}").format(at=request.due_at)))
    return lines if request.state is RequestState.AGREED else []


def _to(before: object, after: object) -> Text:
    return Text("{before} → {after}").format(before=before, after=after)
