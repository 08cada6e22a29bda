"""What is asked or read around an order, on screens of their own."""

from bot.context import Context
from bot.screens.orders.actions import ConfirmAccept, ConfirmCancel
from bot.screens.orders.card import show_button
from bot.ui import Heading, Line, Quote, Screen, Small, Style, Tone, button, rows
from core import orders
from core.kit.ids import OrderId
from core.kit.states import Role
from core.kit.text import _, _n, verbatim
from core.orders import Order


def confirm_accept(ctx: Context, order: Order) -> Screen:
    """Say what accepting does, before it is done."""
    seller = ctx.ask(orders.counterpart, order).name
    return Screen(
        title=_("Accept the work?"),
        lines=(
            _("This releases {total} to {seller}.").format(total=order.total, seller=seller),
            Small(_("The order is then completed. This cannot be undone.")),
        ),
        buttons=rows(
            (
                button(_("Accept and release"), ConfirmAccept(OrderId(order.id)), Style.GOOD),
                show_button(order),
            )
        ),
        tone=Tone.BUSY,
    )


def confirm_cancel(ctx: Context, order: Order) -> Screen:
    """Say what calling off does, before it is done."""
    if orders.role_of(order, ctx.me) is Role.BUYER:
        says = _("You get the whole {total} back, into your wallet.")
    else:
        says = _("The buyer gets the whole {total} back. You are paid nothing.")
    return Screen(
        title=_("Cancel the order?"),
        lines=(
            says.format(total=order.total),
            Small(_("The order then ends. This cannot be undone.")),
        ),
        buttons=rows(
            (
                button(_("Cancel the order"), ConfirmCancel(OrderId(order.id)), Style.GRAVE),
                show_button(order),
            )
        ),
        tone=Tone.GRAVE,
    )


def answers_page(_ctx: Context, order: Order) -> Screen:
    """Show what the buyer answered, word for word, with the files."""
    lines: list[Line] = []
    attached: list[str] = []
    for question in order.terms.questions:
        lines.append(Heading(verbatim(question.words)))
        given = order.answers.get(question.key)
        if given is None:
            lines.append(Small(_("No answer")))
        elif question.files:
            attached += given
            lines.append(_n("{n} file", "{n} files", len(given)))
        else:
            lines.append(Quote(given))
    attached += order.answers.get(orders.ATTACHED, ())
    return Screen(
        title=_("The buyer's answers"),
        lines=tuple(lines),
        files=tuple(attached),
        buttons=((show_button(order),),),
    )
