"""What people see of paying and of their wallet."""

from collections.abc import Callable

from bot.context import Context
from bot.registry import notice, parts_of
from bot.ui import Action, Button, Fact, Line, Screen, Small, Style, Tone, button, rows
from core import payments
from core.kit.ids import OrderId
from core.kit.money import Money
from core.kit.text import Text, _
from core.ledger import Entry, Posting


class PayOrder(Action, frozen=True, wire="pa.or"):
    """Pay for an order this way."""

    order: OrderId
    provider: str


class ShowWallet(Action, frozen=True, wire="pa.wa"):
    """Look into one's wallet."""

    page: int


# How each provider asks to be pressed.
WAYS: dict[str, Text] = {
    "wallet": _("Pay {price} from my wallet"),
    "sandbox": _("Pay {price} with test money"),
}

# What moved money into or out of a wallet.
MOVES: dict[str, Text] = {
    "capture_wallet": _("Paid for an order"),
    "refund": _("Given back from an order"),
    "ask_back": _("Asked back, to where it came from"),
    "put_back": _("Could not be sent back"),
    "keep_late_payment": _("A payment that could not be used"),
}


def pay_buttons(ctx: Context, order: OrderId, price: Money) -> list[Button]:
    """Return the ways this person may pay for an order."""
    return ways_to_pay(ctx, price, lambda name: PayOrder(order, name))


def ways_to_pay(ctx: Context, price: Money, pay: Callable[[str], Action]) -> list[Button]:
    """Return the ways this person may pay so much, the first one foremost."""
    names = ctx.ask(payments.offered, amount=price)
    return [
        button(
            WAYS[name].format(price=price),
            pay(name),
            Style.GOOD if name == names[0] else Style.PLAIN,
        )
        for name in names
    ]


def wallet_page(ctx: Context, page: int = 0, note: Text | None = None) -> Screen:
    """Show what is in the wallet and how it came there."""
    held = ctx.ask(payments.in_wallet, currency=ctx.settings.currency)
    found, more = ctx.ask(payments.wallet_lines, page=page)
    parts = parts_of(ctx, "wallet", held) if page == 0 else []
    lines: list[Line] = [
        Fact(_("In your wallet"), Text("{held}").format(held=held)),
        *(line for part in parts for line in part.lines),
        *(_line(entry, posting) for entry, posting in found),
    ]
    if not found:
        lines.append(Small(_("Refunds arrive here. Use them for your next order.")))
    turns = [button(_("Newer"), ShowWallet(page - 1))] if page > 0 else []
    turns += [button(_("Older"), ShowWallet(page + 1))] if more else []
    turns += [each for part in parts for each in part.buttons]
    return Screen(
        title=_("Your wallet"),
        lines=tuple(lines),
        menu=next((part.menu for part in parts if part.menu is not None), None),
        buttons=rows(turns),
        note=note,
    )


@notice("payments.kept")
def kept(ctx: Context, subject: str) -> Screen:
    """Money came that could not be used for what it was meant for."""
    payment = ctx.ask(payments.look, subject)
    return Screen(
        title=_("Your payment is safe"),
        lines=(
            _(
                "{amount} arrived that could not be used for your order. "
                "It is in your wallet, ready for another one."
            ).format(amount=payment.amount),
        ),
        buttons=((button(_("My wallet"), ShowWallet(0), Style.MAIN),),),
        tone=Tone.GOOD,
    )


def _line(entry: Entry, posting: Posting) -> Line:
    amount = Money(entry.minor, entry.currency)
    says = Text("{amount} · {at}").format(amount=amount, at=posting.at)
    return Fact(MOVES.get(entry.move, _("Moved")), says)
