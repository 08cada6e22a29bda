"""The live card of an order: one message a person, redrawn in place."""

from bot.context import Context
from bot.registry import card, parts_of
from bot.screens.gigs import OrderPackage
from bot.screens.orders.actions import (
    AbandonOrder,
    AcceptOrder,
    AnswerQuestions,
    AskForChanges,
    CancelLate,
    CancelOrder,
    DeliverWork,
    GetFiles,
    ListOrders,
    ShowAnswers,
    ShowOrder,
    SkipAnswers,
    StopHere,
)
from bot.screens.payments import pay_buttons
from bot.ui import (
    Action,
    Bar,
    Button,
    Fact,
    Heading,
    Line,
    Quote,
    Screen,
    Small,
    Style,
    Tone,
    button,
    rows,
)
from core import deliveries, gigs, orders
from core.deliveries import Delivery
from core.kit.ids import GigId, OrderId
from core.kit.states import Role
from core.kit.text import Text, _, _n, verbatim
from core.orders import Hold, Lateness, Order, OrderState

QUOTED_MOST = 700  # characters of a delivery or a comment shown on the card itself
EXTRAS_MOST = 5  # named there, the last ones

# What a side may press, by the verb of the state table it leads to; the first comes first.
CHOICES: dict[str, tuple[type[Action], Text, Style]] = {
    "abandon": (AbandonOrder, _("Do not pay"), Style.PLAIN),
    "answer": (AnswerQuestions, _("Answer the questions"), Style.MAIN),
    "skip": (SkipAnswers, _("Start without answers"), Style.PLAIN),
    "deliver": (DeliverWork, _("Deliver"), Style.MAIN),
    "accept": (AcceptOrder, _("Accept the work"), Style.GOOD),
    "request_revision": (AskForChanges, _("Ask for changes"), Style.PLAIN),
    "cancel": (CancelOrder, _("Cancel the order"), Style.GRAVE),
    "cancel_late": (CancelLate, _("Cancel: it is very late"), Style.GRAVE),
    "stop": (StopHere, _("Stop here"), Style.PLAIN),
}
ASKED_FIRST = frozenset({"accept_and_stop"})  # chosen on the page that "accept" opens

STATES: dict[OrderState, Text] = {
    OrderState.AWAITING_PAYMENT: _("Waiting for payment"),
    OrderState.REQUIREMENTS: _("Waiting for answers"),
    OrderState.IN_PROGRESS: _("In progress"),
    OrderState.DELIVERED: _("Delivered"),
    OrderState.IN_REVISION: _("Changes in progress"),
    OrderState.AWAITING_FUNDING: _("Waiting for the next payment"),
    OrderState.COMPLETED: _("Completed"),
    OrderState.CANCELLED: _("Cancelled"),
}

BUYER_NEXT: dict[OrderState, Text] = {
    OrderState.AWAITING_PAYMENT: _("Nothing is ordered until you have paid."),
    OrderState.REQUIREMENTS: _(
        "Your money is kept safe. Answer the seller's questions, and the work begins."
    ),
    OrderState.IN_PROGRESS: _("{name} is at work. You will hear as soon as it is delivered."),
    OrderState.DELIVERED: _("Have a look: accept the work, or ask for changes."),
    OrderState.IN_REVISION: _("{name} is at work again. You will hear when it is delivered."),
    OrderState.AWAITING_FUNDING: _("Pay the next milestone to go on with {name}, or stop here."),
    OrderState.COMPLETED: _("The work is accepted and {name} is paid."),
}

SELLER_NEXT: dict[OrderState, Text] = {
    OrderState.REQUIREMENTS: _("Paid. {name} still has to answer your questions."),
    OrderState.IN_PROGRESS: _("The money is kept safe. Deliver before the due date."),
    OrderState.DELIVERED: _("{name} is looking at your work."),
    OrderState.IN_REVISION: _("{name} wants changes, or bought more. Deliver before the due date."),
    OrderState.AWAITING_FUNDING: _("{name} can pay the next milestone now. Wait until then."),
    OrderState.COMPLETED: _("{name} accepted your work."),
}

HELD: dict[Hold, Text] = {
    Hold.CANCEL_REQUESTED: _("It stands still until the request to cancel is answered."),
    Hold.DISPUTED: _("It stands still while the dispute is open."),
}

CLOCKS: dict[OrderState, tuple[str, Text]] = {
    OrderState.AWAITING_PAYMENT: ("expire", _("Pay within")),
    OrderState.REQUIREMENTS: ("lapse", _("Cancelled without answers in")),
    OrderState.DELIVERED: ("accept", _("Accepted automatically in")),
    OrderState.AWAITING_FUNDING: ("stop", _("Completed without payment in")),
}

TONES: dict[OrderState, Tone] = {
    OrderState.COMPLETED: Tone.GOOD,
    OrderState.CANCELLED: Tone.GRAVE,
}


def order_card(ctx: Context, order: Order, note: Text | None = None) -> Screen:
    """Show one order to either side: how far it is, what is next, and what was agreed."""
    other = ctx.ask(orders.counterpart, order).name
    delivered = order.delivered_at is not None or order.stages_released > 0
    latest = ctx.ask(deliveries.latest, order.id) if delivered else None
    lines: list[Line] = [_what_next(ctx, order, other)]
    if order.state is not OrderState.CANCELLED:
        lines.append(_progress(order))
    parts = parts_of(ctx, "order", order)
    lines += [line for part in parts for line in part.lines]
    lines += [*_clocks(ctx, order), *_latest(ctx, order, latest), *_bargain(ctx, order, other)]
    return Screen(
        title=_("Order {order}: {title}").format(order=order.id, title=order.terms.title),
        note=note,
        lines=tuple(lines),
        buttons=(
            *_next_buttons(ctx, order),
            *rows(button for part in parts for button in part.buttons),
            *_more_buttons(ctx, order, latest),
        ),
        tone=TONES.get(order.state, Tone.BUSY if _moves(ctx, order) else Tone.CALM),
        card=order.subject,
    )


@card("orders")
def live_card(ctx: Context, subject: str) -> Screen:
    """Redraw the card."""
    return order_card(ctx, ctx.ask(orders.look, subject))


def verb_buttons(ctx: Context, order: Order) -> list[Button]:
    """Return exactly what this person may do now, straight from the state table."""
    return [
        button(label, action(order.id), style)
        for verb in sorted({*_moves(ctx, order)} - ASKED_FIRST, key=list(CHOICES).index)
        for action, label, style in (_choice(order, verb),)
    ]


def show_button(order: Order, style: Style = Style.PLAIN) -> Button:
    """Return the button that opens the order."""
    return button(_("Open the order"), ShowOrder(OrderId(order.id)), style)


def again_buttons(order: Order) -> list[Button]:
    """Return the button that takes the same package to the checkout once more, if it was one."""
    if order.gig_id is None or order.terms.offer:
        return []
    return [button(_("Order again"), OrderPackage(GigId(order.gig_id), order.terms.tier))]


def _moves(ctx: Context, order: Order) -> tuple[str, ...]:
    return orders.verbs(order, orders.role_of(order, ctx.me), ctx.now)


def _choice(order: Order, verb: str) -> tuple[type[Action], Text, Style]:
    if verb == "deliver" and order.state is OrderState.DELIVERED:
        return DeliverWork, _("Deliver again"), Style.PLAIN
    return CHOICES[verb]


def _what_next(ctx: Context, order: Order, other: str) -> Text:
    buys = orders.role_of(order, ctx.me) is Role.BUYER
    if order.state is OrderState.CANCELLED:
        if order.paid_at is None:
            return _("It ended before it was paid. Nothing was charged.")
        if order.share:
            return _("It was cancelled, and the two of you shared the price.")
        if order.terms.stages:
            return _("It was cancelled. What was paid is back in the buyer's wallet.")
        if buys:
            return _("It was cancelled. You have the whole price back in your wallet.")
        return _("It was cancelled. {name} has the whole price back.").format(name=other)
    if order.hold is not Hold.FREE:
        return HELD[order.hold]
    if order.state is OrderState.COMPLETED and order.stages_funded > order.stages_released:
        return _("It ended early. What was released stays released; the rest was divided.")
    says = (BUYER_NEXT if buys else SELLER_NEXT).get(order.state, STATES[order.state])
    return says.format(name=other)


def _progress(order: Order) -> Bar:
    """Placed, paid, answered (if anything was asked), worked on, delivered, done.

    Each milestone is worked on, delivered and done.
    """
    if order.terms.stages and order.state in orders.MOVING:
        return _progress_in_steps(order)
    of = 6 if order.terms.questions else 5
    done = {
        OrderState.AWAITING_PAYMENT: 1,
        OrderState.REQUIREMENTS: 2,
        OrderState.IN_PROGRESS: of - 3,
        OrderState.IN_REVISION: of - 2,
        OrderState.DELIVERED: of - 1,
        OrderState.COMPLETED: of,
    }
    return Bar(done[order.state], of, STATES[order.state])


def _progress_in_steps(order: Order) -> Bar:
    count, behind = len(order.terms.stages), order.stages_released
    says = _("Milestone {nth} of {count}: {state}").format(
        nth=behind + 1, count=count, state=STATES[order.state]
    )
    half = order.state in (OrderState.DELIVERED, OrderState.IN_REVISION)
    return Bar(2 * behind + half, 2 * count, says)


def _clocks(ctx: Context, order: Order) -> list[Line]:
    lines: list[Line] = []
    stopped = _("{left}, standing still")
    if order.state in orders.UNDER_WAY and order.due_at is not None:
        lines.append(Fact(_("Due"), _due(ctx, order)))
    elif order.state in orders.UNDER_WAY and order.due_left is not None:
        lines.append(Fact(_("Due in"), stopped.format(left=order.due_left)))
    if order.state in CLOCKS:
        verb, label = CLOCKS[order.state]
        at = ctx.ask(orders.clock, order, verb)
        left = ctx.ask(orders.left, order, verb)
        if at is not None:
            lines.append(Fact(label, Text("{left} ({at})").format(left=at - ctx.now, at=at)))
        elif left is not None:
            lines.append(Fact(label, stopped.format(left=left)))
    return lines


def _due(ctx: Context, order: Order) -> Text:
    assert order.due_at is not None
    late = orders.lateness(order.due_at, ctx.now, ctx.settings)
    if late is Lateness.NOT:
        return _("{at} ({left} left)").format(at=order.due_at, left=order.due_at - ctx.now)
    says = _("{at} (late by {late})") if late is Lateness.LATE else _("{at} (very late: {late})")
    return says.format(at=order.due_at, late=ctx.now - order.due_at)


def _latest(ctx: Context, order: Order, found: Delivery | None) -> list[Line]:
    """What was said last: the delivery, or the changes asked for."""
    lines: list[Line] = []
    if order.state is OrderState.IN_REVISION:
        wish = ctx.ask(deliveries.latest_revision, order.id)
        if wish is not None and (found is None or wish.asked_at >= found.made_at):
            lines += [Heading(_("Changes asked for")), Quote(_short(wish.comment))]
    if found is not None and order.delivered_at is not None:
        lines.append(Heading(_("Delivery {nth}, {at}").format(nth=found.nth, at=found.made_at)))
        if found.message:
            lines.append(Quote(_short(found.message)))
        if found.files:
            lines.append(Small(_n("{n} file", "{n} files", len(found.files))))
    return lines


def _bargain(ctx: Context, order: Order, other: str) -> list[Line]:
    terms = order.terms
    sells = orders.role_of(order, ctx.me) is Role.SELLER
    price = (
        _("{total} ({net} for you)").format(total=order.total, net=order.net)
        if sells and order.state is not OrderState.CANCELLED
        else Text("{total}").format(total=order.total)
    )
    lines: list[Line] = [
        Heading(_("The agreement")),
        Fact(_("Buyer") if sells else _("Seller"), verbatim(other)),
    ]
    if terms.tier in tuple(gigs.Tier):
        lines.append(Fact(_("Package"), gigs.TIERS[gigs.Tier(terms.tier)]))
    if terms.includes and terms.offer:
        lines.append(Quote(_short(terms.includes)))
    elif terms.includes:
        lines.append(Fact(_("Included"), verbatim(terms.includes)))
    if terms.changes:
        lines.append(Fact(_("Agreed later"), verbatim(_short(terms.changes[-1]))))
    if terms.extras:
        titles = tuple(verbatim(extra.title) for extra in terms.extras[-EXTRAS_MOST:])
        lines.append(Fact(_("Extras"), Text("{titles}").format(titles=titles)))
    if terms.quantity > 1:
        lines.append(Fact(_("Quantity"), verbatim(str(terms.quantity))))
    lines += [
        Fact(_("Price"), price),
        Fact(_("Delivery time"), _n("{n} day", "{n} days", terms.days)),
    ]
    if not terms.stages or order.state in orders.WORKED_ON:
        lines.append(Fact(_("Revisions left"), _revisions(order)))
    return lines


def _revisions(order: Order) -> Text:
    if order.revisions_left == orders.UNLIMITED:
        return _("as many as needed")
    return _("{left} of {all}").format(left=order.revisions_left, all=order.at_hand.revisions)


def _next_buttons(ctx: Context, order: Order) -> tuple[tuple[Button, ...], ...]:
    buys = orders.role_of(order, ctx.me) is Role.BUYER
    payable = buys and "paid" in orders.verbs(order, Role.MARKET, ctx.now)
    paying = pay_buttons(ctx, OrderId(order.id), order.to_begin) if payable else []
    return (*rows(paying, 1), *rows(verb_buttons(ctx, order)))


def _more_buttons(
    ctx: Context, order: Order, latest: Delivery | None
) -> tuple[tuple[Button, ...], ...]:
    more = []
    if latest is not None and latest.files:
        more.append(button(_("Get the files"), GetFiles(OrderId(order.id))))
    if order.answers:
        more.append(button(_("Read the answers"), ShowAnswers(OrderId(order.id))))
    side = orders.role_of(order, ctx.me)
    if side is Role.BUYER and order.state not in orders.OPEN:
        more += again_buttons(order)
    more.append(button(_("My orders"), ListOrders(side, 0, 0)))
    return rows(more)


def _short(words: str) -> str:
    return words if len(words) <= QUOTED_MOST else f"{words[:QUOTED_MOST].rstrip()}…"
