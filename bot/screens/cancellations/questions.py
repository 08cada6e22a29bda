"""What is asked once more before an order is cancelled."""

from bot.context import Context
from bot.screens.cancellations.actions import ConfirmAgree, ConfirmCancelLate
from bot.screens.cancellations.request import request_lines, shares
from bot.screens.orders import show_button
from bot.ui import Screen, Small, Style, Tone, button, rows
from core.cancellations import Cancellation
from core.kit.ids import CancellationId, OrderId
from core.kit.money import Money
from core.kit.text import _
from core.orders import Order


def confirm_agree(ctx: Context, order: Order, request: Cancellation) -> Screen:
    """Say why, whose fault, and who gets what, before it is done."""
    return Screen(
        title=_("Cancel the order?"),
        lines=(
            *request_lines(ctx, order, request),
            Small(_("The order then ends. This cannot be undone.")),
        ),
        buttons=rows(
            (
                button(
                    _("Cancel the order"), ConfirmAgree(CancellationId(request.id)), Style.GRAVE
                ),
                show_button(order),
            )
        ),
        tone=Tone.GRAVE,
    )


def confirm_cancel_late(ctx: Context, order: Order) -> Screen:
    """Say what calling late work off does, before it is done."""
    assert order.due_at is not None
    says = _("Nothing was delivered, and the work is {late} late: you can cancel alone.")
    return Screen(
        title=_("Cancel the order?"),
        lines=(
            says.format(late=ctx.now - order.due_at),
            *shares(ctx, order, Money(0, order.currency)),
            Small(_("The order then ends. This cannot be undone.")),
        ),
        buttons=rows(
            (
                button(_("Cancel the order"), ConfirmCancelLate(OrderId(order.id)), Style.GRAVE),
                show_button(order),
            )
        ),
        tone=Tone.GRAVE,
    )
