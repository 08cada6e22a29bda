"""What people see of money that goes back to where it came from."""

from collections.abc import Sequence

from bot.context import Context
from bot.registry import Part, notice, part
from bot.screens.payments import ShowWallet
from bot.ui import (
    Action,
    Button,
    Choice,
    Fact,
    Line,
    Menu,
    Screen,
    Small,
    Style,
    Tone,
    button,
    choice,
    rows,
)
from core import orders, repayments
from core.kit.errors import NoSuchThing
from core.kit.ids import PaymentId
from core.kit.money import Money
from core.kit.text import Text, _, verbatim
from core.repayments import Repayment, RepaymentState, Returnable

ON_A_PAGE = 8


class ListPayments(Action, frozen=True, wire="rp.li"):
    """Look through the payments of which something can go back."""

    page: int


class AskBack(Action, frozen=True, wire="rp.as"):
    """Think about sending back what can go back of a payment."""

    payment: PaymentId


class ConfirmAskBack(Action, frozen=True, wire="rp.ok"):
    """Send back as much of a payment as was seen, in minor units."""

    payment: PaymentId
    seen: int


# Where the money of each provider comes from and goes back to.
PLACES: dict[str, Text] = {
    "sandbox": _("The test bank"),
}

STATES: dict[RepaymentState, Text] = {
    RepaymentState.ASKED: _("On its way back to you"),
    RepaymentState.SENDING: _("On its way back to you"),
    RepaymentState.SENT: _("Sent back to you"),
    RepaymentState.FAILED: _("Could not be sent back"),
}


@part("wallet", "repayments")
def in_the_wallet(ctx: Context, _held: Money) -> Part:
    """Add what is on its way back, what went back, and what else can."""
    lines: list[Line] = [_line(each) for each in ctx.ask(repayments.latest)]
    found = ctx.ask(repayments.returnable)
    if not found:
        return Part(tuple(lines))
    lines.append(Small(_("Money in your wallet can go back to where you paid it from.")))
    more = [button(_("More payments"), ListPayments(1))] if len(found) > ON_A_PAGE else []
    return Part(tuple(lines), tuple(more), _menu(ctx, found, 0))


def payments_page(ctx: Context, page: int) -> Screen:
    """Show the payments of which something can go back, page by page."""
    found = ctx.ask(repayments.returnable)
    last = max(0, (len(found) - 1) // ON_A_PAGE)
    page = min(page, last)
    turns = [button(_("Newer"), ListPayments(page - 1))] if page > 0 else []
    turns += [button(_("Older"), ListPayments(page + 1))] if page < last else []
    says = _("Choose a payment to send back what is in your wallet of it.")
    return Screen(
        title=_("Back to where it came from"),
        lines=(says if found else _("Nothing can be sent back now."),),
        menu=_menu(ctx, found, page) if found else None,
        buttons=(*rows(turns), (_wallet_button(),)),
    )


def ask_back(ctx: Context, found: Returnable) -> Screen:
    """Ask whether the money shall really go back."""
    payment, amount = found.payment, found.amount
    return Screen(
        title=_("Send {amount} back?").format(amount=amount),
        lines=(
            _("It leaves your wallet now and goes back the way you paid."),
            Fact(_("Paid for"), _paid_for(ctx, found)),
            Fact(_("Goes to"), PLACES[payment.provider]),
        ),
        buttons=(
            (
                button(
                    _("Send {amount} back").format(amount=amount),
                    ConfirmAskBack(PaymentId(payment.id), amount.minor),
                    Style.MAIN,
                ),
            ),
            (button(_("Keep it in my wallet"), ShowWallet(0)),),
        ),
    )


@notice("repayments.sent")
def sent(ctx: Context, subject: str) -> Screen:
    """The money went back."""
    repayment = ctx.ask(repayments.look, subject)
    says = _("{amount} left your wallet and went back the way you paid.")
    return Screen(
        title=_("Your money went back"),
        lines=(says.format(amount=repayment.amount),),
        buttons=((_wallet_button(),),),
        tone=Tone.GOOD,
    )


@notice("repayments.failed")
def failed(ctx: Context, subject: str) -> Screen:
    """The money could not go back."""
    repayment = ctx.ask(repayments.look, subject)
    says = _(
        "{amount} could not be sent back: where you paid from, it was refused. It is in your "
        "wallet again: spend it on another order, or try to send it back later."
    )
    return Screen(
        title=_("Your money is in your wallet again"),
        lines=(says.format(amount=repayment.amount),),
        buttons=((_wallet_button(),),),
        tone=Tone.GRAVE,
    )


def _wallet_button() -> Button:
    return button(_("My wallet"), ShowWallet(0), Style.MAIN)


def _line(repayment: Repayment) -> Line:
    says = Text("{amount} · {at}")
    at = repayment.ended_at or repayment.asked_at
    return Fact(STATES[repayment.state], says.format(amount=repayment.amount, at=at))


def _menu(ctx: Context, found: Sequence[Returnable], page: int) -> Menu:
    some = found[page * ON_A_PAGE : (page + 1) * ON_A_PAGE]
    return Menu(_("Send money back"), tuple(_choice(ctx, each) for each in some))


def _choice(ctx: Context, found: Returnable) -> Choice:
    paid = found.payment.amount
    hint = _("{amount} of {paid}").format(amount=found.amount, paid=paid)
    return choice(_paid_for(ctx, found), AskBack(PaymentId(found.payment.id)), hint)


def _paid_for(ctx: Context, found: Returnable) -> Text:
    """Name what was paid by the order's title, or else by the day."""
    kind, _colon, thing = found.payment.pays.partition(":")
    order = found.order or (thing if kind == "order" else None)
    if order is not None:
        try:
            return verbatim(ctx.ask(orders.look, order).terms.title)
        except NoSuchThing:  # paid for an order that never was
            pass
    at = found.payment.arrived_at or found.payment.asked_at
    return _("A payment of {day}").format(day=at.date())
