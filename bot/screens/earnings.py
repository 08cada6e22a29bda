"""What sellers see of their earnings."""

from bot.context import Context
from bot.registry import notice
from bot.screens.orders import ShowOrder
from bot.screens.payments import ShowWallet
from bot.ui import (
    Action,
    Button,
    Choice,
    Fact,
    Menu,
    Screen,
    Small,
    Style,
    Tone,
    button,
    choice,
    rows,
)
from core import earnings
from core.earnings import Bucket, ClearingState
from core.kit.ids import OrderId
from core.kit.money import Money
from core.kit.text import Text, _, verbatim
from core.orders import Order


class ShowEarnings(Action, frozen=True, wire="ea.se"):
    """Look at the four buckets."""


class LookInto(Action, frozen=True, wire="ea.ls"):
    """Look through what lies in one bucket."""

    bucket: str
    page: int


BUCKETS: dict[Bucket, Text] = {
    Bucket.ESCROW: _("In escrow"),
    Bucket.CLEARING: _("Clearing"),
    Bucket.AVAILABLE: _("Available"),
    Bucket.WITHDRAWN: _("Withdrawn"),
}

MEANS: dict[Bucket, Text] = {
    Bucket.ESCROW: _("Paid by buyers, yours when they accept your work."),
    Bucket.CLEARING: _("Accepted. Each amount becomes available on its date."),
    Bucket.AVAILABLE: _("Yours."),
    Bucket.WITHDRAWN: _("Already paid out to you."),
}


WITH_LINES = (Bucket.ESCROW, Bucket.CLEARING, Bucket.AVAILABLE)
CLEARS = _("{amount}, available on {day}")
CLEARED = _("{amount}, since {day}")


def earnings_page(ctx: Context) -> Screen:
    """Show what was earned and where it is."""
    found = ctx.ask(earnings.overview, currency=ctx.settings.currency)
    return Screen(
        title=_("Your earnings"),
        lines=(
            *(Fact(BUCKETS[bucket], _amount(getattr(found, bucket))) for bucket in Bucket),
            Small(_("The commission is already deducted everywhere.")),
        ),
        buttons=rows(
            (
                *(button(BUCKETS[bucket], LookInto(bucket, 0)) for bucket in WITH_LINES),
                button(_("My wallet"), ShowWallet(0)),
            )
        ),
    )


def bucket_page(ctx: Context, bucket: Bucket, page: int = 0) -> Screen:
    """Show what lies in one bucket; every line opens its order."""
    choices, more = _choices(ctx, bucket, page)
    turns: list[Button] = []
    if page > 0:
        turns.append(button(_("Back"), LookInto(bucket, page - 1)))
    if more:
        turns.append(button(_("More"), LookInto(bucket, page + 1)))
    return Screen(
        title=BUCKETS[bucket],
        lines=(MEANS[bucket],) if choices else (MEANS[bucket], Small(_("Nothing here yet."))),
        menu=Menu(_("Open an order"), choices) if choices else None,
        buttons=(*rows(turns), (button(_("All earnings"), ShowEarnings()),)),
    )


@notice("earnings.cleared")
def cleared(ctx: Context, subject: str) -> Screen:
    """Money of the seller's became available."""
    clearing = ctx.ask(earnings.look, subject)
    says = _("{amount} from order {order} has cleared and is available.")
    return Screen(
        title=_("Your earnings"),
        lines=(says.format(amount=clearing.amount, order=clearing.order_id),),
        buttons=rows(
            (
                button(_("See my earnings"), ShowEarnings(), Style.MAIN),
                button(_("Open the order"), ShowOrder(OrderId(clearing.order_id))),
            )
        ),
        tone=Tone.GOOD,
    )


def _choices(ctx: Context, bucket: Bucket, page: int) -> tuple[tuple[Choice, ...], bool]:
    if bucket is Bucket.ESCROW:
        found, more = ctx.ask(earnings.in_escrow, page=page)
        return tuple(_line(o, Text("{net}").format(net=o.net_held)) for o in found), more
    state = ClearingState(bucket)
    says = CLEARS if state is ClearingState.CLEARING else CLEARED
    lines, more = ctx.ask(earnings.lines, state=state, page=page)
    return tuple(
        _line(order, says.format(amount=clearing.amount, day=clearing.clears_at.date()))
        for clearing, order in lines
    ), more


def _line(order: Order, hint: Text) -> Choice:
    return choice(verbatim(order.terms.title), ShowOrder(OrderId(order.id)), hint)


def _amount(amount: Money) -> Text:
    return Text("{amount}").format(amount=amount)
