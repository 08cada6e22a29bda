"""What the usual stack shows: the house's order card and notice, by plain Babel."""

from html import escape
from pathlib import Path
from typing import Any

from babel.dates import format_datetime
from babel.numbers import format_currency
from babel.support import Translations
from telegram import InlineKeyboardButton as Button
from telegram import InlineKeyboardMarkup, MessageEntity

LOCALES = Path(__file__).resolve().parents[2] / "locales"
CATALOGS = {each: Translations.load(LOCALES, [each], "messages") for each in ("en", "fr")}


def card(order: Any, me: Any, other: Any, delivery: Any, *, for_buyer: bool) -> dict[str, Any]:
    """Draw the card for one of the two."""
    locale, _ = me.locale, CATALOGS[me.locale].gettext
    words = (
        "The work is accepted and {name} is paid." if for_buyer else "{name} accepted your work."
    )
    total = format_currency(order.total / 100, order.currency, locale=locale)
    net = format_currency((order.total - order.commission) / 100, order.currency, locale=locale)
    price = total if for_buyer else _("{total} ({net} for you)").format(total=total, net=net)
    at = format_datetime(delivery.made_at, "d MMM y, HH:mm", locale=locale)
    title = _("Order {order}: {title}").format(order=order.id, title=escape(order.title))
    days = CATALOGS[locale].ngettext("{n} day", "{n} days", order.days).format(n=order.days)
    facts = ((_("Seller") if for_buyer else _("Buyer"), escape(other.name)),
             (_("Included"), escape(order.includes)), (_("Price"), price),
             (_("Delivery time"), days),
             (_("Revisions left"), _("{left} of {all}").format(left=1, all=1)))  # fmt: skip
    lines = [title, "", _(words).format(name=escape(other.name)), f"▰▰▰▰▰ {_('Completed')}",
             _("Delivery {nth}, {at}").format(nth=1, at=f"{at} UTC"), escape(delivery.message),
             _("The agreement"), *(f"{label}: {value}" for label, value in facts)]  # fmt: skip
    keyboard = InlineKeyboardMarkup([[Button(_("My orders"), callback_data="or.ls:buyer:0:0")]])
    bold = [MessageEntity(MessageEntity.BOLD, 0, len(title))]
    return {"text": "\n".join(lines), "entities": bold, "reply_markup": keyboard}


def notice(order: Any, buyer: Any, locale: str) -> dict[str, Any]:
    """Tell the seller."""
    _ = CATALOGS[locale].gettext
    says = _("{name} accepted your work.").format(name=escape(buyer.name))
    title = _("Order {order}: {title}").format(order=order.id, title=escape(order.title))
    button = Button(_("Open the order"), callback_data=f"or.se:{order.id}")
    return {"text": f"{title}\n{says}", "reply_markup": InlineKeyboardMarkup([[button]])}
