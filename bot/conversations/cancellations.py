"""What is asked of whoever wants to cancel an order."""

from bot.context import Context
from bot.forms import Answers, Ask, Form, One, Paragraph, Price
from bot.registry import form
from bot.screens.cancellations import FAULTS, foreseen
from bot.screens.orders import order_card
from bot.ui import Line, Option, Screen
from core import cancellations, orders
from core.cancellations import REASONS, Cancellation, Reason
from core.kit.settings import MarketSettings
from core.kit.text import _


def _one_cent(_settings: MarketSettings) -> int:
    return 1


def _highest(settings: MarketSettings) -> int:
    return settings.price_most * settings.quantity_most


@form("cancellations.ask")
def ask(ctx: Context, subject: str) -> Form:
    """Ask the other side to stop here: why, in words, and what the seller would keep."""
    reasons = ctx.ask(cancellations.reasons, subject) if subject else tuple(Reason)
    options = (Option(r, REASONS[r].label, FAULTS[REASONS[r].fault]) for r in reasons)
    return Form(
        "cancellations.ask",
        _("Ask to cancel"),
        Ask(
            "reason",
            One(tuple(options)),
            _("Reason"),
            _("Why would you like to cancel?"),
            _("Each reason says whose fault it is; the other side sees it."),
        ),
        Ask(
            "note",
            Paragraph(most=cancellations.NOTE_MOST),
            _("Your note"),
            _("What would you like to say to the other side?"),
        ),
        Ask(
            "share",
            Price(_one_cent, _highest),
            _("A share for the seller"),
            _("Shall the seller keep a part of the price? If so, how much?"),
            _("Skip this to give everything back to the buyer."),
            required=False,
        ),
        submit=cancellations.ask,
        then=_then,
        done=_("Asked. The other side has been told, and the order stands still."),
        send=_("Ask to cancel"),
        about="order",
        foresees=_foresee,
    )


def _foresee(ctx: Context, subject: str, given: Answers) -> tuple[Line, ...]:
    order = ctx.ask(orders.look, subject)
    return foreseen(ctx, order, Reason(given["reason"]), given["share"])


def _then(ctx: Context, request: Cancellation) -> Screen:
    return order_card(ctx, ctx.ask(orders.look, request.order_id))
