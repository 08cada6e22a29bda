"""What is asked of whoever makes a request in the Resolution Center."""

from typing import Any

from bot.context import Context
from bot.forms import Answers, Ask, Count, Form, Line, One, Paragraph, Price
from bot.registry import form
from bot.screens.resolution import foresee, request_card
from bot.ui import Option
from core import orders, resolution
from core.accounts import Account
from core.kit.ids import OrderId
from core.kit.money import Money
from core.kit.settings import MarketSettings
from core.kit.states import Role
from core.kit.text import _
from core.orders import Extra
from core.resolution import Request
from core.store import Tx

REVISIONS_MOST = resolution.REVISIONS_MOST
DAYS_LESS = -90
DONE = _("Sent. The other side has two days to answer.")


def _low(settings: MarketSettings) -> int:
    return settings.price_least


def _high(settings: MarketSettings) -> int:
    return settings.price_most


def _less(settings: MarketSettings) -> int:
    return -settings.price_most


def _days(settings: MarketSettings) -> int:
    return settings.days_most


def _extension(settings: MarketSettings) -> int:
    return settings.extension_days_most


def _revisions(_settings: MarketSettings) -> int:
    return REVISIONS_MOST


def _percent(_settings: MarketSettings) -> int:
    return 100  # which the verb refuses, and says where to go instead


@form("resolution.extend")
def extend(ctx: Context, subject: str) -> Form:
    """Ask for another due date, or offer one."""
    offers = _side(ctx, subject) is Role.BUYER
    return Form(
        "resolution.extend",
        _("Offer more time") if offers else _("Ask for more time"),
        Ask(
            "days",
            Count(1, _extension),
            _("Days more"),
            _("How many days more?"),
        ),
        _reason(),
        submit=resolution.extend,
        then=request_card,
        done=DONE,
        send=_("Send"),
        about="order",
        foresees=foresee(resolution.extension),
    )


@form("resolution.modify")
def modify(_ctx: Context, _subject: str) -> Form:
    """Propose another bargain."""
    return Form(
        "resolution.modify",
        _("Change the agreement"),
        Ask(
            "scope",
            Paragraph(most=resolution.WORDS_MOST),
            _("What to do"),
            _("What shall be done otherwise, or as well?"),
            _("Skip it if the work stays as it is."),
            required=False,
        ),
        Ask(
            "price",
            Price(_less, _high),
            _("Price: more or less"),
            _("By how much shall the price change?"),
            _("For example 20, or -20 for less. The buyer pays more at once, or gets it back."),
            required=False,
        ),
        Ask(
            "days",
            Count(DAYS_LESS, _days),
            _("Days: more or less"),
            _("By how many days shall the delivery time change?"),
            _("For example 2, or -1 for less."),
            required=False,
        ),
        Ask(
            "revisions",
            Count(-REVISIONS_MOST, _revisions),
            _("Revisions: more or less"),
            _("By how many shall the revisions change?"),
            _("For example 1, or -1 for less."),
            required=False,
        ),
        submit=resolution.modify,
        then=request_card,
        done=DONE,
        send=_("Send"),
        about="order",
        foresees=foresee(resolution.change),
    )


def _more(answers: Answers) -> bool:
    return answers.get("more") == "yes"


@form("resolution.extra")
def offer_extras(_ctx: Context, _subject: str) -> Form:
    """Offer one extra, or two."""
    return Form(
        "resolution.extra",
        _("Offer extras"),
        Ask(
            "title",
            Line(most=resolution.TITLE_MOST),
            _("The extra"),
            _("What do you offer on top? One line."),
            _("For example: “A banner for your website”"),
        ),
        Ask("price", Price(_low, _high), _("Its price"), _("What does it cost?")),
        Ask("days", Count(0, _days), _("Days it adds"), _("How many days does it add?")),
        Ask(
            "more",
            One((Option("no", _("No, that is all")), Option("yes", _("Yes, one more")))),
            _("Another extra?"),
            _("Do you offer another extra as well?"),
        ),
        Ask(
            "title_2",
            Line(most=resolution.TITLE_MOST),
            _("The second extra"),
            _("What else do you offer? One line."),
            when=_more,
        ),
        Ask(
            "price_2",
            Price(_low, _high),
            _("Price of the second"),
            _("What does the second one cost?"),
            when=_more,
        ),
        Ask(
            "days_2",
            Count(0, _days),
            _("Days the second adds"),
            _("How many days does the second one add?"),
            when=_more,
        ),
        submit=_hand_in_extras,
        then=request_card,
        done=DONE,
        send=_("Offer it"),
        about="order",
        foresees=foresee(_draft_extras),
    )


@form("resolution.refund")
def refund(ctx: Context, subject: str) -> Form:
    """Propose that a part of the price goes back."""
    gives = _side(ctx, subject) is Role.SELLER
    says = _("How much of the price shall go back, in percent?")
    if subject:
        total = ctx.ask(orders.look, subject).total
        says = _("How much of {total} shall go back, in percent?").format(total=total)
    return Form(
        "resolution.refund",
        _("Give a part back") if gives else _("Ask for a part back"),
        Ask("percent", Count(1, _percent), _("Percent of the price"), says),
        _reason(),
        submit=resolution.refund,
        then=request_card,
        done=DONE,
        send=_("Send"),
        about="order",
        foresees=foresee(resolution.part_back),
    )


def _reason() -> Ask:
    return Ask(
        "reason",
        Paragraph(most=resolution.WORDS_MOST),
        _("Why"),
        _("Why? The other side reads this before answering."),
    )


def _side(ctx: Context, order: str) -> Role:
    return orders.role_of(ctx.ask(orders.look, order), ctx.me) if order else Role.SELLER


def _hand_in_extras(
    tx: Tx,
    me: Account,
    *,
    order: OrderId,
    title: str,
    price: Money,
    days: int,
    more: str,
    title_2: str | None = None,
    price_2: Money | None = None,
    days_2: int | None = None,
) -> Request:
    extras = _extras(title, price, days, more, title_2, price_2, days_2)
    return resolution.add_extras(tx, me, order=order, extras=extras)


def _draft_extras(tx: Tx, me: Account, *, order: OrderId, **given: Any) -> Request:
    return resolution.extras(tx, me, order=order, extras=_extras(**given))


def _extras(
    title: str,
    price: Money,
    days: int,
    more: str,
    title_2: str | None,
    price_2: Money | None,
    days_2: int | None,
) -> list[Extra]:
    offered = [Extra(title, price, days)]
    if more == "yes" and title_2 is not None and price_2 is not None:
        offered.append(Extra(title_2, price_2, days_2 or 0))
    return offered
