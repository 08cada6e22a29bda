"""What is asked or read around an order, on screens of their own."""

from bot.context import Context
from bot.registry import parts_of
from bot.screens.orders.actions import AcceptAndStop, ConfirmAccept, ConfirmCancel, ConfirmStop
from bot.screens.orders.card import show_button
from bot.ui import Button, Heading, Line, Quote, Screen, Small, Style, Tone, button, rows
from core import orders
from core.kit.ids import OrderId
from core.kit.states import Role
from core.kit.text import _, _n, verbatim
from core.orders import Order


def confirm_accept(ctx: Context, order: Order) -> Screen:
    """Say what accepting does, before it is done; with a milestone, choose what comes next."""
    seller = ctx.ask(orders.counterpart, order).name
    releases = _("This releases {total} to {seller}.")
    lines: list[Line] = [releases.format(total=order.to_accept, seller=seller)]
    buttons: list[Button] = []
    parts = parts_of(ctx, "acceptance", order)
    if parts_lines := [line for part in parts for line in part.lines]:
        lines += [*parts_lines, Small(_("What is released cannot be taken back."))]
    else:
        lines.append(Small(_("The order is then completed. This cannot be undone.")))
    if "accept_and_stop" in orders.verbs(order, orders.role_of(order, ctx.me), ctx.now):
        buttons += [each for part in parts for each in part.buttons]
        buttons.append(button(_("Accept and stop here"), AcceptAndStop(OrderId(order.id))))
    else:
        accept = ConfirmAccept(OrderId(order.id))
        buttons.append(button(_("Accept and release"), accept, Style.GOOD))
    return Screen(
        title=_("Accept the work?"),
        lines=tuple(lines),
        buttons=rows((*buttons, show_button(order)), 2 if len(buttons) == 1 else 1),
        tone=Tone.BUSY,
    )


def confirm_stop(_ctx: Context, order: Order) -> Screen:
    """Say what stopping between two milestones does, before it is done."""
    left = len(order.terms.stages) - order.stages_released
    more = _n("{n} milestone is then not started.", "{n} milestones are then not started.", left)
    return Screen(
        title=_("Stop here?"),
        lines=(
            _("{released} was released and stays with the seller.").format(released=order.released),
            more,
            Small(_("The order is then completed. This cannot be undone.")),
        ),
        buttons=rows(
            (
                button(_("Stop here"), ConfirmStop(OrderId(order.id)), Style.GRAVE),
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
            says.format(total=order.paid),
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
