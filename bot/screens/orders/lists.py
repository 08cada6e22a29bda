"""One's orders, page by page."""

from bot.context import Context
from bot.screens.orders.actions import ListOrders, ShowOrder
from bot.screens.orders.card import STATES
from bot.ui import Button, Choice, Menu, Screen, Small, Style, button, choice, rows
from core import orders
from core.kit.ids import OrderId
from core.kit.states import Role
from core.kit.text import Text, _
from core.orders import Lateness, Order


def orders_list(ctx: Context, side: Role, *, ended: bool = False, page: int = 0) -> Screen:
    """Show one page of one's orders on one side, each a press away."""
    found, more = ctx.ask(orders.mine, side=side, ended=ended, page=page)
    buys = side is Role.BUYER
    title = _("What you ordered") if buys else _("What was ordered from you")
    empty = _("Nothing has ended yet.") if ended else _("Nothing open at the moment.")
    return Screen(
        title=title,
        lines=() if found else (Small(empty),),
        menu=Menu(_("Open an order"), tuple(_line(ctx, o) for o in found)) if found else None,
        buttons=(*rows(_pages(side, ended, page, more)), *rows(_filters(ctx, side, ended))),
    )


def _line(ctx: Context, order: Order) -> Choice:
    label = Text("{title}").format(title=order.terms.title)
    hint = Text("{state} · {total}").format(state=_state(ctx, order), total=order.total)
    return choice(label, ShowOrder(OrderId(order.id)), hint)


def _state(ctx: Context, order: Order) -> Text:
    if order.state in orders.UNDER_WAY and order.due_at is not None:
        if orders.lateness(order.due_at, ctx.now, ctx.settings) is not Lateness.NOT:
            return _("Late")
        return _("{left} left").format(left=order.due_at - ctx.now)
    return STATES[order.state]


def _pages(side: Role, ended: bool, page: int, more: bool) -> list[Button]:  # noqa: FBT001
    buttons = []
    if page > 0:
        buttons.append(button(_("Newer"), ListOrders(side, int(ended), page - 1)))
    if more:
        buttons.append(button(_("Older"), ListOrders(side, int(ended), page + 1)))
    return buttons


def _filters(ctx: Context, side: Role, ended: bool) -> list[Button]:  # noqa: FBT001
    buttons = [
        button(_("Open orders"), ListOrders(side, 0, 0))
        if ended
        else button(_("Ended orders"), ListOrders(side, 1, 0))
    ]
    if ctx.me.sells or side is Role.SELLER:
        buttons.append(
            button(_("What I sell"), ListOrders(Role.SELLER, 0, 0), Style.PLAIN)
            if side is Role.BUYER
            else button(_("What I buy"), ListOrders(Role.BUYER, 0, 0), Style.PLAIN)
        )
    return buttons
